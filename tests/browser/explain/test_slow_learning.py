"""Slow learning: meters, lengths and curves are the API's, flat neurons are named, the steps are scrubbed through."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import violations
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers

POINTED = re.compile(r"\bpointed\b")
STARTS = [(0.6, 0.9), (2.0, 2.0)]
COSTS = ["half_squared_error", "binary_cross_entropy"]


def view(visualizer: Visualizer) -> Locator:
    return visualizer.page.locator(".explained-slow-learning")


def opened(visualizer: Visualizer, preset: str = "2-3-1", at: str = "g2") -> Visualizer:
    visualizer.open(f"/?preset={preset}&views=slow-learning#at={at}")
    expect(view(visualizer).locator(".learning-chart")).to_have_count(2)
    return visualizer


def answer_to(visualizer: Visualizer, preset: str) -> dict[str, Any]:
    entry = visualizer.ask(f"/presets/{preset}")
    return dict(visualizer.ask("/saturation", {key: entry[key] for key in ("network", "inputs", "targets", "loss")}))


def single(w: float, b: float, loss: str, **more: Any) -> dict[str, Any]:
    """The neuron of the experiment."""
    network = {"layers": [{"weights": [[w]], "biases": [b], "activation": "sigmoid"}]}
    return {"network": network, "inputs": [[1]], "targets": [[0]], "loss": loss, **more}


def runs(visualizer: Visualizer) -> list[list[float]]:
    """The cost after 0, 1, 2, … 300 steps, for each cost and start."""
    found = []
    for loss in COSTS:
        for w, b in STARTS:
            optimizer = {"name": "sgd", "learning_rate": 0.15}
            answer = visualizer.ask("/step", single(w, b, loss, optimizer=optimizer, count=300))
            found.append([*answer["losses"], answer["loss_after"]])
    return found


def edit(visualizer: Visualizer, ref: str, value: str) -> None:
    visualizer.of(ref).click()
    visualizer.page.locator("input.in-place").fill(value)
    visualizer.press("Enter")
    visualizer.quiet()


def test_it_is_two_clicks_from_a_preset(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=deep")
    visualizer.button("Explain").click()
    visualizer.page.locator('[data-explanation="slow-learning"]').first.click()
    expect(view(visualizer).locator(".learning-chart")).to_have_count(2)
    visualizer.expect_address("views=slow-learning#at=g2")
    expect(view(visualizer).locator(".hollow")).to_have_count(0)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_slope_and_length_is_the_answers(visualizer: Visualizer, preset: str) -> None:
    opened(visualizer, preset)
    answer = answer_to(visualizer, preset)
    neurons = [neuron for layer in answer["layers"] for neuron in layer["neurons"]]
    written = view(visualizer).locator(".meter-number").all_inner_texts()
    for neuron, number in zip(neurons, written, strict=True):
        assert is_shown_as(neuron["mean_derivative"], number)
    assert view(visualizer).locator(".meter-state").all_inner_texts() == [neuron["state"] for neuron in neurons]
    rows = view(visualizer).locator(".delta-row:not(.delta-head)")
    for row, layer in zip(rows.all(), reversed(answer["layers"]), strict=True):
        length, gradient = row.locator(".delta-number").all_inner_texts()
        assert is_shown_as(layer["delta_norm"], length)
        assert is_shown_as(layer["nabla_norm"], gradient)
    marks = view(visualizer).locator(".meter-mark")
    examples = len(neurons[0]["derivative"])
    expect(marks).to_have_count(len(neurons) * examples if examples > 1 else 0)
    expect(view(visualizer)).to_contain_text(answer["output_factor"]["sentence"])


def test_a_saturated_neuron_is_named_in_words_and_in_the_diagram(visualizer: Visualizer) -> None:
    opened(visualizer)
    expect(view(visualizer)).to_contain_text("No neuron is saturated or dead here.")
    edit(visualizer, "w.2.1.1", "9")
    expect(view(visualizer).locator(".slow-sentences").first).to_contain_text("Neuron 1 of layer 2 is saturated")
    expect(visualizer.part("network").locator(".trail-words")).to_have_text("saturated")
    expect(view(visualizer).locator(".meter-state.saturated")).to_have_count(1)
    visualizer.button("Undo").click()
    expect(visualizer.part("network").locator(".trail-words")).to_have_count(0)


def test_a_dead_neuron_is_named_too(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.button("Build a network").click()
    visualizer.field("Activation of layer 2").select_option("relu")
    visualizer.quiet()
    visualizer.button("Explain").click()
    visualizer.page.locator('[data-explanation="slow-learning"]').first.click()
    # Enter in the field would press the button that had the focus before
    visualizer.page.evaluate("document.activeElement.blur()")
    edit(visualizer, "b.2.1", "-9")
    expect(view(visualizer).locator(".slow-sentences").first).to_contain_text("Neuron 1 of layer 2 is dead")
    expect(view(visualizer).locator(".meter-state.dead").first).to_be_visible()


def test_the_costs_of_the_single_neuron_are_those_of_its_steps(visualizer: Visualizer) -> None:
    opened(visualizer)
    expected = runs(visualizer)
    slider = visualizer.page.get_by_role("slider", name="Steps made")
    for step in (100, 0, 137, 300):
        slider.fill(str(step))
        costs = view(visualizer).locator(".run-list strong")
        for run, shown in zip(expected, costs.all_inner_texts(), strict=True):
            assert is_shown_as(run[step], numbers(shown)[0])
    view(visualizer).get_by_text("The curves as a table").click()
    rows = view(visualizer).locator('[aria-label="The curves as a table"] tbody tr').all()
    assert len(rows) == 13
    for i, row in enumerate(rows):
        for run, cell in zip(expected, row.locator("td").all_inner_texts(), strict=True):
            assert is_shown_as(run[25 * i], cell)


def test_the_first_deltas_tell_why(visualizer: Visualizer) -> None:
    opened(visualizer)
    rows = view(visualizer).locator('[aria-label="The first delta from each start"] tbody tr').all()
    for row, (w, b) in zip(rows, STARTS, strict=True):
        cells = row.locator("td").all_inner_texts()
        output = [visualizer.ask("/backward", single(w, b, loss))["layers"][-1] for loss in COSTS]
        assert is_shown_as(output[0]["a"][0][0], cells[0])
        assert is_shown_as(output[0]["activation_derivative"][0][0], cells[1])
        for layer, cell in zip(output, cells[2:], strict=True):
            assert is_shown_as(layer["delta"][0][0], numbers(cell)[-1])


def test_the_steps_are_scrubbed_with_the_keyboard_and_ask_nothing(visualizer: Visualizer) -> None:
    opened(visualizer)
    asked: list[str] = []
    visualizer.page.on("request", lambda request: asked.append(request.url))
    place = visualizer.slider.get_attribute("aria-valuenow")
    slider = visualizer.page.get_by_role("slider", name="Steps made")
    slider.focus()
    visualizer.press("ArrowRight", "ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "102")
    visualizer.press("End")
    expect(slider).to_have_attribute("aria-valuetext", "300")
    assert visualizer.slider.get_attribute("aria-valuenow") == place
    assert asked == []


def test_the_experiment_is_asked_for_once(visualizer: Visualizer) -> None:
    opened(visualizer)
    asked: list[str] = []
    visualizer.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    edit(visualizer, "w.2.1.1", "0.9")
    visualizer.page.wait_for_function("() => !document.querySelector('.explain.waiting')")
    assert "saturation" in asked
    assert "step" not in asked


def test_meters_follow_the_player(visualizer: Visualizer) -> None:
    opened(visualizer, at="x")
    hollow = view(visualizer).locator(".meter-row.hollow")
    expect(hollow).to_have_count(4)
    visualizer.press("ArrowRight", "ArrowRight")
    expect(hollow).to_have_count(1)
    visualizer.press("ArrowRight", "ArrowRight")
    expect(hollow).to_have_count(0)
    expect(view(visualizer).locator(".delta-track.hollow")).to_have_count(2)
    view(visualizer).get_by_role("button", name="δ, layer 3").click()
    expect(view(visualizer).locator(".delta-track.hollow")).to_have_count(1)


@pytest.mark.parametrize("preset", ["2-3-1", "mini-batch"])
def test_meters_and_neurons_light_up_together(visualizer: Visualizer, preset: str) -> None:
    opened(visualizer, preset)
    row = view(visualizer).locator('.meter-row[data-home="neuron.2.2"]')
    row.hover()
    expect(visualizer.mark("neuron.2.2")).to_have_class(POINTED)
    visualizer.mark("neuron.2.1").locator(".disc").hover(force=True)
    expect(view(visualizer).locator('.meter-row[data-home="neuron.2.1"]')).to_have_class(POINTED)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_axe_finds_nothing(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?preset=mini-batch&theme={theme}&views=slow-learning#at=g2")
    expect(view(visualizer).locator(".learning-chart")).to_have_count(2)
    edit(visualizer, "w.2.1.1", "90")
    for summary in view(visualizer).locator("summary").all():
        summary.click()
    assert violations(visualizer) == []


@pytest.mark.parametrize("size", ["laptop", "projector", "phone", "small phone"])
def test_the_page_does_not_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    opened(visualizer, "deep")
    wide = visualizer.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
