"""Files that the server makes, from the dialog of exports: of what is on show, and a refusal is told."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Problems
from tests.browser.pictures.exporting import Exports
from tests.browser.test_sharing import hold

WIDE = "/?net=32-32-32-10"


def link_of(exports: Exports, name: str) -> str:
    return exports.dialog.get_by_role("link", name=name, exact=True).get_attribute("href") or ""


def edit(exports: Exports, value: str) -> None:
    """Type into the first weight, and press Export at once."""
    exports.visualizer.of("w.2.1.1").click()
    exports.page.locator(".in-place").fill(value)
    exports.visualizer.press("Enter")


def test_files_are_of_an_edit_that_was_on_its_way(exports: Exports) -> None:
    exports.visualizer.open("/?preset=2-3-1")
    hold(exports.page, "**/api/v1/trace")
    edit(exports, "9.5")
    exports.open()
    expect(exports.said).to_have_text("The learning step is on its way …")
    expect(exports.dialog.get_by_role("link")).to_have_count(0)
    exports.page.unroute("**/api/v1/trace")
    expect(exports.dialog.get_by_role("link", name="Handout")).to_be_visible()
    for name in ("JSON", "Handout"):
        assert "w=9.5" in link_of(exports, name), name
    expect(exports.said).to_have_text("")
    assert "9.50" in exports.save("SVG").read_text(encoding="utf-8")
    with exports.page.expect_download() as download:
        exports.dialog.get_by_role("button", name="LaTeX").click()
    assert "9.5" in download.value.path().read_text(encoding="utf-8")


def test_another_network_takes_the_place_of_the_old_one_in_an_open_dialog(exports: Exports) -> None:
    exports.visualizer.open("/?preset=2-3-1")
    exports.visualizer.load("xor")
    exports.open()
    assert "preset=xor" in link_of(exports, "JSON")
    exports.page.go_back()
    expect(exports.dialog.get_by_role("link", name="JSON", exact=True)).to_have_attribute(
        "href", re.compile("preset=2-3-1")
    )


def test_a_file_of_the_server_is_saved_under_its_name(exports: Exports) -> None:
    exports.open("/?preset=xor")
    exports.field("Learning steps in the file").fill("3")
    exports.field("Learning steps in the file").press("Enter")
    with exports.page.expect_download() as download:
        exports.dialog.get_by_role("link", name="JSON", exact=True).click()
    assert download.value.suggested_filename == "backprop-xor-in-tanh-3-steps.json"
    assert len(json.loads(download.value.path().read_bytes())["traces"]) == 3
    expect(exports.said).to_have_text(re.compile(r"^backprop-xor-in-tanh-3-steps\.json, \d+ kB$"))
    expect(exports.dialog.get_by_role("link", name="JSON", exact=True)).to_be_focused()


def test_a_file_opens_at_the_step_on_show(exports: Exports) -> None:
    exports.open("/?preset=2-3-1#at=d2")
    for name in ("HTML file", "JSON"):
        assert "&at=d2" in link_of(exports, name), name
    with exports.page.expect_download() as download:
        exports.dialog.get_by_role("link", name="HTML file", exact=True).click()
    assert '"at":"d2"' in download.value.path().read_text(encoding="utf-8").replace(": ", ":")


def test_a_refusal_is_told(exports: Exports, problems: Problems) -> None:
    problems.expect("413|422")
    exports.open(WIDE)
    exports.field("Learning steps in the file").fill("1000")
    exports.field("Learning steps in the file").press("Enter")
    exports.dialog.get_by_role("link", name="JSON", exact=True).click()
    expect(exports.said).to_have_text(
        re.compile(r"^The server made no file: [\d,]+ numbers to export; at most 1,200,000 .*\.$")
    )


def _abort(route: Route) -> None:
    route.abort()


def _bad_gateway(route: Route) -> None:
    route.fulfill(status=502, body="<h1>Bad gateway</h1>")


@pytest.mark.parametrize(
    ("answer", "said"),
    [(_abort, "The server does not answer"), (_bad_gateway, "The server made no file: it answered 502")],
)
def test_a_server_that_is_away_is_told_of(
    exports: Exports, problems: Problems, answer: Callable[[Route], None], said: str
) -> None:
    problems.expect("Failed to load resource|request failed")
    exports.open("/?preset=xor")
    exports.page.route("**/export?*", answer)
    exports.dialog.get_by_role("link", name="JSON", exact=True).click()
    expect(exports.said).to_contain_text(said)


def test_half_a_learning_step_is_told_to_be_none(exports: Exports) -> None:
    exports.open("/?preset=xor")
    field = exports.field("Learning steps in the file")
    before = link_of(exports, "JSON")
    field.fill("2.5")
    field.press("Tab")
    assert link_of(exports, "JSON") == before
    assert field.evaluate("field => field.validationMessage").endswith("a whole number from 1 to 1000.")


def test_pressed_twice_while_it_is_fetched_there_is_one_dialog(exports: Exports, page: Page) -> None:
    exports.visualizer.open("/?preset=xor")
    hold(page, "**/static/chunk-*")
    exports.visualizer.button("Export").dblclick()
    page.unroute("**/static/chunk-*")
    expect(exports.dialog.locator(".export-form")).to_have_count(1)
