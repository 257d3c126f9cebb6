"""The dialog of exports: fetched when it is asked for, used with keys alone, stopped at any time."""

import re

import pytest
from playwright.sync_api import Request, expect

from tests.browser.pictures.exporting import PATIENCE, Exports
from tests.browser.test_accessibility import violations
from tests.browser.visualizer import SIZES


def test_nothing_is_fetched_before_it_is_asked_for(exports: Exports) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    exports.page.on("request", note)
    exports.visualizer.open("/?preset=2-3-1")
    exports.page.wait_for_load_state("networkidle")
    before = len(asked)
    exports.open()
    fetched = len(asked)
    assert fetched > before
    exports.save("SVG")
    exports.page.keyboard.press("Escape")
    exports.open()
    # only the typefaces, which the browser has already
    assert {url.rpartition(".")[2] for url in asked[fetched:]} <= {"woff2"}


def test_opening_it_changes_nothing(exports: Exports) -> None:
    exports.visualizer.open("/?preset=2-3-1#at=d3")
    diagram = exports.visualizer.part("network")
    before, address = diagram.inner_html(), exports.page.url
    exports.open()
    exports.page.keyboard.press("Escape")
    expect(exports.dialog).to_be_hidden()
    assert (diagram.inner_html(), exports.page.url) == (before, address)
    expect(exports.visualizer.button("Export")).to_be_focused()


def test_what_is_drawn_for_a_file_leaves_the_page_as_it_was(exports: Exports) -> None:
    exports.open("/?preset=2-3-1#at=d3")
    diagram = exports.visualizer.part("network")
    before = diagram.inner_html()
    exports.save("SVG")
    exports.save("PNG")
    assert diagram.inner_html() == before
    expect(exports.page.locator(".picture-room")).to_have_count(0)


def test_keys_alone_save_a_file(exports: Exports) -> None:
    exports.visualizer.open("/?preset=xor#at=d2")
    exports.visualizer.button("Export").focus()
    exports.page.keyboard.press("Enter")
    expect(exports.dialog).to_be_visible()
    for _ in range(12):
        if exports.page.evaluate("document.activeElement.dataset.format") == "svg":
            break
        exports.page.keyboard.press("Tab")
    with exports.page.expect_download() as download:
        exports.page.keyboard.press("Space")
    assert download.value.suggested_filename == "backprop-xor-d2.svg"
    expect(exports.said).to_have_text(re.compile(r"^backprop-xor-d2\.svg, \d+ kB$"))
    expect(exports.dialog.get_by_role("button", name="Save as SVG")).to_be_focused()


@pytest.mark.parametrize("kind", ["GIF", "MP4"])
def test_cancel_stops_and_leaves_nothing(exports: Exports, kind: str) -> None:
    saved: list[str] = []
    exports.page.on("download", lambda download: saved.append(download.suggested_filename))
    exports.open("/?preset=2-3-1")
    exports.begin(kind)
    bar = exports.dialog.get_by_role("progressbar")
    expect(bar).not_to_have_js_property("value", 0)
    expect(exports.dialog.get_by_role("button", name="Cancel")).to_be_focused()
    expect(exports.dialog.get_by_role("button", name="Save as SVG")).to_be_disabled()
    exports.dialog.get_by_role("button", name="Cancel").click()
    expect(exports.said).to_have_text("Cancelled. No file was written.")
    expect(bar).to_be_hidden()
    expect(exports.page.locator(".picture-room")).to_have_count(0)
    expect(exports.dialog.get_by_role("button", name=f"Save as {kind}")).to_be_focused()
    exports.save("SVG")
    assert saved == ["backprop-2-3-1-x.svg"]


@pytest.mark.parametrize("kind", ["GIF", "MP4"])
def test_cancel_is_taken_on_a_slow_machine_too(exports: Exports, kind: str) -> None:
    exports.open("/?preset=2-3-1")
    exports.page.context.new_cdp_session(exports.page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
    exports.begin(kind)
    expect(exports.dialog.get_by_role("progressbar")).not_to_have_js_property("value", 0)
    exports.dialog.get_by_role("button", name="Cancel").click(timeout=15_000)
    expect(exports.said).to_have_text("Cancelled. No file was written.")


def test_a_film_goes_on_while_the_page_is_used(exports: Exports) -> None:
    exports.open("/?preset=2-3-1")
    exports.choose("Size in pixels", "640 × 360")
    exports.film(1, 2)
    with exports.page.expect_download(timeout=PATIENCE) as download:
        exports.begin("GIF")
        exports.page.keyboard.press("Escape")
        exports.visualizer.press("Home", "ArrowRight")
        exports.visualizer.at(2)
    assert download.value.suggested_filename == "backprop-2-3-1-x-z2.gif"


def test_the_ends_of_a_film_give_way_to_each_other(exports: Exports) -> None:
    exports.open("/?preset=2-3-1")
    first, last = exports.field("From"), exports.field("To")
    expect(first).to_have_value("0")
    expect(last).to_have_value("10")
    exports.film(8, 3)
    expect(first).to_have_value("2")
    expect(last).to_have_value("2")


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("size", ["laptop", "small phone", "slide"])
def test_axe_finds_nothing_and_all_of_it_is_reached(exports: Exports, theme: str, size: str) -> None:
    exports.page.set_viewport_size(SIZES[size])
    exports.open(f"/?preset=2-3-1&theme={theme}")
    assert violations(exports.visualizer) == []
    box = exports.dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES[size]["width"]
    assert exports.dialog.evaluate("node => node.scrollWidth <= node.clientWidth")
