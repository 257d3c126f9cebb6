"""Admission: what is just within the limits goes in, and what is not is refused with the place that is too large."""

from itertools import pairwise

import numpy as np
import pytest

from app.admission import check_recorded, check_size, check_work
from app.experiment import Experiment
from app.limits import EXAMPLES, LAYERS, NEURONS, PARAMETERS, RECORDED, TRACED_EXAMPLES, WORK, Limit, LimitExceeded
from engine import LOSSES, Batch, Optimizer, network_of
from engine.errors import Place


def refused(sizes: list[int], where: tuple[str, ...], parameters: int = 0) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as caught:
        check_size(sizes, parameters, where)
    return caught.value


def test_a_network_may_be_as_large_as_the_limits_and_no_larger() -> None:
    check_size([NEURONS.value] * LAYERS.value, PARAMETERS.value, ("sizes",))
    check_size([], 0, ("sizes",))
    assert LAYERS.what in refused([1] * (LAYERS.value + 1), ("sizes",)).detail
    assert NEURONS.what in refused([1, NEURONS.value + 1], ("sizes",)).detail
    assert PARAMETERS.what in refused([1, 1], ("sizes",), PARAMETERS.value + 1).detail


@pytest.mark.parametrize(
    ("where", "layer", "place"),
    [
        (("sizes",), 0, ("sizes", 0)),
        (("sizes",), 2, ("sizes", 2)),
        (("network", "layers"), 0, ("network", "layers", 0, "weights")),
        (("network", "layers"), 1, ("network", "layers", 0, "weights")),
        (("network", "layers"), 2, ("network", "layers", 1, "weights")),
    ],
)
def test_the_place_of_a_layer_that_is_too_large_is_where_its_size_is_said(
    where: tuple[str, ...], layer: int, place: Place
) -> None:
    sizes = [1, 1, 1]
    sizes[layer] = NEURONS.value + 1
    assert refused(sizes, where).where == place


def work(sizes: list[int], m: int = 1, steps: int = 1, *, recorded: bool = True) -> int:
    weights = sum(n_in * n_out for n_in, n_out in pairwise(sizes))
    return check_work(sizes, weights, sum(sizes[1:]), m, EXAMPLES, steps, recorded=recorded)


@pytest.mark.parametrize(
    ("sizes", "m", "limit"),
    [
        ([1, NEURONS.value + 1], EXAMPLES.value + 1, EXAMPLES),
        ([1, NEURONS.value + 1], EXAMPLES.value, NEURONS),
        ([1, NEURONS.value], EXAMPLES.value, RECORDED),
        ([1, 1], 1, WORK),
    ],
    ids=lambda value: value.name if isinstance(value, Limit) else None,
)
def test_of_all_that_is_too_much_the_first_is_told(sizes: list[int], m: int, limit: Limit) -> None:
    with pytest.raises(LimitExceeded, match=limit.what):
        work(sizes, m, steps=10**9)


def test_what_does_not_come_back_is_not_counted_as_if_it_did() -> None:
    sizes, m = [1, 500], RECORDED.value // 500 + 1
    work(sizes, m - 1)
    with pytest.raises(LimitExceeded, match=RECORDED.what) as caught:
        work(sizes, m)
    assert caught.value.where == ("inputs",)
    work(sizes, m, recorded=False)


def test_an_experiment_is_recorded_for_as_many_examples_as_a_trace_may_have() -> None:
    network = network_of([([[1.0]], [0.0], "tanh"), ([[1.0]], None, "tanh")])

    def experiment(m: int) -> Experiment:
        return Experiment(
            network, Batch(np.zeros((m, 1)), np.zeros((m, 1))), LOSSES["half_squared_error"], Optimizer("sgd")
        )

    one = check_recorded(experiment(1))
    assert one < check_recorded(experiment(TRACED_EXAMPLES.value))
    assert check_recorded(experiment(1), 3) == 3 * one
    with pytest.raises(LimitExceeded, match=TRACED_EXAMPLES.what):
        check_recorded(experiment(TRACED_EXAMPLES.value + 1))
