"""The plug-in in a stock deck on another server: one press is one step, there and back, whatever else happens."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Problems
from tests.browser.slides.deck import REVEAL, Deck, Handler

STEPS = ["z2", "a2", "C", "d3", "d2"]
ALL = ["z2", "a2", "z3", "a3", "C", "d3", "g3", "d2", "g2", "u"]
NAMED = " ".join(STEPS)


def three_slides(deck: Deck, frame: str) -> Deck:
    deck.write("<h2>Before</h2>", frame, "<h2>After</h2>")
    return deck.open("#/1")


@pytest.mark.parametrize(("forward", "backward"), [("ArrowRight", "ArrowLeft"), ("PageDown", "PageUp")])
def test_one_press_is_one_named_step_forward_and_back(deck: Deck, forward: str, backward: str) -> None:
    three_slides(deck, deck.frame(steps=NAMED)).wait_at("")
    for name in STEPS:
        deck.press(forward)
        deck.wait_at(name)
    assert deck.slide() == 1
    deck.press(forward)
    assert deck.slide() == 2
    deck.press(backward)
    deck.wait_at("d2")
    for name in ["d3", "C", "a2", "z2", ""]:
        deck.press(backward)
        deck.wait_at(name)
    deck.press(backward)
    assert deck.slide() == 0


def test_without_names_the_server_is_asked_for_the_steps(deck: Deck) -> None:
    three_slides(deck, deck.frame()).wait_at("")
    assert step_names(deck) == ALL


def test_steps_begin_after_the_place_of_the_link(deck: Deck) -> None:
    three_slides(deck, deck.frame("preset=2-3-1#at=d3")).wait_at("d3")
    assert step_names(deck) == ["g3", "d2", "g2", "u"]
    deck.press("ArrowRight")
    deck.wait_at("g3")
    deck.press("ArrowLeft")
    deck.wait_at("d3")


def test_steps_that_only_the_frame_knows_come_from_the_frame(deck: Deck) -> None:
    three_slides(deck, deck.frame("preset=2-3-1&granularity=neuron#at=C")).wait_at("C")
    expect(deck.page.locator(".fragment").first).to_be_attached()
    assert step_names(deck)[:4] == ["d3.1", "g3.1", "d2.1", "d2.2"]


def test_a_learning_step_of_the_link_is_kept(deck: Deck) -> None:
    three_slides(deck, deck.frame("preset=2-3-1#step=3&at=z2", steps="C u")).wait_at("z2")
    deck.press("ArrowRight")
    deck.wait_at("C")
    assert deck.page.evaluate("told.at(-1).state.step") == 3


def test_who_comes_back_from_the_following_slide_finds_the_last_step(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps=NAMED)).wait_at("")
    deck.page.evaluate("Reveal.slide(2)")
    deck.page.evaluate("told.length = 0")
    deck.press("ArrowLeft")
    deck.wait_at("d2")
    deck.page.evaluate("Reveal.slide(0)")
    deck.page.evaluate("told.length = 0")
    deck.press("ArrowRight")
    deck.wait_at("")


def test_a_frame_that_stays_loaded_follows_too(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps=NAMED, lazy=False)).wait_at("")
    deck.press(*["ArrowRight"] * 3)
    deck.wait_at("C")
    deck.press("End", "Home")
    deck.page.evaluate("Reveal.slide(1, 0, 1)")
    deck.wait_at("a2")


@pytest.mark.parametrize("lazy", [True, False])
def test_a_frame_is_asked_for_once_and_keeps_its_address(deck: Deck, lazy: bool) -> None:
    asked: list[str] = []
    deck.page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    deck.write(deck.frame(steps=NAMED, lazy=lazy))
    deck.open().wait_at("")
    deck.page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/embed" in url] == [f"{deck.base_url}/embed?preset=2-3-1"]


def test_a_deck_opened_at_a_fragment_shows_its_step(deck: Deck) -> None:
    deck.write("<h2>Before</h2>", deck.frame(steps=NAMED), "<h2>After</h2>")
    deck.open("#/1/0/2").wait_at("C")


def test_the_overview_and_back_leaves_the_step_as_it_was(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps=NAMED)).wait_at("")
    deck.press("ArrowRight", "ArrowRight")
    deck.wait_at("a2")
    deck.press("o")
    deck.page.evaluate("told.length = 0")
    deck.press("o")
    deck.wait_at("a2")


def test_bullets_can_come_with_the_steps(deck: Deck) -> None:
    bullet = '<p class="fragment" data-fragment-index="1">now</p>'
    three_slides(deck, deck.frame(steps="z2 a2 C", more='data-fragment-index="0"') + bullet).wait_at("")
    deck.press("ArrowRight", "ArrowRight")
    deck.wait_at("a2")
    expect(deck.page.get_by_text("now", exact=True)).to_be_visible()


def test_two_frames_on_a_slide_go_one_after_the_other(deck: Deck) -> None:
    frames = deck.frame(steps="z2 a2") + deck.frame("preset=xor", steps="C")
    three_slides(deck, frames)
    deck.page.wait_for_function("told.filter(({ type }) => type === 'ready').length === 2")
    deck.press("ArrowRight", "ArrowRight")
    deck.wait_at("a2")
    deck.press("ArrowRight")
    deck.wait_at("C")
    assert deck.slide() == 1


def test_a_click_in_the_picture_leaves_the_clicker_to_the_deck(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps=NAMED)).wait_at("")
    frame = deck.page.frame_locator("iframe")
    frame.get_by_role("button", name="One step on").click()
    deck.press("PageDown")
    deck.wait_at("z2")
    deck.press("PageDown")
    deck.wait_at("a2")


def test_keys_of_a_clicker_pressed_inside_the_picture_step_as_well(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps=NAMED)).wait_at("")
    deck.page.frame_locator("iframe").locator('[data-part="network"] [role][tabindex="0"]').first.focus()
    for name in STEPS:
        deck.press("PageDown")
        deck.wait_at(name)
    deck.press("PageDown", "PageDown")
    deck.page.wait_for_function("Reveal.getIndices().h === 2")


def test_the_windows_of_a_speaker_show_the_picture_at_the_step_of_the_deck(deck: Deck) -> None:
    deck.write("<h2>Before</h2>", deck.frame(steps=NAMED), "<h2>After</h2>")
    deck.open("?receiver#/1").wait_at("")
    deck.page.evaluate(
        "postMessage(JSON.stringify({ method: 'setState', args: [{ indexh: 1, indexv: 0, indexf: 3 }] }))"
    )
    deck.wait_at("d3")


def test_a_step_that_is_not_there_is_told_on_the_slide(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps="z2 d9")).wait_at("")
    deck.press("ArrowRight", "ArrowRight")
    expect(deck.page.get_by_role("status").filter(has_text="d9")).to_be_visible()


def test_what_was_told_of_a_step_goes_with_it(deck: Deck) -> None:
    three_slides(deck, deck.frame(steps="z2 d9 C")).wait_at("")
    notice = deck.page.locator(".backprop-notice")
    for presses, told in ((["ArrowRight"] * 2, 1), (["ArrowRight"], 0), (["ArrowLeft"], 1), (["ArrowLeft"], 0)):
        deck.press(*presses)
        expect(notice).to_have_count(told)
    deck.wait_at("z2")


def test_a_picture_without_a_server_gives_way_to_words(deck: Deck, problems: Problems) -> None:
    problems.expect(r"request failed: http://127.0.0.1:9/")
    problems.expect(r"another origin: http://127.0.0.1:9/")
    nobody = 'data-src="http://127.0.0.1:9/embed" data-steps="z2"'
    frame = f'<iframe data-backprop {nobody} title="A network" width="600" height="400"></iframe>'
    deck.write("<h2>Before</h2>", frame, "<h2>After</h2>", backprop={"patience": 300})
    deck.open("#/1")
    notice = deck.page.locator(".backprop-notice")
    expect(notice).to_contain_text("A network")
    expect(notice).to_contain_text("server does not answer")
    expect(notice.get_by_role("link")).to_have_attribute("href", re.compile("^http://127.0.0.1:9/embed"))
    deck.press("ArrowRight", "ArrowRight")
    assert deck.slide() == 2
    expect(notice).to_have_count(0)


def test_a_late_picture_takes_its_place_back(deck: Deck) -> None:
    deck.write(deck.frame(steps="z2"), backprop={"patience": 1})
    deck.open().wait_at("")
    expect(deck.page.locator(".backprop-notice")).to_have_count(0)
    expect(deck.page.locator("iframe")).to_be_visible()


def test_a_deck_without_the_plug_in_shows_the_picture_and_keeps_its_keys(deck: Deck) -> None:
    deck.write("<h2>Before</h2>", deck.frame(steps=NAMED), "<h2>After</h2>", plugin=False)
    deck.open("#/1").wait_at("")
    assert deck.page.locator(".fragment").count() == 0
    deck.press("PageDown")
    assert deck.slide() == 2


def step_names(deck: Deck) -> list[str]:
    names: list[str] = deck.page.locator(".fragment").evaluate_all(
        "all => all.map((marker) => marker.dataset.backpropStep)"
    )
    return names


def test_what_is_printed_has_a_page_per_step(deck: Deck, tmp_path: Path) -> None:
    deck.write("<h2>Before</h2>", deck.frame(steps=NAMED), "<h2>After</h2>")
    deck.page.goto(f"{deck.host}/deck?print-pdf")
    expect(deck.page.locator("html[data-backprop-printable]")).to_be_attached()
    assert deck.page.locator(".pdf-page").count() == len(STEPS) + 3
    shown = [frame.evaluate("location.hash") for frame in deck.page.frames[1:]]
    assert shown == ["", *(f"#at={name}" for name in STEPS)]
    deck.page.emulate_media(media="print")
    pictures = [page.screenshot() for page in deck.page.locator(".pdf-page:has(iframe)").all()]
    assert len({*pictures}) == len(STEPS) + 1, "every page shows another step"
    printed = deck.page.pdf(path=tmp_path / "deck.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == len(STEPS) + 3


@pytest.mark.parametrize("how", ["", "?print-pdf"])
def test_a_file_is_as_good_as_an_address(deck: Deck, tmp_path: Path, how: str) -> None:
    plugin = deck.page.request.get(f"{deck.base_url}/reveal-backprop.js").text()
    picture = deck.page.request.get(f"{deck.base_url}/export?preset=2-2-1").text()
    (tmp_path / "plugin.js").write_text(plugin, encoding="utf-8")
    (tmp_path / "step.html").write_text(picture, encoding="utf-8")
    deck.write('<iframe data-backprop data-src="step.html#at=C" title="A file" width="900" height="520"></iframe>')
    text = Handler.pages["/deck"].replace(f"{deck.base_url}/reveal-backprop.js", "plugin.js")
    (tmp_path / "deck.html").write_text(re.sub(r'"/(?=reveal|theme)', f'"{REVEAL.as_uri()}/', text), encoding="utf-8")
    deck.page.goto(f"{(tmp_path / 'deck.html').as_uri()}{how}")
    names = ["d3", "g3", "d2", "g2", "u"]
    if how:
        expect(deck.page.locator("html[data-backprop-printable]")).to_be_attached()
        shown = [frame.evaluate("location.hash") for frame in deck.page.frames[1:]]
        assert shown == ["#at=C", *(f"#at={name}" for name in names)]
        return
    deck.wait_at("C")
    for name in names:
        deck.press("PageDown")
        deck.wait_at(name)
