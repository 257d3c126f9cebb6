"""A neuron is chosen by anything of it; the panel shows what is asked for, and what the step is about."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewContext
from tests.browser.visualizer import SIZES, Visualizer


@pytest.fixture
def open_page(visualizer: Visualizer) -> Visualizer:
    return visualizer.open("/?preset=2-2-2#at=u")


def heading(visualizer: Visualizer) -> Locator:
    return visualizer.part("inspector").get_by_role("heading").first


def sum_of(visualizer: Visualizer, ref: str) -> Locator:
    return visualizer.part("inspector").locator(f'p[data-ref="{ref}"]')


def in_panel(visualizer: Visualizer, line: Locator) -> bool:
    panel, box = visualizer.part("panel").bounding_box(), line.bounding_box()
    assert panel is not None
    assert box is not None
    return panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]


@pytest.mark.parametrize("ref", ["a.2.1", "z.2.1", "delta.2.1"])
def test_a_click_on_a_number_of_a_neuron_chooses_the_neuron(open_page: Visualizer, ref: str) -> None:
    open_page.of(ref).click()
    expect(heading(open_page)).to_have_text("Neuron 1 of layer 2")
    expect(open_page.key_to("neuron.2.1")).to_have_attribute("aria-pressed", "true")


def test_a_number_that_can_be_edited_is_edited_and_chooses_nothing(open_page: Visualizer) -> None:
    open_page.of("b.2.1").click()
    expect(open_page.page.locator("input.in-place")).to_be_focused()
    expect(open_page.part("inspector")).to_contain_text("Choose a neuron")


def test_a_tap_on_the_middle_of_a_neuron_chooses_it(new_context: NewContext, base_url: str) -> None:
    page = new_context(viewport=SIZES["phone"], has_touch=True, is_mobile=True).new_page()
    visualizer = Visualizer(page, base_url).open("/?preset=2-2-2#at=u")
    for ref, name in [("a.2.1", "Neuron 1 of layer 2"), ("a.3.2", "Neuron 2 of layer 3")]:
        visualizer.of(ref).tap()
        expect(heading(visualizer)).to_have_text(name)


def test_the_badge_of_delta_brings_the_backward_sum_into_view(open_page: Visualizer) -> None:
    for ref in ("delta.2.2", "delta.3.1"):
        open_page.mark(ref.replace("delta", "neuron")).locator(".badge").click(position={"x": 6, "y": 8})
        expect(sum_of(open_page, ref)).to_be_visible()
        assert in_panel(open_page, sum_of(open_page, ref))


def test_the_panel_follows_the_step_to_the_sum_it_is_about(visualizer: Visualizer) -> None:
    visualizer.page.set_viewport_size({"width": 1280, "height": 640})
    visualizer.open("/?preset=2-2-2#at=z2")
    visualizer.mark("neuron.2.1").locator(".disc").click(position={"x": 20, "y": 40})
    before = visualizer.page.evaluate("scrollY")
    for step, ref in [("d2", "delta.2.1"), ("z2", "z.2.1"), ("a2", "a.2.1")]:
        visualizer.page.evaluate("step => { location.hash = `at=${step}&of=neuron.2.1`; }", step)
        visualizer.expect_address(f"#at={step}")
        assert in_panel(visualizer, sum_of(visualizer, ref)), step
    assert visualizer.page.evaluate("scrollY") == before


def test_the_panel_stays_where_somebody_is_scrolling(visualizer: Visualizer) -> None:
    visualizer.page.set_viewport_size({"width": 1280, "height": 640})
    visualizer.open("/?preset=2-2-2#at=g3")
    visualizer.mark("neuron.2.1").locator(".disc").click(position={"x": 20, "y": 40})
    panel = visualizer.part("panel")
    panel.hover()
    visualizer.page.mouse.wheel(0, -2000)
    visualizer.page.wait_for_function("() => document.querySelector('[data-part=panel]').scrollTop === 0")
    visualizer.button("One step on").click()
    visualizer.expect_address("#at=d2")
    assert panel.evaluate("panel => panel.scrollTop") == 0


def test_escape_leaves_what_was_chosen_and_the_builder_first(open_page: Visualizer) -> None:
    open_page.of("a.2.1").click()
    open_page.part("build").click()
    open_page.press("Escape")
    expect(open_page.builder).to_be_hidden()
    expect(heading(open_page)).to_have_text("Neuron 1 of layer 2")
    open_page.button("Help").click()
    open_page.press("Escape")
    expect(heading(open_page)).to_have_text("Neuron 1 of layer 2")
    open_page.press("Escape")
    expect(open_page.part("inspector")).to_contain_text("Choose a neuron")
    expect(open_page.key_to("neuron.2.1")).to_have_attribute("aria-pressed", "false")


def test_escape_in_the_inspector_gives_the_focus_to_the_mark(open_page: Visualizer) -> None:
    open_page.of("a.2.1").click()
    open_page.part("inspector").get_by_role("button", name="Close").focus()
    open_page.press("Escape")
    expect(open_page.key_to("neuron.2.1")).to_be_focused()


def test_a_chosen_neuron_is_marked_when_the_focus_is_elsewhere(open_page: Visualizer) -> None:
    ring = open_page.mark("neuron.2.1").locator(".ring")
    disc = open_page.mark("neuron.2.1").locator(".disc")

    def look() -> tuple[str, str]:
        return (
            str(ring.evaluate("ring => getComputedStyle(ring).fill")),
            str(disc.evaluate("disc => getComputedStyle(disc).strokeWidth")),
        )

    plain = look()
    open_page.of("a.2.1").click()
    open_page.page.get_by_label("Step by").focus()
    open_page.page.mouse.move(5, 5)
    assert [one != other for one, other in zip(plain, look(), strict=True)] == [True, True]
