"""No other host, no inline script or style, no cookie, nothing stored."""

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.visualizer import Visualizer

PAGES = [
    "/",
    "/?preset=softmax&theme=dark#at=d2",
    "/docs",
    "/embedding",
    "/handout?preset=xor&blanks=1&key=1",
    "/problems/diverged",
    "/nothing-here",
]


@pytest.fixture
def answers(page: Page) -> list[Response]:
    """Every answer that the page gets."""
    seen: list[Response] = []

    def note(answer: Response) -> None:
        seen.append(answer)

    page.on("response", note)
    return seen


@pytest.fixture(autouse=True)
def watch_violations(page: Page) -> None:
    page.add_init_script(
        """window.violations = [];
        document.addEventListener("securitypolicyviolation", (event) =>
          window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""
    )


def use_everything(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=xor")
    visualizer.page.locator("details.twin summary").click()
    for granularity in ("term", "layer"):
        visualizer.step_by(granularity)
        visualizer.press("Home", *["ArrowRight"] * 12)
    visualizer.button("matrix").click()
    visualizer.key_to("edge.2.1.1").focus()
    visualizer.press("Enter", "1", "Enter")
    visualizer.part("build").click()
    visualizer.button("More: Neurons in layer 2").click()
    visualizer.quiet()
    visualizer.button("+10 learning steps").click()
    visualizer.quiet()
    visualizer.button("Rewind").click()
    visualizer.button("Undo").click()
    visualizer.button("Change the theme").click()
    visualizer.button("Help").click()
    visualizer.press("Escape")


def test_a_whole_session_breaks_no_rule_of_its_policy_and_leaves_nothing_behind(
    visualizer: Visualizer, answers: list[Response]
) -> None:
    use_everything(visualizer)
    page = visualizer.page
    assert page.evaluate("violations") == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert {answer.url.split("/")[2] for answer in answers} == {visualizer.base_url.split("/")[2]}


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_carries_the_policy(
    visualizer: Visualizer, answers: list[Response], address: str, request: pytest.FixtureRequest
) -> None:
    if address == "/nothing-here":
        request.getfixturevalue("problems").expect(r"console error: .* 404")
    visualizer.open(address, ready=False)
    visualizer.page.wait_for_load_state("networkidle")
    assert answers
    for answer in answers:
        policy = answer.header_value("content-security-policy") or ""
        assert "default-src 'none'" in policy, answer.url
        assert "unsafe" not in policy
        assert answer.header_value("set-cookie") is None
        assert answer.header_value("x-content-type-options") == "nosniff"
    assert visualizer.page.evaluate("violations") == []


def test_the_page_works_where_storage_is_refused(visualizer: Visualizer) -> None:
    visualizer.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
    )
    visualizer.open()
    visualizer.press("End")
    visualizer.at(11)


def test_nothing_of_the_page_is_in_a_frame_or_can_be(visualizer: Visualizer) -> None:
    visualizer.open()
    assert len(visualizer.page.frames) == 1
    expect(visualizer.page.locator("iframe, object, embed")).to_have_count(0)
