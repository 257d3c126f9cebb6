"""The messages between a page and the frame in it: a closed list, answered every time, from the parent alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from app.messages import EVENTS, NAMESPACE, STATE, VERSION
from tests.browser.conftest import Problems
from tests.browser.embed.slide import Slide


def test_what_it_tells_has_the_documented_fields_and_types(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    answers: dict[str, dict[str, Any]] = {
        "state": slide.ask("get"),
        "ack": slide.ask("next"),
        "error": slide.ask("jump"),
        **{kind: slide.heard(kind)[0] for kind in ("ready", "step", "height")},
    }
    for kind, answer in answers.items():
        assert (answer.pop("ns"), answer.pop("v"), answer.pop("type")) == (NAMESPACE, VERSION, kind)
        assert set(answer) == {field.name for field in EVENTS[kind].fields}, kind
    kinds = {str: "string", int: "number", list: "array", bool: "boolean"}
    state = answers["state"]["state"]
    assert {name: kinds[type(value)] for name, value in state.items()} == {field.name: field.type for field in STATE}
    assert isinstance(answers["height"]["height"], int)


def test_every_command_does_what_it_says(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")

    def where(cmd: str, args: Any = None) -> tuple[Any, ...]:
        answer = slide.ask(cmd, args)
        assert answer["type"] == "ack", answer
        return answer["state"]["step"], answer["state"]["position"], answer["state"]["at"]

    assert where("goto", {"at": "d2"}) == (1, 8, "d2")
    assert where("goto", {"position": 2}) == (1, 2, "a2")
    assert where("next") == (1, 3, "z3")
    assert where("prev") == (1, 2, "a2")
    assert where("goto", {"step": 3, "at": "C"}) == (3, 5, "C")
    assert where("goto", {"step": 2, "position": 0}) == (2, 0, "")
    assert where("goto", {"at": ""}) == (2, 0, "")
    assert where("reset") == (1, 0, "")
    assert where("set", {"link": "?preset=xor#at=d2"}) == (1, 8, "d2")
    assert slide.ask("set", {"granularity": "neuron"})["state"]["at"] == "d2.2"
    assert slide.ask("set", {"theme": "dark", "digits": 5, "speed": 2})["type"] == "ack"
    assert slide.frame.locator("html").get_attribute("data-theme") == "dark"
    expect(slide.of("cost")).to_have_text("0.48051")
    link = slide.state()["link"]
    for said in ("preset=xor", "theme=dark", "digits=5", "speed=2", "granularity=neuron", "at=d2"):
        assert said in link


def test_it_plays_and_pauses_as_told(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-2-1")
    assert slide.ask("play")["state"]["playing"] is True
    assert slide.ask("pause")["state"]["playing"] is False


def test_it_is_told_when_playing_begins_and_ends(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-2-1&speed=4#at=g2")
    slide.page.evaluate("heard.splice(0)")
    slide.ask("play")
    slide.wait_for("heard.some(({ type, id, state }) => type === 'state' && id === undefined && !state.playing)")
    told = [state["state"] for state in slide.heard("state")]
    assert [state["playing"] for state in told] == [True, False]
    assert told[-1]["at"] == "u"


def test_a_stop_to_which_the_way_leads_back_is_told_as_reached(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-2-1#at=a2")
    slide.page.evaluate("heard.splice(0)")
    # what is acknowledged is on its way
    assert slide.ask("next")["state"]["at"] in ("a2", "z3")
    page.wait_for_timeout(700)
    slide.ask("prev")
    slide.wait_for("heard.some(({ type }) => type === 'step')")
    assert [step["state"]["at"] for step in slide.heard("step")] == ["a2"]
    slide.ask("set", {"theme": "dark"})
    page.wait_for_timeout(300)
    assert len(slide.heard("step")) == 1


WRONG: list[tuple[Any, Any]] = [
    ("jump", {}),
    ("", {}),
    (None, {}),
    (7, {}),
    (["next"], {}),
    ({"toString": "next"}, {}),
    ("constructor", {}),
    ("toString", {}),
    ("__proto__", {}),
    ("hasOwnProperty", {}),
    ("x" * 100_000, {}),
    ("goto", {}),
    ("goto", {"at": "d2", "position": 8}),
    ("goto", {"position": "1"}),
    ("goto", {"position": 99}),
    ("goto", {"position": -1}),
    ("goto", {"position": 1.5}),
    ("goto", {"at": 7}),
    ("goto", {"at": "q9"}),
    ("goto", {"at": "d2" * 50_000}),
    ("goto", {"at": "<img src=x onerror=alert(1)>"}),
    ("goto", {"step": 0}),
    ("goto", {"step": -3}),
    ("goto", {"step": 1.5}),
    ("goto", {"step": 10**12}),
    ("goto", {"constructor": 1}),
    ("goto", {"where": "d2"}),
    ("goto", [2]),
    ("goto", "d2"),
    ("next", {"by": 2}),
    ("next", 1),
    ("set", {"theme": 1}),
    ("set", {"theme": "javascript:alert(1)"}),
    ("set", {"speed": "fast"}),
    ("set", {"speed": 1e9}),
    ("set", {"digits": -1}),
    ("set", {"granularity": "__proto__"}),
    ("set", {"link": 7}),
    ("set", {"link": "?preset=<svg onload=alert(1)>"}),
    ("set", {"link": "https://example.com/?preset=xor"}),
    ("set", {"link": "?preset=__proto__"}),
    ("set", {"link": "?net=1000000-1000000"}),
    ("set", {"link": "?x=" + "1," * 100_000}),
    ("set", {"html": "<b>"}),
]


def test_what_is_wrong_is_answered_with_an_error_and_changes_nothing(slide: Slide, problems: Problems) -> None:
    problems.expect(r"console error: .* status of 400 .*/api/v1/link\?x=1,1,1")
    slide.open("/embed?preset=2-2-1#at=a2")
    before = slide.state()
    drawn = slide.frame.locator("svg.network").evaluate("node => node.outerHTML")
    for cmd, args in WRONG:
        answer = slide.ask(cmd, args)
        assert answer["type"] == "error", (str(cmd)[:40], str(args)[:60])
        assert 10 < len(answer["message"]) < 400, answer["message"][:500]
        assert "first example" not in answer["message"]
        assert slide.state() == before, (str(cmd)[:40], str(args)[:60])
    assert slide.frame.locator("svg.network").evaluate("node => node.outerHTML") == drawn
    for version in (2, 0, "1", None):
        assert slide.ask("next", v=version)["type"] == "error"
    answer = slide.page.evaluate('ask(\'goto\', JSON.parse(\'{"__proto__": {"at": "d2"}, "at": "q9"}\'))')
    assert answer["type"] == "error"
    assert slide.state() == before
    assert slide.frame.evaluate("({}).at") is None


def held(page: Page, pattern: str) -> list[Route]:
    """The requests for an address, which are answered when the test says so."""
    requests: list[Route] = []

    def hold(route: Route) -> None:
        requests.append(route)

    page.route(pattern, hold)
    return requests


def test_a_command_that_something_newer_has_overtaken_is_an_error_and_does_not_undo_the_newer(
    page: Page, slide: Slide
) -> None:
    slide.open("/embed?preset=2-2-1")
    waiting = held(page, "**/api/v1/step")
    slide.page.evaluate("window.gone = ask('goto', { step: 5, at: 'C' }); 0")
    expect(slide.frame.locator("html")).to_have_class(re.compile("busy"))
    slide.button("Next learning step").click()
    answer = slide.page.evaluate("gone")
    assert (answer["type"], answer["message"]) == ("error", "Something newer has taken its place.")
    expect(slide.part("loss")).to_contain_text("2")
    state = slide.state()
    assert (state["step"], state["at"]) == (2, "")
    expect(slide.frame.get_by_role("alert")).to_be_hidden()
    for route in waiting:
        route.abort()


def test_a_command_that_is_sent_again_before_it_is_answered_is_carried_out_and_answered_once(
    page: Page, slide: Slide
) -> None:
    slide.open("/embed?preset=2-2-1")
    asked = held(page, "**/api/v1/step")
    again = "frame().postMessage({ ns: 'backprop-viz', v: 1, id: 'again', cmd: 'goto', args: { step: 3 } }, '*')"
    for _ in range(3):
        slide.page.evaluate(again)
        page.wait_for_timeout(200)
    assert len(asked) == 1
    asked[0].continue_()
    slide.wait_for("heard.some(({ id }) => id === 'again')")
    assert slide.state()["step"] == 3
    assert slide.page.evaluate("heard.filter(({ id }) => id === 'again').map(({ type }) => type)") == ["ack"]


@pytest.mark.parametrize(
    "link",
    [
        "?preset=2-2-1&views=matrices&theme=dark&lock=speed&granularity=neuron&hide=caption#at=q9",
        "?preset=xor&views=matrices&theme=dark&lock=speed&digits=5&speed=2#at=q9",
        "?preset=2-2-1&theme=dark#step=2&at=d2&of=neuron.9.9",
        "?preset=2-2-1&theme=dark&views=nonsense",
    ],
)
def test_of_a_link_that_cannot_be_shown_nothing_is_left(slide: Slide, link: str) -> None:
    slide.open("/embed?preset=2-2-1&views=paths&lock=edit#at=d2&of=neuron.2.1")
    expect(slide.frame.locator(".explain:not([hidden])")).to_be_visible()
    before, root = slide.state(), slide.frame.locator("html")
    attributes = "root => [root.dataset.theme, root.dataset.lock, root.dataset.hide]"
    dressed = root.evaluate(attributes)
    assert slide.ask("set", {"link": link})["type"] == "error"
    assert slide.state() == before
    assert root.evaluate(attributes) == dressed
    expect(slide.frame.get_by_role("alert")).to_be_hidden()
    assert slide.ask("set", {"speed": 2})["type"] == "ack"


@pytest.mark.parametrize("again", ["slide:start", {"ns": "backprop-viz", "v": 1, "cmd": "reset"}])
def test_the_explanation_of_the_link_is_there_again_at_each_beginning(slide: Slide, again: Any) -> None:
    slide.open("/embed?preset=2-2-1&views=matrices#at=d2")
    matrices = slide.frame.locator(".explain:not([hidden])")
    expect(matrices).to_be_visible()
    slide.frame.get_by_role("button", name="← The network").click()
    expect(matrices).to_have_count(0)
    slide.page.evaluate("again => { frame().postMessage('slide:stop', '*'); frame().postMessage(again, '*'); }", again)
    expect(matrices).to_be_visible()
    slide.at(9 if again == "slide:start" else 1)


def test_a_slide_that_was_shown_another_link_begins_at_that(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1&views=matrices#at=d2")
    assert slide.ask("set", {"link": "?preset=xor#at=C"})["type"] == "ack"
    slide.button("One step on").click()
    slide.page.evaluate("frame().postMessage('slide:start', '*')")
    slide.wait_for("heard.at(-1).state?.at === 'C'")
    expect(slide.frame.locator(".explain:not([hidden])")).to_have_count(0)


def test_what_is_no_message_of_ours_is_ignored(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    before, heard = slide.state(), slide.page.evaluate("heard.length")
    strangers: list[Any] = [
        None,
        7,
        "next",
        [],
        {},
        {"cmd": "next"},
        {"ns": "other", "v": 1, "cmd": "next"},
        "slide:else",
    ]
    for data in strangers:
        slide.page.evaluate("data => frame().postMessage(data, '*')", data)
    slide.page.evaluate("frame().postMessage(new Map([['ns', 'backprop-viz']]), '*')")
    assert slide.state() == before
    assert slide.page.evaluate("heard.length") == heard + 1


def test_a_sibling_frame_or_the_frame_itself_is_not_heard(slide: Slide) -> None:
    sibling = """<!doctype html><html lang="en"><title>A sibling</title><script>
      const message = { ns: "backprop-viz", v: 1, id: 1, cmd: "next" };
      addEventListener("message", () => {
        for (const data of [message, "slide:start", { ...message, cmd: "set", args: { link: "?preset=xor" } }]) {
          parent.frames[0].postMessage(data, "*");
        }
        parent.postMessage("sent", "*");
      });
    </script></html>"""
    other = slide.serve({"/": sibling})
    slide.open("/embed?preset=2-2-1#at=a2", after=f'<iframe title="sibling" src="{other}"></iframe>')
    before = slide.state()
    slide.page.evaluate("frames[1].postMessage('go', '*')")
    slide.wait_for("heard.includes('sent')")
    slide.frame.evaluate("postMessage({ ns: 'backprop-viz', v: 1, id: 1, cmd: 'next' }, '*')")
    assert slide.state() == before


@pytest.mark.parametrize("cmd", ["goto", "next", "prev", "play", "reset"])
def test_what_the_link_locks_messages_do_not_unlock(slide: Slide, cmd: str) -> None:
    slide.open("/embed?preset=2-2-1&lock=steps#at=a2")
    args = {"at": "d2"} if cmd == "goto" else {}
    assert slide.ask(cmd, args)["message"] == "The steps are locked in this link."
    assert slide.state()["position"] == 2


@pytest.mark.parametrize(
    ("lock", "place", "cmd", "args"),
    [
        ("learn", "step=2", "goto", {"step": 4}),
        ("learn", "step=2", "goto", {"step": 1, "at": "C"}),
        ("learn", "step=2", "reset", {}),
        ("learn", "step=2", "set", {"link": "?preset=2-2-1#step=3"}),
        ("edit", "at=a2", "set", {"link": "?preset=2-2-1&x=9,9#at=a2"}),
        ("edit", "at=a2", "set", {"link": "?x=9,9#at=a2"}),
        ("edit", "at=a2", "set", {"link": "?preset=2-2-1&seed=7#at=a2"}),
        ("example", "at=a2", "set", {"link": "?preset=xor#at=a2"}),
        ("example", "at=a2", "set", {"link": "?net=2-2-1#at=a2"}),
    ],
)
def test_what_the_link_locks_no_command_reaches_another_way(
    slide: Slide, lock: str, place: str, cmd: str, args: Any
) -> None:
    slide.open(f"/embed?preset=2-2-1&lock={lock}#{place}")
    before = slide.state()
    answer = slide.ask(cmd, args)
    assert (answer["type"], answer["message"][-20:]) == ("error", "locked in this link.")
    assert slide.state() == before


@pytest.mark.parametrize(
    ("lock", "cmd", "args"),
    [
        ("learn", "goto", {"at": "C"}),
        ("learn", "reset", {}),
        ("edit", "set", {"link": "?preset=xor"}),
        ("example", "set", {"link": "?preset=2-2-1&x=9,9"}),
    ],
)
def test_what_the_link_does_not_lock_is_free(slide: Slide, lock: str, cmd: str, args: Any) -> None:
    slide.open(f"/embed?preset=2-2-1&lock={lock}#at=a2")
    assert slide.ask(cmd, args)["type"] == "ack"


def test_a_step_is_told_once_for_each_stop_and_for_nothing_else(slide: Slide) -> None:
    slide.open("/embed?preset=xor#at=z2")

    def told() -> list[str]:
        steps = [message["state"]["at"] for message in slide.heard("step")]
        slide.page.evaluate("heard.splice(0)")
        return steps

    told()
    slide.part("network").locator('[data-home="neuron.2.1"] .disc').click(position={"x": 20, "y": 20})
    slide.button("2").click()
    assert slide.ask("set", {"digits": 5})["type"] == "ack"
    assert slide.ask("set", {"theme": "dark"})["type"] == "ack"
    assert told() in ([], [""])  # another example begins at its beginning
    slide.ask("goto", {"at": "z2"})
    assert told() in ([], ["z2"])
    slide.ask("next")
    assert told() == ["a2"]


def test_a_place_that_is_no_stop_is_not_told(page: Page, slide: Slide) -> None:
    page.emulate_media(reduced_motion="no-preference")
    slide.open("/embed?preset=2-2-1&granularity=pass&speed=4")
    slide.page.evaluate("heard.splice(0)")
    slide.ask("play")
    slide.wait_for("heard.some(({ state }) => state?.at === 'u')")
    assert [message["state"]["at"] for message in slide.heard("step")] == ["a3", "C", "g2", "u"]


def test_when_an_edited_network_has_got_its_link_that_is_told(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1#at=d2")
    slide.page.evaluate("heard.splice(0)")
    edit(slide)
    slide.wait_for("heard.some(({ type }) => type === 'state')")
    (told,) = slide.heard("state")
    assert "id" not in told
    assert "w=" in told["state"]["link"]
    assert slide.heard("step") == []
    assert slide.ask("set", {"link": "?preset=xor"})["type"] == "ack"
    assert slide.ask("set", {"link": told["state"]["link"]})["state"] == told["state"]


def edit(slide: Slide) -> None:
    """Another weight than the link has."""
    slide.of("w.2.1.1").click()
    slide.frame.locator("input.in-place").fill("0.75")
    slide.page.keyboard.press("Enter")
    expect(slide.of("w.2.1.1")).to_have_text("+0.75")


def test_a_page_leads_a_whole_demonstration_and_hears_every_step(slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1")
    slide.page.evaluate("heard.splice(0)")
    told = slide.page.evaluate(
        """async () => {
          let { state } = await ask("get");
          const seen = [state];
          while (state.position < state.positions.length - 1) {
            ({ state } = await ask("next"));
            seen.push(state);
          }
          ({ state } = await ask("goto", { step: 2, at: "d2" }));
          seen.push(state);
          ({ state } = await ask("set", { link: "?preset=xor#at=C" }));
          return [...seen, state];
        }"""
    )
    steps = [message["state"] for message in slide.heard("step")]
    assert [state["at"] for state in told[:11]] == told[0]["positions"]
    for state in told[1:]:
        assert state in steps, state["at"]
    assert len({state["sentence"] for state in told}) == len(told)
    # Whoever has heard only the last message can show the same.
    assert slide.ask("reset")["type"] == "ack"
    assert slide.ask("set", {"link": told[-3]["link"]})["state"]["sentence"] == told[-3]["sentence"]
