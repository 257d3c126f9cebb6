"""MISTAKES: every way in which a request to an operation can be wrong, with the problem that has to come of it."""

import json
from collections.abc import Callable
from typing import Any

from app import limits
from app.limits import EXAMPLES, LAYERS, NEURONS, PARAMETERS, RECORDED, STEPS, TRACED_EXAMPLES, WORK
from tests.app.examples import (
    backward_request,
    forward_request,
    networks_request,
    trace_request,
    uniform_network,
    uniform_request,
)
from tests.app.mistake import Mistake
from tests.app.mistaken_checks import DIVERGED_CHECKS, EXCESSIVE_CHECKS, MISTAKEN_CHECKS
from tests.app.mistaken_explanations import EXCESSIVE_EXPLANATIONS, MISTAKEN_EXPLANATIONS


def _with(value: Any, request: Callable[..., dict[str, Any]] = trace_request, *path: str | int) -> dict[str, Any]:
    """A request in which the value at ``path`` is ``value``."""
    body = request()
    target: Any = body
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    return body


def _without(*path: str | int) -> dict[str, Any]:
    body = trace_request()
    target: Any = body
    for part in path[:-1]:
        target = target[part]
    del target[path[-1]]
    return body


def _written(number: str) -> bytes:
    """A request with ``number``, as it is written, for the first input."""
    return json.dumps(trace_request(inputs=[["NUMBER", 0.1]])).replace('"NUMBER"', number).encode()


def _state(step: Any = 1, *layers: Any) -> dict[str, Any]:
    return {"step": step, "layers": list(layers) or [{"weights": {}, "biases": {}}] * 2}


WEIGHTS = ("network", "layers", 1, "weights")
ZEROS = [[0.0, 0.0], [0.0, 0.0]]
ADAM = {"name": "adam"}


def _state_mistake(claim: str, state: Any, kind: str, pointer: str, *words: str, **optimizer: Any) -> Mistake:
    body = trace_request(optimizer=ADAM | optimizer, optimizer_state=state)
    return Mistake(f"optimizer_state: {claim}", "/trace", body, kind, pointer, words)


UNREADABLE = [
    Mistake("empty body", "/trace", b"", "malformed-json", None, ("EOF", "column 0")),
    Mistake("spaces", "/trace", b"  \n ", "malformed-json", None, ("EOF",)),
    Mistake("no JSON", "/trace", b"weights=1", "malformed-json", None, ("line 1 column 1",)),
    Mistake("cut short", "/trace", b'{"network": {"layers": [', "malformed-json", None, ("EOF", "column 24")),
    Mistake("something after", "/trace", b"{} {}", "malformed-json", None, ("trailing characters",)),
    Mistake("a trailing comma", "/trace", b'{"network": {},}', "malformed-json", None, ("trailing comma",)),
    Mistake("single quotes", "/trace", b"{'network': {}}", "malformed-json", None, ("column 2",)),
    Mistake("not UTF-8", "/trace", b'{"loss": "\xff"}', "malformed-json", None, ("unicode",)),
    Mistake("UTF-16", "/trace", '{"loss": "a"}'.encode("utf-16"), "malformed-json", None, ("column 1",)),
    Mistake("half a surrogate pair", "/trace", b'{"loss": "\\ud800"}', "malformed-json", None, ("escape",)),
    Mistake("nested too deeply", "/trace", b"[" * 100_000, "malformed-json", None, ("recursion",)),
    Mistake("objects nested too deeply", "/trace", b'{"a":' * 1000, "malformed-json", None, ("recursion",)),
]

