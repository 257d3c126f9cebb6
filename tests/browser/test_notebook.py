"""A notebook with show() in it, executed and opened as a page: networks that step, and nobody is asked for anything."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.decks import in_notebook
from tests.browser.host import Host

CELLS = [
    "from app.notebook import show",
    'show("?preset=xor&theme=dark#at=d2", height=480)',
    """from engine import Initializer, new_network

show(network=new_network((2, 2, 1), ("tanh", "sigmoid"), Initializer("xavier_uniform"), 7), height=400)""",
]


def test_two_networks_step_in_one_notebook_without_a_server(page: Page, host: Host, tmp_path: Path) -> None:
    in_notebook(CELLS, tmp_path)
    origin = host(tmp_path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/index.html")
    for number, place in ((0, "Delta of layer 2"), (1, "Input")):
        frame = page.frame_locator("iframe").nth(number)
        slider = frame.get_by_role("slider", name="Position in the learning step")
        expect(slider).to_have_attribute("aria-valuetext", place)
        slider.press("ArrowRight")
        expect(slider).not_to_have_attribute("aria-valuetext", place)
        expect(frame.locator('[data-part="network"] svg text').first).to_be_visible()
    assert {url for url in asked if not url.startswith(("data:", "blob:", "about:"))} <= {
        f"{origin}/index.html",
        f"{origin}/favicon.ico",
    }
