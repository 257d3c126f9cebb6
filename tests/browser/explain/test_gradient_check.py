"""The numerical gradient: the numbers of the API, the curve, kinks, and what it costs."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers

ADDRESS = "/?preset={}&views=gradient-check#at=u"
W_2_1_1 = {"layer": 2, "kind": "weight", "j": 1, "k": 1}


def panel(visualizer: Visualizer) -> Locator:
    return visualizer.part("explain-panel")


def opened(visualizer: Visualizer, preset: str) -> Locator:
    visualizer.open(ADDRESS.format(preset))
    expect(panel(visualizer).locator(".curve-chosen")).to_be_visible()
    return panel(visualizer)


def check(visualizer: Visualizer, preset: str, **more: Any) -> Any:
    entry = visualizer.ask(f"/presets/{preset}")
    problem = {key: entry[key] for key in ("network", "inputs", "targets", "loss")}
    return visualizer.ask("/gradient-check", problem | more)


def one_parameter(place: Locator) -> None:
    place.get_by_role("button", name="one parameter").click()
    expect(place.locator(".digits")).to_be_visible()


def test_it_is_two_clicks_away_and_has_a_link(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("dialog").locator('[data-explanation="gradient-check"]').click()
    expect(panel(visualizer).get_by_role("heading", level=2)).to_have_text("Numerical gradient")
    expect(panel(visualizer).locator(".curve-chosen")).to_be_visible()
    assert "views=gradient-check" in visualizer.page.url


@pytest.mark.parametrize("preset", PRESETS)
def test_the_errors_are_those_of_the_api(visualizer: Visualizer, preset: str) -> None:
    place = opened(visualizer, preset)
    answer = check(visualizer, preset)
    [largest] = numbers(place.locator(".check-verdict strong").inner_text())
    assert is_shown_as(answer["max_relative_error"], largest)
    parameters = answer["parameters"]
    if len(parameters) > 24:
        parameters = sorted(parameters, key=lambda entry: -entry["relative_error"])[:24]
    rows = place.locator(".check-table:not(.growth-table) tbody tr")
    expect(rows).to_have_count(len(parameters))
    for i, entry in enumerate(parameters):
        cells = [numbers(text)[-1] for text in rows.nth(i).locator("td").all_inner_texts()[:3]]
        for key, text in zip(("analytic", "numerical", "relative_error"), cells, strict=True):
            assert is_shown_as(entry[key], text), (i, key, entry, text)


def test_the_curve_is_that_of_the_api(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    place.get_by_text("The curve as a table").click()
    answer = check(visualizer, "2-3-1", sweep=True)
    rows = place.locator(".twin-table tbody tr")
    expect(rows).to_have_count(len(answer["sweep"]))
    for i, point in enumerate(answer["sweep"]):
        most, median, checked = rows.nth(i).locator("td").all_inner_texts()
        assert is_shown_as(point["max_relative_error"], most)
        assert is_shown_as(point["median_relative_error"], median)
        assert checked == str(point["checked"])
    expect(place.locator(".curve-dot")).to_have_count(len(answer["sweep"]))


def test_epsilon_is_chosen_with_the_keyboard(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    slider = place.get_by_role("slider")
    slider.focus()
    visualizer.press("ArrowRight", "ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "10⁻⁴")
    answer = check(visualizer, "2-3-1", epsilon=1e-4)
    expect(place.locator(".check-verdict")).to_contain_text("10⁻⁴")
    assert is_shown_as(answer["max_relative_error"], place.locator(".check-verdict strong").inner_text())
    expect(slider).to_be_focused()


def test_epsilon_is_chosen_in_the_chart(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    place.locator(".chart-column").first.click()
    expect(place.get_by_role("slider")).to_have_attribute("aria-valuetext", "10⁻¹")


def test_the_forward_quotient_takes_fewer_passes_and_is_less_exact(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    expect(place).to_contain_text("26 passes")
    place.get_by_role("button", name="forward").click()
    expect(place).to_contain_text("14 passes")
    answer = check(visualizer, "2-3-1", method="forward")
    assert is_shown_as(answer["max_relative_error"], place.locator(".check-verdict strong").inner_text())


def test_one_parameter_shows_the_costs_and_both_gradients(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    one_parameter(place)
    [entry] = check(visualizer, "2-3-1", parameters=[W_2_1_1])["parameters"]
    written = [text.replace("\n", "") for text in place.locator(".digits td").all_inner_texts()]
    for key, text in zip(("above", "below", "numerical", "analytic"), written, strict=True):
        assert is_shown_as(entry[key], text), key
    visualizer.key_to("edge.3.1.2").focus()
    visualizer.press("Enter")
    expect(place).to_contain_text("the weight from neuron 2 of layer 2 to neuron 1 of layer 3")


def test_a_parameter_of_the_table_is_chosen_and_lights_up(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    button = place.locator('button[data-ref="nabla_w.2.1.1"]')
    button.hover()
    expect(visualizer.mark("edge.2.1.1")).to_have_class(re.compile("pointed"))
    button.click()
    expect(place.locator('button[data-ref="nabla_w.2.1.1"]')).to_have_attribute("aria-pressed", "true")


def test_a_kink_is_marked(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=xor#at=u")
    visualizer.part("build").click()
    visualizer.field("Activation of layer 2").select_option("relu")
    visualizer.quiet()
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("dialog").locator('[data-explanation="gradient-check"]').click()
    place = panel(visualizer)
    # with the biases at 0, the example (0, 0) stands on the kinks
    expect(place.locator(".kink")).to_have_count(3)
    expect(place.locator(".kink").first).to_have_text("at a kink")
    expect(place).to_contain_text("3 parameters are left out")
    expect(place).to_contain_text("there is no derivative")


def test_the_growth_leads_to_a_million_weights(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-3-1")
    rows = place.locator(".growth-table tbody tr")
    expect(rows).to_have_count(6)
    expect(rows.first).to_contain_text("this network")
    expect(rows.last).to_contain_text("2,000,000")
    expect(place).to_contain_text("learns with backpropagation")


def test_a_large_network_is_checked_without_a_sweep_of_all(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=deep#at=u")
    visualizer.part("build").click()
    for layer in ("2", "3"):
        field = visualizer.field(f"Neurons in layer {layer}").first
        field.fill("12")
        field.press("Enter")
        visualizer.quiet()
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("dialog").locator('[data-explanation="gradient-check"]').click()
    place = panel(visualizer)
    expect(place).to_contain_text("The 24 largest errors of")
    expect(place).to_contain_text("Relative error of w²₁₁")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(visualizer: Visualizer, theme: Any) -> None:
    visualizer.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    place = opened(visualizer, "2-3-1")
    visualizer.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert visualizer.page.evaluate(RUN_AXE, '[data-part="explain-panel"]') == []
    one_parameter(place)
    assert visualizer.page.evaluate(RUN_AXE, '[data-part="explain-panel"]') == []


@pytest.mark.parametrize("size", ["projector", "phone", "small phone"])
def test_nothing_makes_the_page_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    opened(visualizer, "softmax")
    assert visualizer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
