"""Where explanations stand, how one gets there and back, and what the address says of them."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import PRESETS, Visualizer


def entries(visualizer: Visualizer) -> list[str]:
    """The ids of all explanations in the menu."""
    visualizer.button("Explain").click()
    expect(visualizer.page.locator(".card").first).to_be_visible()
    visualizer.press("Escape")
    ids: list[str] = visualizer.page.evaluate(
        """() => [...document.querySelectorAll('[data-part="explain-list"] [data-explanation]')]
             .map((card) => card.dataset.explanation)"""
    )
    return ids


def test_each_is_two_clicks_away_and_one_back(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    for name in entries(visualizer):
        visualizer.button("Explain").click()
        visualizer.page.locator(f'.card[data-explanation="{name}"]').click()
        place = visualizer.page.locator(f'.explain[data-explanation="{name}"], .lesson:visible')
        expect(place).to_be_visible()
        visualizer.quiet()
        if place.get_attribute("data-explanation"):
            expect(visualizer.page).to_have_url(re.compile(rf"views=[\w,-]*{name}"))
            place.get_by_role("button", name=re.compile("^← ")).click()
            expect(place).to_be_hidden()
            assert "views=" not in visualizer.page.url


@pytest.mark.parametrize("preset", PRESETS)
def test_each_answers_for_every_preset_or_says_why_not(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}#at=g2")
    for name in entries(visualizer):
        visualizer.button("Explain").click()
        visualizer.page.locator(f'.card[data-explanation="{name}"]').click()
        visualizer.quiet()
        place = visualizer.page.locator(f'.explain[data-explanation="{name}"]')
        if not place.count():  # a lesson is no view, and changes the example
            break
        refused = place.locator(".refused")
        if refused.is_visible():
            assert (refused.text_content() or "").endswith("."), (name, preset)
        else:
            expect(place.locator(".explained > *").first).to_be_visible()
            assert len(place.inner_text()) > 150, (name, preset)


def test_they_are_fetched_when_somebody_asks_and_their_absence_is_told(
    visualizer: Visualizer, problems: Problems
) -> None:
    problems.expect(r"request failed|console error")
    visualizer.open()
    fetched: list[str] = []

    def note(route: Route) -> None:
        fetched.append(route.request.url)
        route.abort()

    visualizer.page.route("**/static/chunk-*", note)
    visualizer.press("ArrowRight")
    visualizer.expect_address("#at=z2")
    assert fetched == []
    visualizer.button("Explain").click()
    expect(visualizer.fault).to_contain_text("explanations cannot be fetched now")
    assert fetched
    visualizer.press("ArrowRight")
    visualizer.expect_address("#at=a2")


def test_a_view_that_is_not_there_is_reported(visualizer: Visualizer) -> None:
    visualizer.open("/?views=nothing")
    expect(visualizer.fault).to_contain_text("There is no explanation called “nothing”.")


def test_a_choice_that_is_not_there_is_reported(visualizer: Visualizer) -> None:
    visualizer.open("/#of=neuron.9.1")
    expect(visualizer.fault).to_contain_text("This network has no “neuron.9.1”.")


def test_a_server_that_refuses_is_quoted_in_the_place(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect("console error: .* 422")

    def refuse(route: Route) -> None:
        route.fulfill(status=422, json={"detail": "too many paths", "title": "no"})

    visualizer.page.route("**/api/v1/chain-rule", refuse)
    visualizer.open("/?views=chain-rule#at=g2")
    expect(visualizer.page.locator(".explain .refused")).to_have_text("too many paths")
    visualizer.press("ArrowRight")
    visualizer.expect_address("at=u")
