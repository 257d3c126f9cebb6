"""Stepping back is the exact inverse of stepping forward, in frames too, where some of it may have no room."""

import pytest
from playwright.sync_api import Page

from tests.browser.visualizer import PRESETS, Visualizer


@pytest.mark.parametrize(("width", "height"), [(960, 540), (800, 600)])
def test_to_the_end_and_back_every_picture_is_the_same_as_before(
    page: Page, visualizer: Visualizer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    for preset in PRESETS:
        visualizer.open(f"/embed?preset={preset}")
        walked = visualizer.run("both_ways")
        assert walked["steps"] == walked["distinct"] > 10
        assert walked["differences"] == [], preset
        first = visualizer.run("canonical")
        visualizer.press("End", "Home")
        assert visualizer.run("canonical") == first
