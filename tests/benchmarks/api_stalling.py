"""How long the smallest requests wait while the largest that are allowed are being answered, or giants refused."""

from collections.abc import Iterator
from typing import Any

from app.limits import NEURONS, STEPS, TRACED_EXAMPLES, WORK
from app.wire import StepRequest
from tests.app.client import API
from tests.app.examples import trace_request, uniform_request
from tests.app.hostile import HOSTILE
from tests.benchmarks.figure import Figure
from tests.benchmarks.load import Load, generate, get, percentile, post
from tests.benchmarks.serving import Served, serving

SECONDS = 4.0
ADAM = {"name": "adam"}


def most_steps(request: dict[str, Any]) -> dict[str, Any]:
    """The same with as many learning steps as are allowed."""
    work = StepRequest.model_validate(request | {"count": 1}).admit()
    return request | {"count": min(WORK.value // work, STEPS.value)}


def explained(sizes: list[int], examples: int = 1, activation: str = "tanh", **asked: Any) -> dict[str, Any]:
    """A question about such a network."""
    request = uniform_request(sizes, examples, activation)
    return {key: request[key] for key in ("network", "inputs", "targets", "loss")} | asked


LARGEST: dict[str, tuple[str, dict[str, Any]]] = {
    "/trace, most parameters": ("/trace", uniform_request([310, 310], TRACED_EXAMPLES.value, optimizer=ADAM)),
    "/trace, most neurons": ("/trace", uniform_request([1, *[1024, 1] * 3], TRACED_EXAMPLES.value, optimizer=ADAM)),
    "/trace, most layers": ("/trace", uniform_request([39] * 64, TRACED_EXAMPLES.value, optimizer=ADAM)),
    "/step, products": ("/step", most_steps(uniform_request([128, 128, 128], 1024))),
    "/step, most steps": ("/step", most_steps(trace_request("xor", optimizer=ADAM))),
    "/step, most layers": ("/step", most_steps(uniform_request([4] * 64, 1, "gelu", optimizer=ADAM))),
    "/step, gelu": ("/step", most_steps(uniform_request([2, 128, 128, 2], 1024, "gelu"))),
    "/step, wide gelu": ("/step", most_steps(uniform_request([2, NEURONS.value], 240, "gelu"))),
    "/step, 1024 of softmax": (
        "/step",
        most_steps(uniform_request([90, NEURONS.value], 360, "softmax", loss="binary_cross_entropy")),
    ),
}

FIRST_WEIGHT = {"layer": 2, "kind": "weight", "j": 1, "k": 1}
# A request that asks for about as much as it may, one for each question that is dear.
EXPLAINED: dict[str, tuple[str, dict[str, Any]]] = {
    "/gradient-check": ("/gradient-check", explained([2, 30, 28, 2], 16)),
    "/jacobian, 128 of softmax": ("/jacobian", explained([200, 128], activation="softmax", layer=2)),
    "/computation-graph": ("/computation-graph", explained([42, 42, 42])),
    "/paths": ("/paths", explained([4, 60, 60, 60, 4], parameter=FIRST_WEIGHT)),
    "/saturation": ("/saturation", explained([128, 128, 128], 64)),
}
LARGE_LINK = "net=310-310&seed=5"
ASKED = {
    "/link, most parameters": f"{API}/link?{LARGE_LINK}",
    "/embed, most parameters": f"/embed?{LARGE_LINK}",
    "/export, most parameters": f"/export?{LARGE_LINK}&format=csv",
}


def run() -> Iterator[Figure]:
    """Percentiles while each of them is asked for without a pause by four clients."""
    with serving("app.main:create_app") as app:
        generate(Load(app.port, get("/healthz"), connections=1, seconds=0.1))
        yield from waiting(app, "nothing else", [])
        for name, (path, value) in (LARGEST | EXPLAINED).items():
            yield from waiting(app, name, [Load(app.port, post(API + path, value), 4, SECONDS)])
        for name, path in ASKED.items():
            yield from waiting(app, name, [Load(app.port, get(path), 4, SECONDS)])
        for name, body in HOSTILE.items():
            load = Load(app.port, post(f"{API}/step", body), 2, 1.0, status=400 if name == "spaces" else 422)
            yield from waiting(app, f"refused: {name}", [load])


def waiting(app: Served, name: str, loads: list[Load]) -> Iterator[Figure]:
    """What small requests wait meanwhile."""
    seconds = loads[0].seconds if loads else 1.0
    app.forget_peak()
    before = app.peak_megabytes()
    small = [
        Load(app.port, get("/healthz"), 1, seconds, pause=0.01),
        Load(app.port, post(f"{API}/trace", trace_request()), 1, seconds, pause=0.01),
    ]
    health, trace, *large = generate(*small, *loads)
    both = health + trace
    note = f"/healthz {percentile(health, 0.95):.0f} ms, /trace {percentile(trace, 0.95):.0f} ms"
    note += f", longest {percentile(both, 1.0):.0f} ms"
    for latencies in large:
        note += f"; {percentile(latencies, 0.5):,.0f} ms each with {loads[0].connections} at once"
        note += f", {app.peak_megabytes() - before:.0f} MB more"
    yield Figure(f"p95 of small requests during {name}", percentile(both, 0.95), "{:.0f} ms", 200.0, 50.0, True, note)
