"""The gradient check: difference quotients by hand, honest marks at kinks, and what both ways cost."""

from itertools import count
from typing import Any

import numpy as np
import pytest

from engine import (
    LOSSES,
    PRESETS,
    Activation,
    Batch,
    Diverged,
    EngineError,
    InvalidNumber,
    Loss,
    Network,
    Preset,
    Regularization,
    ShapeMismatch,
    backward,
    cost,
    forward,
    network_of,
)
from engine.errors import Place
from engine.explain.gradient_check import (
    EPSILONS,
    FLOOR,
    CheckedParameter,
    GradientCheck,
    Method,
    gradient_check,
    relative_error,
)
from engine.explain.moving import every_parameter
from engine.explain.parameter import ParameterIndex
from tests.engine.samples import PAIR_NAMES, PAIRS, PENALTIES, sample_off_kinks

HALF = LOSSES["half_squared_error"]


def nudged(network: Network, parameter: ParameterIndex, by: float) -> Network:
    layers = [(layer.weights.copy(), layer.biases, layer.activation) for layer in network.layers]
    weights, biases, activation = layers[parameter.layer - 2]
    if parameter.k is None:
        assert biases is not None
        biases = biases.copy()
        biases[parameter.j - 1] += by
    else:
        weights[parameter.j - 1, parameter.k - 1] += by
    layers[parameter.layer - 2] = (weights, biases, activation)
    return network_of(layers)


def value(network: Network, batch: Batch, loss: Loss, penalty: Regularization) -> float:
    return cost(network, forward(network, batch.inputs), batch.targets, loss, penalty).value


def entry(check: GradientCheck, parameter: ParameterIndex) -> CheckedParameter:
    return next(checked for checked in check.parameters if checked.parameter == parameter)


def kinked(weight: float, x: float = 1.0, activation: str = "relu") -> tuple[Network, Batch]:
    """One weight into a neuron with a kink at 0, and one on to the output."""
    return network_of([([[weight]], None, activation), ([[1.5]], None, "linear")]), Batch([[x]], [[1.0]])


FIRST = ParameterIndex(2, "weight", 1, 1)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
@pytest.mark.parametrize("method", ["central", "forward"])
def test_both_numbers_are_those_computed_by_hand(preset: Preset, method: Method) -> None:
    network, batch, loss, penalty = preset.network, preset.batch, preset.loss, Regularization(0.01, 0.1)
    epsilon = 1e-4
    check = gradient_check(network, batch, loss, penalty, method=method, epsilon=epsilon)
    gradients = backward(network, forward(network, batch.inputs), batch.targets, loss, penalty)
    assert [checked.parameter for checked in check.parameters] == [*every_parameter(network)]
    for checked in check.parameters:
        p = checked.parameter
        nabla = gradients.nabla_b[p.layer][p.j - 1] if p.k is None else gradients.nabla_w[p.layer][p.j - 1, p.k - 1]
        assert checked.analytic == nabla
        above = value(nudged(network, p, epsilon), batch, loss, penalty)
        below = value(nudged(network, p, -epsilon) if method == "central" else network, batch, loss, penalty)
        assert (checked.above, checked.below) == (above, below)
        assert checked.numerical == (above - below) / (2 * epsilon if method == "central" else epsilon)
        assert checked.relative_error == relative_error(checked.analytic, checked.numerical)
    errors = [checked.relative_error for checked in check.parameters if not checked.at_kink]
    assert check.max_relative_error == max(errors)
    assert check.checked == len(errors)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
@pytest.mark.parametrize("hidden", ["sigmoid", "relu", "gelu", "softmax"])
def test_the_gradient_is_right_for_every_activation_cost_and_penalty(
    output: Activation, loss: Loss, hidden: str
) -> None:
    for penalty in PENALTIES.values():
        for m, biases in ((1, True), (3, False)):
            network, batch = sample_off_kinks(5, [2, 3, 2], [hidden, output.name], loss, m, biases, weights_too=True)
            check = gradient_check(network, batch, loss, penalty)
            assert check.checked == len(check.parameters) == network.parameter_count
            assert check.max_relative_error < 1e-5


