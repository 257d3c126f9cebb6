"""A network too large to draw is summed up, and everything else works as with a small one."""

import json

import pytest
from playwright.sync_api import Route, expect

from tests.browser.visualizer import Visualizer

SIZES = [40, 60, 10]


@pytest.fixture
def large(visualizer: Visualizer) -> Visualizer:
    """The page with a large network as its first example."""
    network = visualizer.ask(
        "/networks",
        {"sizes": SIZES, "activations": ["tanh", "softmax"], "initializer": {"name": "xavier_uniform"}, "seed": 3},
    )
    presets = visualizer.ask("/presets")
    example = presets[0] | {
        "network": network,
        "inputs": [[0.1] * SIZES[0]],
        "targets": [[1.0] + [0.0] * 9],
        "loss": "cross_entropy",
    }

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps([example, *presets[1:]]), content_type="application/json")

    visualizer.page.route("**/api/v1/presets", answer)
    return visualizer.open()


def test_it_says_that_it_is_too_large_and_shows_each_layer(large: Visualizer) -> None:
    diagram = large.part("network")
    expect(diagram).to_contain_text("Too large to draw neuron by neuron")
    for layer, n in enumerate(SIZES, start=1):
        expect(diagram).to_contain_text(f"layer {layer} · {n}")
    expect(diagram.locator(".neuron")).to_have_count(0)


def test_it_is_stepped_through_and_learns(large: Visualizer) -> None:
    diagram = large.part("network")
    expect(diagram.locator(".hollow")).to_have_count(2)
    large.press("End")
    large.at(11)
    expect(diagram.locator(".hollow")).to_have_count(0)
    for symbol in ("|a| ≤", "|δ| ≤", "|∂| ≤"):
        expect(diagram).to_contain_text(symbol)
    large.button("Next learning step").click()
    expect(large.part("loss")).to_contain_text("Learning step 2 of 2")


def test_finer_steps_stay_within_reason(large: Visualizer) -> None:
    large.step_by("term")
    steps = int(large.slider.get_attribute("aria-valuemax") or 0)
    assert 11 < steps <= 600


def test_its_words_stay_within_the_picture(large: Visualizer) -> None:
    for width, height in [(1280, 800), (360, 740)]:
        large.page.set_viewport_size({"width": width, "height": height})
        large.press("Home")
        found = large.run("misplaced")
        assert {kind: places[:3] for kind, places in found.items() if places} == {}
