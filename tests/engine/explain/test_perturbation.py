"""The perturbation: what really happens beside what the slopes say, the gap shrinking with the square of the nudge."""

from itertools import pairwise

import numpy as np
import pytest

from engine import (
    LOSSES,
    PRESETS,
    Activation,
    Batch,
    Diverged,
    InvalidNumber,
    Loss,
    Preset,
    Regularization,
    ShapeMismatch,
    backward,
    cost,
    forward,
    network_of,
)
from engine.explain.moving import every_parameter, moved
from engine.explain.parameter import ParameterIndex
from engine.explain.perturbation import Perturbation, perturbation
from tests.engine.samples import PAIR_NAMES, PAIRS, sample_off_kinks

HALF = LOSSES["half_squared_error"]
PENALTY = Regularization(l2=0.1)
FIRST = ParameterIndex(2, "weight", 1, 1)


def first_example(preset: Preset) -> Batch:
    return Batch(preset.batch.inputs[:1], preset.batch.targets[:1])


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_what_happens_is_the_difference_of_two_traces(preset: Preset) -> None:
    network, example = preset.network, first_example(preset)
    before = forward(network, example.inputs)
    for parameter in every_parameter(network):
        ripple = perturbation(network, example, preset.loss, parameter, 0.25, PENALTY)
        other = moved(network, parameter, parameter.value_in(network) + 0.25)
        after = forward(other, example.inputs)
        assert [change.layer for change in ripple.layers] == list(range(2, network.depth + 1))
        for change in ripple.layers:
            np.testing.assert_array_equal(change.delta_z, (after.z[change.layer] - before.z[change.layer])[0])
            np.testing.assert_array_equal(change.delta_a, (after.a[change.layer] - before.a[change.layer])[0])
        costs = [
            cost(which, trace, example.targets, preset.loss, PENALTY).value
            for which, trace in ((network, before), (other, after))
        ]
        assert [ripple.loss.before, ripple.loss.after] == costs
        assert ripple.delta_loss == costs[1] - costs[0]
        assert ripple.value == parameter.value_in(network)


def test_layers_before_the_parameters_do_not_move_and_of_its_own_only_its_neuron() -> None:
    preset = PRESETS["deep"]
    ripple = perturbation(preset.network, preset.batch, preset.loss, ParameterIndex(4, "weight", 2, 3), 0.5)
    for change in ripple.layers[:2]:
        for values in (change.delta_z, change.delta_z_predicted, change.delta_a, change.delta_a_predicted):
            assert not values.any()
    carried = forward(preset.network, preset.batch.inputs).a[3][0, 2]
    np.testing.assert_array_equal(ripple.layers[2].delta_z_predicted, [0.0, 0.5 * carried, 0.0])
    np.testing.assert_allclose(ripple.layers[2].delta_z, [0.0, 0.5 * carried, 0.0], rtol=1e-14)
    assert ripple.layers[3].delta_a.all()


@pytest.mark.parametrize("hidden", ["sigmoid", "relu", "softmax"])
@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_the_prediction_run_forward_arrives_at_the_gradient_times_the_change(
    output: Activation, loss: Loss, hidden: str
) -> None:
    for biases in (True, False):
        network, example = sample_off_kinks(8, [3, 4, 3, 2], [hidden, hidden, output.name], loss, 1, biases)
        trace = forward(network, example.inputs)
        gradients = backward(network, trace, example.targets, loss, PENALTY)
        for parameter in every_parameter(network):
            ripple = perturbation(network, example, loss, parameter, 0.125, PENALTY)
            assert ripple.gradient == parameter.gradient_in(gradients)
            assert ripple.delta_loss_predicted == 0.125 * ripple.gradient
            of_penalty = 0.0 if parameter.kind == "bias" else 0.1 * parameter.value_in(network) * 0.125
            arrived = gradients.grad_a[4][0] @ ripple.layers[-1].delta_a_predicted + of_penalty
            assert arrived == pytest.approx(ripple.delta_loss_predicted, rel=1e-9, abs=1e-14)
            for change in ripple.layers:
                by_delta = gradients.delta[change.layer][0] @ change.delta_z_predicted
                if change.layer >= parameter.layer:
                    assert by_delta + of_penalty == pytest.approx(ripple.delta_loss_predicted, rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "gelu", "softmax"])
