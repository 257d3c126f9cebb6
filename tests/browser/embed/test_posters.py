"""Still pictures until somebody presses them: many in one page are cheap; and what a first frame weighs."""

import pytest
from playwright.sync_api import Page, Request, Response, expect

from tests.browser.embed.slide import Slide

TIMERS = """window.timers = [];
for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) {
  const real = window[name];
  window[name] = (...given) => { timers.push(name); return real(...given); };
}"""
COUNT = 10
MOST_IN_ALL = 400_000
MOST_OF_ONE = 150_000


def weight(answer: Response) -> int:
    """The bytes of an answer as they were sent, without its headers."""
    return answer.request.sizes()["responseBodySize"]


def test_a_poster_is_a_still_picture_with_a_button_and_does_nothing_until_it_is_pressed(
    page: Page, slide: Slide
) -> None:
    page.add_init_script(TIMERS)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    slide.open("/embed?preset=2-3-1&poster=1#at=d2")
    page.wait_for_timeout(500)
    slide.frame.evaluate("timers.splice(0)")
    page.on("request", note)
    page.wait_for_timeout(1500)
    assert (slide.frame.evaluate("timers"), asked) == ([], [])
    assert slide.frame.locator("[data-part=controls]").is_hidden()
    expect(slide.of("delta.2.1").first).to_be_visible()
    play = slide.part("poster")
    expect(play).to_contain_text("Open ")
    play.click()
    expect(play).to_be_hidden()
    slide.button("One step on").click()
    slide.at(10)
    assert any("/api/v1/" in url for url in asked)


@pytest.mark.parametrize("size", [(480, 270), (800, 600), (960, 540)])
def test_the_button_of_a_poster_covers_nothing_of_the_picture(slide: Slide, size: tuple[int, int]) -> None:
    slide.open("/embed?preset=2-3-1&poster=1#at=d2", size=size)
    button = slide.frame.locator(".poster-words")
    top, tall, letters = button.evaluate(
        "node => [node.getBoundingClientRect().top, node.offsetHeight, parseFloat(getComputedStyle(node).fontSize)]"
    )
    lowest = slide.part("network").evaluate("node => node.getBoundingClientRect().bottom")
    assert lowest <= top
    assert tall >= 44
    assert letters >= 0.022 * size[1]


def test_ten_posters_in_one_page_transfer_less_than_400_kb(page: Page, slide: Slide) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    frames = "".join(
        f'<iframe title="{i}" width="480" height="270" src="{slide.base_url}/embed?preset=2-3-1&amp;poster=1#at={at}">'
        "</iframe>"
        for i, at in enumerate(("x", "z2", "a2", "z3", "a3", "C", "d3", "g3", "d2", "g2"))
    )
    page.on("response", note)
    page.goto(slide.serve({"/": f'<!doctype html><html lang="en"><title>Ten</title>{frames}</html>'}))
    for frame in page.frames[1:]:
        frame.wait_for_selector("[data-ready]")
    assert len(page.frames) == COUNT + 1
    sent = [(weight(answer), answer.url) for answer in answers if answer.url.startswith(slide.base_url)]
    assert sum(size for size, _ in sent) < MOST_IN_ALL, sorted(sent)[-8:]


def test_script_and_style_of_a_frame_are_at_most_150_kb_compressed(page: Page, slide: Slide) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    slide.open("/embed?preset=2-3-1")
    page.wait_for_load_state("networkidle")
    sent = {answer.url: weight(answer) for answer in answers if answer.url.endswith((".js", ".css"))}
    encodings = {answer.header_value("content-encoding") for answer in answers if answer.url in sent}
    assert len(sent) >= 2
    # Over http browsers do not offer br, which is smaller still.
    assert encodings <= {"br", "gzip"}
    assert sum(sent.values()) < MOST_OF_ONE, sent


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_poster_that_is_opened_with_a_key_plays_and_leaves_the_focus_on_the_player(
    page: Page, slide: Slide, key: str
) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-3-1&poster=1&speed=2")
    expect(slide.frame.get_by_role("button", name="Play 2-3-1, the four equations", exact=True)).to_be_visible()
    slide.part("poster").focus()
    page.keyboard.press(key)
    expect(slide.button("Pause")).to_be_visible()
    slide.at(2)
    page.keyboard.press("Space")
    expect(slide.button("Play")).to_be_visible()
    assert slide.frame.evaluate("document.activeElement.getAttribute('aria-label')") == "Play"


def test_nothing_behind_a_poster_takes_focus_or_keys(page: Page, slide: Slide) -> None:
    slide.open("/embed?preset=2-3-1&poster=1#at=d2", after='<button id="after">a</button>')
    slide.part("poster").focus()
    for one in ("End", "ArrowRight", "n", "Home"):
        page.keyboard.press(one)
    page.wait_for_timeout(300)
    assert slide.state()["at"] == "d2"
    assert slide.state()["step"] == 1
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.id === 'after'")


@pytest.mark.parametrize("link", ["poster=1", "poster=1&motion=off", "poster=1&lock=steps", "poster=1&hide=controls"])
def test_a_poster_that_may_not_move_is_opened_and_stays(page: Page, slide: Slide, link: str) -> None:
    page.emulate_media(reduced_motion="reduce" if link == "poster=1" else "no-preference")
    slide.open(f"/embed?preset=2-3-1&{link}#at=d2")
    moves = "hide" in link
    expect(slide.part("poster")).to_have_text(f"{'Play' if moves else 'Open'} 2-3-1, the four equations")
    slide.part("poster").focus()
    page.keyboard.press("Enter")
    expect(slide.part("poster")).to_be_hidden()
    assert slide.frame.evaluate("document.activeElement !== document.body")
    if not moves:
        page.wait_for_timeout(1500)
        assert slide.state()["at"] == "d2"
