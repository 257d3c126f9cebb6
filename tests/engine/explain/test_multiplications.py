"""The formulas say what counting says, for networks of every kind."""

from dataclasses import replace

import numpy as np
import pytest

from engine import LOSSES, Batch, Dense, Network
from engine.explain import multiplications
from engine.explain.multiplications import (
    count_by_backprop,
    count_by_paths,
    operations,
    operations_for_all,
    shape_of,
)
from engine.explain.parameter import every_parameter
from engine.explain.passes import Passes, both_passes
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem
from tests.engine.samples import random_batch, random_network

ACTIVATIONS_OF_LAYERS = ("tanh", "softmax", "relu", "softmax")
SHAPES = [[1, 1], [3, 1], [2, 3], [2, 2, 1], [3, 1, 2], [2, 3, 3, 2], [1, 2, 3, 2, 2], [2, 2, 2, 2, 2, 2], [4, 1, 1, 3]]


def drawn(sizes: list[int], seed: int, biases: bool) -> Passes:
    source = np.random.default_rng(seed)
    activations = [ACTIVATIONS_OF_LAYERS[source.integers(4)] for _ in sizes[1:]]
    network = random_network(source, sizes, activations, biases)
    loss = LOSSES["half_squared_error"]
    return both_passes(network, random_batch(source, network, loss, 1), loss)


@pytest.mark.parametrize("sizes", SHAPES, ids=str)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("biases", [True, False])
def test_the_formulas_are_the_counts(sizes: list[int], seed: int, biases: bool) -> None:
    passes = drawn(sizes, seed, biases)
    shape = shape_of(passes)
    parameters = every_parameter(passes.network)
    for parameter in parameters:
        l, weight = parameter.layer, parameter.k is not None
        assert shape.by_paths(l, weight=weight) == count_by_paths(passes, [parameter])
        assert shape.by_backprop(l, weight=weight) == count_by_backprop(passes, parameter)
    assert shape.by_paths_for_all() == count_by_paths(passes, parameters)
    assert shape.by_backprop_for_all() == count_by_backprop(passes)
    assert shape.paths_for_all() == sum(shape.paths(parameter.layer) for parameter in parameters)


@pytest.mark.parametrize("problem", PROBLEMS[::7], ids=PROBLEM_NAMES[::7])
def test_what_is_counted_and_what_is_not_agree(problem: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = problem.passes()
    parameter = problem.parameters()[0]
    counted = operations(passes, parameter), operations_for_all(passes)
    monkeypatch.setattr(multiplications, "CAP", 0)
    formulas = operations(passes, parameter), operations_for_all(passes)
    for one, other in zip(counted, formulas, strict=True):
        assert one.counted
        assert not other.counted
        assert (one.paths, one.backprop) == (other.paths, other.backprop)


def test_the_worked_network_takes_these_many() -> None:
    passes = PROBLEMS[PROBLEM_NAMES.index("2-2-2")].passes()
    first = operations(passes, PROBLEMS[PROBLEM_NAMES.index("2-2-2")].parameters()[0])
    # two paths of five factors; two slopes, two weights times deltas, a slope and an input
    assert (first.paths, first.backprop, first.counted) == (2 * 4, 2 + 2 + 1 + 1, True)


def test_counting_is_silent_where_numbers_overflow() -> None:
    network = Network((Dense([[3.0], [0.0]], None, "softmax"),))
    passes = both_passes(network, Batch([[1.0]], [[0.0, 1.0]]), LOSSES["half_squared_error"])
    grad_a = {2: np.array([[1.7e308, -1.7e308]])}
    assert operations_for_all(replace(passes, backward=replace(passes.backward, grad_a=grad_a))).counted
