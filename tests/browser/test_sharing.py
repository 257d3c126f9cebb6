"""The share dialog: a link, a frame and a code that lead to what is on show, and say nothing false meanwhile."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewContext, Problems
from tests.browser.host import Host
from tests.browser.share_dialog import ShareDialog, attributes_of
from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.visualizer import EXPERIMENT, SIZES, Visualizer

CLIPBOARD_REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
LINK_API = "**/api/v1/link"


def hold(page: Page, path: str) -> list[Route]:
    """Keep back what is asked of this path."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(path, keep)
    return held


@pytest.fixture
def dialog(visualizer: Visualizer) -> ShareDialog:
    """The dialog over a backward step."""
    visualizer.open("/?preset=2-3-1#at=d2")
    return ShareDialog(visualizer).open().settled()


def edit(visualizer: Visualizer, value: str = "0.25") -> None:
    """Give the first weight a value."""
    visualizer.of("w.2.1.1").click()
    visualizer.page.locator(".in-place").fill(value)
    visualizer.press("Enter")


def test_the_link_leads_to_what_is_on_show(dialog: ShareDialog) -> None:
    origin = dialog.visualizer.base_url
    assert dialog.link == f"{origin}/?v=1&preset=2-3-1#at=d2"
    assert attributes_of(dialog.frame_field.input_value())["src"] == f"{origin}/embed?v=1&preset=2-3-1#at=d2"
    dialog.element.get_by_label("At the step on show").uncheck()
    assert dialog.link == f"{origin}/?v=1&preset=2-3-1"


def test_the_code_is_the_link(dialog: ShareDialog) -> None:
    assert dialog.scanned() == dialog.link
    dialog.tick("hide-panel").uncheck()
    dialog.element.get_by_label("Colours").select_option("projector")
    assert "hide=panel" in dialog.link
    assert dialog.scanned() == dialog.link


