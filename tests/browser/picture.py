"""Makes the picture of the README from the running page: ``python -m tests.browser.picture``."""

from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.find_browser import find_browser

PICTURE = Path(__file__).parent.parent.parent / "docs" / "page.png"
SIZE: ViewportSize = {"width": 1280, "height": 800}


def take(page: Page, address: str) -> None:
    """Save the page in the middle of the backward pass of the worked example."""
    page.clock.install()
    page.goto(f"{address}/?preset=2-2-2&theme=light#at=g3")
    page.wait_for_selector("[data-ready]")
    page.clock.pause_at("2030-01-01")
    page.keyboard.press("ArrowRight")
    page.clock.run_for(1000)
    page.screenshot(path=PICTURE)


def main() -> None:
    """Serve the app, open a browser, take the picture."""
    from tests.browser.conftest import serving

    browser_path = find_browser()
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=False)
        take(browser.new_page(viewport=SIZE), address)
        browser.close()


if __name__ == "__main__":
    main()
