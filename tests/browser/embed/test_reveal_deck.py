"""A stock deck of reveal.js with a frame in it, and nothing installed for it."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import Problems
from tests.browser.host import Host

REVEAL = Path(__file__).parents[3] / "node_modules/reveal.js/dist"
DECK = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A deck</title>
    <link rel="stylesheet" href="dist/reveal.css" />
    <script src="dist/reveal.js"></script>
  </head>
  <body>
    <div class="reveal"><div class="slides">
      <section><h2>One</h2></section>
      <section><iframe title="visualizer" width="900" height="500" {source}="{address}"></iframe></section>
      <section><h2>Three</h2></section>
    </div></div>
    <script>Reveal.initialize({{ hash: true, transition: "none", viewDistance: 1, mobileViewDistance: 1 }});</script>
  </body>
</html>
"""


class Deck:
    """An open deck, on the slide with the frame."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        page.goto(f"{origin}/#/1")
        page.wait_for_selector("iframe[src]")
        self.frame.wait_for_selector("[data-ready]")

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    def on(self, number: int) -> None:
        self.page.wait_for_function("n => Reveal.getIndices().h === n", arg=number)

    def position(self) -> str | None:
        slider = self.frame.get_by_role("slider", name="Position in the learning step")
        return slider.get_attribute("aria-valuenow")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dist").mkdir()
    for name in ("reveal.js", "reveal.css"):
        shutil.copy(REVEAL / name, tmp_path / "dist")
    return tmp_path


def deck(page: Page, host: Host, folder: Path, address: str, source: str = "src") -> Deck:
    """With ``data-src`` reveal.js unloads the frame whenever its slide is left."""
    (folder / "index.html").write_text(DECK.format(address=address, source=source), encoding="utf-8")
    return Deck(page, host(folder))


def test_keys_of_a_clicker_in_the_focused_frame_move_and_blank_the_deck(
    page: Page, base_url: str, host: Host, folder: Path
) -> None:
    page.emulate_media(reduced_motion="reduce")
    talk = deck(page, host, folder, f"{base_url}/embed?preset=2-2-1")
    for key, arrives in (("PageDown", 2), ("PageUp", 0)):
        talk.frame.get_by_role("button", name="One step on").focus()
        page.keyboard.press(key)
        talk.on(arrives)
        page.evaluate("Reveal.slide(1)")
    talk.frame.get_by_role("button", name="One step on").focus()
    for blank in (True, False):
        page.keyboard.press(".")
        page.wait_for_function("blank => Reveal.isPaused() === blank", arg=blank)


def test_typing_in_a_field_never_reaches_the_deck_and_paging_does(
    page: Page, base_url: str, host: Host, folder: Path
) -> None:
    page.emulate_media(reduced_motion="reduce")
    talk = deck(page, host, folder, f"{base_url}/embed?preset=2-2-1")
    talk.frame.locator('text[data-ref="w.2.1.1"]').click()
    field = talk.frame.locator("input.in-place")
    field.fill("")
    page.keyboard.type("0.25")
    expect(field).to_have_value("0.25")
    assert not page.evaluate("Reveal.isPaused()")
    talk.on(1)
    page.keyboard.press("PageDown")
    talk.on(2)


def test_the_slide_that_is_left_stands_still_and_shows_its_first_step_when_it_is_entered_again(
    page: Page, base_url: str, host: Host, folder: Path
) -> None:
    talk = deck(page, host, folder, f"{base_url}/embed?preset=2-2-1#at=z2")
    talk.frame.get_by_role("button", name="Play").click()
    page.wait_for_timeout(300)
    page.evaluate("Reveal.slide(2)")
    expect(talk.frame.locator(".transport-play")).to_have_attribute("aria-label", "Play")
    drawn = talk.frame.locator("svg.network").evaluate("node => node.outerHTML")
    page.wait_for_timeout(200)
    assert talk.frame.locator("svg.network").evaluate("node => node.outerHTML") == drawn
    page.evaluate("Reveal.slide(1)")
    slider = talk.frame.get_by_role("slider", name="Position in the learning step")
    expect(slider).to_have_attribute("aria-valuenow", "2")


@pytest.mark.parametrize("source", ["src", "data-src"], ids=["kept", "unloaded"])
@pytest.mark.parametrize(("resume", "position"), [("", "1"), ("&resume=1", "4")])
def test_a_slide_that_is_entered_again_resumes_where_the_link_says_so(
    page: Page, base_url: str, host: Host, folder: Path, resume: str, position: str, source: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    talk = deck(page, host, folder, f"{base_url}/embed?preset=2-2-1{resume}", source)
    for _ in range(3):
        talk.frame.get_by_role("button", name="One step on").click()
    page.keyboard.press("PageDown")
    talk.on(2)
    page.keyboard.press("PageUp")
    talk.on(1)
    slider = talk.frame.get_by_role("slider", name="Position in the learning step")
    expect(slider).to_have_attribute("aria-valuenow", position)


def test_what_a_link_gets_wrong_stands_on_the_slide_however_often_it_is_entered(
    page: Page, base_url: str, host: Host, folder: Path
) -> None:
    talk = deck(page, host, folder, f"{base_url}/embed?preset=nonsense&speed=7#at=z2")
    for _ in range(2):
        page.wait_for_timeout(300)  # for reveal.js to say that the slide has been entered
        expect(talk.frame.get_by_role("alert")).to_contain_text("In its place stands the first example.")
        expect(talk.frame.get_by_role("alert")).to_contain_text("speed=7")
        page.evaluate("Reveal.slide(2)")
        page.evaluate("Reveal.slide(1)")
    talk.frame.get_by_role("button", name="Dismiss").click()
    page.evaluate("Reveal.slide(2)")
    page.evaluate("Reveal.slide(1)")
    page.wait_for_timeout(300)
    expect(talk.frame.get_by_role("alert")).to_be_hidden()


def test_that_the_server_is_away_stands_on_the_slide_until_it_answers(
    page: Page, base_url: str, host: Host, folder: Path, problems: Problems
) -> None:
    problems.expect(r"request failed: .*/api/v1/")
    problems.expect(r"console error: .*ERR_CONNECTION_REFUSED")
    page.emulate_media(reduced_motion="reduce")
    page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    talk = deck(page, host, folder, f"{base_url}/embed?preset=2-2-1")
    alert = talk.frame.get_by_role("alert")
    for _ in range(2):
        expect(alert).to_contain_text("The server does not answer.")
        page.evaluate("Reveal.slide(2)")
        page.evaluate("Reveal.slide(1)")
        page.wait_for_timeout(300)
    talk.frame.get_by_role("button", name="Next learning step").click()
    expect(alert).to_contain_text("What is on the screen stays")
    page.unroute("**/api/**")
    talk.frame.get_by_role("button", name="Next learning step").click()
    expect(alert).to_be_hidden()
