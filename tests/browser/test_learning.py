"""Learning step after learning step, a history to return to, and the way back to the first weights."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import EXPERIMENT, SIZES, Visualizer


@pytest.fixture
def open_page(visualizer: Visualizer) -> Visualizer:
    return visualizer.open("/?preset=xor")


def weights(visualizer: Visualizer) -> list[str]:
    return visualizer.part("network").locator(".weight-label").all_text_contents()


def label(visualizer: Visualizer) -> Locator:
    return visualizer.part("loss").locator(".loss-label")


def slider(visualizer: Visualizer) -> Locator:
    return visualizer.page.get_by_role("slider", name="Learning step", exact=True)


def losses(visualizer: Visualizer, count: int) -> list[float]:
    preset = visualizer.ask("/presets/xor")
    answer = visualizer.ask("/step", {key: preset[key] for key in EXPERIMENT} | {"count": count})
    return [*answer["losses"], answer["loss_after"]]


def go_to(visualizer: Visualizer, step: int) -> None:
    slider(visualizer).fill(str(step))
    visualizer.quiet()


def test_the_next_learning_step_begins_with_the_updated_weights(open_page: Visualizer) -> None:
    open_page.press("End")
    updated = weights(open_page)
    open_page.button("Next learning step").click()
    expect(label(open_page)).to_contain_text("Learning step 2 of 2")
    open_page.at(1)
    rounded = [float(text.replace("−", "-")) for text in updated]
    assert [float(text.replace("−", "-")) for text in weights(open_page)] == pytest.approx(rounded, abs=6e-3)
    open_page.expect_address("#step=2")


def test_ten_steps_have_the_costs_that_the_api_says(open_page: Visualizer) -> None:
    expected = losses(open_page, 11)
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    expect(label(open_page)).to_contain_text("Learning step 11 of 11")
    open_page.button("Last step").click()
    for step in (1, 4, 11):
        go_to(open_page, step)
        expect(label(open_page)).to_have_text(f"Learning step {step} of 11 · C = {expected[step - 1]:.4f}".rstrip("0"))
        shown = float(open_page.of("cost").text_content() or "")
        assert shown == pytest.approx(expected[step - 1], abs=5e-4)


def test_the_history_is_a_slider_that_says_where_it_stands(open_page: Visualizer) -> None:
    expect(slider(open_page)).to_be_disabled()
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    expect(slider(open_page)).to_have_attribute("max", "11")
    slider(open_page).focus()
    open_page.press("ArrowLeft")
    expect(label(open_page)).to_contain_text("Learning step 10 of 11")
    expect(slider(open_page)).to_have_attribute("aria-valuetext", label(open_page).inner_text())


def test_rewinding_brings_back_exactly_the_first_weights(open_page: Visualizer) -> None:
    expect(open_page.button("Rewind")).to_be_disabled()
    open_page.key_to("edge.2.1.1").focus()
    open_page.press("Enter", "End")
    before = open_page.run("canonical")
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    open_page.button("Next learning step").click()
    open_page.quiet()
    assert open_page.run("canonical") != before
    open_page.button("Rewind").click()
    open_page.press("End")
    after = open_page.run("canonical")
    assert [pair for pair in zip(before.split("<"), after.split("<"), strict=False) if pair[0] != pair[1]][:3] == []
    expect(open_page.button("Rewind")).to_be_disabled()
    expect(label(open_page)).to_contain_text("Learning step 1 of 12")


def test_after_a_return_the_next_step_is_shown_again(open_page: Visualizer) -> None:
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    go_to(open_page, 3)
    open_page.button("To learning step 4").click()
    open_page.quiet()
    expect(label(open_page)).to_contain_text("Learning step 4 of 11")


def test_an_edit_in_the_middle_of_the_history_begins_a_new_one_from_there(open_page: Visualizer) -> None:
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    go_to(open_page, 5)
    shown = weights(open_page)
    open_page.of("x.1").click()
    open_page.page.locator("input.in-place").fill("-0.5")
    open_page.press("Enter")
    open_page.quiet()
    expect(label(open_page)).to_contain_text("Learning step 1 of 1")
    assert weights(open_page) == shown
    open_page.press("Control+z")
    expect(label(open_page)).to_contain_text("Learning step 5 of 11")
    assert weights(open_page) == shown


def test_the_keys_learn_and_rewind(open_page: Visualizer) -> None:
    open_page.press("n")
    expect(label(open_page)).to_contain_text("Learning step 2 of 2")
    open_page.press("r")
    expect(label(open_page)).to_contain_text("Learning step 1 of 2")


def test_the_curve_of_the_cost_has_a_point_for_each_step_to_return_to(open_page: Visualizer) -> None:
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    points = open_page.part("loss").locator(".loss-point")
    expect(points).to_have_count(12)
    points.nth(2).dispatch_event("click")
    expect(label(open_page)).to_contain_text("Learning step 3 of 11")


def test_hundreds_of_steps_stay_usable(open_page: Visualizer) -> None:
    for step in range(11, 72, 10):
        open_page.button("+10 learning steps").click()
        expect(label(open_page)).to_contain_text(f"Learning step {step} of {step}")
    expect(open_page.part("loss").locator(".loss-point")).to_have_count(1)
    go_to(open_page, 34)
    open_page.expect_address("#step=34")
    expect(label(open_page)).to_contain_text("Learning step 34 of 71")


def test_returning_keeps_the_place_whether_or_not_the_step_was_recorded(open_page: Visualizer) -> None:
    open_page.button("+10 learning steps").click()
    open_page.quiet()
    open_page.press("Home", "ArrowRight", "ArrowRight")
    for step in (5, 1, 5):
        slider(open_page).fill(str(step))
        open_page.quiet()
        open_page.expect_address(f"{f'step={step}&' if step > 1 else ''}at=a2")
    open_page.button("To learning step 6").click()
    open_page.expect_address("#step=6")


def test_a_first_load_that_failed_leaves_nothing_to_undo(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(r"request failed|console error")
    visualizer.page.route("**/api/v1/trace", lambda route: route.abort())
    visualizer.open("/", ready=False)
    expect(visualizer.fault).to_be_visible()
    visualizer.page.unroute("**/api/v1/trace")
    visualizer.button("Next learning step").click()
    expect(visualizer.part("network").locator(".neuron").first).to_be_visible()
    expect(visualizer.button("Undo")).to_be_disabled()


def test_an_edit_says_that_learning_starts_again_and_how_to_come_back(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2")
    visualizer.button("+10 learning steps").click()
    visualizer.quiet()
    note = visualizer.part("note")
    expect(note).to_be_empty()
    visualizer.of("w.2.1.1").click()
    visualizer.press("2", "Enter")
    expect(note).to_have_text("Learning starts again from the edited network; Undo brings the 11 steps back.")
    expect(visualizer.part("loss")).to_contain_text("Learning step 1 of 1")
    visualizer.button("Undo").click()
    expect(visualizer.part("loss")).to_contain_text("Learning step 11 of 11")
    expect(note).to_be_empty()
    visualizer.of("w.2.1.1").click()
    visualizer.press("2", "Enter")
    expect(note).to_contain_text("11 steps")
    visualizer.button("Next learning step").click()
    expect(note).to_be_empty()


@pytest.mark.parametrize("size", ["laptop", "hall", "phone"])
def test_the_history_keeps_its_place_while_it_grows(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-2-2")
    places = set()
    for _ in range(3):
        boxes = [visualizer.page.locator(part).bounding_box() for part in (".loss-slider", ".loss-chart")]
        places.add(str([box and (box["x"], box["width"]) for box in boxes]))
        visualizer.button("+10 learning steps").click()
        visualizer.quiet()
    assert len(places) == 1, places


def test_the_columns_of_the_tables_keep_their_width(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    widths = set()
    for key in ("Home", "End"):
        visualizer.press(key)
        cells = visualizer.part("table").locator("td")
        widths.add(str(cells.evaluate_all("cells => cells.map((cell) => cell.getBoundingClientRect().width)")))
    assert len(widths) == 1
