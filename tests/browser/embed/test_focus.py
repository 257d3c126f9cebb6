"""The presenter's clicker: pointing in the frame does not take it away, keys keep the focus where it is."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.embed.slide import Slide


def neuron(slide: Slide, home: str = "neuron.2.1") -> None:
    slide.part("network").locator(f'[data-home="{home}"] .disc').click(position={"x": 20, "y": 20})


CLICKS: dict[str, Callable[[Slide], None]] = {
    "a step": lambda slide: slide.button("One step on").click(),
    "play and pause": lambda slide: slide.button("Play").dblclick(delay=50),
    "the timeline": lambda slide: slide.part("timeline").locator(".cell").nth(3).click(),
    "a neuron": neuron,
    "the ground": lambda slide: slide.part("network").click(position={"x": 3, "y": 3}),
    "an example": lambda slide: slide.button("2").click(),
    "a learning step": lambda slide: slide.button("Next learning step").click(),
}


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"])
def test_after_a_click_on_any_control_the_next_key_is_the_hosts(slide: Slide, sandbox: str | None) -> None:
    slide.open("/embed?preset=xor", sandbox=sandbox)
    for name, click in CLICKS.items():
        click(slide)
        slide.wait_for("document.hasFocus() && document.activeElement === document.body")
        slide.page.keyboard.press("PageDown")
        assert slide.keys() == ["PageDown"], name


def test_after_a_number_has_been_edited_by_pointing_at_it_the_next_key_is_the_hosts(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    slide.of("w.2.1.1").click()
    slide.frame.locator("input.in-place").fill("0.75")
    slide.page.keyboard.press("Enter")
    expect(slide.of("w.2.1.1")).to_have_text("+0.75")
    slide.wait_for("document.activeElement === document.body")
    slide.page.keyboard.press("PageDown")
    assert slide.keys() == ["PageDown"]


def test_after_a_number_in_the_inspector_the_next_key_is_the_hosts(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    neuron(slide, "neuron.1.1")
    field = slide.part("inspector").locator("input[type=number]").first
    field.fill("")
    slide.page.keyboard.type("0.25")
    assert slide.frame.evaluate("document.hasFocus() && document.activeElement.matches('input')")
    slide.page.keyboard.press("Enter")
    expect(slide.of("x.1")).to_have_text("0.25")
    slide.wait_for("document.activeElement === document.body")
    slide.page.keyboard.press("PageDown")
    assert slide.keys() == ["PageDown"]


def test_a_control_that_is_worked_by_keys_keeps_the_focus_in_the_frame(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    slide.button("One step on").click()
    slide.wait_for("document.activeElement === document.body")
    slide.button("One step on").focus()
    slide.page.keyboard.press("Enter")
    slide.at(3)
    slide.page.keyboard.press("Space")
    slide.at(4)
    assert slide.frame.evaluate("document.hasFocus() && document.activeElement.ariaLabel") == "One step on"
    assert slide.keys() == []


def test_keys_of_a_clicker_are_passed_on_and_no_other_key_is(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    slide.button("One step on").focus()
    for key in ("PageDown", "PageUp", ".", "n", "b", "Escape", "a", "Control+PageDown"):
        slide.page.keyboard.press(key)
    assert slide.state()["position"] == 0
    passed = slide.page.evaluate("heard.filter((data) => typeof data === 'string')")
    assert [json.loads(text) for text in passed] == [
        {"method": method, "args": []} for method in ("next", "prev", "togglePause")
    ]


def test_with_clicker_step_its_keys_step_until_there_is_no_further_step(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1&clicker=step")
    slide.button("One step on").focus()
    for _ in range(11):
        slide.page.keyboard.press("PageDown")
    slide.at(11)
    slide.wait_for("heard.filter((data) => typeof data === 'string').length === 1")
    for _ in range(11):
        slide.page.keyboard.press("PageUp")
    slide.at(1)
    slide.wait_for("heard.filter((data) => typeof data === 'string').length === 2")


def test_steps_that_are_locked_the_clicker_leaves_as_they_are(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1&clicker=step&lock=steps#at=a2")
    slide.part("network").locator('[role][tabindex="0"]').first.focus()
    for number, key in enumerate(("PageDown", "PageUp"), start=1):
        slide.page.keyboard.press(key)
        slide.wait_for(f"heard.filter((data) => typeof data === 'string').length === {number}")
    slide.at(3)


def test_with_clicker_off_its_keys_mean_nothing(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1&clicker=off")
    slide.button("One step on").focus()
    for key in ("PageDown", "PageUp", "."):
        slide.page.keyboard.press(key)
    slide.at(1)
    assert slide.page.evaluate("heard.filter((data) => typeof data === 'string')") == []
