"""Saturation: slopes as in the trace, states where they belong, sentences that are true."""

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    LOSSES,
    PRESETS,
    Activation,
    Batch,
    Diverged,
    Loss,
    Preset,
    Regularization,
    backward,
    forward,
    network_of,
)
from engine.explain.saturation import SATURATED_BELOW, NeuronSlope, Saturation, saturation
from tests.engine.samples import PAIR_NAMES, PAIRS, sample_off_kinks

HALF = LOSSES["half_squared_error"]


def only_neuron(bias: float | list[float], activation: str, loss: str = "half_squared_error") -> NeuronSlope:
    """A single neuron that is only its bias; of several biases, as many examples, each with one of them for its z."""
    z = np.atleast_1d(bias)
    network = network_of([([[1.0]], None, activation)])
    return saturation(network, Batch(z[:, None], np.ones((len(z), 1))), LOSSES[loss]).layers[0].neurons[0]


def lonely_experiment(weight: float, bias: float) -> NeuronSlope:
    """Nielsen's single neuron with input 1."""
    network = network_of([([[weight]], [bias], "sigmoid")])
    return saturation(network, Batch([[1.0]], [[0.0]]), HALF).layers[0].neurons[0]


@pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
def test_the_largest_slope_of_every_activation_is_what_it_comes_to_and_never_exceeds(entry: Activation) -> None:
    z = np.linspace(-40.0, 40.0, 800_001)[:, None]
    if entry.derivative:
        largest = abs(entry.derivative(z, entry.function(z))).max()
    else:
        pairs = np.hstack([z, np.zeros_like(z)])
        largest = abs(entry.jacobian(pairs, entry.function(pairs))).max()
    assert largest <= entry.largest_slope + 1e-15
    assert largest == pytest.approx(entry.largest_slope, rel=1e-8)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_slopes_and_lengths_are_those_of_the_trace(preset: Preset) -> None:
    penalty = Regularization(0.01, 0.1)
    trace = forward(preset.network, preset.batch.inputs)
    gradients = backward(preset.network, trace, preset.batch.targets, preset.loss, penalty)
    answer = saturation(preset.network, preset.batch, preset.loss, penalty)
    assert [layer.layer for layer in answer.layers] == list(range(2, preset.network.depth + 1))
    for layer in answer.layers:
        l = layer.layer
        assert [neuron.j for neuron in layer.neurons] == list(range(1, preset.network.sizes[l - 1] + 1))
        slopes = np.stack([neuron.derivative for neuron in layer.neurons], axis=1)
        if l in gradients.slope:
            np.testing.assert_array_equal(slopes, gradients.slope[l])
            assert layer.measure == "f'(z)"
        else:
            jacobian = preset.network.layer(l).f.jacobian(trace.z[l], trace.a[l])
            np.testing.assert_array_equal(slopes, jacobian.diagonal(axis1=1, axis2=2))
            assert layer.measure == "p(1 − p)"
        assert layer.delta_norm == pytest.approx(np.linalg.norm(gradients.delta[l], axis=1).mean(), rel=1e-14)
        squares = (
            (gradients.nabla_w[l] ** 2).sum() + (gradients.nabla_b[l] ** 2).sum()
            if l in gradients.nabla_b
            else (gradients.nabla_w[l] ** 2).sum()
        )
        assert layer.nabla_norm == pytest.approx(np.sqrt(squares), rel=1e-14)
        for neuron in layer.neurons:
            assert neuron.mean_derivative == pytest.approx(neuron.derivative.mean())
            assert neuron.share == pytest.approx(abs(neuron.derivative).mean() / layer.largest_slope)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_every_activation_and_cost_has_states_and_sentences(output: Activation, loss: Loss, hidden: str) -> None:
    network, batch = sample_off_kinks(3, [2, 3, 2], [hidden, output.name], loss, 3)
    for layer in saturation(network, batch, loss).layers:
        for neuron in layer.neurons:
            assert 0.0 <= neuron.share <= 1.0
            assert f"Neuron {neuron.j} of layer {layer.layer} is {neuron.state}: " in neuron.sentence
            assert layer.measure in neuron.sentence


@pytest.mark.parametrize(
    ("activation", "z", "state"),
    [
        ("sigmoid", 0.0, "active"),
        ("sigmoid", 3.6, "active"),
        ("sigmoid", 3.7, "saturated"),
        ("sigmoid", -900.0, "saturated"),
        ("tanh", 3.0, "saturated"),
        ("tanh", [3.0, 0.5], "active"),
        ("tanh", [3.0, -4.0], "saturated"),
        ("relu", -1.0, "dead"),
        ("relu", [-1.0, -0.0], "dead"),
        ("relu", [-1.0, 1.0], "active"),
        ("relu", 1e-9, "active"),
        ("leaky_relu", -1.0, "saturated"),
        ("leaky_relu", 1.0, "active"),
        ("elu", -4.0, "saturated"),
        ("elu", -800.0, "saturated"),
        ("softplus", -4.0, "saturated"),
        ("gelu", -6.0, "saturated"),
        ("gelu", -1.5, "active"),
        ("silu", -1.2784645, "saturated"),
        ("linear", -1e9, "active"),
    ],
)
def test_a_neuron_is_what_its_slope_says(activation: str, z: float | list[float], state: str) -> None:
    assert only_neuron(z, activation).state == state


