"""In the strictest sandbox that lets scripts run, and where nothing may be stored, everything works."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.embed.slide import Slide
from tests.browser.visualizer import SCRIPTS

CANONICAL = (SCRIPTS / "canonical.js").read_text(encoding="utf-8")
REFUSED = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, { get() { throw new DOMException(name, "SecurityError"); } });
Object.defineProperty(Document.prototype, "cookie", {
  get() { throw new DOMException("cookie", "SecurityError"); },
  set() { throw new DOMException("cookie", "SecurityError"); },
});"""


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"])
def test_it_steps_to_the_end_and_back_edits_learns_and_explains(page: Page, slide: Slide, sandbox: str | None) -> None:
    page.add_init_script(REFUSED)
    slide.open("/embed?preset=2-3-1&resume=1", sandbox=sandbox)
    assert slide.frame.evaluate("origin") == ("null" if sandbox else slide.base_url)
    first = slide.frame.evaluate(CANONICAL)
    for position in range(2, 12):
        slide.button("One step on").click()
        slide.at(position)
    for position in range(10, 0, -1):
        slide.button("One step back").click()
        slide.at(position)
    assert slide.frame.evaluate(CANONICAL) == first
    slide.of("w.2.1.1").click()
    slide.frame.locator("input.in-place").fill("0.75")
    with page.expect_request("**/api/v1/trace"):
        page.keyboard.press("Enter")
    expect(slide.of("w.2.1.1")).to_have_text("+0.75")
    slide.button("Next learning step").click()
    expect(slide.frame.locator('[data-action="rewind"]')).to_be_enabled()
    assert slide.state()["step"] == 2


@pytest.mark.parametrize("views", ["matrices", "algorithm", "paths"])
def test_explanations_open_in_the_sandbox(slide: Slide, views: str) -> None:
    slide.open(f"/embed?preset=2-2-1&views={views}#at=d2", sandbox="allow-scripts")
    expect(slide.frame.locator(".explain:not([hidden])").first).to_be_visible()
    expect(slide.part("fault")).to_be_hidden()
    slide.button("One step on").click()
    slide.at(10)
