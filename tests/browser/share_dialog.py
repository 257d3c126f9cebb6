"""The share dialog, as a person uses it."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.visualizer import SCRIPTS, Visualizer

JSQR = Path(__file__).parents[2] / "node_modules/jsqr/dist/jsQR.js"


class ShareDialog:
    """The dialog of an open page."""

    def __init__(self, visualizer: Visualizer) -> None:
        self.visualizer = visualizer
        self.page = visualizer.page
        self.element: Locator = visualizer.part("share")

    def open(self) -> "ShareDialog":
        self.visualizer.button("Share").click()
        expect(self.element).to_be_visible()
        return self

    def settled(self) -> "ShareDialog":
        """Wait until there is a link."""
        expect(self.element.locator(".share-results")).to_have_attribute("data-state", "there")
        return self

    def tick(self, part: str) -> Locator:
        """The box of a part, such as hide-panel or lock-edit."""
        return self.element.locator(f'[data-part="{part}"]')

    @property
    def link_field(self) -> Locator:
        return self.element.get_by_label("Link", exact=True)

    @property
    def frame_field(self) -> Locator:
        return self.element.get_by_label("Frame for a slide or a page")

    @property
    def link(self) -> str:
        return self.settled().link_field.input_value()

    @property
    def preview(self) -> FrameLocator:
        return self.element.frame_locator(".share-preview iframe")

    def query(self) -> dict[str, str]:
        """What the link says, without its version."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.link).query).items() if name != "v"}

    def scanned(self) -> str | None:
        """What a reader makes of the code on the screen."""
        png = base64.b64encode(self.element.locator(".qr").screenshot()).decode()
        return decoded(self.page, png)


def decoded(page: Page, png: str) -> str | None:
    """The text of a QR code, read in a page of its own from its pixels."""
    reader = page.context.new_page()
    reader.evaluate(f"() => {{ {JSQR.read_text(encoding='utf-8')} }}")
    text: str | None = reader.evaluate((SCRIPTS / "decode.js").read_text(encoding="utf-8"), [png])
    reader.close()
    return text


class _Frame(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def attributes_of(markup: str) -> dict[str, Any]:
    """The attributes of the one iframe that the markup is."""
    parser = _Frame()
    parser.feed(markup)
    assert [tag for tag, _ in parser.tags] == ["iframe"]
    assert re.fullmatch(r"<iframe [^<>]*></iframe>", markup)
    return parser.tags[0][1]
