"""Addresses that are wrong, or meant to do harm, in frame and page: a visible sentence, nothing runs, all goes on."""

import pytest
from playwright.sync_api import Page, expect

from tests.app.links.hostile import CONTENT, PRESENTATION
from tests.browser.conftest import Problems
from tests.browser.visualizer import Visualizer

# Those that try to run something, to overflow something, or to be taken for something else; how each kind of wrong
# value is read is tested where addresses are read.
HARMFUL = [
    *CONTENT[:10],
    *(text for text in CONTENT if text.startswith(("?net=10", "?net=1-1", "?s=z1.eN", "?x=NaN", "?w="))),
    *(text for text in PRESENTATION if any(sign in text for sign in ("<", "%3C", "javascript", "__proto__", "\\"))),
]
WATCH = """window.harm = [];
for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => void harm.push(name);"""


@pytest.mark.parametrize("route", ["/embed", "/"])
def test_each_is_told_runs_nothing_and_leaves_everything_usable(
    page: Page, visualizer: Visualizer, problems: Problems, route: str
) -> None:
    assert len(HARMFUL) > 15
    page.add_init_script(WATCH)
    for text in HARMFUL:
        if len(text) > 2000 or "\ud800" in text:
            continue
        visualizer.open(route + text)
        expect(visualizer.fault).to_be_visible()
        assert page.evaluate("harm") == [], text
        assert page.locator("svg [onload], img, iframe, body script:not([type])").count() == 0, text
        visualizer.press("End", "Home", "ArrowRight")
        visualizer.at(2)
    assert problems.verdict() == []