FORM = [
    Mistake("a list for the whole", "/trace", [], "invalid-request", "", ("object", "got a list")),
    Mistake("null for the whole", "/trace", b"null", "invalid-request", "", ("object", "got null")),
    Mistake("a number for the whole", "/trace", b"3", "invalid-request", "", ("object", "got 3")),
    *[
        Mistake(f"{key} is missing", "/trace", _without(key), "invalid-request", "", (f"'{key}' is missing",))
        for key in trace_request()
    ],
    Mistake("no weights", "/trace", _without(*WEIGHTS), "invalid-request", "/network/layers/1", ("'weights' is",)),
    Mistake("no name", "/trace", _without("optimizer", "name"), "invalid-request", "/optimizer", ("'name' is",)),
    Mistake("unknown key", "/trace", trace_request(learning_rate=1), "invalid-request", "/learning_rate", ("unknown",)),
    Mistake("a key of another operation", "/forward", backward_request(), "invalid-request", "/targets", ("unknown",)),
    Mistake(
        "a key with / and ~", "/trace", trace_request() | {"a/b~c": 1}, "invalid-request", "/a~1b~0c", ("'a/b~c'",)
    ),
    Mistake(
        "unknown key further in",
        "/trace",
        _with({"weights": [[1, 2]], "biases": [1], "activation": "tanh", "bias": [1]}, trace_request, *WEIGHTS[:3]),
        "invalid-request",
        "/network/layers/1/bias",
        ("unknown key 'bias'",),
    ),
    Mistake(
        "a setting of another optimizer",
        "/trace",
        trace_request(optimizer={"name": "sgd", "rho": 0.9}),
        "invalid-request",
        "/optimizer/rho",
        ("unknown key 'rho'",),
    ),
    Mistake("text for a network", "/trace", trace_request(network="2-2-1"), "invalid-request", "/network", ("object",)),
    Mistake("text for inputs", "/forward", forward_request(inputs="1"), "invalid-request", "/inputs", ("list",)),
    Mistake("null for inputs", "/forward", forward_request(inputs=None), "invalid-request", "/inputs", ("got null",)),
    Mistake("an object", "/forward", forward_request(inputs={}), "invalid-request", "/inputs", ("got an object",)),
    Mistake("flat inputs", "/forward", forward_request(inputs=[1]), "invalid-request", "/inputs/0", ("list", "got 1")),
    Mistake("deep inputs", "/forward", forward_request(inputs=[[[1]]]), "invalid-request", "/inputs/0/0", ("a list",)),
    Mistake("true", "/forward", forward_request(inputs=[[1, True]]), "invalid-request", "/inputs/0/1", ("got true",)),
    Mistake("text", "/forward", forward_request(inputs=[["1", 1]]), "invalid-request", "/inputs/0/0", ("text '1'",)),
    Mistake("null", "/forward", forward_request(inputs=[[1, None]]), "invalid-request", "/inputs/0/1", ("got null",)),
    Mistake("text for biases", "/trace", _with(["a", 1], trace_request, *WEIGHTS[:3], "biases"), "invalid-request",
            "/network/layers/1/biases/0", ("number", "'a'")),
    Mistake("a loss by number", "/trace", trace_request(loss=1), "invalid-request", "/loss", ("string", "got 1")),
    Mistake("optimizer by name", "/trace", trace_request(optimizer="sgd"), "invalid-request", "/optimizer", ("obj",)),
    Mistake("text for train_biases", "/trace", trace_request(optimizer={"name": "sgd", "train_biases": "no"}),
            "invalid-request", "/optimizer/train_biases", ("boolean", "'no'")),
    Mistake("1 for true", "/trace", trace_request(optimizer={"name": "sgd", "nesterov": 1}), "invalid-request",
            "/optimizer/nesterov", ("boolean", "got 1")),
    Mistake("true for count", "/step", trace_request(count=True), "invalid-request", "/count", ("integer", "true")),
    Mistake("text for count", "/step", trace_request(count="10"), "invalid-request", "/count", ("integer", "'10'")),
    Mistake("half a step", "/step", trace_request(count=2.5), "invalid-request", "/count", ("integer", "2.5")),
    Mistake("true for a size", "/networks", networks_request(sizes=[2, True]), "invalid-request", "/sizes/1",
            ("integer", "true")),
    Mistake("half a neuron", "/networks", networks_request(sizes=[2, 1.5]), "invalid-request", "/sizes/1", ("1.5",)),
    Mistake("null for biases", "/networks", networks_request(biases=None), "invalid-request", "/biases", ("null",)),
    Mistake("a key that comes with a later value", "/trace",
            json.dumps(trace_request()).encode()[:-1] + b', "loss": 3}', "invalid-request", "/loss", ("got 3",)),
]  # fmt: skip

