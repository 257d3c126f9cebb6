"""MISTAKEN_CHECKS, EXCESSIVE_CHECKS, DIVERGED_CHECKS: how requests to change a parameter and look can be wrong."""

from typing import Any

from app.limits import WORK
from tests.app.examples import explanation_request, uniform_network
from tests.app.mistake import Mistake
from tests.app.mistaken_explanations import wide_request


def _check(**changes: Any) -> dict[str, Any]:
    return explanation_request("gradient-check", **changes)


_WEIGHT = {"layer": 2, "kind": "weight", "j": 1, "k": 1}
CHECKS = [
    Mistake(claim, "/gradient-check", body, kind, pointer, words)
    for claim, body, kind, pointer, words in [
        ("an epsilon of zero", _check(epsilon=0), "invalid-number", "/epsilon", ("0.0", "above 0", "at most 1")),
        ("a negative epsilon", _check(epsilon=-1e-5), "invalid-number", "/epsilon", ("-1e-05", "above 0")),
        ("an epsilon of 2", _check(epsilon=2), "invalid-number", "/epsilon", ("2.0", "at most 1")),
        ("an epsilon that changes nothing", _check(epsilon=1e-20), "invalid-number", "/epsilon",
         ("1e-20", "too small", "the weight of layer 2 from 1 to 1", "0.15")),
        ("text for epsilon", _check(epsilon="1e-5"), "invalid-request", "/epsilon", ("number", "'1e-5'")),
        ("an unknown method", _check(method="backward"), "invalid-request", "/method",
         ("'central' or 'forward'", "'backward'")),
        ("1 for a sweep", _check(sweep=1), "invalid-request", "/sweep", ("boolean", "got 1")),
        ("no parameters to check", _check(parameters=[]), "shape-mismatch", "/parameters", ("empty", "at least one")),
        ("a parameter that is none", _check(parameters=[_WEIGHT, _WEIGHT | {"k": 3}]), "invalid-number",
         "/parameters/1/k", ("layer 1", "1 to 2")),
        ("a bias to check with k", _check(parameters=[_WEIGHT | {"kind": "bias"}]), "shape-mismatch",
         "/parameters/0/k", ("no k",)),
        ("one parameter without a list", _check(parameters=_WEIGHT), "invalid-request", "/parameters", ("list",)),
    ]
]  # fmt: skip

_NUDGE = explanation_request("perturbation")
NUDGES = [
    Mistake("no change", "/perturbation", {key: value for key, value in _NUDGE.items() if key != "change"},
            "invalid-request", "", ("'change' is missing",)),
    Mistake("text for a change", "/perturbation", _NUDGE | {"change": "+0.5"}, "invalid-request", "/change",
            ("number", "'+0.5'")),
    Mistake("null for a change", "/perturbation", _NUDGE | {"change": None}, "invalid-request", "/change",
            ("got null",)),
]  # fmt: skip

MISTAKEN_CHECKS = [*CHECKS, *NUDGES]


def _batch_of(n_in: int, n_out: int, examples: int) -> dict[str, Any]:
    return {"inputs": [[0.5] * n_in] * examples, "targets": [[0.5] * n_out] * examples}


DIVERGED_CHECKS = [
    Mistake("a nudge that leads out of range", "/perturbation",
            lambda: wide_request([1, 1, 1],
                                 network=uniform_network([1, 1, 1], "linear"),
                                 parameter={"layer": 2, "kind": "bias", "j": 1}, change=1e200),
            "diverged", "", ("1e+200 added to bias 1 of layer 2", "cost", "became infinite")),
    Mistake("a difference quotient out of range", "/gradient-check",
            lambda: wide_request([1, 1, 1], inputs=[[1e153]], targets=[[0.0]],
                                 network={"layers": [{"weights": [[0.0]], "biases": None, "activation": "relu"},
                                                     {"weights": [[1e5]], "biases": None, "activation": "linear"}]}),
            "diverged", "", ("difference quotient", "became infinite")),
]  # fmt: skip

EXCESSIVE_CHECKS = [
    *[
        Mistake(f"over {WORK.name}", path, make, "limit-exceeded", pointer, words)
        for path, make, pointer, words in [
            ("/gradient-check", lambda: wide_request([100, 100, 10]), "/network/layers",
             ("11,110 parameters to check of this network", "half a second")),
            ("/gradient-check", lambda: wide_request([8, 16, 16, 3], sweep=True), "/network/layers",
             ("467 parameters to check of this network with a sweep", "at most 1")),
            ("/gradient-check", lambda: wide_request([300, 300], sweep=True,
                                                    parameters=[_WEIGHT] * 99), "/parameters",
             ("99 parameters to check", "at most")),
            ("/perturbation", lambda: wide_request([300, 300, 30], parameter=_WEIGHT, change=1.0)
             | _batch_of(300, 30, 512), "", (f"{WORK.value:,}", "half a second")),
        ]
    ],
]  # fmt: skip
