"""POST /jacobian: the numbers are the engine's, the names those of the contract."""

from typing import Any

import numpy as np
import pytest

from engine import PRESETS, Batch
from engine.explain.jacobian import jacobian
from tests.app.client import Client
from tests.app.examples import explanation_request, trace_request

KEYS = {
    "layer",
    "activation",
    "elementwise",
    "shift",
    "z",
    "a",
    "jacobian",
    "row_sums",
    "grad_a",
    "product",
    "delta",
    "diagonal",
    "targets",
    "difference",
    "out_of_range",
    "operations",
}


def request_of(preset: str, **changes: Any) -> dict[str, Any]:
    return explanation_request("jacobian", preset, **changes)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("shift", [0.0, 1.5])
def test_it_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str, shift: float) -> None:
    preset = PRESETS[name]
    example = Batch(preset.batch.inputs[:1].tolist(), preset.batch.targets[:1].tolist())
    for l, _ in preset.network.numbered():
        expected = jacobian(preset.network, example, preset.loss, l, shift)
        answer = client.answer("/jacobian", request_of(name, layer=l, shift=shift))
        assert answer.keys() == KEYS
        assert answer["operations"] == vars(expected.operations)
        for key in ("z", "a", "jacobian", "row_sums", "grad_a", "product", "delta", "diagonal"):
            assert np.array_equal(answer[key], getattr(expected, key))
        assert (answer["targets"] is None) == (l < preset.network.depth)


def test_delta_and_grad_a_are_those_of_the_trace_to_the_last_bit(client: Client) -> None:
    trace = client.answer("/trace", trace_request("softmax"))
    for l in (2, 3):
        answer = client.answer("/jacobian", request_of("softmax", layer=l))
        assert answer["delta"] == trace["layers"][l - 1]["delta"][0]
        assert answer["grad_a"] == trace["layers"][l - 1]["grad_a"][0]


def test_a_shift_may_be_left_out(client: Client) -> None:
    request = request_of("softmax", layer=3)
    assert client.answer("/jacobian", request) == client.answer("/jacobian", request | {"shift": 0.0})
