"""forward, cost and backward over random networks: what holds for every one of them, and what they refuse."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine import (
    ACTIVATIONS,
    LOSSES,
    Batch,
    EngineError,
    InvalidNumber,
    Loss,
    Network,
    Optimizer,
    Regularization,
    ShapeMismatch,
    UndefinedPair,
    backward,
    cost,
    forward,
    network_of,
    step,
)
from engine.arrays import FloatArray
from tests.engine.samples import PAIRS, random_batch, random_network

LOSS = LOSSES["half_squared_error"]


@some.composite
def samples(draw: some.DrawFn) -> tuple[Network, Batch, Loss, Regularization]:
    """A network of one to four layers of weights, a batch that fits, a cost that its output allows, and a penalty."""
    output, loss = draw(some.sampled_from(PAIRS))
    hidden = draw(some.lists(some.sampled_from(list(ACTIVATIONS)), max_size=3))
    sizes = draw(some.lists(some.integers(1, 5), min_size=len(hidden) + 2, max_size=len(hidden) + 2))
    if loss.target_range and output.name == "softmax":
        sizes[-1] = max(sizes[-1], 2)  # a single softmax output is always 1, and misses cost infinitely much
    source = np.random.default_rng(draw(some.integers(0, 2**32)))
    network = random_network(source, sizes, [*hidden, output.name], draw(some.booleans()))
    penalty = draw(some.sampled_from([Regularization(), Regularization(l1=0.1), Regularization(0.02, 0.3)]))
    return network, random_batch(source, network, loss, draw(some.integers(1, 6))), loss, penalty


def everything(network: Network, batch: Batch) -> list[FloatArray]:
    """All arrays that the verbs are given."""
    arrays = [batch.inputs, batch.targets]
    for layer in network.layers:
        arrays += [layer.weights] if layer.biases is None else [layer.weights, layer.biases]
    return arrays


@given(samples())
def test_every_quantity_has_the_shape_of_the_notation(sample: tuple[Network, Batch, Loss, Regularization]) -> None:
    network, batch, loss, penalty = sample
    m, sizes = len(batch.inputs), network.sizes
    trace = forward(network, batch.inputs)
    value = cost(network, trace, batch.targets, loss, penalty)
    errors = backward(network, trace, batch.targets, loss, penalty)

    numbers = range(2, network.depth + 1)
    assert list(trace.a) == [1, *numbers]
    assert sorted(trace.z) == sorted(errors.grad_a) == sorted(errors.delta) == sorted(errors.nabla_w) == [*numbers]
    assert set(errors.slope) == {l for l, layer in network.numbered() if layer.f.elementwise}
    assert set(errors.nabla_b) == {l for l, layer in network.numbered() if layer.biases is not None}
    for per_example in (trace.z, trace.a, errors.slope, errors.grad_a, errors.delta):
        assert all(values.shape == (m, sizes[l - 1]) for l, values in per_example.items())
    assert all(values.shape == (sizes[l - 1], sizes[l - 2]) for l, values in errors.nabla_w.items())
    assert all(values.shape == (sizes[l - 1],) for l, values in errors.nabla_b.items())
    assert value.per_example.shape == (m,)
    assert trace.outputs is trace.a[network.depth]


@given(samples())
def test_the_value_is_the_mean_over_the_examples_and_the_penalty(
    sample: tuple[Network, Batch, Loss, Regularization],
) -> None:
    network, batch, loss, penalty = sample
    found = cost(network, forward(network, batch.inputs), batch.targets, loss, penalty)
    weights = [layer.weights for layer in network.layers]
    squares, sizes = sum((w**2).sum() for w in weights), sum(abs(w).sum() for w in weights)
    assert found.penalty == pytest.approx(penalty.l2 / 2 * squares + penalty.l1 * sizes, rel=1e-13)
    assert found.value == pytest.approx(found.per_example.mean() + found.penalty, rel=1e-13, abs=1e-300)
    assert found.name == loss.name
    assert type(found.value) is float
    assert type(found.penalty) is float


@given(samples())
def test_the_gradient_is_the_mean_of_the_gradients_of_single_examples(
    sample: tuple[Network, Batch, Loss, Regularization],
) -> None:
    network, batch, loss, penalty = sample
    whole = backward(network, forward(network, batch.inputs), batch.targets, loss, penalty)
    single = [
        backward(network, forward(network, [x]), [y], loss, penalty)
        for x, y in zip(batch.inputs, batch.targets, strict=True)
    ]
    for l, nabla_w in whole.nabla_w.items():
        np.testing.assert_allclose(nabla_w, np.mean([one.nabla_w[l] for one in single], axis=0), rtol=1e-9, atol=1e-13)
    for l, nabla_b in whole.nabla_b.items():
        np.testing.assert_allclose(nabla_b, np.mean([one.nabla_b[l] for one in single], axis=0), rtol=1e-9, atol=1e-13)
    for l, delta in whole.delta.items():
        np.testing.assert_allclose(delta, np.concatenate([one.delta[l] for one in single]), rtol=1e-9, atol=1e-13)


@given(samples())
def test_forward_backward_and_step_leave_what_they_are_given_untouched(
    sample: tuple[Network, Batch, Loss, Regularization],
) -> None:
    network, batch, loss, penalty = sample
    given_arrays = everything(network, batch)
    trace = forward(network, batch.inputs)
    given_arrays += [*trace.z.values(), *trace.a.values()]
    copies = [values.copy() for values in given_arrays]
    cost(network, trace, batch.targets, loss, penalty)
    errors = backward(network, trace, batch.targets, loss, penalty)
    gradients = [values.copy() for values in (*errors.nabla_w.values(), *errors.nabla_b.values())]
    updated, _ = step(network, errors, Optimizer("adam"))
    assert all(np.array_equal(values, copy) for values, copy in zip(given_arrays, copies, strict=True))
    after = (*errors.nabla_w.values(), *errors.nabla_b.values())
    assert all(np.array_equal(values, copy) for values, copy in zip(after, gradients, strict=True))
    for before, new in zip(network.layers, updated.layers, strict=True):
        assert not np.shares_memory(before.weights, new.weights)


@given(samples(), some.randoms(use_true_random=False))
def test_examples_in_another_order_have_the_same_deltas_in_that_order(
    sample: tuple[Network, Batch, Loss, Regularization], shuffler: Any
) -> None:
    network, batch, loss, penalty = sample
    order = list(range(len(batch.inputs)))
    shuffler.shuffle(order)
    straight = backward(network, forward(network, batch.inputs), batch.targets, loss, penalty)
    mixed = backward(network, forward(network, batch.inputs[order]), batch.targets[order], loss, penalty)
    for l, delta in straight.delta.items():
        np.testing.assert_allclose(mixed.delta[l], delta[order], rtol=1e-12, atol=1e-15)
    for l, nabla_w in straight.nabla_w.items():
        np.testing.assert_allclose(mixed.nabla_w[l], nabla_w, rtol=1e-9, atol=1e-13)


@given(samples())
def test_the_same_numbers_come_out_twice(sample: tuple[Network, Batch, Loss, Regularization]) -> None:
    network, batch, loss, penalty = sample
    one, two = (backward(network, forward(network, batch.inputs), batch.targets, loss, penalty) for _ in range(2))
    assert all(np.array_equal(one.nabla_w[l], two.nabla_w[l]) for l in one.nabla_w)


def refused(kind: type[EngineError], compute: Any, *arguments: Any) -> EngineError:
    with pytest.raises(kind) as caught:
        compute(*arguments)
    assert type(caught.value) is kind
    return caught.value


SMALL = network_of([([[0.1, 0.2]], [0.3], "sigmoid")])
SOFT = network_of([([[0.1, 0.2], [0.3, 0.4]], None, "softmax")])


def test_inputs_of_another_width_are_refused() -> None:
    error = refused(ShapeMismatch, forward, SMALL, [[1.0, 2.0, 3.0]])
    assert error.detail == ("inputs are (1, 3) but layer 1, the input layer, has 2 neurons: expected (examples, 2)")
    assert error.where == ("inputs",)


@pytest.mark.parametrize("inputs", [[1.0, 2.0], [[1.0], [1.0, 2.0]], [], "x", [[None, 1.0]], [[np.nan, 1.0]]], ids=str)
def test_inputs_that_are_no_rows_of_numbers_are_refused(inputs: Any) -> None:
    assert refused_any(forward, SMALL, inputs).where[:1] == ("inputs",)


def refused_any(compute: Any, *arguments: Any) -> EngineError:
    with pytest.raises((ShapeMismatch, InvalidNumber)) as caught:
        compute(*arguments)
    return caught.value


@pytest.mark.parametrize("compute", [cost, backward])
def test_targets_that_do_not_fit_are_refused(compute: Any) -> None:
    trace = forward(SMALL, [[1.0, 2.0], [3.0, 4.0]])
    error = refused(ShapeMismatch, compute, SMALL, trace, [[1.0]], LOSS)
    assert error.detail == "targets has 1 example, the forward pass 2 examples"
    assert error.where == ("targets",)
    error = refused(ShapeMismatch, compute, SMALL, trace, [[1.0, 0.0]] * 2, LOSS)
    assert error.detail == "targets are (2, 2) but layer 2, the output layer, has 1 neuron: expected (examples, 1)"
    assert error.where == ("targets",)
    assert refused_any(compute, SMALL, trace, [[1.0], [np.inf]], LOSS).where == ("targets", 1, 0)
    assert refused_any(compute, SMALL, trace, "targets", LOSS).where == ("targets",)


@pytest.mark.parametrize("compute", [cost, backward])
def test_targets_out_of_range_and_undefined_pairs_are_refused(compute: Any) -> None:
    trace = forward(SOFT, [[1.0, 2.0]])
    error = refused(InvalidNumber, compute, SOFT, trace, [[0.0, 1.5]], LOSSES["cross_entropy"])
    assert error.detail == "target 2 of example 1 is 1.5; cross_entropy expects 0 to 1"
    assert error.where == ("targets", 0, 1)
    plain = network_of([([[1.0]], None, "tanh")])
    error = refused(UndefinedPair, compute, plain, forward(plain, [[1.0]]), [[1.0]], LOSSES["cross_entropy"])
    assert error.detail == (
        "cross_entropy is not defined here: layer 2 has tanh, whose outputs lie between -1 and 1 "
        "and not between 0 and 1; use sigmoid, softmax"
    )
    assert error.where == ("loss",)


@pytest.mark.parametrize("compute", [cost, backward])
def test_a_forward_pass_of_another_network_is_refused(compute: Any) -> None:
    error = refused(ShapeMismatch, compute, SMALL, forward(SOFT, [[1.0, 2.0]]), [[1.0]], LOSS)
    assert error.detail == "the forward pass is of a network of sizes (2, 2), this one has (2, 1)"


@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("value", [None, "0.1", True, 1j, float("nan"), float("inf"), 10**400, [0.1]], ids=repr)
def test_a_penalty_that_is_no_number_is_refused(name: str, value: Any) -> None:
    with pytest.raises(InvalidNumber) as caught:
        Regularization(**{name: value})
    assert caught.value.detail.startswith(f"{name}: expected a finite number, got ")
    assert caught.value.where == ("regularization", name)


@pytest.mark.parametrize("name", ["l1", "l2"])
def test_a_penalty_below_zero_is_refused(name: str) -> None:
    with pytest.raises(InvalidNumber) as caught:
        Regularization(**{name: -0.5})
    assert caught.value.detail == f"{name} is -0.5; expected a number from 0 up"
    assert caught.value.where == ("regularization", name)


def test_the_inputs_may_be_lists_and_are_copied() -> None:
    inputs = np.array([[1.0, 2.0]])
    trace = forward(SMALL, inputs)
    inputs[0, 0] = 9.0
    assert trace.a[1].tolist() == [[1.0, 2.0]]
    assert np.array_equal(forward(SMALL, [[1, 2]]).outputs, trace.outputs)


def test_z_and_a_are_arrays_of_their_own_for_the_linear_activation() -> None:
    trace = forward(network_of([([[2.0]], None, "linear")]), [[1.0]])
    assert not np.shares_memory(trace.z[2], trace.a[2])
