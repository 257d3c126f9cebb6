"""A server that never answers: the presenter is not trapped, what is recorded plays, and a notice comes in time."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.embed.slide import Slide

LATER = "**/*.js"
"""Scripts that the page does not name: those that it fetches later, as for explanations."""


def hung(page: Page, slide: Slide, address: str, pattern: str) -> Slide:
    """A frame whose server does not answer what matches the pattern, once its picture is drawn."""
    html = page.request.get(slide.base_url + address.partition("#")[0]).text()

    def never(route: Route) -> None:
        if pattern == LATER and route.request.url.rpartition("/")[2] in html:
            route.continue_()

    page.route(pattern, never)
    page.set_viewport_size({"width": 960, "height": 540})
    page.goto(slide.serve({"/": slide.html(address)}), wait_until="domcontentloaded")
    expect(slide.of("x.1")).to_be_visible()
    return slide


@pytest.mark.parametrize(
    ("address", "pattern"),
    [
        ("/embed?preset=2-2-1#step=5&at=z2", "**/api/v1/step"),
        ("/embed?preset=2-2-1&views=matrices#at=z2", LATER),
        ("/embed?lesson=nielsen.2", LATER),
    ],
)
def test_while_something_does_not_come_the_clicker_is_the_decks_and_the_recorded_step_plays(
    page: Page, slide: Slide, address: str, pattern: str
) -> None:
    hung(page, slide, address, pattern)
    expect(slide.part("waiting")).to_have_count(0)
    position = int(slide.slider.get_attribute("aria-valuenow") or 0)
    slide.button("One step on").click()
    slide.at(position + 1)
    slide.wait_for("document.hasFocus() && document.activeElement === document.body")
    page.keyboard.press("PageDown")
    assert slide.keys() == ["PageDown"]
    slide.button("One step on").focus()
    page.keyboard.press("PageDown")
    slide.wait_for("heard.some((data) => typeof data === 'string' && JSON.parse(data).method === 'next')")
    assert slide.ask("next")["state"]["position"] == position + 1
    assert slide.ask("goto", {"at": "d2"})["type"] == "ack"
    slide.at(9)


def test_an_explanation_that_does_not_come_keeps_nobody_from_the_place_of_the_link(page: Page, slide: Slide) -> None:
    hung(page, slide, "/embed?preset=2-2-1&views=matrices#at=d2", LATER)
    slide.at(9)


def test_a_server_that_never_answers_is_told_within_3_seconds(page: Page, slide: Slide) -> None:
    hung(page, slide, "/embed?preset=2-3-1", "**/api/**")
    expect(slide.frame.get_by_role("alert")).to_contain_text("The server does not answer.", timeout=3000)
    slide.button("One step on").click()
    slide.at(2)


def test_a_server_that_was_only_busy_is_not_called_away_any_longer(page: Page, slide: Slide) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/presets", hold)
    page.goto(slide.serve({"/": slide.html("/embed?preset=2-3-1")}))
    alert = slide.frame.get_by_role("alert")
    expect(alert).to_contain_text("The server does not answer.")
    held[0].continue_()
    expect(alert).to_be_hidden()