NUMBERS = [
    *[
        Mistake(f"{number[:9]} for a number", "/trace", _written(number), "invalid-request", "/inputs/0/0", words)
        for number, words in {
            "NaN": ("finite", "nan"),
            "Infinity": ("finite", "inf"),
            "-Infinity": ("finite", "-inf"),
            "1e999": ("finite", "inf"),
            "-1e999": ("finite", "-inf"),
            "1" * 400: ("number", "integer beyond the range"),
            "-" + "1" * 400: ("number", "integer beyond the range"),
        }.items()
    ],
    Mistake("5,000 digits for a number", "/trace", _written("1" * 5000), "invalid-number", "", ("out of range",)),
    Mistake("5,000 digits for a size", "/networks", networks_request(sizes=[2, 10**4000]), "invalid-number", "/sizes/1",
            ("less than or equal", "integer beyond")),
    Mistake("no steps", "/step", trace_request(count=0), "invalid-number", "/count",
            ("greater than or equal", "got 0")),
    Mistake("no neurons", "/networks", networks_request(sizes=[2, 0]), "invalid-number", "/sizes/1", ("got 0",)),
    Mistake("seed below 0", "/networks", networks_request(seed=-1), "invalid-number", "/seed", ("got -1",)),
    Mistake("seed of 2^53 + 1", "/networks", networks_request(seed=2**53 + 1), "invalid-number", "/seed", ("less",)),
    Mistake("negative penalty", "/backward", backward_request(regularization={"l2": -1}), "invalid-number",
            "/regularization/l2", ("greater than or equal", "got -1")),
    *[
        Mistake(f"{optimizer}", "/trace", trace_request(optimizer=optimizer), "invalid-number",
                f"/optimizer/{[*optimizer][1]}", words)
        for optimizer, words in [
            ({"name": "sgd", "learning_rate": -0.1}, ("greater than or equal", "-0.1")),
            ({"name": "sgd", "learning_rate": 1e7}, ("less than or equal", "10000000")),
            ({"name": "sgd", "momentum": 1}, ("less than 1", "got 1")),
            ({"name": "rmsprop", "rho": 1.5}, ("less than 1", "1.5")),
            ({"name": "rmsprop", "epsilon": 2}, ("less than or equal",)),
            ({"name": "adam", "beta1": 1}, ("less than 1",)),
            ({"name": "adam", "beta2": -0.5}, ("greater than or equal",)),
            ({"name": "adamw", "weight_decay": -1}, ("greater than or equal",)),
        ]
    ],
    Mistake("target above 1", "/backward", backward_request(loss="binary_cross_entropy", targets=[[0.5, 1.5]]),
            "invalid-number", "/targets/0/1", ("1.5", "0 to 1")),
    Mistake("target below 0", "/backward", backward_request("softmax", targets=[[-0.5, 1, 0]]),
            "invalid-number", "/targets/0/0", ("-0.5", "0 to 1")),
]  # fmt: skip

NAMES = [
    Mistake("unknown activation", "/forward", _with("sigmoyd", forward_request, *WEIGHTS[:3], "activation"),
            "unknown-name", "/network/layers/1/activation", ("'sigmoyd'", "sigmoid", "layer 3")),
    Mistake("unknown loss", "/trace", trace_request(loss="mse"), "unknown-name", "/loss", ("'mse'", "mean_squared")),
    Mistake("unknown optimizer", "/trace", trace_request(optimizer={"name": "adem"}), "unknown-name", "/optimizer",
            ("'adem'", "'adam'")),
    Mistake("unknown initializer", "/networks", networks_request(initializer={"name": "glorot"}), "unknown-name",
            "/initializer", ("'glorot'", "'xavier_uniform'")),
    Mistake("unknown activation for a new network", "/networks", networks_request(activations=["tanh", "x"]),
            "unknown-name", "/activations/1", ("'x'", "sigmoid")),
    Mistake("name of 10,000 letters", "/trace", trace_request(loss="x" * 10_000), "unknown-name", "/loss", ("xxx...",)),
    Mistake("cross-entropy of tanh", "/trace", trace_request("xor", loss="cross_entropy"), "undefined-pair", "/loss",
            ("cross_entropy", "layer 3", "tanh", "softmax")),
]  # fmt: skip

