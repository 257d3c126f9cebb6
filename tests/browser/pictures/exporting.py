"""The dialog of exports as a person uses it, and what it saves."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visualizer import Visualizer

# A film of a few steps is drawn in some seconds; this machine may be busy.
PATIENCE = 120_000
# Colours of theme.css, light.
PAPER, POSITIVE, NEGATIVE = (245, 247, 250), (33, 102, 172), (179, 88, 6)

Colour = tuple[int, int, int]


class Exports:
    """The dialog of one page."""

    def __init__(self, visualizer: Visualizer, folder: Path) -> None:
        self.visualizer = visualizer
        self.page = visualizer.page
        self._folder = folder

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog", name="Export")

    @property
    def said(self) -> Locator:
        """The line that tells what has come of it."""
        return self.dialog.get_by_role("status")

    def open(self, address: str | None = None) -> "Exports":
        if address is not None:
            self.visualizer.open(address)
        if not self.visualizer.button("Export").is_visible():  # there is no room for its word on a phone
            self.visualizer.button("Share").click()
            self.visualizer.button("Pictures and files").click()
        else:
            self.visualizer.button("Export").click()
        expect(self.dialog).to_be_visible()
        return self

    def field(self, name: str) -> Locator:
        return self.dialog.locator(f'[data-field="{name}"]')

    def choose(self, field: str, value: str) -> None:
        self.field(field).select_option(label=value)

    def film(self, first: int, last: int) -> None:
        """The steps of the film, by their numbers in the menus."""
        self.field("From").select_option(str(first - 1))
        self.field("To").select_option(str(last - 1))

    def begin(self, kind: str) -> None:
        self.dialog.get_by_role("button", name=f"Save as {kind}").click()

    def save(self, kind: str) -> Path:
        """Save a file under the name that the page gives it."""
        with self.page.expect_download(timeout=PATIENCE) as download:
            self.begin(kind)
        path = self._folder / download.value.suggested_filename
        download.value.save_as(path)
        expect(self.said).to_contain_text(path.name)
        return path

    def as_image(self, svg: Path) -> list[int]:
        """Width and height of a file that an <img> shows on its own."""
        shown: list[int] = self.page.evaluate(
            """async (text) => { const image = new Image();
            image.src = "data:image/svg+xml," + encodeURIComponent(text); await image.decode();
            return [image.naturalWidth, image.naturalHeight]; }""",
            svg.read_text(encoding="utf-8"),
        )
        return shown


def near(one: Colour, other: Colour, most: int) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= most


def count_near(image: Any, colour: Colour, most: int = 6) -> int:
    """How many pixels of a picture are about of a colour."""
    colours = image.convert("RGB").getcolors(image.width * image.height)
    return sum(count for count, found in colours if near(found, colour, most))


def timings(granularity: str) -> tuple[float, float, float]:
    """Duration and rest of a step and the last rest, in milliseconds, as the sources state them."""
    player, schedule = ((ROOT / f"{name}.js").read_text(encoding="utf-8") for name in ("player", "pictures/schedule"))
    tables = [json.loads(_json(player, name)) for name in ("DURATION", "REST")]
    last = float(schedule.partition("LAST_REST = ")[2].partition(";")[0])
    return tables[0][granularity], tables[1][granularity], last


ROOT = Path(__file__).parents[3] / "static/src"


def _json(source: str, name: str) -> str:
    """A table of numbers in JavaScript, as JSON."""
    inside = source.partition(f"export const {name} = {{")[2].partition("}")[0]
    pairs = (pair.split(":") for pair in inside.split(",") if pair.strip())
    return "{" + ",".join(f'"{key.strip()}":{value.strip()}' for key, value in pairs) + "}"
