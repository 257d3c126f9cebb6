"""Every path to the cost: the products and sums that the API answers, what they share, and how the work grows."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.explain.built import EIGHTS, show
from tests.browser.test_accessibility import violations
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers

FIRST = {"layer": 2, "kind": "weight", "j": 1, "k": 1}


def open_at(visualizer: Visualizer, preset: str, place: str = "at=g2") -> Locator:
    visualizer.open(f"/?preset={preset}&views=paths#{place}")
    return explained(visualizer)


def explained(visualizer: Visualizer) -> Locator:
    part = visualizer.part("explain-panel")
    expect(part.locator(".growth-bar").first).to_be_attached()
    return part


def answer_to(visualizer: Visualizer, preset: str, **more: Any) -> Any:
    entry = visualizer.ask(f"/presets/{preset}")
    problem = {key: entry[key] for key in ("network", "loss")}
    first = {key: entry[key][:1] for key in ("inputs", "targets")}
    return visualizer.ask("/paths", problem | first | {"parameter": FIRST, "largest": 20} | more)


def digits(locator: Locator) -> str:
    return re.sub(r"\s", "", locator.text_content() or "")


def test_it_opens_from_the_menu_with_everything_computed(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-2")
    visualizer.button("Explain").click()
    visualizer.page.get_by_role("button", name=re.compile("Every path to the cost")).click()
    expect(explained(visualizer).locator(".path-row")).to_have_count(2)
    expect(explained(visualizer).locator(".hollow")).to_have_count(0)
    visualizer.expect_address("views=paths#at=g2")


@pytest.mark.parametrize("preset", PRESETS)
def test_every_product_and_factor_is_the_answer_of_the_api(visualizer: Visualizer, preset: str) -> None:
    part, answer = open_at(visualizer, preset), answer_to(visualizer, preset)
    rows = part.locator(".path-row")
    expect(rows).to_have_count(len(answer["paths"]))
    by_way = {" → ".join([*map(str, path["neurons"]), "C"]): path for path in answer["paths"]}
    for row in rows.all():
        name = row.get_by_role("button").get_attribute("aria-label") or ""
        path = by_way.pop(name.removeprefix("Path ").partition(",")[0])
        assert is_shown_as(path["product"], numbers(row.locator(".path-product").inner_text())[0])
        shown = [numbers(text)[0] for text in row.locator(".chip .chip-value").all_inner_texts()]
        for factor, written in zip(path["factors"], shown, strict=True):
            assert is_shown_as(factor["value"], written)
        times = [text.rstrip("×") for text in row.locator(".chip-shared").all_inner_texts()]
        assert times == [str(n["shared_with"]) for n in path["factors"] if n["shared_with"] > 1]
    assert by_way == {}
    total = part.locator(".path-total .result")
    assert is_shown_as(answer["gradient"], numbers(total.inner_text())[0])


@pytest.mark.parametrize("preset", PRESETS)
def test_the_recursion_has_the_deltas_of_the_trace_and_how_often_they_are_used(
    visualizer: Visualizer, preset: str
) -> None:
    part, answer = open_at(visualizer, preset), answer_to(visualizer, preset)
    rows = part.locator(".recursion-row:not(.recursion-last)")
    expect(rows).to_have_count(len(answer["recursion"]))
    for row, step in zip(rows.all(), answer["recursion"], strict=True):
        assert is_shown_as(step["value"], numbers(row.locator(".delta-value").text_content() or "")[0])
        expect(row.locator(".badge")).to_have_text(f"used {step['uses_for_all']}×")
    gradient = numbers(part.locator(".recursion-last .result").inner_text())[0]
    assert is_shown_as(answer["gradient"], gradient)


def test_the_multiplications_are_those_that_were_counted(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2")
    expect(part.locator(".sentence").nth(0)).to_contain_text("8 multiplications for this one parameter, counted")
    expect(part.locator(".sentence").nth(1)).to_contain_text("6 multiplications, in place of 8")
    expect(part.locator(".sentence").nth(1)).to_contain_text("16 in place of 54, counted while doing it")


def test_pointing_at_a_path_lights_it_up_in_the_diagram(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2")
    on_trail, off = re.compile("on-trail"), visualizer.mark("edge.3.1.1")
    expect(off).to_have_class(on_trail)
    part.locator(".path-row").nth(1).hover()
    expect(visualizer.mark("edge.3.2.1")).to_have_class(on_trail)
    expect(off).not_to_have_class(on_trail)
    part.get_by_role("heading", name="Every path").hover()
    expect(off).to_have_class(on_trail)
    part.get_by_role("button", name="Path 1 → 2 → C").focus()
    expect(off).not_to_have_class(on_trail)


def test_a_factor_is_linked_with_all_places_of_its_number(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2")
    part.locator('.path-row [data-ref="slope.2.1"]').first.hover()
    expect(part.locator('.recursion [data-ref="slope.2.1"]')).to_have_class(re.compile("pointed"))
    expect(visualizer.mark("neuron.2.1")).to_have_class(re.compile("pointed"))


def test_another_parameter_has_other_paths(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "deep")
    expect(part.locator(".path-row")).to_have_count(9)
    part.get_by_label("Parameter of layer").select_option("4")
    expect(part.locator(".path-row")).to_have_count(1)
    expect(part.get_by_role("heading", name="1 path from")).to_be_visible()


def test_the_paths_are_hollow_until_the_output_delta_is_there(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2", "at=a3")
    hollow = re.compile("hollow")
    expect(part.locator(".path-product").first).to_have_class(hollow)
    expect(part.locator('.path-row [data-ref="slope.3.1"]')).not_to_have_class(hollow)
    visualizer.press("ArrowRight", "ArrowRight")
    expect(part.locator(".path-product").first).not_to_have_class(hollow)
    expect(part.locator('.delta-value[data-ref="delta.2.1"]')).to_have_class(hollow)


def test_the_growth_is_that_of_the_api_and_follows_the_sliders(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2")
    expect(part.locator(".growth-group")).to_have_count(6)
    depth = part.get_by_label("Hidden layers")
    depth.focus()
    visualizer.press("ArrowRight", "ArrowRight")
    expect(part.locator(".growth-group")).to_have_count(8)
    expect(depth).to_be_focused()
    part.get_by_label("Width of each").fill("5")
    expect(part.locator(".growth-sliders output").nth(1)).to_have_text("5 neurons")
    growth = answer_to(visualizer, "2-2-2", growth={"width": 5, "depth": 8})["growth"]
    part.get_by_text("The growth as a table").click()
    last = part.locator(".twin-table").last.locator("tbody tr").last.locator("td")
    expect(part.locator(".sentence").last).to_contain_text("5 times as many")
    assert digits(last.nth(0)) == growth[-1]["paths"]
    assert digits(last.nth(1)) == growth[-1]["multiplications_paths"]
    assert digits(last.nth(2)) == str(growth[-1]["multiplications_backprop"])


def test_the_axis_says_what_it_is(visualizer: Visualizer) -> None:
    part = open_at(visualizer, "2-2-2")
    kept = part.locator(".growth-bar.by-deltas").last
    low = height_of(kept)
    visualizer.button("logarithmic axis").click()
    expect(part.locator(".growth-up")).to_contain_text("power of ten")
    assert height_of(kept) > 4 * low


def height_of(bar: Locator) -> float:
    box = bar.bounding_box()
    assert box is not None
    return box["height"]


def test_of_many_paths_the_largest_are_listed_and_all_are_counted(visualizer: Visualizer) -> None:
    problem = show(visualizer, [8, 8, 8, 8, 8], ["tanh"] * 4, "/?views=paths#at=g2")
    part = explained(visualizer)
    answer = visualizer.ask("/paths", problem | {"parameter": FIRST, "largest": 20})
    expect(part.get_by_role("heading", name="512 paths from")).to_be_visible()
    expect(part.locator(".path-row")).to_have_count(20)
    shown = part.locator(".path-product").all_inner_texts()
    for path, text in zip(answer["paths"], shown, strict=True):
        assert is_shown_as(path["product"], numbers(text)[0])
    partial = part.locator(".path-foot .hint strong").inner_text()
    assert is_shown_as(answer["listed_total"], numbers(partial)[0])
    assert is_shown_as(answer["total"], numbers(part.locator(".path-total .result").inner_text())[0])
    rows = part.locator(".recursion-row:not(.recursion-last)")
    expect(rows).to_have_count(2 + 2 + 2 + 1)
    part.get_by_text("6 more in layer 5").click()
    expect(rows).to_have_count(2 + 2 + 2 + 1 + 6)
    visualizer.button("List more of them").click()
    expect(part.locator(".path-row")).to_have_count(200)
    expect(visualizer.button("List more of them")).to_have_count(0)


def test_what_is_too_much_is_told(visualizer: Visualizer, problems: Any) -> None:
    problems.expect(r"console error: .* 4\d\d")
    show(visualizer, [4, 120, 120, 2], ["tanh"] * 3, "/?views=paths#at=g2")
    refused = visualizer.part("explain-panel").locator(".refused")
    expect(refused).to_contain_text("connections")


@pytest.mark.parametrize(("theme", "size"), [("light", "laptop"), ("dark", "phone"), ("projector", "laptop")])
def test_axe_finds_nothing(visualizer: Visualizer, theme: str, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open(f"/?preset=deep&theme={theme}&views=paths#at=g2")
    part = explained(visualizer)
    for summary in part.locator("summary").all():
        summary.click()
    assert violations(visualizer) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    show(visualizer, EIGHTS, ["tanh", "relu", "sigmoid"], "/?views=paths#at=g2")
    explained(visualizer)
    width = visualizer.page.evaluate("document.documentElement.scrollWidth")
    assert width <= SIZES[size]["width"]
