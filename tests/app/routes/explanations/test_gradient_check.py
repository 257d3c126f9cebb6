"""POST /gradient-check: the numbers are the engine's, the names those of the contract."""

from typing import Any

import pytest

from engine import PRESETS
from engine.explain.gradient_check import EPSILONS, GradientCheck, gradient_check
from engine.explain.parameter import ParameterIndex
from tests.app.client import Client
from tests.app.examples import backward_request, trace_request

KEYS = {
    "method",
    "epsilon",
    "parameters",
    "max_relative_error",
    "checked",
    "forward_passes",
    "seconds",
    "growth",
    "sweep",
}


def named(parameter: ParameterIndex) -> dict[str, Any]:
    return {key: value for key, value in vars(parameter).items() if value is not None}


def assert_same(answer: dict[str, Any], expected: GradientCheck) -> None:
    assert answer.keys() == KEYS
    assert [entry.pop("parameter") for entry in answer["parameters"]] == [
        named(entry.parameter) for entry in expected.parameters
    ]
    for answered, entry in zip(answer["parameters"], expected.parameters, strict=True):
        assert answered == {key: value for key, value in vars(entry).items() if key != "parameter"}
    assert answer["max_relative_error"] == expected.max_relative_error
    assert answer["checked"] == expected.checked
    assert answer["forward_passes"] == vars(expected.forward_passes)
    assert [row["parameters"] for row in answer["growth"]] == [row.parameters for row in expected.growth]
    assert [row["forward_passes"] for row in answer["growth"]] == [vars(row.forward_passes) for row in expected.growth]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("method", ["central", "forward"])
def test_it_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str, method: Any) -> None:
    preset = PRESETS[name]
    expected = gradient_check(preset.network, preset.batch, preset.loss, method=method, epsilon=1e-4)
    answer = client.answer("/gradient-check", backward_request(name, method=method, epsilon=1e-4))
    assert_same(answer, expected)
    assert (answer["method"], answer["epsilon"], answer["sweep"]) == (method, 1e-4, None)
    for times in (answer["seconds"], *(row["seconds"] for row in answer["growth"])):
        assert 0.0 < times["backprop"] < times["numerical"]


def test_the_analytic_gradients_are_those_of_the_trace_to_the_last_bit(client: Client) -> None:
    layers = client.answer("/trace", trace_request("xor"))["layers"]
    for entry in client.answer("/gradient-check", backward_request("xor"))["parameters"]:
        p = entry["parameter"]
        layer = layers[p["layer"] - 1]
        at = layer["nabla_w"][p["j"] - 1][p["k"] - 1] if p["kind"] == "weight" else layer["nabla_b"][p["j"] - 1]
        assert entry["analytic"] == at


def test_the_penalty_is_on_both_sides(client: Client) -> None:
    answer = client.answer("/gradient-check", backward_request("xor", regularization={"l1": 0.1, "l2": 0.2}))
    assert answer["max_relative_error"] < 1e-6
    assert answer["checked"] == 9


def test_parameters_are_answered_as_they_were_asked_for(client: Client) -> None:
    asked = [{"layer": 3, "kind": "bias", "j": 2}, {"layer": 2, "kind": "weight", "j": 1, "k": 2}]
    answer = client.answer("/gradient-check", backward_request(parameters=asked))
    assert [entry["parameter"] for entry in answer["parameters"]] == asked
    assert answer["forward_passes"] == {"numerical": 4, "backprop": 2}


def test_a_sweep_goes_over_all_epsilons(client: Client) -> None:
    preset = PRESETS["2-2-1"]
    expected = gradient_check(preset.network, preset.batch, preset.loss, sweep=True).sweep
    answer = client.answer("/gradient-check", backward_request("2-2-1", sweep=True))
    assert expected is not None
    assert answer["sweep"] == [vars(point) for point in expected]
    assert [point["epsilon"] for point in answer["sweep"]] == [*EPSILONS]


def test_every_preset_has_room_for_a_sweep(client: Client) -> None:
    for name in PRESETS:
        client.answer("/gradient-check", backward_request(name, sweep=True))
