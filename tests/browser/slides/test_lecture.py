"""The lecture at /slides: nothing is cut off, every picture is there and at its step, on any screen and on paper."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import PATIENCE, Problems
from tests.browser.test_accessibility import AXE, RUN_AXE

PARTS = Path(__file__).parents[3] / "templates/lecture"
SLIDES = sum(path.read_text(encoding="utf-8").count("<section") for path in PARTS.glob("*.html"))
SCREENS: dict[str, ViewportSize] = {
    "old projector": {"width": 1024, "height": 768},
    "laptop": {"width": 1280, "height": 720},
    "hall": {"width": 1920, "height": 1080},
}
OVERFLOWING = """() => {
  const slide = document.querySelector("section.present");
  const edge = slide.getBoundingClientRect();
  const outside = (node) => {
    const box = node.getBoundingClientRect();
    return box.width && (box.right > edge.right + 1 || box.bottom > edge.bottom + 1 || box.left < edge.left - 1);
  };
  const parts = [...slide.querySelectorAll("h1, h2, p, li, td, iframe, .words, .katex-html")]
    .filter((node) => !node.closest("aside"));
  const words = [...slide.querySelectorAll(".words, .formulas, .text")];
  const below = slide.querySelector("iframe")?.getBoundingClientRect();
  return [
    ...parts.filter(outside).map((node) => `${node.tagName} ${node.textContent.slice(0, 40)}`),
    ...words.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => `wide: ${node.className}`),
    ...(below && (below.width < 400 || below.height < 220) ? ["the picture is too small"] : []),
  ];
}"""
CUT = """() => {
  const panel = document.querySelector(".panel");
  const edge = panel.getBoundingClientRect().top + panel.clientHeight;
  const shown = (node) => !node.closest(".cut") && node.checkVisibility({ visibilityProperty: true });
  const boxes = (selector) => [...panel.querySelectorAll(selector)].filter(shown)
    .map((node) => ({ words: node.textContent, box: node.getBoundingClientRect() }));
  const all = boxes("p, h2, h3, li, .chip, .katex, svg, .result, summary, tr, button");
  const apart = (one, two) => one.right <= two.left + 1 || one.bottom <= two.top + 1 || two.bottom <= one.top + 1;
  const ways = [...panel.querySelectorAll(".path-row")].map((row) =>
    [".way", ".path-product"].map((name) => row.querySelector(name).getBoundingClientRect()));
  const trails = [...document.querySelectorAll(".network .trail-words")].map((node) => node.getBoundingClientRect());
  const pills = [...document.querySelectorAll(".network .badge")].map((node) => node.getBoundingClientRect());
  const over = (one, two) => Math.min(one.right, two.right) - Math.max(one.left, two.left) > 1
    && Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top) > 2;
  return [
    ...all.filter(({ box }) => box.top < edge && box.bottom > edge + 1)
      .map(({ words }) => `cut: ${words.slice(0, 40)}`),
    ...(panel.scrollWidth > panel.clientWidth ? ["wide"] : []),
    ...ways.filter(([way, product]) => !apart(way, product)).map(() => "a path lies on its product"),
    ...trails.filter((trail) => pills.some((pill) => over(trail, pill))).map(() => "a change lies on a delta"),
  ];
}"""
EXPLAINED = {"Nudge one weight": "predicted", "The chain rule": "used", "A gradient is a sum": "Their sum is"}
HORIZONTAL = "[...document.querySelectorAll('.slides > section')].findIndex((s) => s.classList.contains('present'))"
LISTEN = """if (window === top) {
  window.told = [];
  addEventListener("message", ({ data }) => data?.ns === "backprop-viz" && told.push(data));
}"""


class Lecture:
    """The open lecture."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url
        page.add_init_script(LISTEN)
        page.emulate_media(reduced_motion="reduce", color_scheme="light")

    def open(self, address: str = "/slides", screen: str = "laptop") -> "Lecture":
        self.page.set_viewport_size(SCREENS[screen])
        self.page.goto(self.base_url + address)
        expect(self.page.locator(".reveal.ready")).to_be_attached()
        return self

    def go(self, number: int) -> None:
        """Show a slide, from 1, and wait for its picture."""
        if self.page.evaluate(HORIZONTAL) != number - 1:
            self.page.evaluate("told.length = 0")
        # Again where need be: reveal.js writes the address of the slide before with some delay.
        self.until(f"i => {HORIZONTAL} === i - 1 || ((location.hash = `#/${{i - 1}}`), false)", number)
        if self.page.locator("section.present iframe").count():
            self.until("() => told.some(({ type }) => type === 'ready')")

    def wait_at(self, name: str) -> None:
        """Wait until the picture is at the named step."""
        self.until("name => told.findLast(({ state }) => state)?.state.at === name", name)

    def until(self, holds: str, about: Any = None) -> None:
        """Wait until a function of the page holds; Playwright's own way is an eval, which the page refuses."""
        give_up = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(holds, about):
            assert time.monotonic() < give_up, f"{holds} of {about} does not come true"
            self.page.wait_for_timeout(30)


