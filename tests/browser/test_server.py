"""A server that is slow or away: the page says so, stays usable, and goes on when the server is back."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import Visualizer

TRACE = "**/api/v1/trace"
AWAY = (r"console error: .*ERR_FAILED", r"request failed: ")


def away(visualizer: Visualizer, problems: Problems, pattern: str = TRACE) -> None:
    for line in AWAY:
        problems.expect(line)
    visualizer.page.route(pattern, lambda route: route.abort())


def test_a_server_that_is_away_is_told_and_the_page_stays_usable(visualizer: Visualizer, problems: Problems) -> None:
    visualizer.open("/?preset=2-3-1#at=d3")
    away(visualizer, problems)
    visualizer.button("Next learning step").click()
    expect(visualizer.fault).to_contain_text("server does not answer")
    visualizer.press("ArrowRight")
    visualizer.expect_address("#at=g3")
    visualizer.key_to("neuron.2.1").focus()
    visualizer.press("Enter")
    expect(visualizer.part("inspector")).to_contain_text("Neuron 1 of layer 2")
    visualizer.page.unroute(TRACE)
    visualizer.button("Next learning step").click()
    expect(visualizer.part("loss")).to_contain_text("Learning step 2 of 2")
    expect(visualizer.fault).to_be_hidden()


def test_a_preset_that_does_not_come_leaves_the_menu_at_what_is_shown(
    visualizer: Visualizer, problems: Problems
) -> None:
    visualizer.open("/?preset=2-3-1")
    away(visualizer, problems)
    visualizer.load("xor")
    expect(visualizer.fault).to_be_visible()
    expect(visualizer.part("presets")).to_have_value("2-3-1")
    expect(visualizer.part("network").locator("svg")).to_have_attribute(
        "aria-label", "Network with layers of 2, 3, 1 neurons"
    )
    visualizer.page.unroute(TRACE)
    visualizer.load("xor")
    expect(visualizer.part("presets")).to_have_value("xor")


def test_where_the_first_recording_fails_the_next_attempt_loads_it(visualizer: Visualizer, problems: Problems) -> None:
    away(visualizer, problems)
    visualizer.open("/?preset=softmax")
    expect(visualizer.fault).to_contain_text("server does not answer")
    visualizer.press("ArrowRight", "End", "Home", "n", "z", "?", "Escape", "r", "Control+z")
    visualizer.quiet()
    visualizer.page.unroute(TRACE)
    visualizer.button("Next learning step").click()
    expect(visualizer.part("network").locator(".neuron")).to_have_count(8)
    expect(visualizer.part("presets")).to_have_value("softmax")
    visualizer.press("End")
    visualizer.at(11)


def test_where_nothing_comes_at_all_the_page_says_so(visualizer: Visualizer, problems: Problems) -> None:
    away(visualizer, problems, "**/api/v1/**")
    visualizer.open(ready=False)
    expect(visualizer.fault).to_contain_text("server does not answer")


def test_an_answer_that_is_no_json_is_told_too(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(r"console error: .* 502")
    visualizer.open()
    visualizer.page.route(TRACE, lambda route: route.fulfill(status=502, body="<html>Bad gateway</html>"))
    visualizer.button("Next learning step").click()
    expect(visualizer.fault).to_contain_text("server does not answer")


class Held:
    """Requests that are answered when the test says so."""

    def __init__(self, visualizer: Visualizer, pattern: str = TRACE) -> None:
        self.routes: list[Route] = []
        self._page = visualizer.page
        visualizer.page.route(pattern, self.hold)

    def hold(self, route: Route) -> None:
        self.routes.append(route)

    def wait_for(self, count: int) -> None:
        """Wait until so many requests have come."""
        while len(self.routes) < count:
            self._page.wait_for_timeout(10)


def test_while_an_answer_is_awaited_the_page_says_so(visualizer: Visualizer) -> None:
    visualizer.open()
    held = Held(visualizer)
    visualizer.button("Next learning step").click()
    expect(visualizer.page.locator("html.busy")).to_have_count(1)
    expect(visualizer.part("busy")).to_have_text("Recording the learning step")
    held.wait_for(1)
    held.routes[0].continue_()
    expect(visualizer.page.locator("html.busy")).to_have_count(0)
    expect(visualizer.part("busy")).to_have_text("")


def test_meanwhile_the_picture_can_be_stepped_through(visualizer: Visualizer) -> None:
    visualizer.open()
    held = Held(visualizer)
    visualizer.button("Next learning step").click()
    held.wait_for(1)
    visualizer.press("ArrowRight", "ArrowRight")
    visualizer.at(3)
    held.routes[0].continue_()
    expect(visualizer.part("loss")).to_contain_text("Learning step 2 of 2")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_several_answers_the_newest_wins_whatever_comes_first(
    visualizer: Visualizer, order: tuple[int, int]
) -> None:
    visualizer.open("/?preset=2-3-1")
    held = Held(visualizer)
    visualizer.part("presets").select_option("softmax")
    held.wait_for(1)
    visualizer.part("presets").select_option("xor")
    held.wait_for(2)
    for i in order:
        held.routes[i].continue_()
    visualizer.quiet()
    expect(visualizer.part("presets")).to_have_value("xor")
    expect(visualizer.part("network").locator("svg")).to_have_attribute(
        "aria-label", "Network with layers of 2, 2, 1 neurons"
    )


def test_rewinding_meanwhile_is_not_overtaken_by_a_late_answer(visualizer: Visualizer) -> None:
    visualizer.open()
    visualizer.button("Next learning step").click()
    expect(visualizer.part("loss")).to_contain_text("Learning step 2 of 2")
    held = Held(visualizer)
    visualizer.button("Next learning step").click()
    held.wait_for(1)
    visualizer.button("Rewind").click()
    expect(visualizer.page.locator("html.busy")).to_have_count(0)
    held.routes[0].continue_()
    visualizer.press("ArrowRight")
    expect(visualizer.part("loss")).to_contain_text("Learning step 1 of 2")


def test_a_drag_while_answers_are_late_ends_where_the_pointer_let_go(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    held = Held(visualizer)
    box = visualizer.of("w.2.1.1").bounding_box()
    assert box is not None
    mouse = visualizer.page.mouse
    mouse.move(box["x"] + 10, box["y"] + 8)
    mouse.down()
    for up in (10, 20, 30):
        mouse.move(box["x"] + 10, box["y"] + 8 - up)
    mouse.up()
    held.wait_for(3)
    for route in held.routes:
        route.continue_()
    expect(visualizer.of("w.2.1.1")).to_have_text("+1.10")
    visualizer.press("Control+z")
    expect(visualizer.of("w.2.1.1")).to_have_text("+0.80")