@pytest.mark.parametrize("theme", ["dark", "projector"])
def test_the_code_can_be_read_in_every_theme(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?preset=xor&theme={theme}#step=2&at=d2")
    dialog = ShareDialog(visualizer).open().settled()
    assert dialog.scanned() == dialog.link


def test_the_preview_follows_every_choice(dialog: ShareDialog) -> None:
    root, body = dialog.preview.locator("html"), dialog.preview.locator("body")
    panel = dialog.preview.locator(".panel")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Delta of layer 2")
    dialog.tick("hide-panel").uncheck()
    expect(root).to_have_attribute("data-hide", "panel")
    expect(panel).to_be_hidden()
    dialog.tick("lock-steps").uncheck()
    expect(root).to_have_attribute("data-lock", "steps")
    dialog.element.get_by_label("Colours").select_option("dark")
    expect(root).to_have_attribute("data-theme", "dark")
    dialog.tick("hide-panel").check()
    expect(panel).to_be_visible()
    dialog.element.get_by_label("At the step on show").uncheck()
    expect(panel).to_contain_text("Input")
    dialog.element.get_by_label("Size").select_option("480 × 270")
    assert body.evaluate("() => [innerWidth, innerHeight]") == [480, 270]
    frame = attributes_of(dialog.frame_field.input_value())
    assert (frame["width"], frame["height"]) == ("480", "270")
    assert dialog.element.locator("iframe").get_attribute("data-address") == frame["src"]


def test_looking_is_not_going(dialog: ShareDialog) -> None:
    """What is tried in the dialog leaves nothing in the browser's history, and nothing on the page."""
    page = dialog.page
    before = page.evaluate("history.length")
    for part in ("hide-panel", "hide-controls", "lock-edit"):
        dialog.tick(part).uncheck()
    expect(dialog.preview.locator("html")).to_have_attribute("data-lock", "edit")
    dialog.visualizer.press("Escape")
    expect(dialog.element).to_be_hidden()
    expect(page.locator("iframe")).to_have_count(0)
    assert page.evaluate("history.length") == before
    assert page.locator("html").get_attribute("data-hide") in (None, "")
    dialog.visualizer.expect_address("/?preset=2-3-1#at=d2")


def test_the_choices_begin_with_what_is_on_show(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1&theme=dark&hide=table,panel&lock=speed&digits=5&granularity=neuron&clicker=step")
    dialog = ShareDialog(visualizer).open().settled()
    for part in ("hide-table", "hide-panel", "lock-speed"):
        expect(dialog.tick(part)).not_to_be_checked()
    expect(dialog.tick("hide-menu")).to_be_checked()
    expect(dialog.element.get_by_label("Colours")).to_have_value("dark")
    expect(dialog.element.get_by_label("Digits")).to_have_value("5")
    expect(dialog.element.get_by_label("A step is a")).to_have_value("neuron")
    expect(dialog.element.get_by_label("Keys of a presenter")).to_have_value("step")
    dialog.tick("hide-panel").check()
    dialog.element.get_by_label("Colours").select_option("as the reader's system")
    assert dialog.query() == {
        "preset": "2-3-1",
        "hide": "table",
        "lock": "speed",
        "digits": "5",
        "granularity": "neuron",
        "clicker": "step",
    }


def test_every_choice_makes_the_round_through_its_link(dialog: ShareDialog, new_context: NewContext) -> None:
    """Each box and menu, then the link in a page of its own, whose dialog shows the same choices."""
    boxes = dialog.element.locator(".share-settings input[type=checkbox]")
    menus = dialog.element.locator(".share-settings select:not([data-field='Size'])")
    for i in range(1, boxes.count()):  # the first is about the place
        boxes.nth(i).click()
    for i in range(menus.count()):
        options = menus.nth(i).locator("option").evaluate_all("options => options.map(({ value }) => value)")
        now = menus.nth(i).input_value()
        menus.nth(i).select_option(next(value for value in reversed(options) if value != now and value != "clear"))
    keys = dialog.visualizer.ask("/catalog")["link_keys"]
    expected = {
        key["name"] for key in keys if key["purpose"] == "presentation" and key["name"] not in ("views", "lesson")
    }
    said = dialog.query()
    assert said.keys() == expected | {"preset"}
    for name in ("hide", "lock"):
        parts = next(key for key in keys if key["name"] == name)["type"]["of"]["choices"]
        assert set(said[name].split(",")) == set(parts)
    chosen = state_of(dialog)
    answer = dialog.visualizer.ask(f"/link?{urlsplit(dialog.link).query}")
    assert answer["faults"] == []
    other = Visualizer(new_context(reduced_motion="reduce").new_page(), dialog.visualizer.base_url)
    other.open(dialog.link.removeprefix(other.base_url))
    other.page.evaluate("() => document.querySelector('[data-action=share]').click()")  # its menu is hidden
    again = ShareDialog(other).settled()
    assert state_of(again) == chosen
    assert again.query() == said


def state_of(dialog: ShareDialog) -> Any:
    """What every box and menu says."""
    return dialog.element.locator(".share-settings :is(input, select)").evaluate_all(
        "fields => fields.map((field) => field.type === 'checkbox' ? field.checked : field.value)"
    )


@pytest.mark.parametrize("what", ["link", "frame"])
def test_a_button_copies(new_context: NewContext, base_url: str, what: str) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    dialog = ShareDialog(Visualizer(context.new_page(), base_url).open("/?preset=xor")).open().settled()
    dialog.element.get_by_role("button", name=f"Copy {what}").click()
    field = dialog.link_field if what == "link" else dialog.frame_field
    expect(dialog.element.get_by_text("Copied")).to_have_count(1)
    assert dialog.page.evaluate("navigator.clipboard.readText()") == field.input_value()


@pytest.mark.parametrize("refusal", [CLIPBOARD_REFUSED, NO_CLIPBOARD])
@pytest.mark.parametrize("what", ["link", "frame"])
def test_where_there_is_no_clipboard_the_text_is_selected(visualizer: Visualizer, refusal: str, what: str) -> None:
    visualizer.page.add_init_script(refusal)
    dialog = ShareDialog(visualizer.open("/?preset=xor")).open().settled()
    dialog.element.get_by_role("button", name=f"Copy {what}").click()
    field = dialog.link_field if what == "link" else dialog.frame_field
    expect(field).to_be_focused()
    selected = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert selected == field.input_value() != ""
    expect(dialog.element.get_by_text("Press Ctrl+C or ⌘C")).to_be_visible()
    expect(dialog.element.locator("textarea")).to_have_count(1)
    visualizer.press("Escape")
    expect(dialog.element).to_be_hidden()


def test_by_keyboard_alone(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=d2")
    visualizer.button("Share").focus()
    visualizer.press("Enter")
    dialog = ShareDialog(visualizer).settled()
    expect(dialog.element.get_by_role("heading", name="Share")).to_be_focused()
    visualizer.press("Tab", "Tab", "Tab")
    expect(dialog.link_field).to_be_focused()
    assert visualizer.page.evaluate("getSelection().toString()") == dialog.link
    dialog.tick("hide-controls").focus()
    visualizer.press("Space")
    assert dialog.query()["hide"] == "controls"
    visualizer.press("ArrowRight")
    visualizer.press("Escape")
    expect(dialog.element).to_be_hidden()
    expect(visualizer.button("Share")).to_be_focused()
    visualizer.at(9)


def test_files_are_a_press_away(visualizer: Visualizer) -> None:
    """Also on a phone, whose bar has no room for them."""
    visualizer.page.set_viewport_size(SIZES["small phone"])
    visualizer.open("/?preset=2-3-1#at=d2")
    expect(visualizer.button("Export")).to_be_hidden()
    dialog = ShareDialog(visualizer).open()
    visualizer.button("Pictures and files").click()
    expect(visualizer.part("export")).to_be_visible()
    visualizer.press("Escape")
    expect(visualizer.part("export")).to_be_hidden()
    expect(dialog.element).to_be_visible()
    expect(visualizer.button("Pictures and files")).to_be_focused()


def test_the_markup_works_in_a_foreign_page(dialog: ShareDialog, new_context: NewContext, host: Host) -> None:
    dialog.tick("hide-timeline").uncheck()
    markup = dialog.settled().frame_field.input_value()
    assert attributes_of(markup)["title"] == "2-3-1, the four equations"
    page = new_context().new_page()
    page.goto(host({"/": f"<!doctype html><title>A slide</title><p>{markup}</p><p>after</p>"}))
    expect(page.frame_locator("iframe").locator("[data-ready]")).to_be_attached()
    expect(page.frame_locator("iframe").locator(".step-title")).to_have_text("Delta of layer 2")
    expect(page.frame_locator("iframe").locator(".timeline")).to_be_hidden()
    expect(page.get_by_text("after")).to_be_visible()
    box = page.locator("iframe").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (960, 540)


def test_an_edited_network_gets_a_link_with_its_numbers(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    edit(visualizer)
    dialog = ShareDialog(visualizer).open()
    answer = visualizer.ask(f"/link?{urlsplit(dialog.link).query}")
    assert answer["network"]["layers"][0]["weights"][0][0] == 0.25
    assert answer["edited"] is True


def test_nothing_false_is_shown_while_the_link_is_asked_for(visualizer: Visualizer) -> None:
    held = hold(visualizer.page, LINK_API)
    visualizer.open("/?preset=2-3-1")
    edit(visualizer)
    dialog = ShareDialog(visualizer).open()
    expect(dialog.element.get_by_text("Asking for the link")).to_be_visible()
    expect(dialog.link_field).to_have_value("")
    expect(dialog.frame_field).to_have_value("")
    expect(dialog.element.locator(".qr")).to_have_count(0)
    expect(dialog.element.locator("iframe")).to_have_count(0)
    dialog.tick("hide-panel").uncheck()
    expect(dialog.link_field).to_have_value("")
    for route in held:
        route.continue_()
    visualizer.page.unroute(LINK_API)
    assert dialog.query()["hide"] == "panel"
    assert "w" in dialog.query()
    assert dialog.scanned() == dialog.link


def test_an_edit_on_its_way_is_waited_for(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    held = hold(visualizer.page, "**/api/v1/trace")
    edit(visualizer)
    dialog = ShareDialog(visualizer).open()
    expect(dialog.element.get_by_text("Asking for the link")).to_be_visible()
    expect(dialog.link_field).to_have_value("")
    held[0].continue_()
    answer = visualizer.ask(f"/link?{urlsplit(dialog.link).query}")
    assert answer["network"]["layers"][0]["weights"][0][0] == 0.25


def test_a_server_that_is_away_is_told(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(r"request failed: .*/api/v1/link")
    problems.expect(r"console error: .*ERR_FAILED")
    visualizer.open("/?preset=2-3-1")
    visualizer.page.route(LINK_API, lambda route: route.abort())
    edit(visualizer)
    dialog = ShareDialog(visualizer).open()
    expect(dialog.element.get_by_text("The server does not answer")).to_be_visible()
    expect(dialog.link_field).to_be_hidden()
    visualizer.page.unroute(LINK_API)
    visualizer.press("Escape")
    dialog.open()
    assert "w" in dialog.query()


def test_a_dialog_that_does_not_come_is_told(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(r"request failed: .*\.js")
    problems.expect(r"console error: .*ERR_FAILED")
    visualizer.open("/?preset=2-3-1")
    visualizer.page.route("**/*.js", lambda route: route.abort())
    visualizer.button("Share").click()
    expect(visualizer.fault).to_contain_text("The server does not answer")
    expect(visualizer.part("share")).to_be_hidden()


def test_a_network_without_a_link_is_offered_as_a_file(visualizer: Visualizer) -> None:
    """Its numbers would make an address that servers refuse."""
    visualizer.open("/?v=1&net=40-30-10&seed=1")
    visualizer.button("Next learning step").click()
    visualizer.quiet()
    visualizer.part("build").click()
    visualizer.field("Cost").select_option("mean_squared_error")
    visualizer.quiet()
    dialog = ShareDialog(visualizer).open()
    expect(dialog.element.get_by_text("There is no link to this network: the link would have")).to_be_visible()
    expect(dialog.link_field).to_be_hidden()
    with visualizer.page.expect_download() as download:
        dialog.element.get_by_role("button", name="Save its numbers as a file").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert saved["loss"] == "mean_squared_error"
    drawn = visualizer.ask("/link?net=40-30-10&seed=1")
    assert saved["network"] != drawn["network"]
    learnt = visualizer.ask("/step", {key: drawn[key] for key in EXPERIMENT} | {"count": 1})
    assert saved["network"] == learnt["network"]
    assert visualizer.ask("/trace", {key: saved[key] for key in EXPERIMENT})["loss"]["name"] == "mean_squared_error"


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_nothing_that_axe_would_object_to(visualizer: Visualizer, theme: str) -> None:
    visualizer.page.add_init_script(AXE.read_text(encoding="utf-8"))
    visualizer.open(f"/?preset=2-3-1&theme={theme}#at=d2")
    dialog = ShareDialog(visualizer).open().settled()
    expect(dialog.preview.locator("[data-ready]")).to_be_attached()
    assert visualizer.page.evaluate(RUN_AXE, "[data-part=share]") == []


@pytest.mark.parametrize("size", SIZES)
def test_everything_can_be_reached_at_every_size(page: Page, visualizer: Visualizer, size: str) -> None:
    page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-3-1&theme=projector#at=d2")
    dialog = ShareDialog(visualizer).open().settled()
    box = dialog.element.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= SIZES[size]["width"]
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= SIZES[size]["height"]
    assert dialog.element.evaluate("it => it.scrollWidth <= it.clientWidth")
    for field in dialog.element.locator(".share-settings :is(input, select), .share-field button").all():
        field.scroll_into_view_if_needed()
        expect(field).to_be_in_viewport(ratio=0.9)
    expect(dialog.element.get_by_role("button", name="Close")).to_be_in_viewport()
    dialog.element.get_by_role("button", name="Close").click()
    expect(dialog.element).to_be_hidden()


def test_a_long_link_says_that_it_has_no_code(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&net=8-8-8&seed=1")
    visualizer.key_to("edge.2.1.1").focus()
    visualizer.press("5")
    visualizer.press("Enter")
    visualizer.quiet()
    dialog = ShareDialog(visualizer).open()
    assert re.search(r"[?&]s=z1\.", dialog.link)
    expect(dialog.element.get_by_text("too long for a QR code")).to_be_visible()
    expect(dialog.element.locator(".qr")).to_have_count(0)


def test_pressed_twice_while_it_is_fetched_there_is_one_dialog(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=xor")
    hold(visualizer.page, "**/static/chunk-*")
    visualizer.button("Share").dblclick()
    visualizer.page.unroute("**/static/chunk-*")
    dialog = ShareDialog(visualizer).settled()
    for part in (".share-settings", ".share-results", ".share-preview iframe"):
        expect(dialog.element.locator(part)).to_have_count(1)