def test_a_wrong_gradient_would_be_seen() -> None:
    assert relative_error(1.0, 1.1) == pytest.approx(0.1 / 1.1)
    assert relative_error(1.0, -1.0) == 2.0
    assert relative_error(0.0, 0.0) == 0.0
    assert relative_error(1e308, -1.7e308) == pytest.approx(2.7 / 1.7)
    assert relative_error(0.0, FLOOR / 10) == pytest.approx(0.1)


def test_only_the_parameters_asked_for_are_checked_in_their_order() -> None:
    preset = PRESETS["2-3-1"]
    chosen = [ParameterIndex(3, "bias", 1), ParameterIndex(2, "weight", 3, 2)]
    check = gradient_check(preset.network, preset.batch, preset.loss, parameters=chosen)
    every = gradient_check(preset.network, preset.batch, preset.loss)
    assert [*check.parameters] == [entry(every, parameter) for parameter in chosen]
    assert (check.forward_passes.numerical, check.forward_passes.backprop) == (4, 2)


def test_quotients_take_a_pass_for_each_parameter_and_backpropagation_two_in_all() -> None:
    preset = PRESETS["2-3-1"]
    made = {
        method: gradient_check(preset.network, preset.batch, preset.loss, method=method).forward_passes
        for method in ("central", "forward")
    }
    assert preset.network.parameter_count == 13
    assert (made["central"].numerical, made["forward"].numerical) == (26, 14)
    assert made["central"].backprop == made["forward"].backprop == 2


@pytest.mark.parametrize("name", ["relu", "leaky_relu"])
@pytest.mark.parametrize("method", ["central", "forward"])
def test_a_step_that_crosses_a_kink_is_marked_and_not_counted(name: str, method: Method) -> None:
    network, batch = kinked(-4e-6, activation=name)
    check = gradient_check(network, batch, HALF, method=method)
    assert entry(check, FIRST).at_kink
    assert entry(check, FIRST).relative_error > 0.1
    assert check.checked == 1
    assert check.max_relative_error < 1e-3  # of the weight behind it


def test_a_neuron_that_stands_on_its_kink_is_marked_where_the_step_moves_it() -> None:
    network, batch = kinked(0.0)
    check = gradient_check(network, batch, HALF)
    assert [checked.at_kink for checked in check.parameters] == [True, False]
    network, batch = kinked(0.5, x=0.0)  # stands on it, but this weight does not move it
    assert not entry(gradient_check(network, batch, HALF), FIRST).at_kink


def test_a_forward_step_away_from_the_kink_is_not_marked() -> None:
    network, batch = kinked(4e-6)
    assert not entry(gradient_check(network, batch, HALF, method="forward"), FIRST).at_kink
    assert entry(gradient_check(network, batch, HALF), FIRST).at_kink


def test_a_weight_near_zero_is_at_the_kink_of_an_l1_penalty_and_a_bias_never() -> None:
    network = network_of([([[4e-6, 0.5]], [0.0], "tanh")])
    batch = Batch([[1.0, 1.0]], [[0.2]])
    plain = gradient_check(network, batch, HALF, Regularization(l2=0.1))
    assert not any(checked.at_kink for checked in plain.parameters)
    with_l1 = gradient_check(network, batch, HALF, Regularization(l1=0.1))
    assert [checked.at_kink for checked in with_l1.parameters] == [True, False, False]


def test_without_anything_to_compare_the_largest_error_is_zero_and_says_so() -> None:
    network, batch = kinked(0.0)
    check = gradient_check(network, batch, HALF, parameters=[FIRST], sweep=True)
    assert (check.max_relative_error, check.checked) == (0.0, 0)
    assert check.sweep is not None
    assert {(point.max_relative_error, point.median_relative_error, point.checked) for point in check.sweep} == {
        (0.0, 0.0, 0)
    }


@pytest.mark.parametrize(("method", "order"), [("central", 2), ("forward", 1)])
def test_the_sweep_falls_with_the_order_of_the_method_and_rises_again_with_rounding(method: Method, order: int) -> None:
    preset = PRESETS["2-3-1"]
    points = gradient_check(preset.network, preset.batch, preset.loss, method=method, sweep=True).sweep
    assert points is not None
    assert [point.epsilon for point in points] == [*EPSILONS]
    assert len(points) == 27
    assert (points[0].epsilon, points[-1].epsilon) == pytest.approx((1e-1, 1e-14), rel=1e-12)
    errors = [point.max_relative_error for point in points]
    assert errors[2] / errors[4] == pytest.approx(10.0**order, rel=0.15)  # a tenth of the step
    lowest = int(np.argmin(errors))
    assert 2 < lowest < 20
    assert errors[-1] > 1e3 * errors[lowest]
    assert all(point.median_relative_error <= point.max_relative_error for point in points)


