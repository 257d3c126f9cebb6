"""POST /saturation: the numbers are the engine's, the names those of the contract."""

import numpy as np
import pytest

from engine import PRESETS
from engine.explain.saturation import SATURATED_BELOW, saturation
from tests.app.client import Client
from tests.app.examples import backward_request, trace_request, uniform_request

LAYER_KEYS = {"layer", "activation", "measure", "largest_slope", "neurons", "delta_norm", "nabla_norm"}
NEURON_KEYS = {"j", "derivative", "mean_derivative", "share", "state", "sentence"}


@pytest.mark.parametrize("name", PRESETS)
def test_it_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str) -> None:
    preset = PRESETS[name]
    expected = saturation(preset.network, preset.batch, preset.loss)
    answer = client.answer("/saturation", backward_request(name))
    assert answer.keys() == {"layers", "output_factor", "saturated_below"}
    assert answer["saturated_below"] == SATURATED_BELOW
    assert answer["output_factor"] == vars(expected.output_factor)
    for answered, layer in zip(answer["layers"], expected.layers, strict=True):
        assert answered.keys() == LAYER_KEYS
        for key in LAYER_KEYS - {"neurons"}:
            assert answered[key] == getattr(layer, key)
        for told, neuron in zip(answered["neurons"], layer.neurons, strict=True):
            assert told.keys() == NEURON_KEYS
            for key in NEURON_KEYS:
                assert np.array_equal(told[key], getattr(neuron, key))


def test_slopes_are_those_of_the_trace_to_the_last_bit(client: Client) -> None:
    trace = client.answer("/trace", trace_request("xor"))
    for layer in client.answer("/saturation", backward_request("xor"))["layers"]:
        columns = [neuron["derivative"] for neuron in layer["neurons"]]
        assert np.array_equal(np.transpose(columns), trace["layers"][layer["layer"] - 1]["activation_derivative"])


def test_a_wide_layer_is_answered(client: Client) -> None:
    request = uniform_request([2, 1024, 3], 64)
    del request["optimizer"]
    answer = client.answer("/saturation", request)
    assert [len(layer["neurons"]) for layer in answer["layers"]] == [1024, 3]
