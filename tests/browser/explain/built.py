"""Networks that are no preset, on the page as its first example."""

import json
from typing import Any

from playwright.sync_api import Route

from tests.browser.visualizer import Visualizer

EIGHTS = [8, 8, 8, 8]


def show(visualizer: Visualizer, sizes: list[int], activations: list[str], address: str = "/", **more: Any) -> Any:
    """Open the page with such a network; answers what it is about, as the API takes it."""
    drawn = {"sizes": sizes, "activations": activations, "initializer": {"name": "xavier_uniform"}, "seed": 3}
    presets = visualizer.ask("/presets")
    problem = {
        "network": visualizer.ask("/networks", drawn),
        "inputs": [[(-0.3) ** (j % 3) for j in range(sizes[0])]],
        "targets": [[1.0] + [0.0] * (sizes[-1] - 1)],
        "loss": "half_squared_error",
        **more,
    }

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps([presets[0] | problem, *presets[1:]]), content_type="application/json")

    visualizer.page.route("**/api/v1/presets", answer)
    visualizer.open(address)
    return problem
