"""Addresses that are wrong, or meant to do harm, in frame and page: a visible sentence, nothing runs, all goes on."""

import re

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


# More than this of a query an HTTP parser takes for an attack, and answers itself; a hash it never sees.
QUERY, HASH = "x" * 60_000, "x" * 1_000_000
MANY = "&".join(f"k{i}" for i in range(2000))


@pytest.mark.parametrize("route", ["/embed", "/"])
@pytest.mark.parametrize(
    "text",
    [f"?theme={QUERY}", f"#at={HASH}", f"?{MANY}#{MANY}", "#" + MANY * 30],
    ids=["query", "hash", "both", "many"],
)
def test_what_is_too_long_or_too_much_is_told_in_a_few_words(
    page: Page, visualizer: Visualizer, route: str, text: str
) -> None:
    visualizer.open(route + text)
    expect(visualizer.fault).to_be_visible()
    assert len(re.findall(r"[.](?:\s|$)", visualizer.fault.inner_text())) <= 6
    canvas, fault = visualizer.part("network").bounding_box(), visualizer.fault.bounding_box()
    assert canvas
    assert fault
    assert canvas["height"] > 250
    assert fault["height"] <= 0.5 * canvas["height"]
    began = page.evaluate("performance.now()")
    visualizer.press("End", "Home", "ArrowRight")
    visualizer.at(2)
    assert page.evaluate("performance.now()") - began < 2000


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
