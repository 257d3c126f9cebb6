"""PRESETS: they record, and whatever their titles and descriptions claim is so."""

import warnings
from itertools import pairwise

import numpy as np
import pytest

from engine import PRESETS, Preset, Trace, backward, cost, forward, network_of, record
from engine.arrays import FloatArray
from engine.stable import sigmoid

EVERY_PRESET = pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)


def recorded(name: str) -> Trace:
    preset = PRESETS[name]
    return record(preset.network, preset.batch, preset.loss, preset.optimizer)


@EVERY_PRESET
def test_a_preset_records_without_a_warning_and_learns(preset: Preset) -> None:
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
    assert trace.cost_after.value < trace.cost.value


@EVERY_PRESET
def test_a_preset_is_keyed_by_its_id_and_says_what_it_is(preset: Preset) -> None:
    assert PRESETS[preset.id] is preset
    for text in (preset.title, preset.source, preset.description):
        assert text == text.strip() != ""
    assert preset.description.endswith(".")
    sizes = "-".join(map(str, preset.network.sizes))
    assert preset.id in ("xor",) or sizes in preset.title


def test_the_first_preset_is_the_smallest_network() -> None:
    assert next(iter(PRESETS)) == "2-2-1"
    network = PRESETS["2-2-1"].network
    assert network.sizes == (2, 2, 1)
    assert network.parameter_count == 6
    assert all(layer.biases is None for layer in network.layers)


def test_the_published_example_comes_out_to_nine_digits() -> None:
    trace = recorded("2-2-2")
    assert f"{trace.cost.value:.9f}" == "0.298371109"
    assert [f"{value:.9f}" for value in trace.forward.a[3][0]] == ["0.751365070", "0.772928465"]
    output = trace.updated_network.layer(3).weights
    assert [f"{value:.8f}" for value in output.ravel()] == ["0.35891648", "0.40866619", "0.51130127", "0.56137012"]
    hidden = trace.updated_network.layer(2).weights
    assert [f"{value:.8f}" for value in hidden.ravel()] == ["0.14978072", "0.19956143", "0.24975114", "0.29950229"]
    assert f"{trace.cost_after.value:.9f}" == "0.291027774"
    assert trace.cost_after.value == pytest.approx(0.291027773694, abs=1e-12)


def test_the_published_example_does_not_train_its_biases() -> None:
    trace = recorded("2-2-2")
    for before, after in zip(trace.network.layers, trace.updated_network.layers, strict=True):
        assert after.biases is before.biases


def after_one_step(delta_through: FloatArray | None) -> float:
    """The cost of the published example after a step whose delta^2 is collected through these weights."""
    preset = PRESETS["2-2-2"]
    (hidden, output), rate = preset.network.layers, 0.5
    trace = forward(preset.network, preset.batch.inputs)
    errors = backward(preset.network, trace, preset.batch.targets, preset.loss)
    new_output = output.weights - rate * errors.nabla_w[3]
    through = new_output if delta_through is None else delta_through
    a = trace.a[2]
    delta = (errors.delta[3] @ through) * a * (1.0 - a)
    new_hidden = hidden.weights - rate * delta.T @ trace.a[1]
    updated = network_of([(new_hidden, hidden.biases, "sigmoid"), (new_output, output.biases, "sigmoid")])
    return cost(updated, forward(updated, preset.batch.inputs), preset.batch.targets, preset.loss).value


def test_the_much_quoted_error_comes_from_deltas_through_updated_weights() -> None:
    assert "0.291027924" in PRESETS["2-2-2"].description
    assert "0.291027774" in PRESETS["2-2-2"].description
    assert f"{after_one_step(PRESETS['2-2-2'].network.layer(3).weights):.9f}" == "0.291027774"
    slip = after_one_step(None)
    assert f"{slip:.9f}" == "0.291027924"


def test_xor_is_below_a_twentieth_after_the_steps_that_its_description_says() -> None:
    preset = PRESETS["xor"]
    network, state, costs = preset.network, None, []
    for _ in range(40):
        trace = record(network, preset.batch, preset.loss, preset.optimizer, state)
        network, state = trace.updated_network, trace.optimizer_state
        costs.append(trace.cost_after.value)
    steps = next(number for number, value in enumerate(costs, start=1) if value < 0.05)
    assert f"After {steps} learning steps the cost is below 0.05." in preset.description
    assert all(later < before for before, later in pairwise(costs))
    assert np.array_equal(np.sign(forward(network, preset.batch.inputs).outputs), preset.batch.targets)


def test_in_the_deep_network_each_layer_back_has_smaller_deltas() -> None:
    trace = recorded("deep")
    sizes = [float(np.linalg.norm(trace.backward.delta[l])) for l in range(2, 6)]
    assert all(before < after for before, after in pairwise(sizes))
    assert sizes[0] < sizes[-1] / 30
    assert all(0.0 < slope.max() <= 0.25 for slope in trace.backward.slope.values())


def test_the_softmax_preset_has_p_minus_y() -> None:
    trace = recorded("softmax")
    np.testing.assert_allclose(trace.backward.delta[3], trace.forward.a[3] - trace.batch.targets, rtol=1e-12)
    assert trace.batch.targets.tolist() == [[0.0, 1.0, 0.0]]


def test_the_mini_batch_has_four_examples_and_one_update() -> None:
    trace = recorded("mini-batch")
    assert trace.backward.delta[2].shape == (4, 2)
    mean = np.mean([np.outer(d, x) for d, x in zip(trace.backward.delta[2], trace.batch.inputs, strict=True)], axis=0)
    np.testing.assert_allclose(trace.backward.nabla_w[2], mean, rtol=1e-12)


def test_the_four_equations_by_hand_in_the_2_3_1_network() -> None:
    trace = recorded("2-3-1")
    (hidden, output), x, y = trace.network.layers, trace.batch.inputs[0], trace.batch.targets[0]
    assert hidden.biases is not None
    assert output.biases is not None
    a2 = sigmoid((hidden.weights @ x + hidden.biases)[None, :])[0]
    a3 = sigmoid((output.weights @ a2 + output.biases)[None, :])[0]
    delta3 = (a3 - y) * a3 * (1 - a3)
    delta2 = (output.weights.T @ delta3) * a2 * (1 - a2)
    np.testing.assert_allclose(trace.backward.delta[3][0], delta3, rtol=1e-12)
    np.testing.assert_allclose(trace.backward.delta[2][0], delta2, rtol=1e-12)
    np.testing.assert_allclose(trace.backward.nabla_b[2], delta2, rtol=1e-12)
    np.testing.assert_allclose(trace.backward.nabla_w[2], np.outer(delta2, x), rtol=1e-12)
