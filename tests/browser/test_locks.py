"""What a link locks is not changed by mouse, key or message; it looks locked, and who tries is told the truth."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.host import Host
from tests.browser.visualizer import Visualizer

ADDRESS = "/?v=1&preset=mini-batch"


def locked(visualizer: Visualizer, lock: str, place: str = "") -> Visualizer:
    """The page with one lock, at a place."""
    visualizer.open(f"{ADDRESS}&lock={lock}{place}")
    expect(visualizer.fault).to_be_hidden()
    return visualizer


def out_of_reach(control: Locator) -> None:
    """Whether a control takes neither pointer nor focus, and looks it."""
    expect(control).to_be_visible()
    assert control.evaluate("it => Boolean(it.closest('[inert]'))")
    control.evaluate("it => it.focus()")
    expect(control).not_to_be_focused()
    opacity = control.evaluate(
        "it => { let o = 1; for (let n = it; n; n = n.parentElement) o *= getComputedStyle(n).opacity; return o; }"
    )
    assert opacity < 0.6
    box = control.bounding_box()
    assert box
    hit = control.page.evaluate("([x, y]) => document.elementFromPoint(x, y).outerHTML.slice(0, 80)", middle(control))
    assert hit != control.evaluate("it => it.outerHTML.slice(0, 80)")
    control.page.mouse.click(*middle(control))


def middle(control: Locator) -> list[float]:
    box = control.bounding_box()
    assert box
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


def tab_stops(page: Page) -> list[str]:
    """Everything that Tab comes by, once around, as markup."""
    seen: list[str] = []
    page.evaluate("document.activeElement?.blur()")
    for _ in range(200):
        page.keyboard.press("Tab")
        node: str = page.evaluate("(document.activeElement ?? document.body).outerHTML.slice(0, 200)")
        if seen and node == seen[0]:
            return seen
        if not node.startswith("<body"):
            seen.append(node)
    raise AssertionError("Tab goes nowhere around")


@pytest.mark.parametrize(
    ("lock", "controls"),
    [
        ("edit", ["[data-action=build]", "[data-action=undo]"]),
        ("example", ["[data-part=presets]", "[data-example='1']"]),
        ("learn", ["[data-action=learn]", "[data-action=many]", "[data-action=rewind]", ".loss-slider"]),
        ("steps", [f".transport-{name}" for name in ("first", "back", "play", "next", "last")]),
        ("speed", ["[data-setting=speed] select"]),
        ("granularity", ["[data-setting=granularity] select"]),
        ("explain", ["[data-action=explain]"]),
    ],
)
def test_what_is_locked_looks_it_and_takes_no_focus(visualizer: Visualizer, lock: str, controls: list[str]) -> None:
    locked(visualizer, lock, "#step=2&at=d2")
    before = shown(visualizer)
    for control in controls:
        out_of_reach(visualizer.page.locator(control))
    assert shown(visualizer) == before
    expect(visualizer.fault).to_be_hidden()
    stops = "\n".join(tab_stops(visualizer.page))
    for control in controls:
        name = visualizer.page.locator(control).evaluate("it => it.outerHTML.slice(0, 60)")
        assert name not in stops
    visualizer.open(f"{ADDRESS}#step=2&at=d2")
    assert visualizer.page.locator("[inert]").count() == 0


def shown(visualizer: Visualizer) -> list[str | None]:
    """The address and what is written of the step: if nothing changes, these do not."""
    return [
        visualizer.page.url,
        visualizer.part("loss").text_content(),
        visualizer.part("equation").text_content(),
        visualizer.part("network").text_content(),
        visualizer.slider.get_attribute("aria-valuenow"),
    ]


@pytest.mark.parametrize(
    ("lock", "keys"),
    [
        ("edit", ["Control+z"]),
        ("learn", ["n", "r"]),
        ("steps", ["ArrowRight", "ArrowLeft", "Home", "End", "Space"]),
        ("speed", ["[", "]"]),
    ],
)
def test_keys_change_nothing_that_is_locked(visualizer: Visualizer, lock: str, keys: list[str]) -> None:
    locked(visualizer, lock, "#step=2&at=d2")
    before = shown(visualizer)
    for key in keys:
        visualizer.press(key)
        visualizer.quiet()
        assert shown(visualizer) == before
    expect(visualizer.page.locator("[data-setting=speed] select")).to_have_value("1")
    expect(visualizer.fault).to_be_hidden()


def test_no_number_can_be_edited(visualizer: Visualizer) -> None:
    locked(visualizer, "edit", "#at=d2&of=neuron.2.1")
    page = visualizer.page
    before = visualizer.part("network").text_content()
    for ref in ("x.1", "w.2.1.1", "b.2.1", "y.1"):
        number = visualizer.of(ref)
        x, y = middle(number)
        page.mouse.click(x, y)
        expect(page.locator(".in-place")).to_have_count(0)
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y - 20, steps=4)
        page.mouse.up()
        assert number.evaluate("it => getComputedStyle(it).cursor") != "ns-resize"
    visualizer.quiet()
    assert visualizer.part("network").text_content() == before
    for home in ("neuron.1.1", "edge.2.1.1", "neuron.2.1"):
        visualizer.key_to(home).focus()
        visualizer.press("7", "-", ".")
        expect(page.locator(".in-place")).to_have_count(0)
    target = visualizer.key_to("y.1")
    expect(target).to_have_attribute("aria-disabled", "true")
    target.focus()
    visualizer.press("Enter", "5")
    expect(page.locator(".in-place")).to_have_count(0)
    expect(visualizer.fault).to_be_hidden()
    assert visualizer.part("network").text_content() == before


def test_a_number_that_cannot_be_edited_can_still_be_chosen(visualizer: Visualizer) -> None:
    locked(visualizer, "edit", "#at=d2")
    visualizer.of("b.2.2").click()
    expect(visualizer.part("inspector")).to_contain_text("Neuron 2 of layer 2")
    field = visualizer.part("inspector").get_by_role("spinbutton")
    expect(field).not_to_be_editable()
    field.focus()
    visualizer.press("ArrowUp", "9", "Enter")
    expect(field).to_have_value("-0.1")
    visualizer.expect_address("/?preset=mini-batch&lock=edit#at=d2")


def test_the_example_stays(visualizer: Visualizer) -> None:
    locked(visualizer, "example")
    before = shown(visualizer)
    visualizer.part("presets").evaluate(
        "menu => { menu.value = 'xor'; menu.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    visualizer.part("examples").locator("[data-example='2']").evaluate("chip => chip.click()")
    visualizer.quiet()
    assert shown(visualizer) == before


def test_the_points_of_the_curve_lead_nowhere(visualizer: Visualizer) -> None:
    locked(visualizer, "learn", "#step=3")
    before = shown(visualizer)
    visualizer.page.mouse.click(*middle(visualizer.page.locator(".loss-point").first))
    visualizer.page.locator(".loss-point").first.dispatch_event("click")
    slider = visualizer.page.locator(".loss-slider")
    slider.evaluate("it => { it.value = '1'; it.dispatchEvent(new Event('input', { bubbles: true })); }")
    visualizer.quiet()
    assert shown(visualizer) == before
    expect(visualizer.part("loss")).to_contain_text("Learning step 3 of 3")


def test_the_timeline_says_where_it_is_and_goes_nowhere(visualizer: Visualizer) -> None:
    locked(visualizer, "steps", "#at=d2")
    track = visualizer.slider
    expect(track).to_have_attribute("aria-disabled", "true")
    expect(track).to_have_attribute("aria-valuetext", "Delta of layer 2")
    position = track.get_attribute("aria-valuenow")
    box = track.bounding_box()
    assert box
    visualizer.page.mouse.move(box["x"] + 20, box["y"] + 10)
    visualizer.page.mouse.down()
    visualizer.page.mouse.move(box["x"] + 300, box["y"] + 10, steps=5)
    visualizer.page.mouse.up()
    track.focus()
    visualizer.press("ArrowLeft", "Home", "End")
    expect(track).to_have_attribute("aria-valuenow", str(position))


def test_explanations_that_lead_to_other_steps_say_that_these_are_locked(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&views=chain-rule&lock=steps#at=d2&of=edge.2.1.1")
    before = visualizer.slider.get_attribute("aria-valuenow")
    visualizer.page.get_by_role("button", name=re.compile("^Go to step")).first.click()
    expect(visualizer.fault).to_have_text(re.compile("The position is locked in this link."))
    expect(visualizer.slider).to_have_attribute("aria-valuenow", str(before))


@pytest.mark.parametrize("view", ["matrices", "chain-rule"])
def test_the_explanation_on_show_stays(visualizer: Visualizer, view: str) -> None:
    visualizer.open(f"/?v=1&preset=2-3-1&views={view}&lock=explain#at=d2&of=edge.2.1.1")
    expect(visualizer.page.locator(f'[data-explanation="{view}"] h2').first).to_be_visible()
    visualizer.press("Escape", "Escape", "Escape")
    for tab in visualizer.page.locator("[data-stage-view]").all():
        out_of_reach(tab)
    expect(visualizer.page.locator(f'[data-explanation="{view}"] h2').first).to_be_visible()
    expect(visualizer.page.get_by_role("button", name=re.compile("← The"))).to_have_count(0)
    assert f"views={view}" in visualizer.page.url


def test_a_lesson_stays_at_its_part(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&lesson=nielsen.3&lock=explain")
    lesson = visualizer.part("lesson")
    expect(lesson).to_contain_text("3 of")
    for way in ("a", "button", "summary"):
        for node in lesson.locator(way).all():
            expect(node).to_be_hidden()
    lesson.locator("a.next").evaluate("link => link.click()")
    expect(visualizer.fault).to_have_text(re.compile("The explanations are locked in this link."))
    expect(lesson).to_contain_text("3 of")


@pytest.mark.parametrize(
    ("lock", "words"), [("learn", None), ("steps", "The position is"), ("example", None), ("edit", None)]
)
def test_a_lesson_goes_on_where_that_changes_nothing_locked(
    visualizer: Visualizer, lock: str, words: str | None
) -> None:
    visualizer.open(f"/?v=1&lesson=nielsen.3&lock={lock}")
    link = visualizer.part("lesson").locator("a.next")
    place = (link.get_attribute("href") or "").partition("#")[2]
    assert "at=" in place
    link.click()
    if words:
        expect(visualizer.fault).to_contain_text(words)
    else:
        expect(visualizer.part("lesson")).to_contain_text("4 of")


@pytest.mark.parametrize(
    ("lock", "command", "words"),
    [
        ("steps", {"cmd": "next"}, "The steps are locked"),
        ("steps", {"cmd": "goto", "args": {"at": "u"}}, "The steps are locked"),
        ("steps", {"cmd": "set", "args": {"link": "?v=1&preset=2-3-1#at=z2"}}, "The position is locked"),
        ("learn", {"cmd": "set", "args": {"link": "?v=1&preset=2-3-1#step=2&at=d2"}}, "The learning steps are locked"),
        ("example", {"cmd": "set", "args": {"link": "?v=1&preset=xor#at=d2"}}, "The example is locked"),
        ("speed", {"cmd": "set", "args": {"speed": 4}}, "The speed is locked"),
        ("granularity", {"cmd": "set", "args": {"granularity": "term"}}, "The granularity is locked"),
        ("explain", {"cmd": "set", "args": {"link": "?v=1&preset=2-3-1&views=matrices#at=d2"}}, "The explanations are"),
    ],
)
def test_a_message_does_not_change_what_is_locked(
    page: Page, base_url: str, host: Host, lock: str, command: dict[str, object], words: str
) -> None:
    page.goto(host({"/": talking(f"{base_url}/embed?v=1&preset=2-3-1&lock={lock}#at=d2")}))
    page.wait_for_function("heard.some(({ type }) => type === 'ready')")
    before = page.evaluate("ask({ cmd: 'get' })")["state"]
    answer = page.evaluate("command => ask(command)", command)
    assert answer["type"] == "error"
    assert words in answer["message"]
    assert page.evaluate("ask({ cmd: 'get' })")["state"] == before
    assert f"lock={lock}" in before["link"]


def test_a_message_does_not_unlock(page: Page, base_url: str, host: Host) -> None:
    page.goto(host({"/": talking(f"{base_url}/embed?v=1&preset=2-3-1&lock=edit#at=d2")}))
    page.wait_for_function("heard.some(({ type }) => type === 'ready')")
    answer = page.evaluate("ask({ cmd: 'set', args: { link: '?v=1&preset=2-3-1&lock=learn#at=d2' } })")
    assert answer["type"] == "ack"
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("data-lock", "edit learn")
    frame.locator('text[data-ref="w.2.1.1"]').click()
    expect(frame.locator(".in-place")).to_have_count(0)


def test_setting_how_it_looks_keeps_what_was_edited(page: Page, base_url: str, host: Host) -> None:
    """Also in the moment before the edited network has an address."""
    page.route("**/api/v1/link", lambda route: None)
    page.goto(host({"/": talking(f"{base_url}/embed?v=1&preset=2-3-1#at=d2")}))
    page.wait_for_function("heard.some(({ type }) => type === 'ready')")
    frame = page.frame_locator("iframe")
    weight = frame.locator('text[data-ref="w.2.1.1"]')
    weight.click()
    frame.locator(".in-place").fill("0.25")
    page.keyboard.press("Enter")
    expect(weight).to_have_text("+0.25")
    assert page.evaluate("ask({ cmd: 'set', args: { theme: 'dark' } })")["type"] == "ack"
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(weight).to_have_text("+0.25")


def talking(src: str) -> str:
    """A page that keeps what it hears from its frame, and asks it things."""
    return f"""<!doctype html><title>A slide</title><iframe src="{src}" width="960" height="540"></iframe><script>
    const heard = [];
    addEventListener("message", ({{ data }}) => heard.push(data));
    const ask = (message) => new Promise((answered) => {{
      const id = Math.random();
      addEventListener("message", ({{ data }}) => data.id === id && answered(data));
      frames[0].postMessage({{ ns: "backprop-viz", v: 1, id, ...message }}, "*");
    }});</script>"""


@pytest.mark.parametrize("lock", ["edit", "learn", "steps"])
def test_a_frame_is_locked_as_the_page_is(visualizer: Visualizer, lock: str) -> None:
    visualizer.page.set_viewport_size({"width": 960, "height": 540})
    visualizer.open(f"/embed?v=1&preset=2-3-1&lock={lock}#at=d2")
    before = visualizer.part("network").text_content()
    tries: dict[str, Callable[[], None]] = {
        "edit": lambda: visualizer.of("w.2.1.1").click(),
        "learn": lambda: out_of_reach(visualizer.page.locator("[data-action=learn]")),
        "steps": lambda: out_of_reach(visualizer.page.locator(".transport-next")),
    }
    tries[lock]()
    visualizer.press({"edit": "5", "learn": "n", "steps": "ArrowRight"}[lock])
    visualizer.quiet()
    expect(visualizer.page.locator(".in-place")).to_have_count(0)
    assert visualizer.part("network").text_content() == before
