"""Nothing is wider than the window, whatever is opened and however large the text is."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.visualizer import SIZES, Visualizer

CUT_OFF = """() => [...document.querySelectorAll(".bar, .panel, .controls, .learning")].flatMap((box) => {
  const { left, right } = box.getBoundingClientRect();
  return [...box.querySelectorAll("button, select, input, a, table")]
    .filter((node) => node.checkVisibility() && !node.closest(".scrollable table"))
    .filter((node) => { const own = node.getBoundingClientRect(); return own.right > right || own.left < left; })
    .map((node) => node.outerHTML.slice(0, 80));
})"""


LARGE = "html { font-size: 200% !important }"


def sideways(visualizer: Visualizer) -> int:
    """By how many pixels the page is wider than its window."""
    return int(visualizer.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def letters(visualizer: Visualizer) -> float:
    """The size of the numbers in the diagram."""
    return float(visualizer.of("a.2.1").evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))


def open_builder(visualizer: Visualizer, inputs: int) -> None:
    """The builder, with as many inputs."""
    visualizer.part("build").click()
    expect(visualizer.builder.get_by_role("heading")).to_be_visible()
    size = visualizer.field("Neurons in layer 1")
    while int(size.input_value()) < inputs:
        visualizer.builder.get_by_role("button", name="More: Neurons in layer 1").click()
        visualizer.quiet()


@pytest.mark.parametrize("size", ["phone", "small phone", "laptop"])
def test_the_table_of_examples_scrolls_within_the_builder(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-2-2")
    open_builder(visualizer, 3)
    assert sideways(visualizer) <= 0
    holder = visualizer.builder.locator(".scrollable")
    assert holder.evaluate("node => node.getBoundingClientRect().width <= node.closest('fieldset').clientWidth")
    assert holder.evaluate("node => node.scrollWidth > node.clientWidth")


@pytest.mark.parametrize("size", ["slide", "phone", "small phone", "laptop", "projector"])
def test_every_control_is_within_its_place(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open()
    assert visualizer.page.evaluate(CUT_OFF) == []
    # one row, however narrow
    tops = "controls => controls.map((node) => Math.round(node.getBoundingClientRect().bottom / 20))"
    controls = visualizer.page.locator(".bar :is(select, button):visible")
    assert len(set(controls.evaluate_all(tops))) == 1


@pytest.mark.parametrize("size", ["laptop", "projector", "hall"])
def test_text_at_twice_its_size_flows_anew(new_context: NewContext, base_url: str, size: str) -> None:
    page = new_context(bypass_csp=True, viewport=SIZES[size], reduced_motion="reduce").new_page()
    visualizer = Visualizer(page, base_url).open("/?preset=2-2-2#at=d2")
    before = letters(visualizer)
    page.add_style_tag(content=LARGE)
    assert sideways(visualizer) <= 0
    assert page.evaluate(CUT_OFF) == []
    assert size == "projector" or letters(visualizer) > before
    open_builder(visualizer, 3)
    assert sideways(visualizer) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("size", ["laptop", "phone"])
def test_what_went_wrong_covers_nothing(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-2-2#at=q9")
    expect(visualizer.fault).to_be_visible()
    covered = visualizer.page.evaluate(
        """() => { const { top, bottom } = document.querySelector(".fault").getBoundingClientRect();
          return [...document.querySelectorAll(".bar, .stage, .panel, .step-title")].filter((node) => {
            const box = node.getBoundingClientRect();
            return Math.min(box.bottom, bottom) - Math.max(box.top, top) > 1; }).length; }"""
    )
    assert covered == 0
    assert visualizer.page.locator(".timeline").evaluate("node => node.getBoundingClientRect().bottom <= innerHeight")
