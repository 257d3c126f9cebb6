"""Slides that are touched: what is pressed has 44 pixels each way, in frames of every size."""

import pytest
from playwright.sync_api import Page

from tests.browser.visualizer import Visualizer

SIZES = [(480, 270), (640, 360), (800, 600), (960, 540), (1280, 720), (1920, 1080)]
LEAST = 44
# How far a control reaches across and down, by what a finger hits.
REACHES = """() => [...document.querySelectorAll(".dock :is(button, [role=slider])")]
  .filter((node) => node.checkVisibility()).map((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const hits = (dx, dy) => document.elementFromPoint(x + dx, y + dy)?.closest("button, [role=slider], .track") ??
      null;
    const own = hits(0, 0);
    const reach = (dx, dy) => { let n = 0; while (n < 60 && hits(n * dx, n * dy) === own) n += 0.25; return n; };
    const name = node.getAttribute("aria-label") ?? node.textContent;
    return [name, reach(1, 0) + reach(-1, 0), reach(0, 1) + reach(0, -1)];
  })"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_is_pressed_is_large_enough_for_a_finger(
    page: Page, visualizer: Visualizer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visualizer.open("/embed?preset=2-3-1")
    reaches = page.evaluate(REACHES)
    assert {"Play", "One step on", "One step back"} <= {name for name, *_ in reaches}
    assert [(name, *sizes) for name, *sizes in reaches if min(sizes) < LEAST - 0.5] == []
