"""The handout: complete, on as few pages as promised, legible without colour, and silent about what is left to find."""

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Problems
from tests.browser.handout import MADE_IN, Handout, betrayed, numbers_in
from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.test_sharing import hold
from tests.browser.visualizer import PRESETS, Visualizer, is_shown_as, read

PAPERS = {"a4": (595, 842), "letter": (612, 792)}
MOST_PAGES = {"2-3-1": 4, "deep": 12}
PAGE_HEIGHT = {"a4": 1017, "letter": 954}  # of its content, in pixels
PRINTED_WIDTH = 680
PICTURE = '.step[data-step="x"] .picture'


@pytest.mark.parametrize(("preset", "paper"), [*((preset, "a4") for preset in PRESETS), ("2-3-1", "letter")])
def test_every_number_of_the_step_is_on_the_paper(visualizer: Visualizer, preset: str, paper: str) -> None:
    handout = Handout.open(visualizer, preset, f"&paper={paper}")
    pages = handout.pages()
    assert len(pages) <= MOST_PAGES.get(preset, 5)
    frames = [frame["id"] for frame in handout.trace["frames"]]
    assert [step.get_attribute("data-step") for step in handout.steps.all()] == frames
    printed = {one.removeprefix("−") for one in numbers_in(" ".join(pages))}
    results = handout.results()
    assert len(results) > len(frames)
    for ref, written in results:
        value = read(handout.trace, ref)
        assert value is not None
        assert is_shown_as(value, written), (ref, value, written)
        assert "." not in written or written.removeprefix("−") in printed, (ref, written)


@pytest.mark.parametrize(("preset", "paper"), [("2-3-1", "a4"), ("2-3-1", "letter"), ("deep", "letter")])
def test_no_step_is_cut_in_two(visualizer: Visualizer, preset: str, paper: str) -> None:
    handout = Handout.open(visualizer, preset, f"&paper={paper}&blanks=1")
    pages = handout.pages()
    seen = 0
    for step in handout.steps.all():
        assert step.evaluate("step => getComputedStyle(step).breakInside") == "avoid"
        assert (step.bounding_box() or {"height": 1e9})["height"] <= PAGE_HEIGHT[paper]
        heading = re.sub(r"\s", "", step.locator("h2").inner_text())
        blanks = step.locator(".blank-number").all_inner_texts()
        here = [page for page in pages if heading in re.sub(r"\s", "", page.split("Answer key")[0])]
        assert here, heading
        assert any(all(re.search(rf"(?<!\d){number}(?!\d)", page) for number in blanks) for page in here), heading
        seen += len(blanks)
    assert seen > 20


def test_the_paper_is_as_large_as_asked_and_says_where_it_comes_from(visualizer: Visualizer) -> None:
    for paper in PAPERS:
        handout = Handout.open(visualizer, "2-3-1", f"&paper={paper}")
        pages = handout.pages()
        for number, page in enumerate(pages, start=1):
            assert f"Page {number} of {len(pages)}" in page
            assert "2-3-1, the four equations" in page
            assert f"{visualizer.base_url}/?v=1&preset=2-3-1" in page
            assert "Leave blank" not in page, "the toolbar is not printed"
        assert handout.steps.first.evaluate("step => step.offsetWidth") == pytest.approx(
            PRINTED_WIDTH + (15.9 if paper == "letter" else 0), abs=22
        )


BLANK = [*(("2-3-1", word) for word in MADE_IN), ("deep", "forward,backward"), ("softmax", "1"), ("xor", "1")]


@pytest.mark.parametrize(("preset", "blanks"), BLANK)
def test_what_is_left_blank_is_nowhere_on_the_paper(visualizer: Visualizer, preset: str, blanks: str) -> None:
    handout = Handout.open(visualizer, preset, f"&blanks={blanks}")
    hidden, known = handout.values(list(MADE_IN) if blanks == "1" else blanks.split(","))
    assert hidden
    assert betrayed(" ".join(handout.pages()), hidden, known) == []
    assert betrayed(handout.words(), hidden, known) == []
    expect(visualizer.page.locator(".key")).to_have_count(0)
    assert visualizer.page.locator(".blank").count() > 0


def test_the_key_has_the_answers_by_number_on_pages_of_its_own(visualizer: Visualizer) -> None:
    handout = Handout.open(visualizer, "2-3-1", "&blanks=1&key=1")
    pages = handout.pages()
    first = next(i for i, page in enumerate(pages) if page.startswith("Answer key"))
    hidden, known = handout.values(list(MADE_IN))
    assert betrayed(" ".join(pages[:first]), hidden, known) == []
    assert len(pages[first:]) == 1
    blanks = visualizer.page.locator("[data-result]:has(.blank)")
    answers = visualizer.page.locator(".answers li")
    assert answers.count() == blanks.count() > 40
    for blank, answer in zip(blanks.all(), answers.all(), strict=True):
        value = read(handout.trace, blank.get_attribute("data-result") or "")
        written = re.sub(r"[\s\u200b]", "", answer.locator(".katex-html").inner_text()).rpartition("=")[2]
        assert value is not None
        assert is_shown_as(value, written), (value, written)


