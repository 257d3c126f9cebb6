"""The perturbation: opened in two clicks, its numbers are the API's, moved by slider, key and pointer, and linked."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import violations
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers

POINTED = re.compile(r"\bpointed\b")
PROBLEM = ("network", "loss")


def view(visualizer: Visualizer) -> Locator:
    return visualizer.page.locator(".explained-perturbation")


def asked(
    visualizer: Visualizer, preset: str, parameter: dict[str, Any], change: float = 0.5, example: int = 0
) -> dict[str, Any]:
    """What the API answers about a preset."""
    entry = visualizer.ask(f"/presets/{preset}")
    body = {key: entry[key] for key in PROBLEM} | {
        "inputs": [entry["inputs"][example]],
        "targets": [entry["targets"][example]],
        "parameter": parameter,
        "change": change,
    }
    return dict(visualizer.ask("/perturbation", body))


def opened(visualizer: Visualizer, preset: str, of: str = "edge.2.1.1", at: str = "g2") -> Visualizer:
    visualizer.open(f"/?preset={preset}&views=perturbation#at={at}&of={of}")
    expect(view(visualizer).locator(".nudge-chart")).to_be_visible()
    return visualizer


def nudge_to(visualizer: Visualizer, value: float) -> None:
    """Sets the slider, and waits for the answer."""
    with visualizer.page.expect_response(lambda response: response.url.endswith("/perturbation")):
        slider = visualizer.page.get_by_role("slider", name="Nudge it by")
        slider.fill(str(value))
    visualizer.page.wait_for_function("() => !document.querySelector('.explain.waiting')")


def of_latex(source: str) -> list[str]:
    """The numbers in a formula."""
    return numbers(re.sub(r"\\cdot 10\^\{(.*?)\}", r"e\1", source).replace("-", "−"))


WEIGHT = {"layer": 2, "kind": "weight", "j": 1, "k": 1}


def test_it_is_two_clicks_from_a_preset(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.button("Explain").click()
    visualizer.page.locator('[data-explanation="perturbation"]').first.click()
    expect(view(visualizer).locator(".nudge-words")).to_be_visible()
    expect(visualizer.page).to_have_url(re.compile("views=perturbation"))
    assert visualizer.page.locator(".perturbed .chip.hollow").count() == 0


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_is_the_answers(visualizer: Visualizer, preset: str) -> None:
    example = {"xor": 2, "mini-batch": 3}.get(preset, 0)
    opened(visualizer, preset)
    if example:
        visualizer.part("examples").get_by_role("button", name=str(example + 1)).click()
        expect(view(visualizer)).to_contain_text(f"This is example {example + 1} alone")
        visualizer.page.wait_for_function("() => !document.querySelector('.explain.waiting')")
    answer = asked(visualizer, preset, WEIGHT, example=example)
    written = [numbers(chip)[-1] for chip in view(visualizer).locator(".nudge-result .chip-value").all_inner_texts()]
    values = [answer["delta_loss"], answer["gradient"], answer["change"], answer["delta_loss_predicted"]]
    assert [is_shown_as(value, shown) for value, shown in zip(values, written, strict=True)] == [True] * 4
    pairs = [
        (moves[name][j], moves[f"{name}_predicted"][j])
        for moves in answer["layers"]
        for j in range(len(moves["delta_z"]))
        if moves["delta_z"][j] or moves["delta_a"][j]
        for name in ("delta_z", "delta_a")
    ]
    drawn = [re.findall(r"\S+", pair) for pair in view(visualizer).locator(".ripple-pair").all_inner_texts()]
    assert len(drawn) == len(pairs)
    for pair, (real, predicted) in zip(pairs, drawn, strict=True):
        assert is_shown_as(pair[0], real)
        assert is_shown_as(pair[1], predicted)
    rows = view(visualizer).locator(".gap-table tbody tr").all_inner_texts()
    for row, point in zip(rows, answer["gap"], strict=False):
        shown = numbers(row)
        assert is_shown_as(point["change"], shown[0])
        assert is_shown_as(point["gap"], shown[1])
        if point["ratio"] is not None:
            assert is_shown_as(point["ratio"], shown[2])


@pytest.mark.parametrize(
    ("preset", "of", "parameter"),
    [
        ("2-3-1", "neuron.2.2", {"layer": 2, "kind": "bias", "j": 2}),
        ("2-3-1", "edge.3.1.2", {"layer": 3, "kind": "weight", "j": 1, "k": 2}),
        ("softmax", "edge.3.2.1", {"layer": 3, "kind": "weight", "j": 2, "k": 1}),
        ("deep", "edge.3.2.1", {"layer": 3, "kind": "weight", "j": 2, "k": 1}),
    ],
)
def test_the_equations_have_the_rates_of_the_answer(
    visualizer: Visualizer, preset: str, of: str, parameter: dict[str, Any]
) -> None:
    opened(visualizer, preset, of, at="g2")
    answer = asked(visualizer, preset, parameter)
    lines = view(visualizer).locator(".nudge-line")
    texts = lines.locator("annotation").all_text_contents()
    links = answer["links"]
    own, moved = of_latex(texts[0])[-3], of_latex(texts[0])[-1]
    assert is_shown_as(links["own"], own)
    assert is_shown_as(answer["layers"][parameter["layer"] - 2]["delta_a_predicted"][parameter["j"] - 1], moved)
    if links["following"] is None:
        assert len(texts) == 3
        expect(view(visualizer)).to_contain_text("the cost depends on it directly")
    else:
        assert len(texts) == 4
        predicted = answer["layers"][parameter["layer"] - 1]["delta_a_predicted"][0]
        for line in texts[1:3]:
            assert is_shown_as(predicted, of_latex(line)[-1])
    assert is_shown_as(answer["gradient"], of_latex(texts[-1])[-1])


def test_the_next_neuron_can_be_chosen_and_keeps_the_focus(visualizer: Visualizer) -> None:
    opened(visualizer, "softmax")
    answer = asked(visualizer, "softmax", WEIGHT)
    select = view(visualizer).locator(".nudge-equations select")
    select.focus()
    visualizer.press("ArrowDown")
    expect(select).to_have_value("2")
    expect(select).to_be_focused()
    line = view(visualizer).locator(".nudge-line annotation").nth(1)
    assert is_shown_as(answer["layers"][1]["delta_a_predicted"][1], of_latex(line.text_content() or "")[-1])


def test_the_slider_moves_the_nudge_with_the_keyboard_too(visualizer: Visualizer) -> None:
    opened(visualizer, "2-3-1")
    view(visualizer).get_by_text("The curve as a table").click()
    slider = visualizer.page.get_by_role("slider", name="Nudge it by")
    expect(slider).to_have_attribute("aria-valuetext", "+0.50")
    before = visualizer.slider.get_attribute("aria-valuenow")
    slider.focus()
    visualizer.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "+0.49")
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("Add 0.49 to")
    assert visualizer.slider.get_attribute("aria-valuenow") == before
    expect(view(visualizer).get_by_role("region", name="The curve as a table")).to_be_visible()
    nudge_to(visualizer, -0.3)
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("Take 0.30 from")
    answer = asked(visualizer, "2-3-1", WEIGHT, -0.3)
    shown = numbers(view(visualizer).locator(".nudge-result .chip-value").first.inner_text())[0]
    assert is_shown_as(answer["delta_loss"], shown)
    nudge_to(visualizer, 0)
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("nothing moves")


def test_a_point_of_the_curve_can_be_pointed_at(visualizer: Visualizer) -> None:
    opened(visualizer, "2-3-1")
    chart = view(visualizer).locator(".nudge-chart")
    box = chart.bounding_box()
    assert box
    chart.click(position={"x": box["width"] * 0.3, "y": box["height"] * 0.5})
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("Take 0.")


def test_the_ripple_follows_the_player(visualizer: Visualizer) -> None:
    opened(visualizer, "2-3-1", at="x")
    pairs = view(visualizer).locator(".ripple-pair")
    expect(pairs).to_have_count(4)
    hollow = view(visualizer).locator(".ripple-pair.hollow")
    for left in (4, 3, 2, 1, 0):
        expect(hollow).to_have_count(left)
        visualizer.press("ArrowRight")
    words = visualizer.part("network").locator(".trail-words")
    assert [text.startswith("Δa = ") for text in words.all_text_contents()] == [True, True]
    view(visualizer).get_by_role("button", name="Go to step a2").click()
    expect(hollow).to_have_count(2)
    expect(words.nth(1)).to_have_attribute("opacity", "0")


def test_bars_and_neurons_light_up_together(visualizer: Visualizer) -> None:
    opened(visualizer, "2-3-1")
    view(visualizer).locator('.ripple-pair[data-ref="a.3.1"]').hover()
    expect(visualizer.mark("neuron.3.1")).to_have_class(POINTED)
    visualizer.mark("neuron.2.1").locator(".disc").hover(force=True)
    expect(view(visualizer).locator('.ripple-row[data-home="neuron.2.1"]')).to_have_class(POINTED)
    expect(visualizer.mark("edge.3.1.1")).to_have_class(re.compile("on-trail"))
    expect(visualizer.mark("edge.2.2.1")).not_to_have_class(re.compile("on-trail"))


def test_an_edit_and_another_parameter_are_followed(visualizer: Visualizer) -> None:
    opened(visualizer, "2-3-1")
    view(visualizer).locator(".picker select").nth(1).select_option("3")
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("neuron 3 of layer 2")
    visualizer.of("w.3.1.3").click()
    visualizer.page.locator("input.in-place").fill("0")
    visualizer.press("Enter")
    expect(view(visualizer).locator(".nudge-words")).to_contain_text("the cost does not move at all")


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_axe_finds_nothing(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?preset=softmax&theme={theme}&views=perturbation#at=g2&of=edge.2.2.1")
    expect(view(visualizer).locator(".nudge-chart")).to_be_visible()
    for summary in view(visualizer).locator("summary").all():
        summary.click()
    assert violations(visualizer) == []


@pytest.mark.parametrize("size", ["laptop", "projector", "phone", "small phone"])
def test_the_page_does_not_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    opened(visualizer, "deep", "edge.3.2.1")
    wide = visualizer.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
