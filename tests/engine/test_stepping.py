"""step and the state of an optimizer: what is remembered, resumed, and refused."""

from typing import Any

import numpy as np
import pytest

from engine import (
    LOSSES,
    OPTIMIZERS,
    Batch,
    EngineError,
    InvalidNumber,
    Network,
    Optimizer,
    OptimizerState,
    ShapeMismatch,
    backward,
    forward,
    network_of,
    record,
    step,
)
from engine.stepping import initial_state, resume

LOSS = LOSSES["half_squared_error"]
SGD, MOMENTUM, ADAM = Optimizer("sgd"), Optimizer("sgd", momentum=0.9), Optimizer("adam")


def two_layers(biases: bool = True) -> Network:
    vector = [0.1, 0.2] if biases else None
    return network_of([([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]], vector, "tanh"), ([[0.7, 0.8]], [0.3], "linear")])


BATCH = Batch([[1.0, 2.0, 3.0]], [[0.5]])


def refused(kind: type[EngineError], state: Any, optimizer: Optimizer = ADAM, biases: bool = True) -> EngineError:
    with pytest.raises(kind) as caught:
        resume(two_layers(biases), optimizer, state)
    return caught.value


def state_of(of_weights: Any = None, of_biases: Any = None, at: int = 1) -> OptimizerState:
    """A state with the slots of layer 2 given, the others empty."""
    return OptimizerState(at, (of_weights or {}, {}), (of_biases, {}))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_at_first_all_slots_are_zero_and_shaped_like_the_parameters(name: str) -> None:
    network = two_layers()
    state = initial_state(network, Optimizer(name))
    assert state.step == 0
    for layer, of_weights, of_biases in zip(network.layers, state.weights, state.biases, strict=True):
        assert of_biases is not None
        assert layer.biases is not None
        assert tuple(of_weights) == tuple(of_biases) == OPTIMIZERS[name].slots(Optimizer(name).settings)
        assert all(slot.shape == layer.weights.shape and not slot.any() for slot in of_weights.values())
        assert all(slot.shape == layer.biases.shape and not slot.any() for slot in of_biases.values())


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_rule_knows_all_its_slots(name: str) -> None:
    rule = OPTIMIZERS[name]
    assert set(rule.slots(Optimizer(name).settings)) <= set(rule.every_slot)
    assert set(rule.squares) <= set(rule.every_slot)


def test_a_layer_without_biases_remembers_nothing_of_them() -> None:
    trace = record(two_layers(biases=False), BATCH, LOSS, ADAM)
    assert trace.optimizer_state.biases[0] is None
    assert trace.optimizer_state.biases[1] is not None


def test_biases_that_are_not_trained_stay_the_same_and_so_do_their_slots() -> None:
    network = two_layers()
    optimizer = Optimizer("adam", train_biases=False)
    trace = record(network, BATCH, LOSS, optimizer)
    for before, after in zip(network.layers, trace.updated_network.layers, strict=True):
        assert after.biases is before.biases
        assert not np.array_equal(after.weights, before.weights)
    assert all(not slot.any() for slots in trace.optimizer_state.biases for slot in (slots or {}).values())


def test_momentum_may_be_switched_on_and_off_on_the_way() -> None:
    network = two_layers()
    off = record(network, BATCH, LOSS, SGD).optimizer_state
    assert off.weights[0] == {}
    on = record(network, BATCH, LOSS, MOMENTUM, off).optimizer_state
    assert on.step == 2
    assert on.weights[0]["velocity"].any()
    off_again = record(network, BATCH, LOSS, SGD, on).optimizer_state
    assert off_again.step == 3
    assert off_again.weights[0] == {}


def test_steps_are_counted() -> None:
    network, state = two_layers(), None
    for number in range(1, 4):
        network, state = step(
            network, backward(network, forward(network, BATCH.inputs), BATCH.targets, LOSS), ADAM, state
        )
        assert state.step == number


def test_slots_may_be_given_as_lists() -> None:
    state = resume(two_layers(), MOMENTUM, state_of({"velocity": [[1, 2, 3], [4, 5, 6]]}, {"velocity": [1, 2]}))
    assert state.weights[0]["velocity"].tolist() == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    assert not state.weights[1]["velocity"].any()


