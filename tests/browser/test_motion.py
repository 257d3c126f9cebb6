"""What moves, moves the right way, when it is asked to; without motion nothing is lost."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import Visualizer

PULSES = """() => [...document.querySelectorAll(".pulse-mark")]
  .filter((mark) => mark.getAttribute("display") !== "none")
  .map((mark) => {
    const { x, width } = mark.getBoundingClientRect();
    return { x: x + width / 2, round: mark.getAttribute("d").includes("A") };
  })"""


@pytest.fixture
def moving(visualizer: Visualizer) -> Visualizer:
    """A page with motion, whose clock stands still until it is told to run."""
    visualizer.page.emulate_media(reduced_motion="no-preference")
    visualizer.page.clock.install(time="2030-01-01T00:00:00")
    return visualizer


def freeze(visualizer: Visualizer) -> None:
    visualizer.page.clock.pause_at("2030-01-01T01:00:00")


def run(visualizer: Visualizer, milliseconds: int) -> None:
    visualizer.page.clock.run_for(milliseconds)


def test_a_first_visit_is_ready_soon_and_one_press_shows_it_all(moving: Visualizer) -> None:
    moving.page.goto(moving.base_url)
    moving.page.wait_for_selector("[data-ready]")
    moving.at(1)
    freeze(moving)
    moving.button("Play").click()
    expect(moving.button("Pause")).to_be_visible()
    run(moving, 1000)
    moving.at(2)
    run(moving, 30_000)
    moving.at(11)
    expect(moving.button("Play")).to_be_visible()
    moving.expect_address("#at=u")


def test_nothing_moves_before_it_is_asked_to(moving: Visualizer) -> None:
    moving.open()
    freeze(moving)
    before = moving.part("visualizer").inner_html()
    run(moving, 10_000)
    assert moving.part("visualizer").inner_html() == before


def test_space_plays_and_pauses_where_it_is(moving: Visualizer) -> None:
    moving.open()
    freeze(moving)
    moving.press(" ")
    run(moving, 3500)
    moving.press(" ")
    expect(moving.button("Play")).to_be_visible()
    picture = moving.part("network").inner_html()
    run(moving, 5000)
    assert moving.part("network").inner_html() == picture
    moving.press(" ")
    run(moving, 1500)
    assert moving.part("network").inner_html() != picture


def positions(visualizer: Visualizer) -> list[list[dict[str, Any]]]:
    seen = []
    for _ in range(4):
        run(visualizer, 220)
        seen.append(visualizer.page.evaluate(PULSES))
    return seen


@pytest.mark.parametrize("preset", ["2-3-1", "softmax", "xor"])
def test_forward_round_pulses_run_from_left_to_right(moving: Visualizer, preset: str) -> None:
    moving.open(f"/?preset={preset}#at=x")
    freeze(moving)
    moving.press("ArrowRight")
    seen = positions(moving)
    sizes = [len(layer["a"][0]) for layer in moving.trace(preset)["layers"]]
    assert all(len(marks) == sizes[0] * sizes[1] for marks in seen)
    assert all(mark["round"] for marks in seen for mark in marks)
    for before, after in pairwise(seen):
        assert all(then["x"] < now["x"] for then, now in zip(before, after, strict=True))


@pytest.mark.parametrize("preset", ["2-3-1", "softmax", "xor"])
def test_backward_diamonds_run_from_right_to_left(moving: Visualizer, preset: str) -> None:
    moving.open(f"/?preset={preset}#at=g3")
    freeze(moving)
    moving.press("ArrowRight")
    seen = positions(moving)
    assert all(marks for marks in seen)
    assert not any(mark["round"] for marks in seen for mark in marks)
    for before, after in pairwise(seen):
        assert all(then["x"] > now["x"] for then, now in zip(before, after, strict=True))


def test_no_pulse_is_left_when_a_step_has_arrived(moving: Visualizer) -> None:
    moving.open()
    freeze(moving)
    for _ in range(10):
        moving.press("ArrowRight")
        run(moving, 2500)
        assert moving.page.evaluate(PULSES) == []
    moving.at(11)


def test_a_step_back_moves_the_other_way_and_ends_in_the_same_picture(moving: Visualizer) -> None:
    moving.open("/#at=x")
    freeze(moving)
    before = moving.part("network").text_content()
    moving.press("ArrowRight")
    run(moving, 2500)
    moving.press("ArrowLeft")
    run(moving, 600)  # they have gathered long before a step arrives
    seen = positions(moving)
    run(moving, 2500)
    moving.at(1)
    assert all(seen)
    for earlier, later in pairwise(seen):
        assert all(then["x"] > now["x"] for then, now in zip(earlier, later, strict=False))
    assert moving.part("network").text_content() == before


def test_the_update_slides_each_weight_from_its_old_to_its_new_value(moving: Visualizer) -> None:
    moving.open("/#at=g2")
    freeze(moving)
    weight = moving.of("w.3.1.1")
    values = [weight.text_content() or ""]
    moving.press("ArrowRight")
    for _ in range(5):
        run(moving, 450)
        values.append(weight.text_content() or "")
    assert float(values[0]) < float(values[2]) < float(values[-1])
    assert moving.trace("2-2-1")["layers"][2]["updated_weights"][0][0] == pytest.approx(float(values[-1]), abs=5e-4)


def test_speed_four_takes_a_quarter_of_the_time(moving: Visualizer) -> None:
    moving.open()
    freeze(moving)
    moving.press("]", "]", "ArrowRight")
    run(moving, 600)
    moving.expect_address("#at=z2")


def test_with_reduced_motion_every_step_arrives_in_one_frame_marked_and_said(visualizer: Visualizer) -> None:
    visualizer.page.clock.install(time="2030-01-01T00:00:00")
    visualizer.open("/?preset=2-3-1")
    freeze(visualizer)
    for name, phase in [("z2", "forward"), ("a2", "forward"), ("z3", "forward"), ("a3", "forward"), ("C", "loss")]:
        visualizer.press("ArrowRight")
        visualizer.expect_address(f"#at={name}")
        assert visualizer.page.evaluate(PULSES) == []
        if name != "C":
            rings = visualizer.page.locator(f'.neuron[data-home^="neuron.{name[1]}."] .ring.{phase}')
            assert rings.count() > 0
        assert len(visualizer.part("live").inner_text()) > 20
        expect(visualizer.page.locator(".cell.current")).to_have_count(1)
    visualizer.press("Home", " ")
    run(visualizer, 1000)
    visualizer.at(2)
    expect(visualizer.button("Pause")).to_be_visible()
    run(visualizer, 60_000)
    visualizer.at(11)


FRAMES_LATER = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_a_change_of_the_system_setting_is_followed(visualizer: Visualizer) -> None:
    visualizer.page.emulate_media(reduced_motion="no-preference")
    visualizer.open()
    visualizer.page.emulate_media(reduced_motion="reduce")
    visualizer.page.evaluate(FRAMES_LATER)
    visualizer.press("ArrowRight")
    assert visualizer.page.url.endswith("#at=z2")
    visualizer.page.emulate_media(reduced_motion="no-preference")
    visualizer.page.evaluate(FRAMES_LATER)
    visualizer.press("ArrowRight")
    assert visualizer.page.url.endswith("#at=z2")
    visualizer.expect_address("#at=a2")
