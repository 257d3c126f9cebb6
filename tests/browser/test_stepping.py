"""Forward, back, to the ends: a step back is the exact inverse of a step forward."""

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import GRANULARITIES, PRESETS, Visualizer


@pytest.mark.parametrize("preset", PRESETS)
def test_a_step_back_is_the_exact_inverse_of_a_step_forward(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}")
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    visualizer.key_to("neuron.2.1").focus()
    visualizer.press("Enter")
    for granularity in GRANULARITIES:
        visualizer.step_by(granularity)
        walked = visualizer.run("both_ways")
        assert walked["differences"][:3] == []
        assert walked["steps"] >= 5
        assert walked["distinct"] == walked["steps"]


def test_the_buttons_step_and_go_to_the_ends(visualizer: Visualizer) -> None:
    visualizer.open()
    visualizer.at(1)
    visualizer.button("One step on").click()
    visualizer.button("One step on").click()
    visualizer.at(3)
    visualizer.button("One step back").click()
    visualizer.at(2)
    visualizer.button("Last step").click()
    visualizer.at(11)
    expect(visualizer.button("One step on")).to_have_attribute("aria-disabled", "true")
    visualizer.button("First step").click()
    visualizer.at(1)
    expect(visualizer.button("One step back")).to_have_attribute("aria-disabled", "true")


def test_the_keys_step_and_go_to_the_ends(visualizer: Visualizer) -> None:
    visualizer.open()
    visualizer.press("ArrowRight", "ArrowRight", "ArrowRight")
    visualizer.at(4)
    visualizer.press("ArrowLeft")
    visualizer.at(3)
    visualizer.press("End")
    visualizer.at(11)
    visualizer.press("Home")
    visualizer.at(1)


def test_speed_has_its_keys_and_its_menu(visualizer: Visualizer) -> None:
    visualizer.open()
    speed = visualizer.page.get_by_label("Speed")
    expect(speed).to_have_value("1")
    visualizer.press("]", "]", "]")
    expect(speed).to_have_value("4")
    visualizer.press("[", "[", "[", "[", "[")
    expect(speed).to_have_value("0.25")
    speed.select_option("2")
    speed.focus()
    visualizer.press("[")
    expect(speed).to_have_value("2")  # the menu has the focus: its keys are its own


def test_single_letter_keys_can_be_switched_off(visualizer: Visualizer) -> None:
    visualizer.open()
    dialog = visualizer.page.get_by_role("dialog")
    visualizer.press("?")
    expect(dialog).to_be_visible()
    visualizer.press("ArrowRight")
    visualizer.at(1)
    dialog.get_by_label("Single-letter keys").uncheck()
    visualizer.press("Escape")
    expect(dialog).to_be_hidden()
    visualizer.press("?", "]", "n")
    expect(dialog).to_be_hidden()
    expect(visualizer.page.get_by_label("Speed")).to_have_value("1")
    visualizer.press("ArrowRight")
    visualizer.at(2)
    visualizer.button("Help").click()
    expect(dialog).to_be_visible()


def test_another_granularity_stays_at_the_same_place(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=d2")
    visualizer.step_by("term")
    visualizer.expect_address("#at=d2.3.f")
    visualizer.press("ArrowLeft")
    visualizer.expect_address("#at=d2.3.1")
    visualizer.step_by("neuron")
    visualizer.expect_address("#at=d2.3")
    visualizer.step_by("layer")
    visualizer.expect_address("#at=d2")
    visualizer.step_by("pass")
    visualizer.press("ArrowRight")
    visualizer.expect_address("#at=g2")


def test_every_step_is_said_in_a_sentence(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2")
    live = visualizer.part("live")
    said = set()
    for _ in range(11):
        words = live.inner_text()
        assert words.endswith(".")
        assert words.startswith(visualizer.title.inner_text())
        said.add(words)
        visualizer.press("ArrowRight")
    assert len(said) == 11


def test_what_leads_nowhere_is_disabled_at_either_end(visualizer: Visualizer) -> None:
    visualizer.open()
    back, on = ("First step", "One step back"), ("One step on", "Last step")
    for key, off in (("Home", back), ("End", on), ("ArrowLeft", ())):
        visualizer.press(key)
        for name in (*back, *on):
            expect(visualizer.button(name)).to_have_attribute("aria-disabled", str(name in off).lower())
