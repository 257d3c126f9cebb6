"""A batch: one chip for each example, and everything that belongs to an example switches with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visualizer import Visualizer, is_shown_as, numbers, read


@pytest.mark.parametrize("preset", ["xor", "mini-batch"])
def test_a_chip_switches_everything_that_belongs_to_the_example(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}#at=u")
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    trace = visualizer.trace(preset)
    chips = visualizer.part("examples").get_by_role("button")
    expect(chips).to_have_count(4)
    for example in (2, 0, 3, 1):
        chips.nth(example).click()
        expect(chips.nth(example)).to_have_attribute("aria-pressed", "true")
        for ref in ("x.1", "x.2", "y.1", "z.2.1", "a.2.2", "delta.3.1", "delta.2.1"):
            value = read(trace, ref, example)
            assert value is not None
            assert is_shown_as(value, numbers(visualizer.of(ref).first.text_content() or "")[-1]), (ref, example)
        for ref in ("z.2.1", "grad_a.2.2", "delta.2.1", "nabla_w.3.1.1"):
            value = read(trace, ref, example)
            assert value is not None
            shown = visualizer.part("table").locator(f'td[data-ref="{ref}"]').inner_text()
            assert is_shown_as(value, shown), (ref, example)
        expect(visualizer.part("table")).to_contain_text(f"example {example + 1} of 4")


def test_another_example_is_told_in_the_panel(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=xor#at=z2")
    expect(visualizer.part("equation")).to_contain_text("example 1 of 4")
    visualizer.part("examples").get_by_role("button", name="3").click()
    visualizer.page.get_by_role("button", name="One step on").click()
    expect(visualizer.part("equation")).to_contain_text("example 3 of 4")


def test_the_cost_is_the_mean_and_stays(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=xor#at=u")
    cost = visualizer.of("cost").text_content()
    visualizer.part("examples").get_by_role("button", name="3").click()
    visualizer.press("End")
    expect(visualizer.of("cost")).to_have_text(str(cost))
    expect(visualizer.part("network")).to_contain_text("mean C")


def test_a_single_example_has_no_chips(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1")
    expect(visualizer.part("examples")).to_be_hidden()
