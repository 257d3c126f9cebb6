"""Point at a number anywhere, and it lights up everywhere, with what it was made of."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewContext
from tests.browser.visualizer import SIZES, Visualizer

POINTED, FACTOR = re.compile(r"\bpointed\b"), re.compile(r"\bfactor\b")


@pytest.fixture
def open_page(visualizer: Visualizer) -> Visualizer:
    visualizer.open("/?preset=2-3-1#at=d2")
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    return visualizer


def in_panel(visualizer: Visualizer, ref: str) -> Locator:
    return visualizer.part("equation").locator(f'.numbers .katex-html [data-ref="{ref}"]').first


def cell(visualizer: Visualizer, ref: str) -> Locator:
    return visualizer.part("table").locator(f'td[data-ref="{ref}"]')


def test_a_number_of_the_equation_lights_up_its_neuron(open_page: Visualizer) -> None:
    in_panel(open_page, "delta.3.1").hover()
    expect(open_page.mark("neuron.3.1")).to_have_class(POINTED)
    expect(open_page.of("delta.3.1").first).to_have_class(POINTED)
    expect(cell(open_page, "delta.3.1")).to_have_class(POINTED)
    expect(open_page.mark("neuron.2.2")).not_to_have_class(POINTED)


def test_the_factors_of_a_number_light_up_with_it(open_page: Visualizer) -> None:
    in_panel(open_page, "grad_a.2.1").hover()
    expect(open_page.mark("edge.3.1.1")).to_have_class(FACTOR)
    expect(open_page.mark("neuron.3.1")).to_have_class(FACTOR)
    expect(cell(open_page, "w.3.1.1")).to_have_class(FACTOR)
    expect(cell(open_page, "delta.3.1")).to_have_class(FACTOR)
    expect(open_page.mark("edge.2.1.1")).not_to_have_class(FACTOR)


def test_a_neuron_lights_up_in_the_equation_of_its_step(open_page: Visualizer) -> None:
    open_page.mark("neuron.2.1").locator(".disc").hover(position={"x": 20, "y": 40})
    expect(in_panel(open_page, "delta.2.1")).to_have_class(POINTED)
    expect(in_panel(open_page, "slope.2.1")).to_have_class(FACTOR)
    expect(cell(open_page, "slope.2.1")).to_have_class(FACTOR)


def test_a_weight_lights_up_in_equation_and_table(open_page: Visualizer) -> None:
    open_page.of("w.3.1.1").hover()
    expect(in_panel(open_page, "w.3.1.1")).to_have_class(POINTED)
    expect(cell(open_page, "w.3.1.1")).to_have_class(POINTED)
    expect(open_page.mark("edge.3.1.1")).to_have_class(POINTED)


def test_a_cell_of_the_table_lights_up_in_the_diagram(open_page: Visualizer) -> None:
    cell(open_page, "nabla_w.3.1.2").hover()
    expect(open_page.mark("edge.3.1.2")).to_have_class(POINTED)
    expect(open_page.mark("neuron.2.2")).to_have_class(FACTOR)
    expect(open_page.mark("neuron.3.1")).to_have_class(FACTOR)


def test_each_factor_in_the_inspector_lights_up_what_it_is(open_page: Visualizer) -> None:
    open_page.key_to("edge.3.1.2").focus()
    open_page.press("Enter", "End")
    factors = open_page.part("inspector").locator(".term-factors [data-ref]")
    expect(factors).to_have_count(2)
    factors.nth(0).hover()
    expect(open_page.mark("neuron.2.2")).to_have_class(POINTED)
    expect(cell(open_page, "a.2.2")).to_have_class(POINTED)
    factors.nth(1).hover()
    expect(cell(open_page, "delta.3.1")).to_have_class(POINTED)
    expect(cell(open_page, "a.2.2")).not_to_have_class(POINTED)


def test_only_the_example_on_show_is_linked_in_the_inspector(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=mini-batch#at=u")
    visualizer.key_to("edge.3.1.1").focus()
    visualizer.press("Enter")
    rows = visualizer.part("inspector").locator(".terms li")
    expect(rows).to_have_count(4)
    expect(rows.nth(0).locator("[data-ref]")).to_have_count(2)
    for i in (1, 2, 3):
        expect(rows.nth(i)).to_contain_text(f"example {i + 1}: ")
        expect(rows.nth(i).locator("[data-ref]")).to_have_count(0)


def test_pointing_elsewhere_puts_the_light_out(open_page: Visualizer) -> None:
    open_page.of("w.3.1.1").hover()
    expect(open_page.page.locator(".pointed")).not_to_have_count(0)
    open_page.page.mouse.move(5, 5)
    expect(open_page.page.locator(".pointed, .factor")).to_have_count(0)


def test_the_focus_points_as_the_mouse_does(open_page: Visualizer) -> None:
    open_page.key_to("neuron.1.1").focus()
    open_page.press("ArrowRight")
    expect(open_page.key_to("edge.2.1.1")).to_be_focused()
    expect(cell(open_page, "w.2.1.1")).to_have_class(POINTED)
    open_page.press("ArrowRight")
    expect(open_page.key_to("neuron.2.1")).to_be_focused()
    expect(in_panel(open_page, "delta.2.1")).to_have_class(POINTED)


def test_what_is_pointed_at_stays_lit_from_step_to_step(open_page: Visualizer) -> None:
    open_page.key_to("neuron.2.1").focus()
    open_page.press("Home")
    for _ in range(5):
        open_page.key_to("neuron.2.1").focus()
        open_page.button("One step on").dispatch_event("click")
        expect(open_page.mark("neuron.2.1")).to_have_class(POINTED)
    expect(cell(open_page, "a.2.1")).to_have_class(POINTED)


def test_the_focus_stays_in_view_as_one_tab_stop(open_page: Visualizer) -> None:
    assert open_page.part("network").locator('[tabindex="0"]').count() == 1
    open_page.key_to("neuron.1.1").focus()
    open_page.press("ArrowDown", "ArrowRight", "ArrowRight")
    stops = open_page.part("network").locator('[tabindex="0"]')
    expect(stops).to_have_count(1)
    expect(open_page.key_to("neuron.2.2")).to_have_attribute("tabindex", "0")


def test_what_is_tapped_stays_lit_until_the_next_tap(new_context: NewContext, base_url: str) -> None:
    context = new_context(has_touch=True, viewport=SIZES["phone"])
    touched = Visualizer(context.new_page(), base_url).open("/?preset=2-3-1#at=d2")
    in_panel(touched, "delta.3.1").tap()
    expect(touched.mark("neuron.3.1")).to_have_class(POINTED)
    in_panel(touched, "w.3.1.1").tap()
    expect(touched.mark("edge.3.1.1")).to_have_class(POINTED)
    expect(touched.mark("neuron.3.1")).not_to_have_class(POINTED)
