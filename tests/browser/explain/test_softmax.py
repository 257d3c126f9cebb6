"""The explanation of softmax and cross-entropy: the numbers of the API, the way there, the keyboard."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers

ADDRESS = "/?preset={}&views=softmax#at=u"
POINTED = re.compile(r"\bpointed\b")


def panel(visualizer: Visualizer) -> Locator:
    return visualizer.part("explain-panel")


def opened(visualizer: Visualizer, preset: str) -> Locator:
    visualizer.open(ADDRESS.format(preset))
    expect(panel(visualizer).locator(".jacobian")).to_be_visible()
    return panel(visualizer)


def body_of(visualizer: Visualizer, preset: str) -> dict[str, Any]:
    """What is asked about the first example."""
    entry = visualizer.ask(f"/presets/{preset}")
    problem = {key: entry[key] for key in ("network", "loss")}
    return problem | {"inputs": entry["inputs"][:1], "targets": entry["targets"][:1]}


def shown(places: Locator) -> list[str]:
    return [numbers(text)[-1] for text in places.all_inner_texts()]


def assert_shown(places: Locator, values: list[float]) -> None:
    written = shown(places)
    assert len(written) == len(values)
    for text, value in zip(written, values, strict=True):
        assert is_shown_as(value, text.lstrip("+")), (text, value)


def test_it_is_two_clicks_away_and_has_a_link(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax")
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("dialog").locator('[data-explanation="softmax"]').click()
    expect(panel(visualizer).get_by_role("heading", level=2)).to_have_text("Softmax and cross-entropy")
    expect(panel(visualizer).locator(".jacobian")).to_be_visible()
    assert "views=softmax" in visualizer.page.url
    panel(visualizer).get_by_role("button", name="The step").click()
    expect(panel(visualizer)).to_be_hidden()


@pytest.mark.parametrize("preset", PRESETS)
def test_the_jacobian_is_that_of_the_api(visualizer: Visualizer, preset: str) -> None:
    place = opened(visualizer, preset)
    body = body_of(visualizer, preset)
    layer = len(body["network"]["layers"]) + 1
    answer = visualizer.ask("/jacobian", body | {"layer": layer})
    table = place.locator(".jacobian")
    assert_shown(table.locator(".entry .made"), [value for row in answer["jacobian"] for value in row])
    assert_shown(table.locator("tbody .of-row .made"), answer["grad_a"])
    assert_shown(table.locator(".delta-line .made"), answer["delta"])
    if answer["elementwise"]:
        expect(table.locator(".wrong-line")).to_have_count(0)
    else:
        alone = [g * d for g, d in zip(answer["grad_a"], answer["diagonal"], strict=True)]
        assert_shown(table.locator(".wrong-line .made"), alone)
        assert_shown(table.locator(".same-line .made"), answer["difference"])
    assert shown(place.locator(".order-count")) == [
        str(answer["operations"][way]) for way in ("vector_jacobian", "matrix_matrix", "pull_back")
    ]


def test_another_layer_can_be_looked_at(visualizer: Visualizer) -> None:
    place = opened(visualizer, "softmax")
    place.locator(".picker select").select_option("2")
    answer = visualizer.ask("/jacobian", body_of(visualizer, "softmax") | {"layer": 2})
    expect(place.locator(".entry.zero")).to_have_count(6)
    assert_shown(place.locator(".jacobian .delta-line .made"), answer["delta"])


def test_the_slider_moves_every_z_and_not_one_output(visualizer: Visualizer) -> None:
    place = opened(visualizer, "softmax")
    slider = place.get_by_role("slider")
    slider.focus()
    visualizer.press("End")
    expect(place).to_contain_text("not one output changes")
    expect(slider).to_be_focused()
    answer = visualizer.ask("/jacobian", body_of(visualizer, "softmax") | {"layer": 3, "shift": 10})
    assert_shown(place.locator(".shift-table td:nth-of-type(2)"), answer["z"])
    assert shown(place.locator(".shift-table td:nth-of-type(3)")) == shown(place.locator(".shift-after"))


def test_with_an_elementwise_activation_the_outputs_move(visualizer: Visualizer) -> None:
    place = opened(visualizer, "2-2-2")
    place.get_by_role("slider").focus()
    visualizer.press("Home")
    expect(place).to_contain_text("the outputs change with it")
    answer = visualizer.ask("/jacobian", body_of(visualizer, "2-2-2") | {"layer": 3, "shift": -10})
    assert_shown(place.locator(".shift-after"), answer["a"])


@pytest.mark.parametrize(
    ("preset", "names"),
    [
        ("softmax", ("half_squared_error", "cross_entropy")),
        ("2-2-2", ("half_squared_error", "binary_cross_entropy")),
        ("mini-batch", ("half_squared_error", "binary_cross_entropy")),
    ],
)
def test_both_costs_are_those_of_the_api(visualizer: Visualizer, preset: str, names: tuple[str, str]) -> None:
    place = opened(visualizer, preset)
    optimizer = visualizer.ask(f"/presets/{preset}")["optimizer"]
    expect(place.locator(".cost-card")).to_have_count(2)
    for i, name in enumerate(names):
        trace = visualizer.ask("/trace", body_of(visualizer, preset) | {"loss": name, "optimizer": optimizer})
        card, last = place.locator(".cost-card").nth(i), trace["layers"][-1]
        assert_shown(card.locator(".cost-table tbody td:first-of-type"), last["grad_a"][0])
        assert_shown(card.locator(".cost-table tbody td:has(+ .bar-cell)"), last["delta"][0])
        assert_shown(card.locator(".cost-value"), [trace["loss"]["value"], trace["loss"]["after_update"]])


def test_why_there_is_nothing_to_compare_is_told(visualizer: Visualizer) -> None:
    expect(opened(visualizer, "xor")).to_contain_text("choose Sigmoid or Softmax for the output layer")


def test_numbers_appear_with_the_steps_that_make_them(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax&views=softmax#at=z3")
    place = panel(visualizer)
    expect(place.locator(".jacobian .hollow")).not_to_have_count(0)
    expect(place.locator(".entry .made:not(.hollow), .delta-line .made:not(.hollow)")).to_have_count(0)
    visualizer.press("ArrowRight")
    expect(place.locator(".entry .hollow")).to_have_count(0)
    expect(
        place.locator(".delta-line .made:not(.hollow), .cost-table tbody td:first-of-type .made:not(.hollow)")
    ).to_have_count(0)
    visualizer.press("ArrowRight", "ArrowRight")
    expect(place.locator(".jacobian .hollow, .cost-table .hollow")).to_have_count(0)


def test_delta_lights_up_in_the_network(visualizer: Visualizer) -> None:
    place = opened(visualizer, "softmax")
    place.locator('.jacobian [data-ref="delta.3.2"]').hover()
    expect(visualizer.mark("neuron.3.2")).to_have_class(POINTED)
    visualizer.mark("neuron.3.1").locator(".disc").hover(force=True)
    expect(place.locator('.shift-table [data-ref="a.3.1"]')).to_have_class(POINTED)


def test_the_arrow_keys_go_through_the_entries(visualizer: Visualizer) -> None:
    place = opened(visualizer, "softmax")
    position = visualizer.slider.get_attribute("aria-valuenow")
    place.locator('.entry-value[aria-pressed="true"]').focus()
    visualizer.press("ArrowDown", "ArrowRight")
    focused = place.locator(".entry-value:focus")
    expect(focused).to_have_attribute("aria-label", re.compile("∂a³₂/∂z³₃"))
    expect(place.locator(".jacobian-told")).to_contain_text("a³₂ falls")
    expect(visualizer.slider).to_have_attribute("aria-valuenow", str(position))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(visualizer: Visualizer, theme: Any) -> None:
    visualizer.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    opened(visualizer, "softmax")
    visualizer.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert visualizer.page.evaluate(RUN_AXE, '[data-part="explain-panel"]') == []


@pytest.mark.parametrize("size", ["projector", "phone", "small phone"])
def test_nothing_makes_the_page_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    opened(visualizer, "softmax")
    assert visualizer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