def test_a_point_of_the_sweep_is_the_check_at_its_epsilon() -> None:
    preset = PRESETS["softmax"]
    points = gradient_check(preset.network, preset.batch, preset.loss, sweep=True).sweep
    assert points is not None
    for point in points[:20:5]:
        check = gradient_check(preset.network, preset.batch, preset.loss, epsilon=point.epsilon)
        assert (check.max_relative_error, check.checked) == (point.max_relative_error, point.checked)


def test_the_seconds_are_those_of_the_clock_and_the_growth_follows_from_them() -> None:
    ticks = count()
    preset = PRESETS["2-3-1"]

    def clock() -> float:
        return float(next(ticks))

    check = gradient_check(preset.network, preset.batch, preset.loss, clock=clock)
    assert (check.seconds.numerical, check.seconds.backprop) == (1.0, 1.0)
    sizes = [row.parameters for row in check.growth]
    assert sizes == [13, 100, 1000, 10_000, 100_000, 1_000_000]
    assert [row.forward_passes.numerical for row in check.growth] == [2 * n for n in sizes]
    assert {row.forward_passes.backprop for row in check.growth} == {2}
    assert check.growth[0].seconds == check.seconds
    seconds = [row.seconds for row in check.growth]
    per_parameter = 1.0 / 256**2  # a tick for the layer that is timed
    for n, spent in zip(sizes, seconds, strict=True):
        assert spent.numerical == pytest.approx(2 * n * (1.0 / 26 + (n - 13) * per_parameter))
        assert spent.backprop == pytest.approx(1.0 + 3 * (n - 13) * per_parameter)


def test_growth_holds_the_network_itself_once_and_in_its_place() -> None:
    network = network_of([(np.full((10, 9), 0.1), np.zeros(10), "tanh")])
    check = gradient_check(network, Batch([[0.1] * 9], [[0.0] * 10]), HALF)
    assert [row.parameters for row in check.growth] == [100, 1000, 10_000, 100_000, 1_000_000]


REFUSED = [
    ("epsilon is 0.0; expected a number above 0, at most 1", InvalidNumber, ("epsilon",), {"epsilon": 0}),
    ("epsilon is -0.1", InvalidNumber, ("epsilon",), {"epsilon": -0.1}),
    ("epsilon is 1.5", InvalidNumber, ("epsilon",), {"epsilon": 1.5}),
    ("expected a finite number", InvalidNumber, ("epsilon",), {"epsilon": float("nan")}),
    ("too small to change the weight of layer 2 from 1 to 1, 0.8", InvalidNumber, ("epsilon",), {"epsilon": 1e-17}),
    ("parameters is empty", ShapeMismatch, ("parameters",), {"parameters": []}),
    ("layer 1", InvalidNumber, ("parameters", 1, "layer"), {"parameters": [FIRST, ParameterIndex(1, "bias", 1)]}),
]


@pytest.mark.parametrize(("words", "kind", "where", "arguments"), REFUSED)
def test_a_mistake_is_told(words: str, kind: type[EngineError], where: Place, arguments: dict[str, Any]) -> None:
    preset = PRESETS["2-3-1"]
    with pytest.raises(kind, match=words) as caught:
        gradient_check(preset.network, preset.batch, preset.loss, **arguments)
    assert caught.value.where == where


def test_a_quotient_that_is_too_large_diverges() -> None:
    network = network_of([([[0.0]], None, "relu"), ([[1e5]], None, "linear")])
    batch = Batch([[1e153]], [[0.0]])
    with pytest.raises(Diverged, match="difference quotient of the weight of layer 2 from 1 to 1") as caught:
        gradient_check(network, batch, HALF, epsilon=1e-5)
    assert caught.value.quantity == "difference quotient"
    with pytest.raises(Diverged, match="at epsilon 1e-01: the cost"):
        gradient_check(network, batch, HALF, epsilon=1e-9, sweep=True)
