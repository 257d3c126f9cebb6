"""Index notation and matrices: the equation of the step, entry by entry."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers, read

CHOSEN, HOLLOW = re.compile(r"\bchosen\b"), re.compile(r"\bhollow\b")


def body(visualizer: Visualizer) -> Locator:
    return visualizer.part("explain-stage").locator(".matrix-body")


def entry(visualizer: Visualizer, ref: str) -> Locator:
    return body(visualizer).locator(f'.matrix-panel .entry[data-ref="{ref}"]')


def test_it_opens_from_the_menu_in_two_clicks_and_by_its_link(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2")
    visualizer.button("Explain").click()
    visualizer.page.locator('.card[data-explanation="matrices"]').click()
    expect(entry(visualizer, "delta.2.1")).to_be_visible()
    expect(visualizer.page).to_have_url(re.compile("views=matrices"))
    visualizer.open("/?preset=2-2-2&views=matrices#at=d2")
    expect(entry(visualizer, "delta.2.1")).to_have_text("0.00877")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_frame_has_its_matrices_with_the_numbers_of_the_trace(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}&views=matrices")
    trace = visualizer.trace(preset)
    for i, _ in enumerate(trace["frames"]):
        if i:
            visualizer.slider.press("ArrowRight")
            visualizer.page.wait_for_function(
                f"() => document.querySelector('[role=slider][aria-valuenow=\"{i + 1}\"]')", timeout=5000
            )
        expect(body(visualizer).locator(".result-matrix .hollow")).to_have_count(0)
        cells = (
            body(visualizer)
            .locator(".entry[data-ref]")
            .evaluate_all("nodes => nodes.map((node) => [node.dataset.ref, node.textContent])")
        )
        assert cells
        for ref, text in cells:
            value = read(trace, ref)
            assert value is not None, ref
            assert is_shown_as(value, numbers(text)[-1]), (ref, text)


def test_a_chosen_entry_marks_its_row_and_its_column(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1&views=matrices#at=z2")
    entry(visualizer, "z.2.2").hover()
    for ref in ("w.2.2.1", "w.2.2.2", "a.1.1", "a.1.2", "b.2.2"):
        expect(entry(visualizer, ref)).to_have_class(CHOSEN)
    expect(entry(visualizer, "w.2.1.1")).not_to_have_class(CHOSEN)
    expect(body(visualizer).locator(".matrix-lines")).to_contain_text("−0.53")


def test_the_arrow_keys_choose_an_entry(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2&views=matrices#at=g2")
    entry(visualizer, "nabla_w.2.1.1").focus()
    visualizer.press("ArrowDown", "ArrowRight")
    expect(entry(visualizer, "nabla_w.2.2.2")).to_be_focused()
    expect(entry(visualizer, "nabla_w.2.2.2")).to_have_class(CHOSEN)
    expect(entry(visualizer, "a.1.2")).to_have_class(CHOSEN)
    visualizer.press("ArrowRight")
    expect(entry(visualizer, "nabla_w.2.2.2")).to_be_focused()


def test_the_outgoing_column_lights_up_for_the_transpose(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2&views=matrices#at=d2")
    entry(visualizer, "delta.2.2").hover()
    card = body(visualizer).locator(".why-card", has_text="Why the transpose?")
    for ref, on in (("w.3.1.2", True), ("w.3.2.2", True), ("w.3.1.1", False)):
        cell = card.locator(f'[data-ref="{ref}"]')
        if on:
            expect(cell).to_have_class(CHOSEN)
        else:
            expect(cell).not_to_have_class(CHOSEN)
    expect(card).to_contain_text("leave neuron 2")
    expect(body(visualizer)).to_contain_text("Why ⊙ and not another matrix?")


def test_the_neuron_of_the_step_is_the_chosen_row(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1&views=matrices")
    visualizer.step_by("neuron")
    visualizer.page.evaluate("location.hash = 'at=z2.2'")
    expect(entry(visualizer, "z.2.2")).to_have_class(CHOSEN)
    expect(entry(visualizer, "z.2.3")).to_have_class(HOLLOW)
    expect(entry(visualizer, "z.2.1")).not_to_have_class(HOLLOW)


def test_the_update_shows_the_layer_that_is_asked_for(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2&views=matrices#at=u")
    expect(entry(visualizer, "updated_w.2.1.1")).to_be_visible()
    visualizer.button("layer 3").click()
    expect(entry(visualizer, "updated_w.3.1.1")).to_be_visible()


def test_pointing_at_an_entry_lights_up_the_equation(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2&views=matrices#at=d2")
    entry(visualizer, "delta.2.1").hover()
    number = visualizer.part("equation").locator('.numbers .katex-html [data-ref="delta.2.1"]').first
    expect(number).to_have_class(re.compile(r"\bpointed\b"))


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_axe_finds_nothing_at_any_kind_of_step(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?preset=softmax&theme={theme}&views=matrices#at=z2")
    visualizer.page.evaluate(AXE.read_text(encoding="utf-8"))
    for number, at in enumerate([frame["id"] for frame in visualizer.trace("softmax")["frames"]][1:], start=2):
        visualizer.page.evaluate("at => (location.hash = `at=${at}`)", at)
        visualizer.at(number)
        assert visualizer.page.evaluate(RUN_AXE, ".explain-stage") == [], at


@pytest.mark.parametrize("size", ["phone", "small phone", "slide"])
def test_a_small_screen_does_not_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-2-2&views=matrices#at=d2")
    expect(entry(visualizer, "delta.2.1")).to_be_attached()
    assert visualizer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
