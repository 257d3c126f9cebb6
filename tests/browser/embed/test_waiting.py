"""Waiting is seen, in a frame as on the page: a bar over the workbench while the server is asked."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_sharing import hold
from tests.browser.visualizer import SIZES, Visualizer


def bar(page: Page) -> Locator:
    return page.locator(".progress")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("size", ["slide", "laptop", "phone"])
@pytest.mark.parametrize("route", ["/embed", "/"])
def test_what_takes_longer_than_a_second_shows_that_it_is_under_way(
    page: Page, visualizer: Visualizer, route: str, size: str, motion: str
) -> None:
    page.set_viewport_size(SIZES[size])
    page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
    visualizer.open(f"{route}?preset=2-3-1")
    expect(bar(page)).to_have_css("opacity", "0")
    before = visualizer.part("workbench").bounding_box()
    hold(page, "**/api/v1/trace")
    page.evaluate("document.querySelector('[data-action=learn]').click()")
    expect(bar(page)).to_have_css("opacity", "1", timeout=1000)
    box = bar(page).bounding_box()
    assert box
    assert box["height"] >= 3
    assert box["width"] == SIZES[size]["width"]
    assert 0 <= box["y"] < 130
    assert visualizer.part("workbench").bounding_box() == before
    expect(visualizer.part("busy")).to_have_text("Recording the learning step")
    page.unroute("**/api/v1/trace")
    expect(bar(page)).to_have_css("opacity", "0")
