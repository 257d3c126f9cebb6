"""Lessons: every part leads to its place, with the numbers of the network on show."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visualizer import Visualizer, is_shown_as, read

LESSONS = ["demystified", "deep-dive", "nielsen"]


def lesson(visualizer: Visualizer) -> Locator:
    return visualizer.part("lesson")


def parts(visualizer: Visualizer) -> list[tuple[str, str]]:
    """Titles and addresses of all parts."""
    expect(lesson(visualizer).locator(".lesson-parts a").first).to_be_attached()
    links = lesson(visualizer).locator(".lesson-parts a")
    found: list[tuple[str, str]] = links.evaluate_all("all => all.map((a) => [a.textContent, a.getAttribute('href')])")
    return found


@pytest.mark.parametrize("name", LESSONS)
def test_every_part_is_reached_by_its_address_and_shows_true_numbers(visualizer: Visualizer, name: str) -> None:
    visualizer.open(f"/?lesson={name}")
    entries = parts(visualizer)
    assert len(entries) > 5
    for title, address in entries:
        visualizer.open(f"/{address}")
        expect(lesson(visualizer).get_by_role("heading")).to_have_text(title)
        expect(visualizer.fault).to_be_hidden()
        preset = re.search(r"preset=([\w-]+)", address)
        assert preset
        trace = visualizer.trace(preset[1])
        for number in lesson(visualizer).locator("[data-ref].lesson-number").all():
            ref = number.get_attribute("data-ref") or ""
            value = read(trace, ref)
            assert value is not None, ref
            assert is_shown_as(value, number.text_content() or ""), ref
        expect(lesson(visualizer).locator(".katex-error")).to_have_count(0)


@pytest.mark.parametrize("name", LESSONS)
def test_one_walks_from_part_to_part_and_the_browser_walks_back(visualizer: Visualizer, name: str) -> None:
    visualizer.open()
    visualizer.button("Explain").click()
    visualizer.page.locator(f'[data-explanation="{name}"]').click()
    entries = parts(visualizer)
    for title, address in entries[1:]:
        lesson(visualizer).get_by_role("link", name=re.compile("^Next")).click()
        visualizer.quiet()
        expect(lesson(visualizer).get_by_role("heading")).to_have_text(title)
        place = re.search(r"#(at=\w+)", address)
        if place and place[1] != "at=x":
            expect(visualizer.page).to_have_url(re.compile(place[1]))
    visualizer.page.go_back()
    expect(lesson(visualizer).get_by_role("heading")).to_have_text(entries[-2][0])
    lesson(visualizer).get_by_role("button", name="Leave the lesson").click()
    expect(lesson(visualizer)).to_be_hidden()
    assert "lesson" not in visualizer.page.url


def test_a_lesson_that_is_not_there_is_reported(visualizer: Visualizer) -> None:
    for address in ("lesson=nothing", "lesson=demystified.99"):
        visualizer.open(f"/?{address}")
        expect(visualizer.fault).to_contain_text("There is no lesson called")
        expect(lesson(visualizer)).to_be_hidden()


def test_a_number_of_the_lesson_lights_up_in_the_diagram(visualizer: Visualizer) -> None:
    visualizer.open("/?lesson=demystified.8#at=d3")
    lesson(visualizer).locator('[data-ref="delta.3.1"]').hover()
    expect(visualizer.mark("neuron.3.1")).to_have_class(re.compile("pointed"))


@pytest.mark.parametrize(
    ("name", "preset"), [("deep-dive", "softmax"), ("nielsen", "2-3-1"), ("deep-dive.2", "softmax")]
)
def test_a_lesson_alone_opens_its_own_place(visualizer: Visualizer, name: str, preset: str) -> None:
    visualizer.open(f"/?lesson={name}")
    expect(visualizer.part("presets")).to_have_value(preset)
    expect(lesson(visualizer).locator(".lesson-number", has_text="–")).to_have_count(0)