def test_the_slots_of_the_step_before_are_not_changed() -> None:
    network = two_layers()
    state = record(network, BATCH, LOSS, ADAM).optimizer_state
    before = [{name: slot.copy() for name, slot in slots.items()} for slots in state.weights]
    record(network, BATCH, LOSS, ADAM, state)
    for slots, copies in zip(state.weights, before, strict=True):
        assert all(np.array_equal(slots[name], copy) for name, copy in copies.items())


def test_a_state_of_a_deeper_network_is_refused() -> None:
    error = refused(ShapeMismatch, OptimizerState(1, ({}, {}, {}), ({}, {}, {})))
    assert error.detail == "optimizer_state is of a network with 3 layers of weights, this one has 2"
    assert error.where == ("optimizer_state",)


def test_a_state_of_other_shapes_is_refused() -> None:
    error = refused(ShapeMismatch, state_of({"mean": np.zeros((3, 3))}))
    assert error.detail == "optimizer_state: mean of the weights of layer 2 is (3, 3), they are (2, 3)"
    assert error.where == ("optimizer_state", "layers", 0, "weights", "mean")


def test_a_state_with_slots_for_biases_that_are_not_there_is_refused() -> None:
    error = refused(ShapeMismatch, state_of({}, {"mean": np.zeros(2)}), biases=False)
    assert error.detail == "optimizer_state has mean for the biases of layer 2, which has none"
    assert error.where == ("optimizer_state", "layers", 0, "biases")


def test_a_state_of_another_optimizer_is_refused() -> None:
    state = record(two_layers(), BATCH, LOSS, ADAM).optimizer_state
    error = refused(ShapeMismatch, state, MOMENTUM)
    assert error.detail == (
        "optimizer_state: mean of the weights of layer 2 is of another optimizer; sgd remembers velocity"
    )
    assert error.where == ("optimizer_state", "layers", 0, "weights", "mean")


def test_a_negative_mean_of_squares_is_refused() -> None:
    error = refused(InvalidNumber, state_of({}, {"square": np.array([0.0, -0.25])}))
    assert error.detail == (
        "optimizer_state: square of the biases of layer 2 is a mean of squares and never negative, got -0.25"
    )
    assert error.where == ("optimizer_state", "layers", 0, "biases", "square")


@pytest.mark.parametrize(
    "bad", [np.nan, np.inf, None, "x", True, 10**400], ids=["nan", "inf", "none", "x", "true", "huge"]
)
def test_slots_that_hold_no_numbers_are_refused(bad: Any) -> None:
    error = refused(InvalidNumber, state_of({"mean": [[bad] * 3] * 2}))
    assert error.detail.startswith("optimizer_state: mean of the weights of layer 2: ")
    assert error.where[:5] == ("optimizer_state", "layers", 0, "weights", "mean")


@pytest.mark.parametrize("number", [-1, 1.0, True, None, "1", 10**400], ids=["-1", "1.0", "true", "none", "1", "huge"])
def test_a_number_of_steps_that_is_none_is_refused(number: Any) -> None:
    error = refused(InvalidNumber, state_of(at=number))
    assert error.detail.startswith("optimizer_state: step is ")
    assert error.detail.endswith("; expected a whole number from 0 up")
    assert error.where == ("optimizer_state", "step")


def test_a_very_late_step_is_still_a_step() -> None:
    trace = record(two_layers(), BATCH, LOSS, ADAM, state_of(at=2**52))
    assert trace.optimizer_state.step == 2**52 + 1


def test_gradients_of_another_network_are_refused() -> None:
    network = two_layers()
    small = network_of([([[1.0]], None, "linear")])
    gradients = backward(small, forward(small, [[1.0]]), [[0.0]], LOSS)
    with pytest.raises(ShapeMismatch) as caught:
        step(network, gradients, SGD)
    assert caught.value.detail == "layer 2: nabla_w is (1, 1) but weights are (2, 3)"
    bare = two_layers(biases=False)
    without = backward(bare, forward(bare, BATCH.inputs), BATCH.targets, LOSS)
    with pytest.raises(ShapeMismatch) as caught:
        step(network, without, SGD)
    assert caught.value.detail == "layer 2: nabla_b is missing but biases are (2,)"
