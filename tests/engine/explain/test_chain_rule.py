"""The chain rule: its factors multiply to the gradient, each is what it says, and is used as often as it says."""

from math import prod

import numpy as np
import pytest

from engine import LOSSES, PRESETS, Batch, Dense, Diverged, InvalidNumber, Network, ShapeMismatch, forward
from engine.explain.chain_rule import ChainRule, chain_rule
from engine.explain.parameter import ParameterIndex
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem
from tests.engine.samples import random_network

EVERY_PROBLEM = pytest.mark.parametrize("problem", PROBLEMS, ids=PROBLEM_NAMES)
HALF_SQUARED = LOSSES["half_squared_error"]


def explained(problem: Problem, parameter: ParameterIndex) -> ChainRule:
    return chain_rule(problem.network, problem.example, problem.loss, parameter, problem.regularization)


def of_preset(name: str, *index: int) -> ChainRule:
    preset = PRESETS[name]
    parameter = ParameterIndex(index[0], "weight" if len(index) == 3 else "bias", *index[1:])
    return chain_rule(preset.network, preset.batch, preset.loss, parameter)


@EVERY_PROBLEM
def test_the_factors_multiply_to_the_gradient_of_the_trace(problem: Problem) -> None:
    passes = problem.passes()
    for parameter in problem.parameters():
        found = explained(problem, parameter)
        plain = parameter.gradient_in(passes.backward)
        if parameter.k is not None:
            weights = problem.network.layer(parameter.layer).weights
            plain -= float(problem.regularization.gradient(weights)[parameter.j - 1, parameter.k - 1])
        assert found.gradient == pytest.approx(plain, rel=1e-9, abs=1e-14)
        assert prod(factor.value for factor in found.factors) == pytest.approx(found.gradient, rel=1e-11, abs=1e-15)


@EVERY_PROBLEM
def test_a_factor_that_is_a_sum_is_the_sum_of_its_terms(problem: Problem) -> None:
    for parameter in problem.parameters():
        for position, factor in enumerate(explained(problem, parameter).factors):
            if factor.terms is None:
                continue
            assert position == 0
            for term in factor.terms:
                other = term.delta if term.delta is not None else term.grad_a
                assert other is not None
                assert term.product == term.weight * other
            assert sum(term.product for term in factor.terms) == pytest.approx(factor.value, rel=1e-11, abs=1e-14)


@EVERY_PROBLEM
def test_the_numbers_are_those_of_the_trace(problem: Problem) -> None:
    passes = problem.passes()
    recorded = {
        "grad_a": passes.backward.grad_a,
        "delta": passes.backward.delta,
        "slope": passes.backward.slope,
        "a": passes.forward.a,
    }
    for parameter in problem.parameters():
        for factor in explained(problem, parameter).factors:
            if factor.ref is None:
                continue
            name, *at = factor.ref.split(".")
            l, j, *k = map(int, at)
            values = problem.network.layer(l).weights[j - 1, k[0] - 1] if name == "w" else recorded[name][l][0, j - 1]
            assert factor.value == values


@EVERY_PROBLEM
def test_the_chain_holds_together_and_each_stage_splits_the_last_symbol(problem: Problem) -> None:
    for parameter in problem.parameters():
        found = explained(problem, parameter)
        assert found.factors[0].of == "cost_of_example"
        for factor, following in zip(found.factors, found.factors[1:], strict=False):
            assert factor.by == following.of
        assert len(found.stages) == len(found.factors) - 1
        symbols = tuple(factor.symbol for factor in found.factors)
        for i, stage in enumerate(found.stages, start=1):
            assert stage[:-1] == symbols[:i]
        assert found.stages[-1] == symbols


def test_the_smallest_network_has_the_chain_of_the_text() -> None:
    found = of_preset("2-2-1", 2, 1, 1)
    assert [factor.symbol for factor in found.factors] == [
        r"\frac{\partial C}{\partial a^{3}_{1}}",
        r"\frac{\partial a^{3}_{1}}{\partial z^{3}_{1}}",
        r"\frac{\partial z^{3}_{1}}{\partial a^{2}_{1}}",
        r"\frac{\partial a^{2}_{1}}{\partial z^{2}_{1}}",
        r"\frac{\partial z^{2}_{1}}{\partial w^{2}_{11}}",
    ]
    assert [factor.expression for factor in found.factors] == [
        None,
        r"\sigma'(z^{3}_{1})",
        "w^{3}_{11}",
        r"\sigma'(z^{2}_{1})",
        "a^{1}_{1}",
    ]
    assert [factor.frame for factor in found.factors] == ["d3", "d3", "d2", "d2", "g2"]
    assert [factor.reused for factor in found.factors] == [True, True, False, False, False]
    assert [factor.uses for factor in found.factors] == [6, 6, 2, 2, 2]
    assert [len(stage) for stage in found.stages] == [2, 3, 4, 5]
    assert found.stages[0][1] == r"\frac{\partial a^{3}_{1}}{\partial w^{2}_{11}}"
    assert not any(factor.reused for factor in of_preset("2-2-1", 3, 1, 2).factors)


