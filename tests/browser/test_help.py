"""The help: it opens at its beginning, and what it lists stands in columns."""

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import SIZES, Visualizer


@pytest.fixture(params=["laptop", "phone", "small phone", "slide"])
def opened(visualizer: Visualizer, request: pytest.FixtureRequest) -> Visualizer:
    visualizer.page.set_viewport_size(SIZES[request.param])
    visualizer.open()
    visualizer.button("Help").click()
    expect(visualizer.page.get_by_role("dialog")).to_be_visible()
    return visualizer


def test_it_opens_at_its_beginning(opened: Visualizer) -> None:
    assert opened.page.get_by_role("dialog").evaluate("node => node.scrollTop") == 0
    expect(opened.page.get_by_role("heading", name="How to use this page")).to_be_in_viewport()
    expect(opened.page.get_by_role("heading", name="How to use this page")).to_be_focused()


def test_keys_and_what_they_do_stand_in_columns(opened: Visualizer) -> None:
    rows = opened.page.locator(".keys div").evaluate_all(
        """rows => rows.map((row) => [row, ...row.querySelectorAll("kbd, dd")])
             .map((nodes) => nodes.map((node) => node.getBoundingClientRect()))
             .map(([row, key, words]) => [Math.round(words.left - row.left), key.right <= words.left])"""
    )
    assert len({indent for indent, _ in rows}) == 1
    assert all(clear for _, clear in rows)
