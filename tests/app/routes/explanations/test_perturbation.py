"""POST /perturbation: the numbers are the engine's, the names those of the contract."""

from typing import Any

import numpy as np
import pytest

from engine import PRESETS, Batch, Regularization
from engine.explain.parameter import ParameterIndex
from engine.explain.perturbation import perturbation
from tests.app.client import Client
from tests.app.examples import explanation_request, trace_request

KEYS = {
    "parameter",
    "change",
    "value",
    "gradient",
    "layers",
    "links",
    "loss",
    "delta_loss",
    "delta_loss_predicted",
    "curve",
    "gap",
}
WEIGHT = {"layer": 2, "kind": "weight", "j": 2, "k": 1}


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("change", [0.5, -1e-3])
def test_it_answers_with_the_engines_numbers_under_the_contracts_names(
    client: Client, name: str, change: float
) -> None:
    preset = PRESETS[name]
    example = Batch(preset.batch.inputs[:1].tolist(), preset.batch.targets[:1].tolist())
    penalty = {"l1": 0.01, "l2": 0.1}
    request: dict[str, Any] = {"parameter": WEIGHT, "change": change, "regularization": penalty}
    expected = perturbation(
        preset.network, example, preset.loss, ParameterIndex(2, "weight", 2, 1), change, Regularization(**penalty)
    )
    answer = client.answer("/perturbation", explanation_request("perturbation", name, **request))
    assert answer.keys() == KEYS
    assert answer["parameter"] == WEIGHT
    assert answer["loss"] == vars(expected.loss)
    for key in ("change", "value", "gradient", "delta_loss", "delta_loss_predicted"):
        assert answer[key] == getattr(expected, key)
    for answered, layer in zip(answer["layers"], expected.layers, strict=True):
        assert answered.keys() == vars(layer).keys()
        for key, values in vars(layer).items():
            assert np.array_equal(answered[key], values)
    assert answer["links"].keys() == {"own", "following"}
    assert answer["links"]["own"] == expected.links.own
    assert expected.links.following is not None
    assert np.array_equal(answer["links"]["following"], expected.links.following)
    assert answer["curve"] == [vars(point) for point in expected.curve]
    assert answer["gap"] == [vars(point) for point in expected.gap]


def test_the_gradient_and_the_cost_are_those_of_the_trace_to_the_last_bit(client: Client) -> None:
    trace = client.answer("/trace", trace_request("softmax"))
    answer = client.answer("/perturbation", explanation_request("perturbation", "softmax", parameter=WEIGHT))
    assert answer["gradient"] == trace["layers"][1]["nabla_w"][1][0]
    assert answer["loss"]["before"] == trace["loss"]["value"]


def test_a_bias_is_answered_without_k(client: Client) -> None:
    bias = {"layer": 2, "kind": "bias", "j": 1}
    assert client.answer("/perturbation", explanation_request("perturbation", parameter=bias))["parameter"] == bias
