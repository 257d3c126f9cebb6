"""Makes the pictures of the README and of docs/ from the running page: ``python -m tests.browser.picture``."""

from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.find_browser import find_browser

DOCS = Path(__file__).parent.parent.parent / "docs"
SIZE: ViewportSize = {"width": 1280, "height": 800}
EXPLANATIONS = {
    "unfolded": "preset=2-2-1&views=unfolded#at=d2",
    "matrices": "preset=2-2-2&views=matrices#at=d2",
    "chain-rule": "preset=2-2-1&views=chain-rule#at=g2&of=edge.2.1.1",
    "paths": "preset=2-2-2&views=paths#at=g2&of=edge.2.1.1",
    "four-equations": "preset=2-3-1&views=four-equations#at=d2",
    "softmax": "preset=softmax&views=softmax#at=g2",
    "gradient-check": "preset=2-3-1&views=gradient-check#at=g2",
    "perturbation": "preset=2-3-1&views=perturbation#at=g2&of=edge.2.1.1",
    "slow-learning": "preset=deep&views=slow-learning#at=g2",
    "algorithm": "preset=2-3-1&views=algorithm#at=d2",
    "lesson": "preset=2-2-1&views=chain-rule&lesson=demystified.6#at=g2&of=edge.2.1.1",
}
"""The address of each picture in docs/explanations, by its name."""


def take_page(page: Page, address: str) -> None:
    """Save the page in the middle of the backward pass of the worked example."""
    page.clock.install()
    page.goto(f"{address}/?preset=2-2-2&theme=light#at=g3")
    page.wait_for_selector("[data-ready]")
    page.clock.pause_at("2030-01-01")
    page.keyboard.press("ArrowRight")
    page.clock.run_for(1000)
    page.screenshot(path=DOCS / "page.png")


def take_explanation(page: Page, address: str, name: str, place: str) -> None:
    """Save one explanation, once its answers are there."""
    page.goto(f"{address}/?theme=light&{place}")
    page.wait_for_selector("[data-ready]")
    page.wait_for_selector(".explain.waiting", state="detached")
    page.wait_for_timeout(300)  # for the fonts of the formulas
    page.screenshot(path=DOCS / "explanations" / f"{name}.png")


def main() -> None:
    """Serve the app, open a browser, take the pictures."""
    from tests.browser.conftest import serving

    browser_path = find_browser()
    (DOCS / "explanations").mkdir(exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=False)
        take_page(browser.new_page(viewport=SIZE), address)
        for name, place in EXPLANATIONS.items():
            take_explanation(browser.new_page(viewport=SIZE), address, name, place)
        browser.close()


if __name__ == "__main__":
    main()
