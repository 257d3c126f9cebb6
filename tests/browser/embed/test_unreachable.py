"""A frame without its server says so, and shows what it has."""

from contextlib import ExitStack

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Problems, serving
from tests.browser.embed.slide import Slide


def block(route: Route) -> None:
    route.abort("connectionrefused")


def test_where_the_api_is_blocked_the_step_plays_and_a_notice_comes_within_3_seconds(
    page: Page, slide: Slide, problems: Problems
) -> None:
    problems.expect(r"request failed: .*/api/v1/presets")
    problems.expect(r"console error: .*ERR_CONNECTION_REFUSED")
    page.route("**/api/**", block)
    slide.open("/embed?preset=2-3-1")
    expect(slide.frame.get_by_role("alert")).to_contain_text("The server does not answer.")
    for position in range(2, 12):
        slide.button("One step on").click()
        slide.at(position)
    slide.button("Dismiss").click()
    expect(slide.frame.get_by_role("alert")).to_be_hidden()


def test_where_scripts_are_blocked_the_page_says_what_it_waits_for(
    page: Page, slide: Slide, problems: Problems
) -> None:
    problems.expect(r"request failed: .*\.js")
    problems.expect(r"console error: .*ERR_CONNECTION_REFUSED")
    problems.allow(slide.base_url)
    page.route("**/*.js", block)
    page.goto(slide.serve({"/": slide.html("/embed?preset=xor")}))
    waiting = slide.part("waiting")
    expect(waiting).to_be_visible()
    expect(waiting).to_contain_text("its server cannot be reached from here")
    assert (waiting.get_by_role("link").get_attribute("href") or "").endswith("/?v=1&preset=xor")


def test_where_the_server_goes_away_an_edit_says_so_and_the_picture_stays(
    page: Page, problems: Problems, servers: ExitStack
) -> None:
    problems.expect(r"request failed: .*/api/v1/trace")
    problems.expect(r"console error: .*ERR_CONNECTION_REFUSED")
    server = ExitStack()
    base_url = server.enter_context(serving())
    problems.allow(base_url)
    page.emulate_media(reduced_motion="reduce")
    slide = Slide(page, base_url, problems, servers).open("/embed?preset=2-2-1")
    page.wait_for_load_state("networkidle")
    server.close()
    slide.of("w.2.1.1").click()
    slide.frame.locator("input.in-place").fill("0.75")
    page.keyboard.press("Enter")
    expect(slide.frame.get_by_role("alert")).to_contain_text("The server does not answer.")
    expect(slide.of("w.2.1.1")).to_have_text("+0.60")
    slide.button("One step on").click()
    slide.at(2)