def test_softmax_begins_with_the_derivative_by_z() -> None:
    found = of_preset("softmax", 3, 2, 1)
    assert [factor.by for factor in found.factors] == ["z.3.2", "w.3.2.1"]
    terms = found.factors[0].terms
    assert terms is not None
    assert [term.delta for term in terms] == [None] * 3
    assert found.factors[0].value == pytest.approx(sum(term.product for term in terms))


def test_a_bias_ends_with_one() -> None:
    last = of_preset("2-3-1", 2, 3).factors[-1]
    assert (last.value, last.expression, last.ref, last.uses, last.frame) == (1.0, "1", None, 1, "g2")


@pytest.mark.parametrize("sizes", [[2, 3, 1], [2, 2, 1, 1], [3, 1, 1, 1], [2, 2, 2, 1]])
@pytest.mark.parametrize("biases", [True, False])
def test_a_factor_is_used_by_every_parameter_that_moves_what_it_is_a_derivative_by(
    sizes: list[int], biases: bool
) -> None:
    network = random_network(np.random.default_rng(5), sizes, ["tanh"] * (len(sizes) - 1), biases)
    problem = Problem("", network, Batch([[0.5] * sizes[0]], [[0.3]]), HALF_SQUARED, PROBLEMS[0].regularization)
    at_rest = forward(network, problem.example.inputs)
    moved = {}
    for parameter in problem.parameters():
        layers = list(network.layers)
        layer = network.layer(parameter.layer)
        w, b = layer.weights.copy(), None if layer.biases is None else layer.biases.copy()
        if parameter.k is not None:
            w[parameter.j - 1, parameter.k - 1] += 0.1
        elif b is not None:
            b[parameter.j - 1] += 0.1
        layers[parameter.layer - 2] = Dense(w, b, layer.activation)
        moved[parameter] = forward(Network(tuple(layers)), problem.example.inputs)
    for parameter in problem.parameters():
        for factor in explained(problem, parameter).factors[:-1]:
            name, l, j = factor.by.split(".")
            before = getattr(at_rest, name)[int(l)][0, int(j) - 1]
            movers = [p for p, after in moved.items() if getattr(after, name)[int(l)][0, int(j) - 1] != before]
            assert factor.uses == len(movers)
            # those whose gradients the backward pass has by the time it comes to this parameter's layer
            assert factor.reused == any(p.layer > parameter.layer for p in movers)


def test_an_output_saturated_beyond_all_numbers_leaves_delta_as_it_is() -> None:
    for activation, loss in (("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")):
        network = Network((Dense([[1.0]], None, "tanh"), Dense([[-2000.0], [0.0]], None, activation)))
        example = Batch([[1.0]], [[1.0, 0.0]])
        found = chain_rule(network, example, LOSSES[loss], ParameterIndex(3, "weight", 1, 1))
        assert [factor.by for factor in found.factors] == ["z.3.1", "w.3.1.1"]
        assert found.factors[0].terms is None
        assert prod(factor.value for factor in found.factors) == found.gradient == pytest.approx(-np.tanh(1.0))


def test_a_term_that_overflows_is_told() -> None:
    network = Network((Dense([[1.0]], None, "linear"), Dense([[1e200]], None, "tanh"), Dense([[1e200]], None, "tanh")))
    with pytest.raises(Diverged):
        chain_rule(network, Batch([[1e200]], [[1e300]]), HALF_SQUARED, ParameterIndex(2, "weight", 1, 1))


def test_indices_of_two_digits_are_set_apart() -> None:
    network = random_network(np.random.default_rng(0), [12, 11, 1], ["tanh", "tanh"])
    example = Batch([[0.1] * 12], [[0.0]])
    found = chain_rule(network, example, HALF_SQUARED, ParameterIndex(2, "weight", 1, 12))
    assert found.symbol == r"\frac{\partial C}{\partial w^{2}_{1,12}}"


def test_a_parameter_that_does_not_exist_and_a_second_example_are_refused() -> None:
    with pytest.raises(InvalidNumber, match="no layer 9"):
        of_preset("2-2-1", 9, 1, 1)
    preset = PRESETS["xor"]
    with pytest.raises(ShapeMismatch, match="exactly one"):
        chain_rule(preset.network, preset.batch, preset.loss, ParameterIndex(2, "bias", 1))
