"""MISTAKEN_EXPLANATIONS: the ways in which a request for an explanation can be wrong, beside those of all requests."""

from typing import Any

from app.limits import CONNECTIONS, GRAPH, JACOBIAN, LISTED_PATHS
from tests.app.examples import EXPLANATIONS, explanation_request, uniform_network, uniform_request
from tests.app.mistake import Mistake


def _ask(name: str, **changes: Any) -> dict[str, Any]:
    return explanation_request(name, **changes)


# What takes a batch; all others take exactly one example.
_OF_A_BATCH = {"gradient-check", "saturation"}

ONE_EXAMPLE = [
    Mistake("two examples", f"/{name}",
            _ask(name) | {key: _ask(name)[key] * 2 for key in ("inputs", "targets")}, "shape-mismatch", "/inputs",
            ("2 examples", "exactly one"))
    for name in EXPLANATIONS if name not in _OF_A_BATCH
]  # fmt: skip

# Of a network of sizes 2, 2, 2 with biases.
_PARAMETERS: list[tuple[str, Any, str, str, tuple[str, ...]]] = [
    ("a weight of the input layer", {"layer": 1, "kind": "weight", "j": 1, "k": 1}, "invalid-number", "/layer",
     ("input layer", "2 to 3")),
    ("a layer too many", {"layer": 4, "kind": "weight", "j": 1, "k": 1}, "invalid-number", "/layer", ("no layer 4",)),
    ("j of 0", {"layer": 2, "kind": "weight", "j": 0, "k": 1}, "invalid-number", "/j", ("greater", "got 0")),
    ("j out of range", {"layer": 3, "kind": "weight", "j": 3, "k": 1}, "invalid-number", "/j", ("2 neurons", "1 to 2")),
    ("k out of range", {"layer": 2, "kind": "weight", "j": 1, "k": 9}, "invalid-number", "/k", ("layer 1", "1 to 2")),
    ("a weight without k", {"layer": 2, "kind": "weight", "j": 1}, "shape-mismatch", "", ("k,", "missing")),
    ("a bias with k", {"layer": 2, "kind": "bias", "j": 1, "k": 1}, "shape-mismatch", "/k", ("no k", "got 1")),
    ("half a neuron", {"layer": 2, "kind": "bias", "j": 1.5}, "invalid-request", "/j", ("integer", "1.5")),
    ("an unknown kind", {"layer": 2, "kind": "gain", "j": 1}, "invalid-request", "/kind", ("'weight' or 'bias'",)),
    ("a parameter without a layer", {"kind": "bias", "j": 1}, "invalid-request", "", ("'layer' is missing",)),
    ("a parameter by name", "w1", "invalid-request", "", ("object", "'w1'")),
]  # fmt: skip

PARAMETERS = [
    Mistake(claim, f"/{name}", explanation_request(name, "2-2-2", parameter=parameter), kind,
            f"/parameter{pointer}", words)
    for name in EXPLANATIONS if "parameter" in _ask(name)
    for claim, parameter, kind, pointer, words in _PARAMETERS
] + [
    Mistake("a bias of a layer without biases", f"/{name}",
            _ask(name, network=explanation_request(name, "2-2-1")["network"], targets=[[1.0]],
                 parameter={"layer": 2, "kind": "bias", "j": 1}),
            "shape-mismatch", "/parameter/kind", ("layer 2 has no biases", "expected a weight"))
    for name in EXPLANATIONS if "parameter" in _ask(name)
]  # fmt: skip

LAYERS = [
    Mistake("the input layer", "/jacobian", _ask("jacobian", layer=1), "invalid-number", "/layer",
            ("input layer", "no Jacobian" , "2 to 3")),
    Mistake("a layer too many", "/jacobian", _ask("jacobian", layer=4), "invalid-number", "/layer", ("no layer 4",)),
    Mistake("layer 0", "/jacobian", _ask("jacobian", layer=0), "invalid-number", "/layer", ("got 0",)),
    Mistake("text for a shift", "/jacobian", _ask("jacobian", shift="1"), "invalid-request", "/shift", ("'1'",)),
]  # fmt: skip

