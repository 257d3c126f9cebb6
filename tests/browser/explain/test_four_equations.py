"""BP1 to BP4: cards with the numbers of a layer that follow the steps, and proofs that unfold."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.explain.built import EIGHTS, show
from tests.browser.test_accessibility import violations
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers, read

CARDS = ["BP1", "BP2", "BP3", "BP4"]


def open_at(visualizer: Visualizer, preset: str, place: str = "at=g2") -> Locator:
    visualizer.open(f"/?preset={preset}&views=four-equations#{place}")
    return visualizer.part("explain-panel")


def card(part: Locator, tag: str) -> Locator:
    return part.locator(f'[data-card="{tag}"]')


def layer(part: Locator, name: str) -> Locator:
    return part.get_by_role("group", name="Layer").get_by_role("button", name=name, exact=True)


def unfold_all(part: Locator) -> None:
    for tag in CARDS:
        button = card(part, tag).get_by_role("button", name="All steps")
        if button.count():
            button.click()


def test_it_opens_from_the_menu_with_everything_computed(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("button", name=re.compile("BP1 to BP4")).click()
    part = visualizer.part("explain-panel")
    expect(part.locator("[data-card]")).to_have_count(4)
    expect(part.locator(".hollow")).to_have_count(0)
    visualizer.expect_address("views=four-equations#at=g2")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_is_that_of_the_trace_in_cards_and_proofs_of_every_layer(
    visualizer: Visualizer, preset: str
) -> None:
    part, trace = open_at(visualizer, preset), visualizer.trace(preset)
    seen = 0
    for l in range(2, len(trace["layers"]) + 1):
        layer(part, str(l)).click()
        unfold_all(part)
        marked = part.locator(".katex-html [data-ref]").evaluate_all(
            "(nodes) => nodes.map((node) => [node.dataset.ref, node.textContent])"
        )
        for ref, text in marked:
            written = text.replace("\u200b", "").strip()
            if numbers(written) != [written.replace("-", "−")]:
                continue
            value = read(trace, ref)
            assert value is not None, (preset, l, ref)
            assert is_shown_as(value, written), (preset, l, ref, written)
            seen += 1
    assert seen > 50


def test_the_cards_follow_the_steps(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1", "at=d3")
    current = re.compile("current")
    expect(card(part, "BP1")).to_have_class(current)
    expect(card(part, "BP4").locator(".layer-of-card")).to_have_text("layer 3")
    visualizer.press("ArrowRight")
    expect(card(part, "BP4")).to_have_class(current)
    visualizer.press("ArrowRight")
    expect(card(part, "BP2")).to_have_class(current)
    expect(card(part, "BP4").locator(".layer-of-card")).to_have_text("layer 2")
    layer(part, "3").click()
    visualizer.press("ArrowRight")
    expect(card(part, "BP4").locator(".layer-of-card")).to_have_text("layer 3")
    layer(part, "of the step").click()
    expect(card(part, "BP4").locator(".layer-of-card")).to_have_text("layer 2")


def test_what_is_not_computed_yet_is_not_given_away(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1", "at=d3")
    expect(card(part, "BP1").locator(".line:not(.hollow)")).to_have_count(3)
    expect(card(part, "BP4").locator(".line:not(.hollow)")).to_have_count(0)
    expect(card(part, "BP4").locator("text.edge-product")).to_be_hidden()
    expect(card(part, "BP4").locator("text.edge-number").first).to_be_visible()


def test_a_weight_chosen_in_the_diagram_is_the_one_that_is_shown(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1")
    trace = visualizer.trace("2-3-1")
    visualizer.key_to("edge.2.3.2").focus()
    visualizer.press("Enter")
    expect(part.get_by_label("neuron j =")).to_have_value("3")
    expect(part.get_by_label("weight from k =")).to_have_value("2")
    value = read(trace, "nabla_w.2.3.2")
    assert value is not None
    shown = card(part, "BP4").locator("text.edge-product").text_content() or ""
    assert is_shown_as(value, numbers(shown)[0].removeprefix("+"))
    expect(visualizer.part("network").locator(".trail-words")).to_have_text([re.compile("a¹₂")])
    part.get_by_label("neuron j =").select_option("1")
    expect(visualizer.page).to_have_url(re.compile("of=edge.2.1.2"))


def test_both_forms_have_their_shapes_and_either_can_be_had_alone(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1")
    expect(card(part, "BP2").locator(".card-symbols")).to_have_count(2)
    expect(card(part, "BP2").locator(".card-symbols").nth(1)).to_contain_text("1×3")
    forms = part.get_by_role("group", name="Form of the equations")
    forms.get_by_role("button", name="index").click()
    expect(card(part, "BP2").locator(".card-symbols")).to_have_count(1)
    expect(card(part, "BP2").locator(".matrices")).to_have_count(0)
    forms.get_by_role("button", name="matrix").click()
    expect(card(part, "BP2").locator(".matrices")).to_have_count(1)


def test_a_proof_unfolds_step_by_step_with_the_keyboard(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1")
    proof = card(part, "BP2")
    proof.get_by_role("button", name="Why? Prove BP2").focus()
    for n in range(1, 8):
        visualizer.press("Enter")
        expect(proof.locator(".proof-step")).to_have_count(n)
        expect(proof.locator('[data-control="next BP2"]')).to_be_focused()
    visualizer.press("Enter")
    expect(proof.locator(".proof-tag").all()[-1]).to_have_text("BP2")
    expect(card(part, "BP1").locator(".proof-step")).to_have_count(0)
    proof.get_by_role("button", name="Fold the proof").click()
    expect(proof.locator(".proof-step")).to_have_count(0)


def test_a_number_is_linked_with_the_diagram(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-3-1")
    card(part, "BP4").locator('g[data-ref="delta.2.1"]').hover()
    pointed = re.compile("pointed")
    expect(visualizer.mark("neuron.2.1")).to_have_class(pointed)
    expect(card(part, "BP2").locator('.card-numbers .katex-html [data-ref="delta.2.1"]').first).to_have_class(pointed)


def test_what_a_network_lacks_is_said(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-1")
    expect(card(part, "BP3")).to_contain_text("Layer 2 has no biases.")


def test_without_a_hidden_layer_there_is_no_second_equation(visualizer: Visualizer) -> None:
    part = visualizer.part("explain-panel")
    show(visualizer, [3, 2], ["sigmoid"], "/?views=four-equations#at=g2")
    expect(card(part, "BP2")).to_contain_text("no hidden layer")
    expect(card(part, "BP4")).to_contain_text("(32)")


def test_a_batch_shows_the_example_and_the_mean(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "mini-batch")
    expect(card(part, "BP4")).to_contain_text("for example 1 alone")
    expect(card(part, "BP4")).to_contain_text("The mean is over 4 examples")


@pytest.mark.parametrize(("theme", "size"), [("light", "laptop"), ("dark", "phone"), ("projector", "laptop")])
def test_axe_finds_nothing(visualizer: Visualizer, theme: str, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open(f"/?preset=softmax&theme={theme}&views=four-equations#at=g2")
    unfold_all(visualizer.part("explain-panel"))
    assert violations(visualizer) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    show(visualizer, EIGHTS, ["tanh", "softmax", "sigmoid"], "/?views=four-equations#at=g2")
    unfold_all(visualizer.part("explain-panel"))
    width = visualizer.page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size]["width"]
