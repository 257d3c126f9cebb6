"""Gradients in a frame: the numbers of a layer have as many digits each, and stand clear of one another."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.visualizer import PRESETS, Visualizer

OVERLAPS = """() => { const boxes = [...document.querySelectorAll(".network :is(.passing, .weight-label)")]
    .filter((node) => node.textContent && node.getAttribute("opacity") !== "0")
    .map((node) => [node.textContent, node.getBoundingClientRect()]);
  return boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom)
    .map(([other]) => `${one} over ${other}`)); }"""


def digits(words: str) -> int:
    """How many significant figures a number is written with."""
    return len(re.sub(r"\D", "", words.partition("⋅")[0]).lstrip("0"))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(("width", "height"), [(480, 270), (800, 600), (960, 540)])
def test_a_layer_writes_all_its_gradients_alike_or_the_largest_alone(
    page: Page, visualizer: Visualizer, preset: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visualizer.open(f"/embed?preset={preset}#at=g2")
    assert page.evaluate(OVERLAPS) == []
    for layer in visualizer.trace(preset)["layers"][1:]:
        nabla = {f"{j}.{k}": abs(n) for j, row in enumerate(layer["nabla_w"], 1) for k, n in enumerate(row, 1)}
        words = {at: visualizer.of(f"nabla_w.{layer['layer']}.{at}").all_text_contents() for at in nabla}
        written = {at: found[0] for at, found in words.items() if found and found[0]}
        if len(written) < len(nabla):
            largest = max(nabla.values())
            assert all(nabla[at] == pytest.approx(largest) for at in written)
            assert len(written) <= 1
        # a number that is exactly short is written short
        assert len({digits(found) for found in written.values()} - {1, 2}) <= 1, written
