"""Nothing is wider than the window, whatever is opened and however large the text is."""

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import SIZES, Visualizer


def sideways(visualizer: Visualizer) -> int:
    """By how many pixels the page is wider than its window."""
    return int(visualizer.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


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
