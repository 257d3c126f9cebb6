"""Copy LaTeX: with the keyboard, with a word that it is done, also where the browser keeps the clipboard to itself."""

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import Visualizer

BP1 = "\\delta^{3}_{1} &= 0.550 \\cdot 0.248 = 0.136"
REFUSALS = {
    "no clipboard": 'Object.defineProperty(navigator, "clipboard", { value: undefined });',
    "not allowed": 'navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));',
}


def test_the_equation_of_the_step_is_copied_by_keyboard(visualizer: Visualizer) -> None:
    visualizer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visualizer.open("/?preset=2-3-1#at=d3")
    visualizer.button("Copy LaTeX").focus()
    visualizer.press("Enter")
    status = visualizer.part("equation").get_by_role("status")
    expect(status).to_have_text("Copied")
    copied = visualizer.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("\\begin{align*}\n  \\delta^{3}_{j} &= ")
    assert BP1 in copied
    assert "\\html" not in copied
    visualizer.button("Copy LaTeX").click()
    visualizer.press("ArrowRight")
    expect(status).to_have_text("")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_there_is_no_clipboard_the_text_stands_there_selected(visualizer: Visualizer, refusal: str) -> None:
    visualizer.page.add_init_script(REFUSALS[refusal])
    visualizer.open("/?preset=2-3-1#at=d3")
    visualizer.button("Copy LaTeX").click()
    area = visualizer.part("equation").locator("textarea")
    expect(area).to_be_focused()
    assert BP1 in area.input_value()
    selected = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert selected == area.input_value()
    expect(visualizer.part("equation").get_by_role("status")).to_contain_text("Ctrl+C")
    visualizer.press("ArrowRight", "Home", "s")
    expect(area).to_be_visible()
    visualizer.press("Escape")
    expect(area).to_have_count(0)
    expect(visualizer.button("Copy LaTeX")).to_be_focused()
    visualizer.button("Copy LaTeX").click()
    expect(area).to_have_count(1)
    visualizer.page.locator(".transport-next").click()
    expect(area).to_have_count(0)
