"""record is the verbs one after the other, and its frames name what happens in teaching order."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine import (
    ACTIVATIONS,
    EQUATIONS,
    LOSSES,
    PRESETS,
    Batch,
    Initializer,
    Loss,
    Network,
    Optimizer,
    Preset,
    Regularization,
    backward,
    cost,
    forward,
    network_of,
    record,
    step,
)
from engine.arrays import FloatArray
from engine.trace import frames_of
from tests.engine.test_backprop import samples

OPTIMIZERS = [
    Optimizer("sgd"),
    Optimizer("sgd", momentum=0.9, nesterov=True, train_biases=False),
    Optimizer("rmsprop"),
    Optimizer("adam"),
    Optimizer("adamw"),
]


def assert_same(one: dict[int, FloatArray], two: dict[int, FloatArray]) -> None:
    assert list(one) == list(two)
    assert all(np.array_equal(one[l], two[l]) for l in one)


@given(samples(), some.sampled_from(OPTIMIZERS))
def test_record_is_the_verbs_called_one_by_one(
    sample: tuple[Network, Batch, Loss, Regularization], optimizer: Optimizer
) -> None:
    network, batch, loss, penalty = sample
    state = None
    for _ in range(2):
        trace = record(network, batch, loss, optimizer, state, penalty)
        activations = forward(network, batch.inputs)
        value = cost(network, activations, batch.targets, loss, penalty)
        errors = backward(network, activations, batch.targets, loss, penalty)
        updated, next_state = step(network, errors, optimizer, state)
        after = cost(updated, forward(updated, batch.inputs), batch.targets, loss, penalty)

        assert trace.network is network
        assert trace.batch is batch
        assert_same(trace.forward.z, activations.z)
        assert_same(trace.forward.a, activations.a)
        for name in ("slope", "grad_a", "delta", "nabla_w", "nabla_b"):
            assert_same(getattr(trace.backward, name), getattr(errors, name))
        for mine, theirs in ((trace.cost, value), (trace.cost_after, after)):
            assert (mine.name, mine.value, mine.penalty) == (theirs.name, theirs.value, theirs.penalty)
            assert np.array_equal(mine.per_example, theirs.per_example)
        for mine_layer, layer in zip(trace.updated_network.layers, updated.layers, strict=True):
            assert np.array_equal(mine_layer.weights, layer.weights)
            assert (mine_layer.biases is None) == (layer.biases is None)
            assert layer.biases is None or np.array_equal(mine_layer.biases, layer.biases)  # type: ignore[arg-type]
            assert mine_layer.activation == layer.activation
        assert trace.optimizer_state.step == next_state.step
        for slots, expected in zip(trace.optimizer_state.weights, next_state.weights, strict=True):
            assert all(np.array_equal(slots[name], expected[name]) for name in expected)
        network, state = updated, next_state


@given(
    some.lists(some.sampled_from(list(ACTIVATIONS)), min_size=1, max_size=6),
    some.sampled_from(list(LOSSES)),
    some.booleans(),
)
def test_frames_have_unique_ids_in_teaching_order(activations: list[str], loss: str, to_one: bool) -> None:
    frames = frames_of(tuple(activations), loss, to_one, "sgd")
    ids = [frame.id for frame in frames]
    assert len(set(ids)) == len(ids)
    numbers = range(2, len(activations) + 2)
    forth = [f"{quantity}{l}" for l in numbers for quantity in "za"]
    back = [f"{quantity}{l}" for l in reversed(numbers) for quantity in "dg"]
    assert ids == ["x", *forth, "C", *back, "u"]
    assert [frame.phase for frame in frames] == (
        ["forward"] * (len(forth) + 1) + ["loss"] + ["backward"] * len(back) + ["update"]
    )
    for frame in frames:
        number = re.search(r"\d+$", frame.id)
        assert frame.layer == (int(number[0]) if number else 1 if frame.id == "x" else None)


def test_the_frames_of_the_contract_carry_its_equations() -> None:
    frames = frames_of(("sigmoid", "sigmoid"), "half_squared_error", False, "sgd")
    assert [(frame.id, frame.equation) for frame in frames] == [
        ("x", "input"),
        ("z2", "weighted_input"),
        ("a2", "activation"),
        ("z3", "weighted_input"),
        ("a3", "activation"),
        ("C", "cost"),
        ("d3", "BP1"),
        ("g3", "BP3_BP4"),
        ("d2", "BP2"),
        ("g2", "BP3_BP4"),
        ("u", "update"),
    ]


@pytest.mark.parametrize(
    ("output", "loss", "targets", "form"),
    [
        ("softmax", "cross_entropy", [[0.0, 1.0, 0.0]], "BP1_cross_entropy_canonical"),
        ("softmax", "cross_entropy", [[0.2, 0.3, 0.5]], "BP1_cross_entropy_canonical"),
        ("softmax", "cross_entropy", [[1.0, 1.0, 0.0]], "BP1_cross_entropy_softmax"),
        ("softmax", "cross_entropy", [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]], "BP1_cross_entropy_softmax"),
        ("sigmoid", "cross_entropy", [[0.0, 1.0, 0.0]], "BP1_cross_entropy"),
        ("sigmoid", "binary_cross_entropy", [[1.0, 1.0, 0.3]], "BP1_binary_cross_entropy_canonical"),
        ("softmax", "binary_cross_entropy", [[0.0, 1.0, 0.0]], "BP1_binary_cross_entropy_softmax"),
        ("tanh", "half_squared_error", [[0.0, 1.0, 0.0]], "BP1_half_squared_error"),
        ("softmax", "mean_squared_error", [[0.0, 1.0, 0.0]], "BP1_mean_squared_error_softmax"),
    ],
)
def test_p_minus_y_is_shown_exactly_where_it_holds(
    output: str, loss: str, targets: list[list[float]], form: str
) -> None:
    network = network_of([([[0.5], [-0.4], [0.1]], None, output)])
    batch = Batch([[1.0]] * len(targets), targets)
    trace = record(network, batch, LOSSES[loss], Optimizer("sgd"))
    frame = next(frame for frame in trace.frames if frame.id == "d2")
    assert frame.form == form
    holds = np.allclose(trace.backward.delta[2], trace.forward.outputs - batch.targets, rtol=1e-9, atol=1e-14)
    assert holds == form.endswith("canonical")


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_frame_of_a_preset_has_an_equation(preset: Preset) -> None:
    trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
    assert all(frame.form in EQUATIONS for frame in trace.frames)


def test_deltas_use_the_weights_before_the_update() -> None:
    preset = PRESETS["2-2-2"]
    trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
    collected = trace.backward.delta[3] @ preset.network.layer(3).weights
    np.testing.assert_array_equal(trace.backward.grad_a[2], collected)


def test_nobody_can_change_what_was_recorded() -> None:
    preset = PRESETS["mini-batch"]
    trace = record(preset.network, preset.batch, preset.loss, Optimizer("adam"))
    forward, back = trace.forward, trace.backward
    by_layer: list[dict[int, FloatArray]] = [
        forward.z,
        forward.a,
        back.slope,
        back.grad_a,
        back.delta,
        back.nabla_w,
        back.nabla_b,
    ]
    slots = [slots or {} for slots in (*trace.optimizer_state.weights, *trace.optimizer_state.biases)]
    arrays = [array for layers in by_layer for array in layers.values()]
    arrays += [array for named in slots for array in named.values()]
    arrays += [trace.cost.per_example, trace.cost_after.per_example]
    assert len(arrays) > 20
    assert not any(array.flags.writeable for array in arrays)
    with pytest.raises(ValueError, match="read-only"):
        forward.a[2][0, 0] = 1.0


@pytest.mark.parametrize("settled", [Optimizer("adam"), Initializer("uniform")], ids=lambda value: type(value).__name__)
def test_nobody_can_change_settings_and_they_can_be_a_key(settled: Optimizer | Initializer) -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        settled.settings["epsilon"] = 1.0  # type: ignore[index]
    assert {settled: 1}[type(settled)(settled.name)] == 1