@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_what_happens_comes_to_the_prediction_with_the_square_of_the_nudge(
    output: Activation, loss: Loss, hidden: str
) -> None:
    network, example = sample_off_kinks(9, [2, 3, 3, 2], [hidden, hidden, output.name], loss, 1)
    parameter = ParameterIndex(2, "weight", 2, 1)

    def gaps(change: float) -> list[float]:
        ripple = perturbation(network, example, loss, parameter, change)
        parts = [abs(ripple.delta_loss - ripple.delta_loss_predicted)]
        for moves in ripple.layers:
            parts += [np.abs(moves.delta_a - moves.delta_a_predicted).max()]
        return parts

    for wide, narrow in zip(gaps(2e-3), gaps(1e-3), strict=True):
        if wide > 1e-12:  # else rounding is all there is
            assert wide / narrow == pytest.approx(4.0, rel=0.05)


def test_the_gap_of_half_the_nudge_is_a_quarter() -> None:
    preset = PRESETS["2-3-1"]
    ripple = perturbation(preset.network, preset.batch, preset.loss, FIRST, 0.5)
    assert [point.change for point in ripple.gap] == [0.5 / 2**i for i in range(11)]
    assert ripple.gap[0].gap == ripple.delta_loss - ripple.delta_loss_predicted
    assert ripple.gap[0].ratio is None
    for point, half in pairwise(ripple.gap[3:]):
        assert point.gap / half.gap == pytest.approx(4.0, rel=0.05)
        assert half.ratio == half.gap / point.gap


def test_gaps_of_which_rounding_has_eaten_the_digits_are_not_compared() -> None:
    preset = PRESETS["2-3-1"]
    ratios = [point.ratio for point in perturbation(preset.network, preset.batch, preset.loss, FIRST, 1e-4).gap]
    assert ratios[1] == pytest.approx(0.25, rel=1e-3)
    assert ratios[-1] is None
    assert all(ratio == pytest.approx(0.25, rel=0.01) for ratio in ratios if ratio is not None)


@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "softmax"])
@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
def test_the_links_are_the_rates_at_which_the_ripple_sets_out(output: Activation, loss: Loss, hidden: str) -> None:
    network, example = sample_off_kinks(10, [3, 4, 3, 2], [hidden, "tanh", output.name], loss, 1)
    trace = forward(network, example.inputs)
    for parameter in every_parameter(network):
        l, j = parameter.layer, parameter.j - 1
        ripple = perturbation(network, example, loss, parameter, 1e-6)
        own = ripple.layers[l - 2].delta_a
        assert ripple.links.own == pytest.approx(own[j] / 1e-6, rel=1e-3, abs=1e-8)
        if l == network.depth:
            assert ripple.links.following is None
            continue
        a = trace.a[l][0].copy()
        a[j] += 1e-6
        layer = network.layer(l + 1)
        z = (layer.weights @ a + layer.biases)[None, :]
        moved_by = (layer.f.function(z) - trace.a[l + 1])[0]
        assert ripple.links.following == pytest.approx(moved_by / 1e-6, rel=1e-3, abs=1e-8)


