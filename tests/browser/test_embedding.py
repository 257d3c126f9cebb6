"""The page /embedding: what its buttons copy is what it shows."""

import pytest
from playwright.sync_api import Page, expect

from app.snippets import SNIPPETS
from tests.browser.conftest import NewContext
from tests.browser.visualizer import SIZES, Visualizer

ADDRESS = "/embedding?link=%3Fpreset%3Dxor%26theme%3Ddark%23at%3Dd2"
WITHOUT_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"


def copied(page: Page, name: str) -> str:
    """What lands in a field when the button has been pressed and the clipboard is pasted."""
    button = page.locator(f'[data-copy="{name}"]')
    button.click()
    expect(button).to_have_text("Copied")
    expect(page.get_by_role("status")).to_have_text("Copied")
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }))")
    page.locator("#pasted").focus()
    page.keyboard.press("Control+V")
    text = page.locator("#pasted").input_value()
    page.evaluate("document.querySelector('#pasted').remove()")
    return text


@pytest.mark.parametrize("clipboard", ["of a secure page", "none"])
def test_a_button_copies_the_text_beside_it(new_context: NewContext, base_url: str, clipboard: str) -> None:
    context = new_context(permissions=["clipboard-write"])
    page = context.new_page()
    if clipboard == "none":
        page.add_init_script(WITHOUT_CLIPBOARD)
    page.goto(base_url + ADDRESS)
    for name in ("html", "quarto", "jupyter"):
        text = page.locator(f'[data-snippet="{name}"]').text_content()
        assert copied(page, name) == text
        assert "preset=xor" in (text or "")


def test_every_snippet_has_a_button_that_says_what_it_copies(page: Page, base_url: str) -> None:
    page.goto(base_url + ADDRESS)
    for snippet in SNIPPETS.values():
        expect(page.get_by_role("button", name=f"Copy: {snippet.tool}", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", ["laptop", "small phone"])
def test_nothing_has_to_be_scrolled_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open(ADDRESS, ready=False)
    assert visualizer.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
