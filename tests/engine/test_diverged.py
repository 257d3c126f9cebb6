"""Diverged names the layer and the quantity that became infinite or undefined first, in order of computation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import (
    LOSSES,
    BackwardTrace,
    Batch,
    Dense,
    Diverged,
    Initializer,
    Network,
    Optimizer,
    OptimizerState,
    Regularization,
    backward,
    cost,
    forward,
    network_of,
    new_network,
    record,
    step,
)

HUGE = 1e200
LARGEST = float(np.finfo(np.float64).max)
SQUARED = LOSSES["half_squared_error"]


def diverged(compute: Callable[..., Any], *arguments: Any) -> Diverged:
    with pytest.raises(Diverged) as caught:
        compute(*arguments)
    return caught.value


def assert_names(error: Diverged, layer: int | None, quantity: str) -> None:
    assert (error.layer, error.quantity) == (layer, quantity)
    assert f"{quantity} became infinite or undefined" in error.detail or quantity == "cost"
    assert layer is None or f"layer {layer}: " in error.detail


def chain(*weights: float, activation: str = "linear") -> Network:
    return network_of([([[w]], [0.0], activation) for w in weights])


@pytest.mark.parametrize("l", [2, 3, 4])
def test_a_weighted_input_that_overflows_is_named_with_its_layer(l: int) -> None:
    weights = [1.0, 1.0, 1.0]
    weights[l - 2] = HUGE
    assert_names(diverged(forward, chain(*weights), [[HUGE]]), l, "z")


def test_an_overflow_that_a_bounded_activation_would_hide_is_found() -> None:
    assert_names(diverged(forward, chain(HUGE, 1.0, activation="tanh"), [[HUGE]]), 2, "z")


def test_infinite_terms_that_would_cancel_are_found() -> None:
    network = network_of([([[HUGE, -HUGE]], None, "sigmoid")])
    assert_names(diverged(forward, network, [[HUGE, HUGE]]), 2, "z")


def test_an_activation_cannot_be_the_first() -> None:
    # every f maps finite numbers to finite numbers: test_stable
    for activation in ("linear", "relu", "softplus", "gelu", "silu", "elu"):
        trace = forward(chain(LARGEST, activation=activation), [[1.0]])
        assert np.isfinite(trace.outputs).all()


def test_a_cost_that_overflows_is_named() -> None:
    network = chain(HUGE)
    error = diverged(cost, network, forward(network, [[1.0]]), [[0.0]], SQUARED)
    assert_names(error, None, "cost")
    assert error.detail == "the cost (half_squared_error) became infinite or undefined"


def test_a_penalty_that_overflows_is_named() -> None:
    network = chain(HUGE, 1 / HUGE)
    error = diverged(cost, network, forward(network, [[1.0]]), [[0.0]], SQUARED, Regularization(l2=1.0))
    assert_names(error, None, "penalty")


def test_a_penalty_without_l2_does_not_square_the_weights() -> None:
    network = chain(HUGE, 1 / HUGE)
    assert cost(network, forward(network, [[1.0]]), [[0.0]], SQUARED, Regularization(l1=0.5)).penalty == 0.5 * HUGE


def test_an_output_grad_a_that_overflows_is_named() -> None:
    network = chain(LARGEST)
    error = diverged(backward, network, forward(network, [[1.0]]), [[-LARGEST]], SQUARED)
    assert_names(error, 2, "grad_a")


def test_a_hidden_grad_a_that_overflows_is_named_with_its_layer() -> None:
    network = chain(1e-200, 1.0, HUGE)  # z stays small, the way back does not
    trace = forward(network, [[0.0]])
    assert_names(diverged(backward, network, trace, [[HUGE]], SQUARED), 3, "grad_a")


def test_a_delta_that_overflows_is_named() -> None:
    # the slope of gelu is above 1 around 1.4, which grad_a of nearly the largest number does not bear
    network = network_of([([[1.4]], None, "gelu")])
    error = diverged(backward, network, forward(network, [[1.0]]), [[-LARGEST]], SQUARED)
    assert_names(error, 2, "delta")


def test_a_mean_of_deltas_at_the_end_of_the_range_is_still_a_number() -> None:
    network = chain(1.0)
    inputs = [[1e-300], [1e-300]]
    errors = backward(network, forward(network, inputs), [[-LARGEST], [-LARGEST]], SQUARED)
    assert errors.nabla_b[2] == pytest.approx(LARGEST)


def test_a_weight_gradient_that_overflows_is_named() -> None:
    network = network_of([([[1.0]], None, "linear"), ([[1.0]], None, "linear")])
    error = diverged(backward, network, forward(network, [[1e160]]), [[-1e160]], SQUARED)
    assert_names(error, 3, "nabla_w")


def test_the_gradient_of_a_penalty_that_overflows_is_named() -> None:
    network = chain(1e160)
    error = diverged(backward, network, forward(network, [[0.0]]), [[0.0]], SQUARED, Regularization(l2=1e160))
    assert_names(error, 2, "nabla_w")


def gradients(nabla_w: float, nabla_b: float, layers: int = 2) -> BackwardTrace:
    numbers = range(2, layers + 2)
    return BackwardTrace(
        {}, {}, {}, {l: np.array([[nabla_w]]) for l in numbers}, {l: np.array([nabla_b]) for l in numbers}
    )


def test_updated_weights_that_overflow_are_named() -> None:
    assert_names(
        diverged(step, chain(1.0, 1.0), gradients(1e305, 0.0), Optimizer("sgd", learning_rate=1e6)),
        2,
        "updated_weights",
    )


def test_updated_biases_that_overflow_are_named() -> None:
    assert_names(
        diverged(step, chain(1.0, 1.0), gradients(0.0, 1e305), Optimizer("sgd", learning_rate=1e6)), 2, "updated_biases"
    )


@pytest.mark.parametrize(
    ("optimizer", "nabla_w", "nabla_b", "quantity"),
    [
        (Optimizer("rmsprop"), HUGE, 1.0, "square of the weights"),
        (Optimizer("rmsprop"), 1.0, HUGE, "square of the biases"),
        (Optimizer("adam"), HUGE, HUGE, "square of the weights"),
        (Optimizer("adamw"), 1.0, HUGE, "square of the biases"),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_slot_that_overflows_is_named(optimizer: Optimizer, nabla_w: float, nabla_b: float, quantity: str) -> None:
    assert_names(diverged(step, chain(1.0, 1.0), gradients(nabla_w, nabla_b), optimizer), 2, quantity)


def test_a_velocity_that_overflows_is_named() -> None:
    optimizer = Optimizer("sgd", momentum=0.9, learning_rate=0.0)
    slots = {"velocity": np.array([[LARGEST]])}
    state = OptimizerState(1, ({}, slots), ({}, {}))
    error = diverged(step, chain(1.0, 1.0), gradients(LARGEST / 2, 0.0), optimizer, state)
    assert_names(error, 3, "velocity of the weights")


def test_of_two_in_one_layer_the_one_computed_first_is_named() -> None:
    sgd = Optimizer("sgd", learning_rate=1e6)
    assert_names(diverged(step, chain(1.0), gradients(1e305, 1e305, 1), sgd), 2, "updated_weights")
    momentum = Optimizer("sgd", learning_rate=1e6, momentum=0.5)
    state = OptimizerState(1, ({},), ({"velocity": np.array([LARGEST])},))
    error = diverged(step, chain(1.0), gradients(1e305, LARGEST, 1), momentum, state)
    assert_names(error, 2, "updated_weights")  # the weights are updated before the slots of the biases


def test_record_names_what_diverges_after_the_update() -> None:
    network = chain(1.0)
    batch = Batch([[1e120]], [[0.0]])
    error = diverged(record, network, batch, SQUARED, Optimizer("sgd", learning_rate=1e6))
    assert error.detail.startswith("after the update: layer 2: z became infinite or undefined")
    assert_names(error, 2, "z")
    cheap = diverged(record, network, Batch([[1e60]], [[0.0]]), SQUARED, Optimizer("sgd", learning_rate=1e6))
    assert cheap.detail == "after the update: the cost (half_squared_error) became infinite or undefined"
    assert_names(cheap, None, "cost")


def test_record_names_the_first_of_all() -> None:
    batch = Batch([[1.0]], [[0.0]])
    assert_names(diverged(record, chain(HUGE, HUGE), batch, SQUARED, Optimizer("sgd")), 3, "z")
    assert_names(diverged(record, chain(HUGE), batch, SQUARED, Optimizer("sgd")), None, "cost")


def test_numbers_near_the_largest_are_no_divergence() -> None:
    network = chain(LARGEST, 1e-300)
    trace = forward(network, [[1.0]])
    assert trace.z[2][0, 0] == LARGEST
    errors = backward(network, trace, trace.outputs - 0.5, SQUARED)
    assert errors.nabla_w[3][0, 0] == pytest.approx(LARGEST / 2)


def test_a_diverging_step_leaves_everything_as_it_was() -> None:
    network = new_network([2, 3, 1], ["tanh", "linear"], Initializer("normal"), 3)
    before = [layer.weights.copy() for layer in network.layers]
    trace = record(network, Batch([[1.0, 2.0]], [[0.5]]), SQUARED, Optimizer("sgd"))
    wild = replace(trace.backward, nabla_w={l: 1e305 * np.sign(g) for l, g in trace.backward.nabla_w.items()})
    with pytest.raises(Diverged):
        step(network, wild, Optimizer("sgd", learning_rate=1e6))
    assert all(np.array_equal(layer.weights, w) for layer, w in zip(network.layers, before, strict=True))
    assert isinstance(network.layers[0], Dense)
