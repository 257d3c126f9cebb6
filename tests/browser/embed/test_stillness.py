"""A frame that has just been loaded keeps still, and one whose slide is left stops."""

from playwright.sync_api import Page, expect

from tests.browser.embed.slide import Slide

NOISE = """for (const name of ["Audio", "AudioContext", "SpeechSynthesisUtterance"])
  window[name] = class { constructor() { window.noise = name; } };"""
MARKS = """() => [...document.querySelectorAll("svg, svg *")].map((node) =>
  node.localName + [...node.attributes].map(({ name, value }) => name + value).join()).join("\\n")"""


def test_below_the_fold_it_takes_no_focus_does_not_scroll_or_move_or_sound(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.add_init_script(NOISE)
    slide.open(
        "/embed?preset=2-3-1#at=d2",
        before='<input id="mine"><script>document.querySelector("#mine").focus()</script><div class="talk"></div>',
        after='<div class="talk"></div>',
        style=".talk { height: 1500px }",
    )
    page.evaluate("scrollTo(0, 40)")
    drawn = slide.frame.evaluate(MARKS)
    page.wait_for_timeout(3000)
    assert slide.frame.evaluate(MARKS) == drawn
    assert page.evaluate("[scrollY, document.activeElement.id, document.hasFocus()]") == [40, "mine", True]
    assert slide.frame.evaluate("document.getAnimations().length") == 0
    assert slide.frame.evaluate("window.noise") is None
    assert slide.frame.locator("audio, video").count() == 0


def test_when_its_slide_is_left_it_stops_and_when_it_is_entered_it_is_as_at_first(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-2-1#at=z2")
    slide.button("Play").click()
    page.wait_for_timeout(250)
    page.evaluate("frame().postMessage('slide:stop', '*')")
    expect(slide.button("Play")).to_be_visible()
    drawn = slide.frame.evaluate(MARKS)
    page.wait_for_timeout(200)
    assert slide.frame.evaluate(MARKS) == drawn
    page.evaluate("frame().postMessage('slide:start', '*')")
    slide.at(2)
    assert slide.state()["at"] == "z2"


def test_without_motion_each_step_takes_one_frame_marks_what_is_new_and_is_told(page: Page, slide: Slide) -> None:
    for address, media in (("/embed?preset=2-3-1", "reduce"), ("/embed?preset=2-3-1&motion=off", "no-preference")):
        page.emulate_media(reduced_motion=media)  # type: ignore[arg-type]
        slide.open(address)
        for at in slide.state()["positions"][1:]:
            before = slide.part("live").text_content()
            later = slide.frame.evaluate(
                """async () => {
                  document.querySelector(".transport").children[3].click();
                  await new Promise(requestAnimationFrame);
                  const now = document.querySelector("svg.network").outerHTML;
                  await new Promise(requestAnimationFrame);
                  await new Promise(requestAnimationFrame);
                  return now === document.querySelector("svg.network").outerHTML;
                }"""
            )
            assert later, at
            assert slide.state()["at"] == at
            assert slide.part("live").text_content() not in ("", before), at
            marked = slide.frame.locator(".ring:not([class='ring']), .disc.loss, .updating, .passing.gradient")
            assert marked.count() > 0, at
