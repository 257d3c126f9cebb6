"""A parameter by its indices: found where it is, refused with what is allowed where it is not."""

import pytest

from engine import PRESETS, InvalidNumber, ShapeMismatch
from engine.errors import EngineError, Place
from engine.explain.parameter import ParameterIndex
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem

NETWORK = PRESETS["2-3-1"].network
WITHOUT_BIASES = PRESETS["2-2-1"].network


@pytest.mark.parametrize("problem", PROBLEMS[::17], ids=PROBLEM_NAMES[::17])
def test_every_parameter_of_a_network_is_found(problem: Problem) -> None:
    backward = problem.passes().backward
    parameters = problem.parameters()
    assert len(parameters) == problem.network.parameter_count
    for p in parameters:
        p.check(problem.network)
        layer = problem.network.layer(p.layer)
        if p.k is None:
            assert layer.biases is not None
            assert p.value_in(problem.network) == layer.biases[p.j - 1]
            assert p.gradient_in(backward) == backward.nabla_b[p.layer][p.j - 1]
        else:
            assert p.value_in(problem.network) == layer.weights[p.j - 1, p.k - 1]
            assert p.gradient_in(backward) == backward.nabla_w[p.layer][p.j - 1, p.k - 1]


@pytest.mark.parametrize(
    ("parameter", "kind", "where", "words"),
    [
        (ParameterIndex(1, "weight", 1, 1), InvalidNumber, ("layer",), "input layer, has no parameters; expected 2 to"),
        (ParameterIndex(4, "weight", 1, 1), InvalidNumber, ("layer",), "no layer 4; expected 2 to 3"),
        (ParameterIndex(2, "weight", 4, 1), InvalidNumber, ("j",), "j is 4 but layer 2 has 3 neurons; expected 1 to 3"),
        (ParameterIndex(2, "weight", 0, 1), InvalidNumber, ("j",), "expected 1 to 3"),
        (ParameterIndex(2, "weight", 1, 3), InvalidNumber, ("k",), "k is 3 but layer 1 has 2 neurons; expected 1 to 2"),
        (ParameterIndex(3, "bias", 2), InvalidNumber, ("j",), "layer 3 has 1 neuron; expected 1 to 1"),
        (ParameterIndex(2, "weight", 1), ShapeMismatch, (), "k, the neuron of the layer before, is missing"),
        (ParameterIndex(2, "bias", 1, 2), ShapeMismatch, ("k",), "expected no k, got 2"),
    ],
)
def test_one_that_does_not_exist_is_refused(
    parameter: ParameterIndex, kind: type[EngineError], where: Place, words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        parameter.check(NETWORK)
    assert caught.value.where == ("parameter", *where)


def test_a_bias_of_a_layer_without_biases_is_refused() -> None:
    with pytest.raises(ShapeMismatch, match="layer 3 has no biases; expected a weight") as caught:
        ParameterIndex(3, "bias", 1).check(WITHOUT_BIASES, ("parameters", 2))
    assert caught.value.where == ("parameters", 2, "kind")