@pytest.mark.parametrize("change", [0.5, -0.5])
def test_the_curve_goes_from_the_opposite_nudge_to_the_nudge_by_way_of_none(change: float) -> None:
    preset = PRESETS["2-2-2"]
    ripple = perturbation(preset.network, preset.batch, preset.loss, FIRST, change)
    changes = [point.change for point in ripple.curve]
    assert len(changes) == 41
    assert (changes[0], changes[20], changes[40]) == (-0.5, 0.0, 0.5)
    assert changes == sorted(changes)
    end = ripple.curve[40 if change > 0 else 0]
    assert (end.delta_loss, end.delta_loss_predicted) == (ripple.delta_loss, ripple.delta_loss_predicted)
    assert (ripple.curve[20].delta_loss, ripple.curve[20].delta_loss_predicted) == (0.0, 0.0)


def test_no_nudge_changes_nothing() -> None:
    preset = PRESETS["softmax"]
    ripple = perturbation(preset.network, preset.batch, preset.loss, FIRST, 0.0)
    assert everything_that_moves(ripple) == {0.0}


def everything_that_moves(ripple: Perturbation) -> set[float]:
    numbers = [point.delta_loss for point in ripple.curve] + [point.gap for point in ripple.gap]
    for change in ripple.layers:
        for values in (change.delta_z, change.delta_z_predicted, change.delta_a, change.delta_a_predicted):
            numbers += values.tolist()
    return {*numbers, ripple.delta_loss, ripple.delta_loss_predicted}


def test_in_a_linear_network_with_a_linear_cost_of_z_the_prediction_of_z_is_exact() -> None:
    network = network_of([([[2.0]], None, "linear"), ([[3.0]], None, "linear")])
    ripple = perturbation(network, Batch([[1.0]], [[0.0]]), HALF, FIRST, 0.5)
    assert [change.delta_a[0] for change in ripple.layers] == [0.5, 1.5]
    assert [change.delta_a_predicted[0] for change in ripple.layers] == [0.5, 1.5]
    assert (ripple.delta_loss, ripple.delta_loss_predicted) == (0.5 * (7.5**2 - 6**2), 6.0 * 1.5)


def test_more_than_one_example_is_refused() -> None:
    preset = PRESETS["xor"]
    with pytest.raises(ShapeMismatch, match="inputs has 4 examples") as caught:
        perturbation(preset.network, preset.batch, preset.loss, FIRST, 0.1)
    assert caught.value.where == ("inputs",)


@pytest.mark.parametrize(
    ("parameter", "change", "words", "where"),
    [
        (ParameterIndex(4, "weight", 1, 1), 0.1, "expected 2 to 3", ("parameter", "layer")),
        (ParameterIndex(2, "weight", 4, 1), 0.1, "expected 1 to 3", ("parameter", "j")),
        (FIRST, float("inf"), "change: expected a finite number", ("change",)),
    ],
)
def test_a_mistake_is_told(parameter: ParameterIndex, change: float, words: str, where: tuple[str, ...]) -> None:
    preset = PRESETS["2-3-1"]
    with pytest.raises(InvalidNumber, match=words) as caught:
        perturbation(preset.network, preset.batch, preset.loss, parameter, change)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("weight", "change", "words"),
    [
        (2.0, 1e200, r"with 1e\+200 added to the weight of layer 2 from 1 to 1: the cost"),
        (1.7e308, 1.7e308, "the weight of layer 2 from 1 to 1 became infinite"),
    ],
)
def test_a_change_that_leads_out_of_range_diverges(weight: float, change: float, words: str) -> None:
    network = network_of([([[weight]], None, "linear"), ([[3.0]], None, "linear")])
    with pytest.raises(Diverged, match=words):
        perturbation(network, Batch([[1e-200 if weight > 2.0 else 1.0]], [[0.0]]), HALF, FIRST, change)


def test_a_prediction_out_of_range_diverges() -> None:
    network = network_of([([[0.0]], None, "tanh"), ([[1e10]], None, "tanh")])
    with pytest.raises(Diverged, match="layer 3: delta_z_predicted") as caught:
        perturbation(network, Batch([[1.0]], [[0.0]]), HALF, FIRST, 1e300)
    assert (caught.value.layer, caught.value.quantity) == (3, "delta_z_predicted")
