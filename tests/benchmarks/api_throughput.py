"""Requests per second of /trace, against an empty FastAPI route and against FastAPI's own way with typed JSON.

One worker each, the same uvicorn settings (uvloop, httptools), eight keep-alive connections, in turns.
"""

import statistics
from collections.abc import Iterator
from functools import partial
from typing import Any

from engine import Initializer, new_network
from tests.app.client import API
from tests.app.examples import trace_request
from tests.benchmarks.figure import Figure, interleaved, paired_ratio
from tests.benchmarks.load import Load, get, post, requests_per_second
from tests.benchmarks.serving import Served, serving


def body(*sizes: int) -> dict[str, Any]:
    """A request for one example and a fresh network of these sizes, with all its digits."""
    activations = ["tanh"] * (len(sizes) - 1)
    network = new_network(sizes, activations, Initializer("xavier_uniform"), seed=1)
    layers = [
        {"weights": layer.weights.tolist(), "biases": [0.1] * layer.n_out, "activation": layer.activation}
        for layer in network.layers
    ]
    example = {"inputs": [[1.0 / (k + 3) for k in range(sizes[0])]], "targets": [[0.5] * sizes[-1]]}
    return trace_request("2-3-1", network={"layers": layers}, **example)


def run() -> Iterator[Figure]:
    """The ratios of the rounds, their medians."""
    with (
        serving("tests.benchmarks.yardsticks:empty") as empty,
        serving("tests.benchmarks.yardsticks:typed") as typed,
        serving("app.main:create_app") as app,
    ):
        small, large = body(2, 4, 2, 1), body(784, 30, 10)
        yield compared("POST /trace 2-4-2-1 / empty text route", app, small, empty, get("/"), 0.42, 0.55)
        yield compared("POST /trace 784-30-10 / typed route", app, large, typed, post("/", large), 3.0, 7.0)


def compared(
    what: str, app: Served, value: dict[str, Any], other: Served, yardstick: bytes, must: float, reach: float
) -> Figure:
    """/trace with ``value`` against the ``yardstick``."""
    loads = [Load(other.port, yardstick), Load(app.port, post(f"{API}/trace", value))]
    for load in loads:
        requests_per_second(load)
    theirs, ours = interleaved([partial(requests_per_second, load) for load in loads])
    note = f"{statistics.median(ours):,.0f} / {statistics.median(theirs):,.0f} requests per second"
    return Figure(what, paired_ratio(ours, theirs), must=must, reach=reach, note=note)
