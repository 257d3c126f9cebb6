"""The page in a real browser: what its first load weighs and takes, and the script behind a frame of the animation."""

import json
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Route, sync_playwright

from app.wire import network_object
from engine import Initializer, new_network
from tests.benchmarks.figure import ROUNDS, Figure
from tests.benchmarks.serving import serving
from tests.browser.conftest import ARGUMENTS
from tests.browser.find_browser import find_browser

READY = "[data-ready]"
PATIENCE = 30_000
SLOWED = 4
SECONDS_OF_PLAY = 12
# Every callback of an animation frame leaves the milliseconds of script that it took.
STOPWATCH = """
  window.frames_ = [];
  const request = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => request((time) => {
    const start = performance.now();
    draw(time);
    window.frames_.push(performance.now() - start);
  });
"""


def run() -> Iterator[Figure]:
    """Weight and time of the first load, then the frames of a usual and of the largest drawn network."""
    path = find_browser()
    with (
        serving("app.main:create_app") as app,
        sync_playwright() as playwright,
        closing(playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, "--no-sandbox"])) as browser,
    ):
        address = f"http://127.0.0.1:{app.port}"
        yield first_load_weight(browser, address)
        yield first_load_time(browser, address)
        yield frames(browser, address, (8, 8, 8, 8), 4.0)
        yield frames(browser, address, (30, 32, 32), 8.0)


@contextmanager
def closing(browser: Browser) -> Iterator[Browser]:
    """Close the browser afterwards, whatever happened."""
    try:
        yield browser
    finally:
        browser.close()


def first_load_weight(browser: Browser, address: str) -> Figure:
    """Bytes of script and style that come over the wire before the page is ready."""
    page = browser.new_page()
    sizes: dict[str, int] = {}

    def note(kind: str, size: int) -> None:
        sizes[kind] = sizes.get(kind, 0) + size

    page.on("requestfinished", lambda r: note(r.resource_type, r.sizes()["responseBodySize"]))
    page.goto(address)
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    weight = (sizes.get("script", 0) + sizes.get("stylesheet", 0)) / 1000
    others = ", ".join(f"{kind} {size / 1000:.0f} kB" for kind, size in sorted(sizes.items()))
    page.close()
    return Figure("page, script and style", weight, "{:.0f} kB", must=150, less_is_better=True, note=others)


def first_load_time(browser: Browser, address: str) -> Figure:
    """Milliseconds until the page is ready, nothing cached, the processor slowed."""
    times = []
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.goto(address)
        page.wait_for_selector(READY, timeout=PATIENCE)
        times.append(page.evaluate("performance.getEntriesByName('ready')[0].startTime"))
        context.close()
    note = f"of {ROUNDS} loads, {min(times):.0f} to {max(times):.0f} ms; processor slowed {SLOWED} times"
    what = "page, first load until ready"
    return Figure(what, statistics.median(times), "{:.0f} ms", must=1000, less_is_better=True, note=note)


def frames(browser: Browser, address: str, sizes: Sequence[int], must: float) -> Figure:
    """Milliseconds of script in a frame while a network of these sizes plays through."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(STOPWATCH)
    page.route("**/api/v1/presets", lambda route: answer(route, [preset(sizes)]))
    page.goto(address)
    page.wait_for_selector(READY, timeout=PATIENCE)
    page.evaluate("window.frames_.length = 0")
    page.keyboard.press(" ")
    page.wait_for_timeout(SECONDS_OF_PLAY * 1000)
    times = sorted(page.evaluate("window.frames_"))
    page.close()
    percentile = times[int(len(times) * 0.99)]
    over = sum(time > must for time in times)
    note = (
        f"99th percentile; median {statistics.median(times):.1f}, largest {times[-1]:.1f} ms, "
        f"{over} of {len(times)} frames over the goal, {len(times) / SECONDS_OF_PLAY:.0f} frames a second"
    )
    name = "-".join(str(size) for size in sizes)
    return Figure(f"script in a frame, {name}", percentile, "{:.1f} ms", must=must, less_is_better=True, note=note)


def preset(sizes: Sequence[int]) -> dict[str, Any]:
    """A preset of a fresh network of these sizes."""
    network = new_network(sizes, ["tanh"] * (len(sizes) - 1), Initializer("xavier_uniform"), seed=1)
    layers = [
        {**layer, "weights": layer["weights"].tolist(), "biases": layer["biases"].tolist()}
        for layer in network_object(network)["layers"]
    ]
    return {
        "id": "measured",
        "title": "measured",
        "source": "",
        "description": "",
        "network": {"layers": layers},
        "inputs": [[1.0 / (k + 2) for k in range(sizes[0])]],
        "targets": [[0.5] * sizes[-1]],
        "loss": "half_squared_error",
        "optimizer": {"name": "sgd", "learning_rate": 0.5},
    }


def answer(route: Route, value: Any) -> None:
    """Answer a request of the page in the server's place."""
    route.fulfill(body=json.dumps(value), content_type="application/json")