def test_a_softmax_is_saturated_where_one_output_takes_all() -> None:
    network = network_of([([[9.0], [0.0]], None, "softmax"), ([[1.0, -1.0]], None, "linear")])
    layer = saturation(network, Batch([[1.0]], [[0.0]]), HALF).layers[0]
    assert [neuron.state for neuron in layer.neurons] == ["saturated", "saturated"]
    assert layer.neurons[0].sentence.startswith(
        "Neuron 1 of layer 2 is saturated: p(1 − p) is 0.000123, less than 0.1 %"
    )


def test_the_sentence_says_the_numbers_and_what_follows() -> None:
    assert lonely_experiment(0.6, 0.9).sentence == (
        "Neuron 1 of layer 2 is active: f'(z) is 0.149, 60 % of the 0.25 it can be."
    )
    assert lonely_experiment(2.0, 2.0).state == "saturated"
    assert lonely_experiment(2.0, 3.3).sentence == (
        "Neuron 1 of layer 2 is saturated: f'(z) is 0.00494, 2 % of the 0.25 it can be; it learns slowly."
    )
    assert only_neuron(-1.0, "relu").sentence == (
        "Neuron 1 of layer 2 is dead: f'(z) is 0 here; no gradient reaches its weights."
    )
    assert "for every example" in only_neuron([-1.0, -2.0], "relu").sentence
    assert only_neuron([3.0, 0.5], "tanh").sentence.endswith("for 1 of 2 examples it is below 10 % of that.")
    assert "−" in only_neuron(-1.5, "gelu").sentence  # its slope is below zero there


def output_of(activation: str, loss: str, target: float = 0.0) -> Saturation:
    network = network_of([([[6.0]], None, activation)])
    return saturation(network, Batch([[1.0]], [[target]]), LOSSES[loss])


def test_the_factor_of_the_output_stays_with_the_quadratic_cost_and_cancels_with_cross_entropy() -> None:
    kept = output_of("sigmoid", "half_squared_error")
    assert not kept.output_factor.cancels
    assert kept.layers[0].neurons[0].sentence.endswith("it learns slowly.")
    cancelled = output_of("sigmoid", "binary_cross_entropy")
    assert cancelled.output_factor.cancels
    assert "delta is output minus target" in cancelled.output_factor.sentence
    assert cancelled.layers[0].neurons[0].sentence.endswith("this cost undoes that, and it learns all the same.")
    assert cancelled.layers[0].delta_norm > 100 * kept.layers[0].delta_norm


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_where_the_factor_cancels_a_wrong_saturated_output_has_a_large_delta_and_else_a_small_one(
    output: Activation, loss: Loss
) -> None:
    if output.log_outputs is None:
        return  # only what has two flat ends can be wrong and saturated
    weights = [[30.0], [0.0]]
    target = [[0.0, 1.0]]
    network = network_of([(weights, [0.0, -30.0 if output.name == "sigmoid" else 0.0], output.name)])
    answer = saturation(network, Batch([[1.0]], target), loss)
    delta = backward(network, forward(network, [[1.0]]), target, loss).delta[2]
    assert {neuron.state for neuron in answer.layers[0].neurons} == {"saturated"}
    assert (abs(delta[0, 1]) > 0.5) == answer.output_factor.cancels


def test_only_targets_that_sum_to_one_leave_output_minus_target() -> None:
    network = network_of([([[1.0], [0.5]], None, "softmax")])
    of = {total: saturation(network, Batch([[1.0]], [[0.0, total]]), LOSSES["cross_entropy"]) for total in (1.0, 0.5)}
    assert "output minus target" in of[1.0].output_factor.sentence
    assert "output minus target" not in of[0.5].output_factor.sentence


@pytest.mark.parametrize("size", [1e-200, 1e150])
def test_lengths_of_very_small_and_very_large_deltas_are_right(size: float) -> None:
    network = network_of([([[0.0]], None, "linear"), ([[0.0], [0.0]], None, "linear")])
    answer = saturation(network, Batch([[1.0]], [[3.0 * size, 4.0 * size]]), HALF)
    assert answer.layers[1].delta_norm == pytest.approx(5.0 * size, rel=1e-14)
    assert answer.layers[1].nabla_norm == 0.0


def test_a_length_out_of_range_diverges() -> None:
    network = network_of([([[1.0]] * 4, None, "linear"), ([[1.3e308] * 4], None, "linear")])
    with pytest.raises(Diverged, match="layer 2: delta_norm") as caught:
        saturation(network, Batch([[1e-308]], [[4.2]]), HALF)
    assert (caught.value.layer, caught.value.quantity) == (2, "delta_norm")


def test_the_threshold_is_where_the_docstring_says() -> None:
    sigmoid = ACTIVATIONS["sigmoid"]
    assert sigmoid.derivative
    z = np.array([[3.63], [3.64]])
    a = sigmoid.function(z)
    slopes = sigmoid.derivative(z, a)[:, 0] / sigmoid.largest_slope
    assert slopes[0] > SATURATED_BELOW > slopes[1]
    assert 1.0 - a[1, 0] < 0.03
