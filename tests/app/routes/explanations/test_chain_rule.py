"""POST /chain-rule: the numbers are the engine's, the names those of the contract."""

from typing import Any

import pytest

from engine import PRESETS
from tests.app.client import Client
from tests.app.examples import explanation_request, trace_request

KEYS = {"parameter", "symbol", "ref", "gradient", "factors", "stages"}
FACTOR_KEYS = {
    "symbol",
    "numerator",
    "expression",
    "value",
    "of",
    "by",
    "ref",
    "frame",
    "uses",
    "reused",
    "terms",
}


@pytest.mark.parametrize("name", [name for name in PRESETS if name not in ("xor", "mini-batch")])
def test_the_gradient_is_the_traces_and_the_names_are_the_contracts(client: Client, name: str) -> None:
    trace = client.answer("/trace", trace_request(name))
    frames = [frame["id"] for frame in trace["frames"]]
    layers: list[dict[str, Any]] = trace["layers"]
    for layer in layers[1:]:
        for j, row in enumerate(layer["nabla_w"], start=1):
            for k, gradient in enumerate(row, start=1):
                parameter = {"layer": layer["layer"], "kind": "weight", "j": j, "k": k}
                answer = client.answer("/chain-rule", explanation_request("chain-rule", name, parameter=parameter))
                assert answer.keys() == KEYS
                assert answer["parameter"] == parameter
                assert answer["gradient"] == pytest.approx(gradient, rel=1e-15)
                assert all(factor.keys() == FACTOR_KEYS for factor in answer["factors"])
                assert all(factor["frame"] in frames for factor in answer["factors"])


def test_a_bias_travels_without_k(client: Client) -> None:
    parameter = {"layer": 3, "kind": "bias", "j": 1}
    trace = client.answer("/trace", trace_request("2-3-1"))
    answer = client.answer("/chain-rule", explanation_request("chain-rule", "2-3-1", parameter=parameter))
    assert answer["parameter"] == parameter
    assert answer["gradient"] == trace["layers"][2]["nabla_b"][0]
