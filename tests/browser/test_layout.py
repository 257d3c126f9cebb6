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


@pytest.mark.parametrize("size", SIZES)
def test_every_weight_has_its_gradient_as_a_number_or_as_a_bead(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    for preset in PRESETS:
        visualizer.open(f"/?preset={preset}#at=g2")
        bare = visualizer.page.evaluate(
            """() => [...document.querySelectorAll('.edge[data-home^="edge.2."]')]
                 .filter((edge) => !edge.querySelector(".bead"))
                 .map((edge) => edge.dataset.home.replace("edge", "nabla_w"))"""
        )
        for ref in bare:
            assert visualizer.part("network").locator(f'.passing.gradient[data-ref="{ref}"]').text_content(), ref


@pytest.mark.parametrize("preset", ["2-2-2", "xor", "deep"])
def test_the_tangent_is_as_steep_as_the_curve(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}#at=a2")
    slopes = visualizer.run("tangents")
    assert slopes
    for slope in slopes:
        assert slope["tangent"] == pytest.approx(slope["curve"], abs=0.04)
