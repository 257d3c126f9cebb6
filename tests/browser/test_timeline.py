"""The timeline: click, drag, touch, and what it says of itself."""

from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, expect

from tests.browser.conftest import NewContext
from tests.browser.visualizer import SIZES, Visualizer

FRAMES = ["x", "z2", "a2", "z3", "a3", "C", "d3", "g3", "d2", "g2", "u"]


def cell(visualizer: Visualizer, i: int) -> FloatRect:
    box = visualizer.page.locator(".cell").nth(i).bounding_box()
    assert box is not None
    return box


def middle(box: FloatRect) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_there_is_a_cell_for_every_frame_in_its_phase(visualizer: Visualizer) -> None:
    visualizer.open()
    assert visualizer.page.locator(".cell").all_inner_texts() == [
        *("x", "z²", "a²", "z³", "a³", "C", "δ³", "∇³", "δ²", "∇²", "w′")
    ]
    phases = visualizer.page.locator(".phase").evaluate_all("groups => groups.map((g) => g.dataset.phase)")
    assert phases == ["forward", "loss", "backward", "update"]


@pytest.mark.parametrize("i", [1, 5, 8, 10])
def test_a_click_goes_to_the_frame(visualizer: Visualizer, i: int) -> None:
    visualizer.open()
    visualizer.page.mouse.click(*middle(cell(visualizer, i)))
    visualizer.at(i + 1)
    visualizer.expect_address(f"#at={FRAMES[i]}")


def test_dragging_scrubs_both_ways_and_lets_go_at_a_step(visualizer: Visualizer) -> None:
    visualizer.open()
    mouse = visualizer.page.mouse
    mouse.move(*middle(cell(visualizer, 1)))
    mouse.down()
    visualizer.at(2)
    seen = []
    for i in (3, 6, 9, 7, 4):
        mouse.move(*middle(cell(visualizer, i)), steps=3)
        visualizer.at(i + 1)
        seen.append(visualizer.title.inner_text())
    assert len(set(seen)) == 5
    mouse.up()
    visualizer.expect_address("#at=a3")


def test_dragging_beyond_the_ends_stays_at_them(visualizer: Visualizer) -> None:
    visualizer.open()
    mouse = visualizer.page.mouse
    mouse.move(*middle(cell(visualizer, 5)))
    mouse.down()
    mouse.move(5000, 400)
    visualizer.at(11)
    mouse.move(-500, 400)
    visualizer.at(1)
    mouse.up()
    visualizer.at(1)


def test_a_finger_drags_it_too(new_context: NewContext, base_url: str) -> None:
    context = new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True, reduced_motion="reduce")
    visualizer = Visualizer(context.new_page(), base_url).open()
    session = context.new_cdp_session(visualizer.page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", middle(cell(visualizer, 1)))
    visualizer.at(2)
    touch("touchMove", middle(cell(visualizer, 5)))
    visualizer.at(6)
    touch("touchMove", middle(cell(visualizer, 8)))
    visualizer.at(9)
    touch("touchEnd")
    visualizer.at(9)
    visualizer.page.touchscreen.tap(*middle(cell(visualizer, 3)))
    visualizer.at(4)


def test_it_is_a_slider_that_says_where_it_stands(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=d2")
    expect(visualizer.slider).to_have_attribute("aria-valuemin", "1")
    expect(visualizer.slider).to_have_attribute("aria-valuemax", "11")
    expect(visualizer.slider).to_have_attribute("aria-valuetext", "Delta of layer 2")
    visualizer.step_by("neuron")
    expect(visualizer.slider).to_have_attribute("aria-valuetext", "Delta of layer 2, neuron 3")
    visualizer.slider.focus()
    visualizer.press("ArrowLeft")
    expect(visualizer.slider).to_have_attribute("aria-valuetext", "Delta of layer 2, neuron 2")
    visualizer.press("Home")
    visualizer.at(1)


@pytest.mark.parametrize("granularity", ["neuron", "term"])
def test_finer_steps_are_ticks_within_the_cells_and_can_be_reached(visualizer: Visualizer, granularity: str) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.step_by(granularity)
    box = cell(visualizer, 1)
    y = box["y"] + box["height"] / 2
    places = set()
    for share in (0.1, 0.5, 0.9):
        visualizer.page.mouse.click(box["x"] + share * box["width"], y)
        places.add(visualizer.slider.get_attribute("aria-valuenow"))
        assert "at=z2." in visualizer.page.url
    assert len(places) == 3


@pytest.mark.parametrize("granularity", ["layer", "neuron", "term"])
def test_what_is_to_come_has_the_tint_of_its_phase(visualizer: Visualizer, granularity: str) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.step_by(granularity)
    tints = visualizer.page.locator(".cell").evaluate_all(
        "cells => cells.map((cell) => getComputedStyle(cell).backgroundImage)"
    )
    forward, cost, backward, update = (tints[FRAMES.index(id_)] for id_ in ("z2", "C", "d2", "u"))
    assert len({forward, cost, backward, update}) == 4
    ticks = visualizer.page.locator(".cell.opened").evaluate_all(
        """cells => cells.map((cell) => {
          const name = cell.querySelector(".cell-name").getBoundingClientRect();
          const band = parseFloat(getComputedStyle(cell, "::after").height);
          return name.y + name.height / 2 + 8 < cell.getBoundingClientRect().bottom - band;
        })"""
    )
    assert all(ticks)
    assert bool(ticks) == (granularity != "layer")


@pytest.mark.parametrize("size", ["phone", "small phone", "laptop"])
@pytest.mark.parametrize("preset", ["2-2-1", "deep"])
def test_the_names_of_the_phases_stand_clear_of_one_another(visualizer: Visualizer, preset: str, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open(f"/?preset={preset}")
    names = visualizer.page.locator(".phase-name").evaluate_all(
        "names => names.map((name) => name.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert all(before[1] < after[0] for before, after in pairwise(names)), names