def test_blanks_are_read_aloud_by_their_names(visualizer: Visualizer) -> None:
    page = visualizer.page
    handout = Handout.open(visualizer, "2-3-1", "&blanks=1&key=1")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE, "main") == []
    gaps = handout.steps.locator(".sentence").get_by_role("img", name="blank", exact=True)
    assert gaps.count() == page.locator(".sentence .gap").count() > 5


def test_it_is_legible_without_colour(visualizer: Visualizer) -> None:
    page = visualizer.page
    handout = Handout.open(visualizer, "2-3-1")
    page.emulate_media(media="print", color_scheme="dark")
    assert visualizer.run("contrast", ".picture") == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE, "main") == []
    picture = handout.steps.first.locator(".picture")
    grey = base64.b64encode(picture.screenshot(scale="css")).decode()
    dashed, plain = (visualizer.run("dashes", PICTURE, home, grey) for home in ("edge.3.1.2", "edge.3.1.3"))
    assert dashed >= 6 > plain
    weights = picture.locator(".weight-label").all_inner_texts()
    assert all(re.match(r"[+−]", words) for words in weights if words)


def test_the_toolbar_changes_sheet_and_address(visualizer: Visualizer) -> None:
    Handout.open(visualizer, "2-3-1")
    page = visualizer.page
    key = page.get_by_label("answer key")
    expect(key).to_be_disabled()
    page.get_by_label("backward").check()
    expect(page).to_have_url(re.compile(r"/handout\?preset=2-3-1&blanks=backward$"))
    expect(page.locator('.step[data-step="d3"] .blank')).to_have_count(2)
    expect(page.locator('.step[data-step="z2"] .blank')).to_have_count(0)
    key.check()
    page.get_by_label("Paper").select_option("letter")
    expect(page).to_have_url(re.compile(r"&blanks=backward&key=1&paper=letter$"))
    expect(page.locator(".answers li")).to_have_count(21)
    page.reload()
    expect(page.locator(".answers li")).to_have_count(21)


def test_what_it_is_busy_with_is_said_from_the_beginning(visualizer: Visualizer) -> None:
    page = visualizer.page
    said = page.get_by_role("status")
    page.add_init_script(
        """window.said = new Set();
        const look = () => said.add(document.querySelector("[data-part=progress]")?.textContent);
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });"""
    )
    hold(page, "**/api/v1/trace")
    visualizer.open("/handout?net=32-32-32-10", ready=False)
    expect(said).to_have_text("The learning step is on its way …")
    page.unroute("**/api/v1/trace")
    page.wait_for_selector("[data-ready]")
    expect(said).to_be_hidden()
    assert [step for step in range(1, 16) if f"Writing step {step} of 15 …" not in page.evaluate("[...said]")] == []


def test_a_choice_made_while_it_is_written_is_the_one_that_is_written(visualizer: Visualizer) -> None:
    visualizer.open("/handout?net=32-32-32-10", ready=False)
    page = visualizer.page
    page.get_by_label("backward").check()
    page.get_by_label("answer key").check()
    page.get_by_label("backward").uncheck()
    page.wait_for_selector("[data-ready]")
    expect(page.locator(".step")).to_have_count(15)
    expect(page.locator(".blank, .sentence .gap")).to_have_count(0)


def test_any_link_has_a_handout(visualizer: Visualizer) -> None:
    visualizer.open("/handout?net=3-4-2&act=relu,softmax&loss=cross_entropy&seed=5&opt=adam#step=3", ready=False)
    expect(visualizer.page.locator("h1")).to_have_text("Your network 3-4-2, learning step 3")
    expect(visualizer.page.locator(".step")).to_have_count(11)
    expect(visualizer.page.locator('.step[data-step="u"] .more')).to_contain_text("computed in the same way")


def test_what_a_link_says_in_vain_is_told(visualizer: Visualizer) -> None:
    visualizer.open("/handout?preset=nope&blanks=9&sideways=1", ready=False)
    expect(visualizer.page.get_by_role("alert")).to_contain_text("blanks=9, which is not understood")
    expect(visualizer.page.get_by_role("alert")).to_contain_text("sideways")
    expect(visualizer.page.locator(".step")).to_have_count(11)


def test_a_server_that_does_not_answer_is_told(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(r"request failed: .*/trace")
    problems.expect(r"console error: .*")
    visualizer.page.route("**/api/v1/trace", lambda route: route.abort())
    visualizer.open("/handout", ready=False)
    expect(visualizer.page.get_by_role("alert")).to_contain_text("does not answer")