SHAPES = [
    Mistake("no layers", "/forward", forward_request(network={"layers": []}), "shape-mismatch", "/network/layers",
            ("at least one",)),
    Mistake("no rows", "/forward", _with([], forward_request, *WEIGHTS), "shape-mismatch", "/network/layers/1/weights",
            ("layer 3", "empty")),
    Mistake("an empty row", "/forward", _with([[]], forward_request, *WEIGHTS), "shape-mismatch",
            "/network/layers/1/weights", ("layer 3", "empty")),
    Mistake("ragged weights", "/forward", _with([[1, 2], [3]], forward_request, *WEIGHTS), "shape-mismatch",
            "/network/layers/1/weights", ("layer 3", "row 2 has 1 number", "row 1 has 2")),
    Mistake("no biases in the list", "/forward", _with([], forward_request, *WEIGHTS[:3], "biases"), "shape-mismatch",
            "/network/layers/1/biases", ("layer 3", "empty")),
    Mistake("one bias for two neurons", "/forward", _with([1], forward_request, *WEIGHTS[:3], "biases"),
            "shape-mismatch", "/network/layers/1/biases", ("layer 3", "1 number", "2 rows")),
    Mistake("neighbours that do not fit", "/forward", _with([[1, 2, 3]] * 2, forward_request, *WEIGHTS),
            "shape-mismatch", "/network/layers/1/weights", ("layer 3", "(2, 3)", "layer 2 has 2 neurons")),
    Mistake("no inputs", "/forward", forward_request(inputs=[]), "shape-mismatch", "/inputs", ("empty",)),
    Mistake("an empty input", "/forward", forward_request(inputs=[[]]), "shape-mismatch", "/inputs", ("empty",)),
    Mistake("ragged inputs", "/forward", forward_request(inputs=[[1, 2], [1]]), "shape-mismatch", "/inputs",
            ("row 2 has 1",)),
    Mistake("wide inputs", "/forward", forward_request(inputs=[[1, 2, 3]]), "shape-mismatch", "/inputs",
            ("(1, 3)", "layer 1", "2 neurons")),
    Mistake("no targets", "/trace", trace_request(targets=[]), "shape-mismatch", "/targets", ("empty",)),
    Mistake("ragged targets", "/trace", trace_request(targets=[[1, 0], [1]]), "shape-mismatch", "/targets", ("row 2",)),
    Mistake("narrow targets", "/trace", trace_request(targets=[[1]]), "shape-mismatch", "/targets",
            ("(1, 1)", "layer 3", "2 neurons")),
    Mistake("two targets for one input", "/trace", trace_request(targets=[[1, 0]] * 2), "shape-mismatch", "/targets",
            ("1 example", "2 examples")),
    Mistake("sizes of one layer", "/networks", networks_request(sizes=[2]), "shape-mismatch", "/sizes", ("1 layer",)),
    Mistake("no sizes", "/networks", networks_request(sizes=[]), "shape-mismatch", "/sizes", ("0 layers",)),
    Mistake("activations that do not fit", "/networks", networks_request(activations=["tanh"] * 3), "shape-mismatch",
            "/activations", ("3 names", "expected 2")),
    Mistake("no activations", "/networks", networks_request(activations=[]), "shape-mismatch", "/activations",
            ("0 names", "expected 2")),
]  # fmt: skip

STATES = [
    _state_mistake("a list", [], "invalid-request", "/optimizer_state", "object", "a list"),
    _state_mistake("empty", {}, "invalid-request", "/optimizer_state", "'step' is missing"),
    _state_mistake("step true", _state(True), "invalid-request", "/optimizer_state/step", "integer", "true"),
    _state_mistake("step below 0", _state(-1), "invalid-number", "/optimizer_state/step", "-1"),
    _state_mistake("of another depth", _state(1, {"weights": {}, "biases": {}}), "shape-mismatch", "/optimizer_state",
                   "1 layer", "2"),
    _state_mistake("of another optimizer", _state(1, *[{"weights": {"velocity": ZEROS}, "biases": {}}] * 2),
                   "shape-mismatch", "/optimizer_state/layers/0/weights/velocity", "velocity", "adam", "mean"),
    _state_mistake("of another width", _state(1, *[{"weights": {"mean": [[0.0]]}, "biases": {}}] * 2),
                   "shape-mismatch", "/optimizer_state/layers/0/weights/mean", "layer 2", "(1, 1)", "(2, 2)"),
    _state_mistake("ragged", _state(1, *[{"weights": {"mean": [[0.0], []]}, "biases": {}}] * 2),
                   "shape-mismatch", "/optimizer_state/layers/0/weights/mean", "row 2"),
    _state_mistake("NaN", _state(1, *[{"weights": {"mean": [[float("nan")]]}, "biases": {}}] * 2),
                   "invalid-request", "/optimizer_state/layers/0/weights/mean/0/0", "finite", "nan"),
    _state_mistake("negative squares", _state(1, *[{"weights": {"square": [[-1.0, 0.0]] * 2}, "biases": {}}] * 2),
                   "invalid-number", "/optimizer_state/layers/0/weights/square", "never negative", "-1.0"),
    _state_mistake("an unknown key", _state() | {"name": "adam"}, "invalid-request", "/optimizer_state/name",
                   "unknown key"),
    Mistake("optimizer_state: biases of a layer without any", "/trace",
            trace_request("2-2-1", optimizer=ADAM,
                          optimizer_state=_state(1, *[{"weights": {}, "biases": {"mean": [0.0]}}] * 2)),
            "shape-mismatch", "/optimizer_state/layers/0/biases", ("layer 2", "has none")),
]  # fmt: skip


