"""Every gradient against central differences in random directions.

The samples keep clear of kinks, so that one tolerance holds for all.
"""

from collections.abc import Callable

import numpy as np
import pytest

from engine import ACTIVATIONS, Activation, Batch, Loss, Network, Regularization, backward, cost, forward
from engine.arrays import FloatArray
from tests.engine.samples import (
    PAIR_NAMES,
    PAIRS,
    PENALTIES,
    cost_per_example,
    finish_from_activation,
    moved,
    parameters_of,
    sample_off_kinks,
)

STEP = 1e-5
RELATIVE, ABSOLUTE = 1e-7, 1e-9

HIDDEN = list(ACTIVATIONS.values())


def central_difference(function: Callable[[float], FloatArray]) -> FloatArray:
    return (function(STEP) - function(-STEP)) / (2 * STEP)


def value(network: Network, batch: Batch, loss: Loss, penalty: Regularization) -> float:
    return cost(network, forward(network, batch.inputs), batch.targets, loss, penalty).value


def assert_gradient_is_the_slope(network: Network, batch: Batch, loss: Loss, penalty: Regularization) -> None:
    gradients = backward(network, forward(network, batch.inputs), batch.targets, loss, penalty)
    nabla = {"weights": gradients.nabla_w, "biases": gradients.nabla_b}
    source = np.random.default_rng(7)
    for _ in range(3):
        directions = {(l, kind): source.standard_normal(p.shape) for l, kind, p in parameters_of(network)}
        length = np.sqrt(sum((d**2).sum() for d in directions.values()))
        directions = {key: d / length for key, d in directions.items()}
        slope = sum((nabla[kind][l] * d).sum() for (l, kind), d in directions.items())
        costs = [value(moved(network, directions, t), batch, loss, penalty) for t in (STEP, -STEP)]
        assert slope == pytest.approx((costs[0] - costs[1]) / (2 * STEP), rel=RELATIVE, abs=ABSOLUTE)


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda entry: entry.name)
@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_the_gradient_is_the_slope_of_the_cost_for_every_activation_cost_and_penalty(
    hidden: Activation, output: Activation, loss: Loss
) -> None:
    for penalty in PENALTIES.values():
        for m, biases in ((1, True), (1, False), (4, True), (4, False)):
            activations = [hidden.name, hidden.name, output.name]
            network, batch = sample_off_kinks(1, [3, 4, 3, 2], activations, loss, m, biases, penalty.l1 > 0)
            assert_gradient_is_the_slope(network, batch, loss, penalty)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_a_network_without_hidden_layers_has_the_right_gradient(output: Activation, loss: Loss) -> None:
    for n in (1, 3):
        if n == 1 and output.name == "softmax" and loss.name == "binary_cross_entropy":
            continue  # one softmax output is always 1, so a target below 1 costs infinitely much
        network, batch = sample_off_kinks(2, [2, n], [output.name], loss, 3)
        assert_gradient_is_the_slope(network, batch, loss, PENALTIES["both"])


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda entry: entry.name)
@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_delta_and_grad_a_of_hidden_layers_are_the_derivatives_of_the_cost_of_each_example(
    hidden: Activation, output: Activation, loss: Loss
) -> None:
    network, batch = sample_off_kinks(3, [2, 3, 4, 2], [hidden.name, hidden.name, output.name], loss, 3)
    trace = forward(network, batch.inputs)
    gradients = backward(network, trace, batch.targets, loss)
    source = np.random.default_rng(11)

    for l in (2, 3):
        direction = source.standard_normal(trace.a[l].shape)
        direction /= np.linalg.norm(direction)

        def at_activation(a: FloatArray, l: int = l) -> FloatArray:
            return cost_per_example(network, loss, *finish_from_activation(network, l, a), batch.targets)

        f, z, a = network.layer(l).f.function, trace.z[l], trace.a[l]
        by_a = (at_activation(a + STEP * direction) - at_activation(a - STEP * direction)) / (2 * STEP)
        by_z = (at_activation(f(z + STEP * direction)) - at_activation(f(z - STEP * direction))) / (2 * STEP)
        np.testing.assert_allclose((gradients.grad_a[l] * direction).sum(axis=1), by_a, rtol=RELATIVE, atol=ABSOLUTE)
        np.testing.assert_allclose((gradients.delta[l] * direction).sum(axis=1), by_z, rtol=RELATIVE, atol=ABSOLUTE)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_delta_of_the_output_is_the_derivative_of_the_cost_of_each_example(output: Activation, loss: Loss) -> None:
    network, batch = sample_off_kinks(4, [2, 3, 3], ["tanh", output.name], loss, 4)
    trace = forward(network, batch.inputs)
    delta = backward(network, trace, batch.targets, loss).delta[3]
    direction = np.random.default_rng(5).standard_normal(delta.shape)
    direction /= np.linalg.norm(direction)

    def at(t: float) -> FloatArray:
        z = trace.z[3] + t * direction
        return cost_per_example(network, loss, z, output.function(z), batch.targets)

    np.testing.assert_allclose((delta * direction).sum(axis=1), central_difference(at), rtol=RELATIVE, atol=ABSOLUTE)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_grad_a_of_the_output_is_the_derivative_of_the_formula_in_a_and_y(output: Activation, loss: Loss) -> None:
    network, batch = sample_off_kinks(6, [2, 3, 3], ["tanh", output.name], loss, 4)
    trace = forward(network, batch.inputs)
    grad_a = backward(network, trace, batch.targets, loss).grad_a[3]
    direction = np.random.default_rng(5).standard_normal(grad_a.shape)
    direction /= np.linalg.norm(direction)

    def at(t: float) -> FloatArray:  # the cost in a alone, as its formula says, not by way of z
        names = {"a": trace.a[3] + t * direction, "y": batch.targets, "np": np}
        return np.asarray(eval(loss.numpy, names))

    np.testing.assert_allclose((grad_a * direction).sum(axis=1), central_difference(at), rtol=RELATIVE, atol=ABSOLUTE)


@pytest.mark.parametrize("name", [entry.name for entry in HIDDEN if entry.kinks])
def test_at_a_kink_the_slope_is_the_one_from_the_left(name: str) -> None:
    entry = ACTIVATIONS[name]
    kink = np.array([[entry.kinks[0]]])
    assert entry.derivative is not None
    from_the_left = (entry.function(kink) - entry.function(kink - STEP)) / STEP
    np.testing.assert_allclose(entry.derivative(kink, entry.function(kink)), from_the_left, atol=1e-12)


@pytest.mark.parametrize("entry", HIDDEN, ids=lambda entry: entry.name)
def test_kinks_are_all_there_are(entry: Activation) -> None:
    if entry.derivative is None:
        assert entry.kinks == ()
        return
    z = np.linspace(-3.0, 3.0, 601)[None, :]
    slopes = [entry.derivative(shifted, entry.function(shifted)) for shifted in (z - 1e-7, z + 1e-7)]
    jumps = z[0, (abs(slopes[1] - slopes[0]) > 1e-3)[0]]
    np.testing.assert_allclose(jumps, entry.kinks, atol=1e-12)


def test_a_weight_of_zero_pays_no_l1_slope() -> None:
    assert np.array_equal(Regularization(l1=1.0).gradient(np.array([[-2.0, 0.0, 3.0]])), [[-1.0, 0.0, 1.0]])