NEURONS = [
    Mistake(claim, "/computation-graph", _ask("computation-graph", neuron=neuron), kind, f"/neuron{pointer}", words)
    for claim, neuron, kind, pointer, words in [
        ("a neuron of the input layer", {"layer": 1, "j": 1}, "invalid-number", "/layer", ("input layer", "2 to 3")),
        ("a neuron too many", {"layer": 3, "j": 2}, "invalid-number", "/j", ("1 neuron", "1 to 1")),
        ("a neuron without j", {"layer": 3}, "invalid-request", "", ("'j' is missing",)),
        ("a neuron by number", 3, "invalid-request", "", ("object", "got 3")),
    ]
]

PATHS = [
    Mistake("no paths to list", "/paths", _ask("paths", largest=0), "invalid-number", "/largest", ("got 0",)),
    Mistake("growth without a depth", "/paths", _ask("paths", growth={"width": 2}), "invalid-request", "/growth",
            ("'depth' is missing",)),
    Mistake("growth of no width", "/paths", _ask("paths", growth={"width": 0, "depth": 1}), "invalid-number",
            "/growth/width", ("got 0",)),
    Mistake("a path that overflows", "/paths",
            _ask("paths", inputs=[[0.0]], targets=[[1e10]], network={"layers": [
                {"weights": [[1e-300]], "activation": "linear"},
                {"weights": [[1e200], [1e200]], "activation": "linear"},
                {"weights": [[1e200, -1e200]], "activation": "linear"},
            ]}), "diverged", "", ("layer 2: grad_a became",)),
]  # fmt: skip

MISTAKEN_EXPLANATIONS = [*ONE_EXAMPLE, *PARAMETERS, *LAYERS, *NEURONS, *PATHS]


def wide_request(sizes: list[int], activation: str = "tanh", **changes: Any) -> dict[str, Any]:
    """A request for an explanation of a network of any size, one example."""
    request = uniform_request(sizes, 1, activation)
    del request["optimizer"]
    return request | changes


EXCESSIVE_EXPLANATIONS = [
    Mistake(f"over {JACOBIAN.name}", "/jacobian", lambda: wide_request([1, 129, 1], layer=2),
            "limit-exceeded", "/layer", ("129 neurons", "128")),
    Mistake(f"over {GRAPH.name}", "/computation-graph", lambda: wide_request([64, 64, 1]),
            "limit-exceeded", "/network/layers", ("nodes and edges", "20,000")),
    Mistake(f"over {GRAPH.name}", "/computation-graph",
            lambda: wide_request([1, 140], activation="softmax"), "limit-exceeded",
            "/network/layers", ("nodes and edges",)),
    Mistake(f"over {LISTED_PATHS.name}", "/paths", _ask("paths", largest=201), "limit-exceeded", "/largest",
            ("201 paths", "200")),
    Mistake(f"over {CONNECTIONS.name}", "/paths",
            lambda: wide_request([2, 101, 100, 1], parameter={"layer": 2, "kind": "weight", "j": 1, "k": 1}),
            "limit-exceeded", "/parameter/layer", ("10,200 connections", "10,000")),
    Mistake("over work", "/paths",
            lambda: wide_request([2] * 64, largest=200, parameter={"layer": 2, "kind": "weight", "j": 1, "k": 1})
            | {"network": uniform_network([2, *[12] * 61, 2])},
            "limit-exceeded", "", ("about half a second",)),
    Mistake("over layers", "/paths", _ask("paths", growth={"width": 1, "depth": 63}), "limit-exceeded",
            "/growth/depth", ("65 layers",)),
    Mistake("over neurons_per_layer", "/paths", _ask("paths", growth={"width": 2000, "depth": 3}), "limit-exceeded",
            "/growth/width", ("2,000 neurons",)),
]  # fmt: skip