def _over(limit: limits.Limit, path: str, make: Callable[[], Any], pointer: str, *words: str) -> Mistake:
    return Mistake(f"over {limit.name}", path, make, "limit-exceeded", pointer, (f"{limit.value:,}", *words))


WIDE = NEURONS.value + 1
TOO_MANY_WEIGHTS = [PARAMETERS.value // 256, 256]
EXCESSES = [
    _over(limits.VALUES, "/forward", lambda: b'{"inputs": [[' + b"0," * 500_001 + b"0]]}", "", "500,001"),
    _over(limits.LISTS, "/forward", lambda: b'{"inputs": [' + b"[]," * 100_001 + b"0]}", "", "100,002 lists"),
    _over(limits.KEYS, "/trace", lambda: {f"k{i}": 0 for i in range(limits.KEYS.value + 1)}, "", "keys"),
    _over(EXAMPLES, "/forward", lambda: forward_request(inputs=[[0, 0]] * 1025), "/inputs", "1,025 examples"),
    _over(EXAMPLES, "/step", lambda: uniform_request([1, 1], 1025), "/inputs", "1,025"),
    _over(TRACED_EXAMPLES, "/trace", lambda: uniform_request([1, 1], 65), "/inputs", "65 examples in a trace"),
    _over(LAYERS, "/trace", lambda: uniform_request([1] * 65), "/network/layers", "65 layers"),
    _over(LAYERS, "/networks", lambda: networks_request(sizes=[1] * 65), "/sizes", "65 layers"),
    _over(NEURONS, "/trace", lambda: uniform_request([1, WIDE]), "/network/layers/0/weights", "1,025 neurons"),
    _over(NEURONS, "/trace", lambda: uniform_request([WIDE, 1]), "/network/layers/0/weights", "1,025 neurons"),
    _over(NEURONS, "/trace", lambda: uniform_request([1, 1, WIDE]), "/network/layers/1/weights", "1,025 neurons"),
    _over(NEURONS, "/networks", lambda: networks_request(sizes=[1, WIDE]), "/sizes/1", "1,025 neurons"),
    _over(NEURONS, "/networks", lambda: networks_request(sizes=[1, 2**53]), "/sizes/1", "9,007,199,254,740,992"),
    _over(PARAMETERS, "/networks", lambda: networks_request(sizes=[400, 400]), "/sizes", "160,400"),
    _over(PARAMETERS, "/trace", lambda: uniform_request([400, 400]), "/network/layers", "160,400 weights"),
    _over(RECORDED, "/forward", lambda: uniform_request_forward([1, 300], 1000), "/inputs", "300,000"),
    _over(STEPS, "/step", lambda: trace_request(count=1001), "/count", "1,001 learning steps"),
    _over(STEPS, "/step", lambda: trace_request(count=2**53), "/count", "9,007,199,254,740,992"),
    _over(WORK, "/step", lambda: uniform_request([100, 100], 1024, count=1000), "", "about half a second"),
    *EXCESSIVE_EXPLANATIONS,
    *EXCESSIVE_CHECKS,
]


def uniform_request_forward(sizes: list[int], examples: int) -> dict[str, Any]:
    return {"network": uniform_network(sizes), "inputs": [[0.5] * sizes[0]] * examples}


def _divergence(claim: str, path: str, body: dict[str, Any], *words: str) -> Mistake:
    return Mistake(claim, path, body, "diverged", "", (*words, "became infinite or undefined"))


HUGE = [[1e308, 1e308], [1e308, 1e308]]
DIVERGED = [
    _divergence("weights so large that z overflows", "/forward",
                _with(HUGE, forward_request, "network", "layers", 0, "weights") | {"inputs": [[10, 10]]}, "layer 2: z"),
    _divergence("the cost overflows", "/backward", backward_request(targets=[[1e200, 1e200]]), "cost"),
    _divergence("the penalty overflows", "/backward",
                backward_request(regularization={"l2": 1e308}, network=uniform_network([2, 2, 2], weight=100.0)),
                "penalty"),
    _divergence("a learning rate that throws the weights out", "/step",
                trace_request("xor", count=500, targets=[[1e5]] * 4, optimizer={"name": "sgd", "learning_rate": 1e6},
                              network=uniform_network([2, 2, 1], "linear", 1.0))),
    *DIVERGED_CHECKS,
]  # fmt: skip

MISTAKES = [
    *UNREADABLE,
    *FORM,
    *NUMBERS,
    *NAMES,
    *SHAPES,
    *STATES,
    *MISTAKEN_EXPLANATIONS,
    *MISTAKEN_CHECKS,
    *EXCESSES,
    *DIVERGED,
]
