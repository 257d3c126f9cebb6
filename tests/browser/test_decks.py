"""Every snippet, in a deck made by its own tool and shown by a server of its own: the frame in it plays."""

from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from app.embedding import embedding_of
from app.snippets import SNIPPETS
from tests.browser.decks import DECKS
from tests.browser.host import Host

LINK = "?preset=xor&theme=dark#at=d2"
SECOND_SLIDE = ("reveal", "reveal-plugin", "quarto", "quarto, as one file", "slidev")
NOT_A_FRAME = {"notebook", "oembed"}  # one is tested in test_notebook.py, the other is an address


def shown(page: Page) -> FrameLocator:
    """The frame on show, once the network is drawn in it."""
    iframe = page.locator("iframe")
    expect(iframe).to_be_visible()
    assert iframe.get_attribute("title") == embedding_of(LINK, "").title
    frame = page.frame_locator("iframe")
    expect(frame.locator("[data-ready]").first).to_be_attached()
    expect(frame.locator('[data-part="network"] svg text').first).to_be_visible()
    return frame


def test_every_snippet_is_tried_out() -> None:
    assert {name.partition(",")[0] for name in DECKS} == SNIPPETS.keys() - NOT_A_FRAME


@pytest.mark.parametrize("name", DECKS)
def test_the_frame_shows_the_step_of_the_link(page: Page, base_url: str, host: Host, tmp_path: Path, name: str) -> None:
    snippet = SNIPPETS[name.partition(",")[0]]
    DECKS[name](snippet.text(embedding_of(LINK, base_url)), tmp_path)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(host(tmp_path) + "/index.html")
    if name in SECOND_SLIDE:
        page.get_by_role("heading", level=1).first.wait_for()
        page.keyboard.press("ArrowRight")
    frame = shown(page)
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.get_by_role("slider", name="Position in the learning step")).to_have_attribute(
        "aria-valuetext", "Delta of layer 2"
    )
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["width"] >= 480
    assert box["height"] >= 270