@pytest.fixture
def lecture(page: Page, base_url: str) -> Lecture:
    return Lecture(page, base_url)


@pytest.mark.parametrize(
    ("screen", "theme"), [*((screen, "projector") for screen in SCREENS), ("laptop", "light"), ("hall", "dark")]
)
def test_every_slide_fits_and_has_its_picture(lecture: Lecture, screen: str, theme: str) -> None:
    lecture.open(f"/slides?theme={theme}", screen)
    assert lecture.page.locator(".slides > section").count() == SLIDES >= 15
    faults = {}
    for number in range(1, SLIDES + 1):
        lecture.go(number)
        faults[number] = lecture.page.evaluate(OVERFLOWING)
        alert = lecture.page.frame_locator("section.present iframe").get_by_role("alert")
        if lecture.page.locator("section.present iframe").count():
            expect(alert).to_be_hidden()
    assert {number: found for number, found in faults.items() if found} == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_what_an_explanation_begins_is_seen_whole(lecture: Lecture, screen: str) -> None:
    lecture.open(screen=screen)
    titles = lecture.page.locator(".slides > section").locator("h1, h2").all_text_contents()
    faults = {}
    for title, words in EXPLAINED.items():
        lecture.go(next(i for i, found in enumerate(titles, 1) if found.startswith(title)))
        frame = lecture.page.frame_locator("section.present iframe")
        last = frame.locator(".explained").get_by_text(words).first
        expect(last).to_be_visible()
        inner = frame.locator("html").element_handle(timeout=PATIENCE).owner_frame()
        assert inner
        lecture.page.wait_for_timeout(300)
        faults[title] = inner.evaluate(CUT)
        kept_back = last.evaluate("node => !!node.closest('.cut')")
        faults[title] += ["kept back"] if kept_back else []
    assert {title: found for title, found in faults.items() if found} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_has_nothing_to_object_to(lecture: Lecture, theme: str) -> None:
    lecture.open(f"/slides?theme={theme}")
    lecture.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for number in range(1, SLIDES + 1):
        lecture.go(number)
        found += [f"{number}: {line}" for line in lecture.page.evaluate(RUN_AXE, "section.present")]
    assert found == []


def test_one_press_is_one_step_from_the_first_slide_to_the_last(lecture: Lecture) -> None:
    lecture.open()
    for number in range(1, SLIDES + 1):
        lecture.until(f"i => {HORIZONTAL} === i", number - 1)
        names = lecture.page.locator("section.present iframe").evaluate_all("all => all.map((f) => f.dataset.steps)")
        for name in " ".join(names).split():
            lecture.page.keyboard.press("PageDown")
            lecture.wait_at(name)
        lecture.page.keyboard.press("PageDown")
    assert lecture.page.evaluate(HORIZONTAL) == SLIDES - 1


def test_every_slide_has_notes_that_say_what_to_say(lecture: Lecture) -> None:
    lecture.open()
    notes = lecture.page.locator(".slides > section > aside.notes").all_text_contents()
    assert len(notes) == SLIDES
    for note in notes:
        assert re.search(r"Say: \w", note)
        assert re.search(r"(Press|Do|Point)\b", note)
    lecture.open("/slides?showNotes=true")
    expect(lecture.page.locator(".speaker-notes")).to_contain_text("Say: we take one small network")


def test_every_formula_of_the_catalog_is_set(lecture: Lecture) -> None:
    lecture.open()
    assert (
        lecture.page.locator("[data-equation] .katex").count() == lecture.page.locator("[data-equation]").count() > 15
    )
    assert lecture.page.locator(".math:not(:has(.katex)), .katex-error").count() == 0


def test_the_pictures_have_the_theme_of_the_slides(lecture: Lecture) -> None:
    lecture.open("/slides?theme=dark")
    lecture.go(3)
    themed = lecture.page.frame_locator("section.present iframe").locator("html")
    expect(themed).to_have_attribute("data-theme", "dark")


def test_a_lecture_without_its_catalog_says_so(lecture: Lecture, problems: Problems) -> None:
    problems.expect(r"console error: .* 404")
    lecture.page.route("**/api/v1/catalog", lambda route: route.fulfill(status=404, body=json.dumps({"title": "gone"})))
    lecture.page.goto(lecture.base_url + "/slides")
    expect(lecture.page.get_by_role("alert")).to_be_visible()


def test_on_paper_every_step_has_its_page(lecture: Lecture, tmp_path: Path) -> None:
    lecture.page.goto(lecture.base_url + "/slides?print-pdf")
    expect(lecture.page.locator("html[data-backprop-printable]")).to_be_attached(timeout=2 * PATIENCE)
    pages = lecture.page.locator(".pdf-page").count()
    assert pages > SLIDES + 25
    for frame in lecture.page.frames[1:]:
        expect(frame.locator("[data-ready]")).to_be_attached()
    printed = lecture.page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == pages
    assert b"/MediaBox [0 0 960 540]" in printed
