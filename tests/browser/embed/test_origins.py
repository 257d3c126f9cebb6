"""One origin for every page, a strict policy that nothing breaks, and other origins that may ask."""

import re

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.browser.embed.slide import Slide
from tests.browser.visualizer import Visualizer

PAGES = ["/", "/embed?preset=xor", "/links", "/embedding", "/docs", "/handout", "/problems/diverged"]
VIOLATIONS = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.violatedDirective} ${event.blockedURI}`));"""
IMPORT_AND_ASK = """async (base) => {
  const embed = await (await fetch(`${base}/embed`)).text();
  const style = /href="([^"]+\\.css)"/.exec(embed)[1];
  const file = await fetch(new URL(style, base));
  const body = JSON.stringify(await (await fetch(`${base}/api/v1/presets/2-2-1`)).json(),
    ["network", "inputs", "targets", "loss", "optimizer", "layers", "weights", "biases", "activation", "name"]);
  const answer = await fetch(`${base}/api/v1/trace`,
    { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const script = /src="([^"]+\\.js)"/.exec(embed)[1];
  const known = await (await fetch(new URL(script, base))).text();
  return [origin, file.status, answer.status, known.length > 100];
}"""


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_its_own_origin_alone_and_breaks_no_rule(page: Page, visualizer: Visualizer, address: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.add_init_script(VIOLATIONS)
    page.on("request", note)
    visualizer.open(address, ready=False)
    page.wait_for_load_state("networkidle")
    assert {re.sub(r"^data:.*", "data:", url).split("/")[2:3][0] for url in asked if "//" in url} == {
        visualizer.base_url.split("/")[2]
    }
    assert page.evaluate("violations") == []


def test_a_session_in_a_frame_breaks_no_rule_and_every_answer_carries_it(page: Page, slide: Slide) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.add_init_script(VIOLATIONS)
    slide.open("/embed?preset=xor&views=matrices&theme=projector")
    for _ in range(10):
        slide.button("One step on").click()
    for change in ({"granularity": "term"}, {"theme": "clear"}, {"link": "?preset=softmax&views=softmax#at=d3"}):
        assert slide.ask("set", change)["type"] == "ack"
    slide.ask("set", {"link": "?preset=2-2-1&views="})
    slide.of("x.1").click()
    slide.frame.locator("input.in-place").fill("0.5")
    page.keyboard.press("Enter")
    expect(slide.of("x.1")).to_have_text("0.50")
    slide.button("Next learning step").click()
    assert slide.frame.evaluate("violations") == []
    for answer in answers:
        if not answer.url.startswith(slide.base_url):
            continue
        headers = answer.headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert "set-cookie" not in headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        framed = answer.url.startswith(f"{slide.base_url}/embed")
        assert ("frame-ancestors 'none'" in policy) == (not framed), answer.url


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"])
def test_pages_of_another_origin_and_of_none_may_fetch_files_and_ask_the_api(
    page: Page, slide: Slide, sandbox: str | None
) -> None:
    inner = slide.serve({"/": '<!doctype html><html lang="en"><title>A page</title></html>'})
    attribute = f' sandbox="{sandbox}"' if sandbox else ""
    frame = f'<iframe title="page" src="{inner}"{attribute}></iframe>'
    page.goto(slide.serve({"/": f'<!doctype html><html lang="en"><title>Around it</title>{frame}</html>'}))
    answer = slide.frame.evaluate(IMPORT_AND_ASK, slide.base_url)
    assert answer == ["null" if sandbox else inner, 200, 200, True]
