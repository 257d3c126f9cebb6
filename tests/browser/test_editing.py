"""Numbers are edited where they stand; the picture follows, and every edit can be undone."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import Visualizer, numbers

REFUSED = r"console error: .* 422"


@pytest.fixture
def open_page(visualizer: Visualizer) -> Visualizer:
    return visualizer.open("/?preset=2-3-1#at=a3")


def drag(visualizer: Visualizer, number: Locator, up: int, steps: int = 6) -> None:
    box = number.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = visualizer.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - up, steps=steps)
    mouse.up()
    visualizer.quiet()


def typing(visualizer: Visualizer) -> Locator:
    return visualizer.page.locator("input.in-place")


@pytest.mark.parametrize(
    ("ref", "value", "shown"),
    [("w.2.1.1", "0.25", "+0.25"), ("b.2.2", "-0.75", "b = −0.75"), ("x.1", "-2", "−2.00"), ("y.1", "1", "y = 1.00")],
)
def test_a_click_opens_the_number_and_enter_keeps_what_is_typed(
    open_page: Visualizer, ref: str, value: str, shown: str
) -> None:
    before = open_page.of("cost").text_content(), open_page.of("delta.3.1").text_content()
    open_page.press("End")
    was = open_page.of("cost").text_content()
    open_page.of(ref).click()
    typing(open_page).fill(value)
    open_page.press("Enter")
    expect(typing(open_page)).to_have_count(0)
    open_page.press("Home")
    expect(open_page.of(ref)).to_have_text(shown)
    open_page.press("End")
    expect(open_page.of("cost")).not_to_have_text(str(was))
    expect(open_page.part("edited")).to_be_visible()
    assert before


def test_the_picture_follows_with_the_numbers_of_the_api(open_page: Visualizer) -> None:
    open_page.of("w.2.1.1").click()
    typing(open_page).fill("0.25")
    open_page.press("Enter")
    expect(open_page.of("w.2.1.1")).to_have_text("+0.25")
    preset = open_page.ask("/presets/2-3-1")
    preset["network"]["layers"][0]["weights"][0][0] = 0.25
    trace = open_page.ask("/trace", {k: preset[k] for k in ("network", "inputs", "targets", "loss", "optimizer")})
    z = trace["layers"][1]["z"][0][0]
    assert re.sub("−", "-", open_page.of("z.2.1").text_content() or "") == f"z = {z:.3f}"
    open_page.expect_address("#at=a3")


def test_escape_leaves_the_number_and_returns_the_focus(open_page: Visualizer) -> None:
    open_page.key_to("edge.2.1.1").focus()
    open_page.of("w.2.1.1").click()
    typing(open_page).fill("9")
    open_page.press("Escape")
    expect(typing(open_page)).to_have_count(0)
    expect(open_page.of("w.2.1.1")).to_have_text("+0.80")
    expect(open_page.part("edited")).to_be_hidden()
    expect(open_page.key_to("edge.2.1.1")).to_be_focused()


@pytest.mark.parametrize("pressed", ["Next learning step", "+10 learning steps", "Change the theme", "Help"])
def test_enter_only_keeps_what_is_typed_whatever_was_clicked_before(visualizer: Visualizer, pressed: str) -> None:
    visualizer.open("/?preset=2-2-2")
    visualizer.button(pressed).click()
    visualizer.quiet()
    if pressed == "Help":
        visualizer.press("Escape")
    steps = visualizer.part("loss").text_content()
    theme = visualizer.page.locator("html").get_attribute("data-theme")
    visualizer.of("w.2.1.1").click()
    visualizer.press("Control+a", "2", "Enter")
    visualizer.quiet()
    expect(visualizer.of("w.2.1.1")).to_have_text("+2.00")
    expect(visualizer.key_to("edge.2.1.1")).to_be_focused()
    expect(visualizer.part("help")).to_be_hidden()
    assert visualizer.page.locator("html").get_attribute("data-theme") == theme
    visualizer.button("Undo").click()
    expect(visualizer.part("loss")).to_have_text(str(steps))


@pytest.mark.parametrize(
    ("ref", "home"), [("x.1", "neuron.1.1"), ("b.2.2", "neuron.2.2"), ("w.3.1.2", "edge.3.1.2"), ("y.1", "y.1")]
)
@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_the_focus_goes_to_the_mark_that_was_edited(open_page: Visualizer, ref: str, home: str, key: str) -> None:
    open_page.of(ref).click()
    open_page.press("7", key)
    expect(open_page.key_to(home)).to_be_focused()
    open_page.quiet()
    expect(open_page.key_to(home)).to_be_focused()


@pytest.mark.parametrize(
    ("ref", "name"),
    [
        ("w.2.1.2", "New value of the weight into neuron 1 of layer 2 from neuron 2"),
        ("b.2.3", "New value of the bias of neuron 3 of layer 2"),
        ("x.2", "New value of input 2"),
        ("y.1", "New value of target 1"),
    ],
)
def test_the_field_is_called_by_words(open_page: Visualizer, ref: str, name: str) -> None:
    open_page.of(ref).click()
    expect(typing(open_page)).to_have_accessible_name(name)


def test_a_field_that_is_left_does_not_take_the_focus_back(open_page: Visualizer) -> None:
    open_page.key_to("edge.2.1.1").focus()
    open_page.of("w.2.1.1").click()
    open_page.page.get_by_label("Step by").focus()
    expect(open_page.page.get_by_label("Step by")).to_be_focused()
    expect(typing(open_page)).to_have_count(0)


def test_going_elsewhere_keeps_what_is_typed(open_page: Visualizer) -> None:
    open_page.of("w.2.1.1").click()
    typing(open_page).fill("0.5")
    open_page.title.click()
    expect(open_page.of("w.2.1.1")).to_have_text("+0.50")


@pytest.mark.parametrize("typed", ["", "-", "e"])
def test_what_is_no_number_changes_nothing(open_page: Visualizer, typed: str) -> None:
    open_page.of("w.2.1.1").click()
    typing(open_page).press("Delete")
    open_page.press(*typed, "Enter")
    expect(typing(open_page)).to_have_count(0)
    expect(open_page.of("w.2.1.1")).to_have_text("+0.80")
    expect(open_page.part("edited")).to_be_hidden()


@pytest.mark.parametrize("ref", ["w.3.1.2", "b.3.1", "x.2", "y.1"])
def test_dragging_up_raises_a_number_and_down_lowers_it(open_page: Visualizer, ref: str) -> None:
    def value() -> float:
        return float((open_page.of(ref).text_content() or "").replace("−", "-").split("=")[-1])

    open_page.press("Home")
    start = value()
    drag(open_page, open_page.of(ref), up=30)
    assert value() == pytest.approx(start + 0.3, abs=0.0051)
    drag(open_page, open_page.of(ref), up=-50)
    assert value() == pytest.approx(start - 0.2, abs=0.0051)


def test_a_drag_is_undone_at_once_and_edits_one_by_one(open_page: Visualizer) -> None:
    weight = open_page.of("w.2.1.1")
    drag(open_page, weight, up=40, steps=20)
    expect(weight).to_have_text("+1.20")
    drag(open_page, weight, up=40, steps=20)
    expect(weight).to_have_text("+1.60")
    open_page.of("x.1").click()
    typing(open_page).fill("0.1")
    open_page.press("Enter")
    expect(open_page.of("x.1")).to_have_text("0.10")
    for ref, shown in [("x.1", "0.90"), ("w.2.1.1", "+1.20"), ("w.2.1.1", "+0.80")]:
        open_page.press("Control+z")
        expect(open_page.of(ref)).to_have_text(shown)
    expect(open_page.button("Undo")).to_be_disabled()
    expect(open_page.part("edited")).to_be_hidden()


def test_the_keyboard_walks_to_a_weight_and_types_over_it(open_page: Visualizer) -> None:
    open_page.key_to("neuron.1.1").focus()
    open_page.press("ArrowRight", "ArrowDown")
    expect(open_page.key_to("edge.2.1.2")).to_be_focused()
    open_page.press("0", ".", "2", "Enter")
    expect(open_page.of("w.2.1.2")).to_have_text("+0.20")
    expect(open_page.key_to("edge.2.1.2")).to_be_focused()
    open_page.press("ArrowRight", "-", "1", "Enter")
    expect(open_page.of("b.2.1")).to_have_text("b = −1.00")


def test_the_keyboard_reaches_a_target_beside_its_output(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2")
    visualizer.key_to("neuron.3.2").focus()
    visualizer.press("ArrowRight")
    target = visualizer.key_to("y.2")
    expect(target).to_be_focused()
    expect(target).to_have_accessible_name("Target 2, y = 0.99")
    visualizer.press("0", ".", "5", "Enter")
    expect(visualizer.of("y.2")).to_have_text("y = 0.50")
    expect(target).to_be_focused()
    visualizer.press("Enter")
    expect(typing(visualizer)).to_have_value("0.5")
    visualizer.press("Escape", "ArrowUp")
    expect(visualizer.key_to("y.1")).to_be_focused()
    visualizer.press("ArrowRight")
    expect(visualizer.key_to("cost")).to_be_focused()
    visualizer.press("ArrowLeft", "ArrowLeft")
    expect(visualizer.key_to("neuron.3.1")).to_be_focused()


def test_where_no_targets_are_drawn_the_arrows_lead_on_to_the_cost(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1")
    visualizer.part("build").click()
    visualizer.field("Neurons in layer 3").fill("24")
    visualizer.press("Enter")
    visualizer.quiet()
    expect(visualizer.part("network").locator(".target-label")).to_have_count(0)
    visualizer.key_to("neuron.3.2").focus()
    visualizer.press("ArrowRight")
    expect(visualizer.key_to("cost")).to_be_focused()
    visualizer.press("ArrowLeft")
    expect(visualizer.key_to("neuron.3.1")).to_be_focused()


def test_the_inspector_has_a_field_for_what_is_chosen(open_page: Visualizer) -> None:
    open_page.key_to("neuron.2.2").focus()
    open_page.press("Enter")
    field = open_page.part("inspector").get_by_label("Bias")
    expect(field).to_have_value("-0.2")
    field.fill("0.35")
    field.press("Enter")
    expect(open_page.of("b.2.2")).to_have_text("b = 0.35")
    expect(field).to_be_focused()
    open_page.key_to("edge.3.1.2").focus()
    open_page.press("Enter")
    expect(open_page.part("inspector").get_by_label("Value")).to_have_value("-1.1")
    open_page.part("inspector").get_by_role("button", name="Close").click()
    expect(open_page.part("inspector")).to_contain_text("Choose a neuron")


def test_a_click_chooses_a_neuron_or_a_weight(open_page: Visualizer) -> None:
    open_page.mark("neuron.2.3").locator(".disc").click(position={"x": 20, "y": 40})
    expect(open_page.part("inspector").get_by_role("heading").first).to_have_text("Neuron 3 of layer 2")
    expect(open_page.key_to("neuron.2.3")).to_have_attribute("aria-pressed", "true")
    open_page.of("a.2.1").click()
    expect(open_page.part("inspector").get_by_role("heading").first).to_have_text("Neuron 1 of layer 2")


def test_the_inspector_adds_up_what_the_neuron_hears(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    visualizer.key_to("neuron.2.1").focus()
    visualizer.press("Enter")
    inspector = visualizer.part("inspector")
    expect(inspector.get_by_text("not computed yet")).to_have_count(2)
    visualizer.press("End")
    products = [
        float(text.replace("−", "-"))
        for text in inspector.locator(".terms").first.locator(".term-product").all_inner_texts()
    ]
    z = visualizer.trace("2-3-1")["layers"][1]["z"][0][0]
    assert sum(products) == pytest.approx(z, abs=0.002)


def test_the_inspector_adds_the_penalty_to_the_gradient_of_a_weight(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=mini-batch#at=u")
    visualizer.key_to("edge.3.1.1").focus()
    visualizer.press("Enter")
    visualizer.button("Build a network").click()
    visualizer.field("Penalty l2").fill("1")
    visualizer.press("Enter")
    visualizer.quiet()
    inspector = visualizer.part("inspector")
    expect(inspector.locator(".terms li").last).to_contain_text("penalty l2: 1.00 × 0.70")
    shown = [float(text.replace("−", "-")) for text in inspector.locator(".term-product").all_inner_texts()]
    assert len(shown) == 5
    total = numbers(inspector.locator(".total").first.inner_text())[-1]
    assert float(total) == pytest.approx(sum(shown[:4]) / 4 + shown[4], abs=0.002)


def test_a_target_that_the_cost_refuses_is_explained_and_changes_nothing(
    visualizer: Visualizer, problems: Problems
) -> None:
    problems.expect(REFUSED)
    visualizer.open("/?preset=softmax#at=C")
    was = visualizer.of("cost").text_content()
    visualizer.of("y.2").click()
    typing(visualizer).fill("2")
    visualizer.press("Enter")
    expect(visualizer.fault).to_be_visible()
    expect(visualizer.fault).to_contain_text(re.compile(r"target.*2", re.IGNORECASE | re.DOTALL))
    expect(visualizer.of("y.2")).to_have_text("y = 1.00")
    expect(visualizer.of("cost")).to_have_text(str(was))
    expect(visualizer.part("edited")).to_be_hidden()
    visualizer.button("One step on").click()
    visualizer.expect_address("#at=d3")
    visualizer.button("Dismiss").click()
    expect(visualizer.fault).to_be_hidden()


def test_a_weight_that_makes_the_numbers_overflow_is_explained_and_not_kept(
    visualizer: Visualizer, problems: Problems
) -> None:
    problems.expect(REFUSED)
    visualizer.open("/?preset=2-3-1")
    visualizer.key_to("edge.3.1.1").focus()
    visualizer.press("Enter")
    field = visualizer.part("inspector").get_by_label("Value")
    for value in ("1e308", "1e300"):
        field.fill(value)
        field.press("Enter")
        visualizer.quiet()
    visualizer.open("/?preset=xor")
    visualizer.key_to("edge.2.1.1").focus()
    visualizer.press("Enter")
    field.fill("1.7e308")
    visualizer.key_to("neuron.1.1").focus()
    visualizer.quiet()
    visualizer.press("Enter")
    visualizer.part("inspector").get_by_label("Input").fill("1e308")
    visualizer.press("Enter")
    expect(visualizer.fault).to_contain_text(re.compile("layer 2|overflow|diverged", re.IGNORECASE))
    expect(visualizer.part("inspector").get_by_label("Input")).to_have_value("-1")
    visualizer.button("Next learning step").click()
    expect(visualizer.fault).to_be_hidden()


def test_a_later_edit_that_is_right_clears_the_fault(visualizer: Visualizer, problems: Problems) -> None:
    problems.expect(REFUSED)
    visualizer.open("/?preset=softmax")
    for value in ("2", "0.5"):
        visualizer.of("y.2").click()
        typing(visualizer).fill(value)
        visualizer.press("Enter")
        visualizer.quiet()
    # shares that do not add up to one may be refused; what counts is that a good value is taken afterwards
    visualizer.of("x.1").click()
    typing(visualizer).fill("0.5")
    visualizer.press("Enter")
    expect(visualizer.of("x.1")).to_have_text("0.50")
    expect(visualizer.fault).to_be_hidden()


def test_an_edited_network_is_seen_at_the_same_moment_in_any_learning_step(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2#step=3&at=d2")
    visualizer.of("w.2.1.1").click()
    typing(visualizer).fill("0.9")
    visualizer.press("Enter")
    expect(visualizer.of("w.2.1.1").first).to_have_text("+0.90")
    visualizer.expect_address("#at=d2")
    visualizer.button("Undo").click()
    visualizer.expect_address("#step=3&at=d2")


def test_what_is_no_number_is_told_and_changes_nothing(open_page: Visualizer) -> None:
    open_page.of("w.2.1.1").click()
    typing(open_page).fill("1.000,5")
    open_page.press("Enter")
    expect(open_page.fault).to_contain_text("“1.000,5” is not a number")
    expect(open_page.of("w.2.1.1")).to_have_text("+0.80")
    expect(open_page.part("edited")).to_be_hidden()
