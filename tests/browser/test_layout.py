"""Everything is to be seen, nothing lies over anything else, at every size and at every step."""

import pytest

from tests.browser.visualizer import PRESETS, SIZES, Visualizer


@pytest.mark.parametrize("size", SIZES)
def test_in_the_diagram_nothing_is_cut_off_or_lies_over_anything_else(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open()
    problems: dict[str, list[str]] = {}
    for preset in PRESETS:
        visualizer.load(preset)
        problems |= {f"{preset} {kind}": places[:6] for kind, places in visualizer.run("misplaced").items() if places}
    assert problems == {}
