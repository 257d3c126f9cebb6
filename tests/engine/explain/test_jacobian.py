"""The Jacobian of a layer: its entries are slopes, its product is the engine's delta, its cost is counted."""

import numpy as np
import pytest

from engine import ACTIVATIONS, LOSSES, PRESETS, Batch, Dense, Diverged, InvalidNumber, Network, ShapeMismatch, forward
from engine.explain.counting import CAP
from engine.explain.jacobian import JacobianExplanation, carrying_back, jacobian
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem
from tests.engine.samples import CLEARANCE, random_network

EVERY_PROBLEM = pytest.mark.parametrize("problem", PROBLEMS, ids=PROBLEM_NAMES)
SOFTMAX = PRESETS["softmax"]


def explained(problem: Problem, l: int, shift: float = 0.0) -> JacobianExplanation:
    return jacobian(problem.network, problem.example, problem.loss, l, shift, problem.regularization)


@EVERY_PROBLEM
def test_the_product_is_the_delta_of_the_trace(problem: Problem) -> None:
    backward = problem.passes().backward
    for l, _ in problem.network.numbered():
        found = explained(problem, l)
        assert np.array_equal(found.delta, backward.delta[l][0])
        assert np.array_equal(found.grad_a, backward.grad_a[l][0])
        np.testing.assert_allclose(found.product, found.delta, rtol=1e-12, atol=1e-13)


@EVERY_PROBLEM
def test_an_entry_is_the_slope_of_an_output_against_a_weighted_input(problem: Problem) -> None:
    step = 1e-6
    for l, layer in problem.network.numbered():
        found = explained(problem, l)
        z = found.z
        for j in range(len(z)):
            if any(abs(z[j] - kink) < CLEARANCE for kink in layer.f.kinks):
                continue
            nudge = np.zeros_like(z)
            nudge[j] = step
            above, below = (layer.f.function((z + sign * nudge)[None])[0] for sign in (1.0, -1.0))
            np.testing.assert_allclose(found.jacobian[:, j], (above - below) / (2 * step), atol=1e-6)


@EVERY_PROBLEM
def test_everything_fits_together(problem: Problem) -> None:
    activations = problem.passes().forward
    for l, layer in problem.network.numbered():
        found = explained(problem, l)
        n = layer.n_out
        assert (found.layer, found.activation, found.elementwise) == (l, layer.activation, layer.f.elementwise)
        assert np.array_equal(found.z, activations.z[l][0])
        assert np.array_equal(found.a, activations.a[l][0])
        assert found.jacobian.shape == (n, n)
        assert np.array_equal(found.diagonal, np.diag(found.jacobian))
        assert found.elementwise == np.array_equal(found.jacobian, np.diag(found.diagonal)) or n == 1
        np.testing.assert_allclose(found.row_sums, found.jacobian.sum(axis=1), atol=1e-15)
        if l == problem.network.depth:
            assert found.targets is not None
            assert found.difference is not None
            np.testing.assert_array_equal(found.difference, found.a - problem.example.targets[0])
        else:
            assert found.targets is found.difference is None


def test_softmax_with_cross_entropy_leaves_output_minus_target() -> None:
    found = jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, 3)
    assert found.difference is not None
    np.testing.assert_allclose(found.product, found.difference, atol=1e-15)
    np.testing.assert_allclose(found.row_sums, 0.0, atol=1e-15)


@pytest.mark.parametrize("shift", [-700.0, -3.0, 0.5, 40.0, 1e3])
def test_shifting_all_logits_changes_z_and_nothing_else(shift: float) -> None:
    plain = jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, 3)
    found = jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, 3, shift)
    np.testing.assert_allclose(found.z, plain.z + shift, rtol=1e-14)
    for name in ("a", "jacobian", "grad_a", "product", "difference"):
        np.testing.assert_allclose(getattr(found, name), getattr(plain, name), rtol=1e-11)
    assert np.array_equal(found.delta, plain.delta)


def test_shifting_an_elementwise_layer_changes_what_follows() -> None:
    preset = PRESETS["2-3-1"]
    found = jacobian(preset.network, preset.batch, preset.loss, 2, 1.5)
    z = forward(preset.network, preset.batch.inputs).z[2][0] + 1.5
    np.testing.assert_allclose(found.z, z, rtol=1e-14)
    np.testing.assert_allclose(found.a, 1 / (1 + np.exp(-z)), rtol=1e-14)
    assert not np.allclose(found.product, found.delta, rtol=1e-3)


def test_a_layer_without_biases_can_be_shifted() -> None:
    preset = PRESETS["2-2-1"]
    found = jacobian(preset.network, preset.batch, preset.loss, 3, -2.0)
    np.testing.assert_allclose(found.z, forward(preset.network, preset.batch.inputs).z[3][0] - 2.0, rtol=1e-14)


def test_the_multiplications_are_those_of_the_formulas() -> None:
    source = np.random.default_rng(3)
    for n, n_in in ((1, 1), (1, 4), (3, 2), (5, 7), (20, 30)):
        for f in ACTIVATIONS.values():
            z = source.standard_normal((1, n))
            a = f.function(z)
            matrix = f.jacobian(z, a)[0]
            found = carrying_back(f, z, matrix, a, source.standard_normal((n, n_in)))
            assert found.counted
            assert found.vector_jacobian == n * n + n * n_in
            assert found.matrix_matrix == n * n * n_in + n * n_in
            assert found.pull_back == (n if f.elementwise else 2 * n) + n * n_in


def test_above_the_cap_the_formulas_say_what_counting_would() -> None:
    n, n_in = 30, 25
    assert n * n * n_in > CAP
    z, w = np.ones((1, n)), np.ones((n, n_in))
    for f in (ACTIVATIONS["sigmoid"], ACTIVATIONS["softmax"]):
        a = f.function(z)
        found = carrying_back(f, z, f.jacobian(z, a)[0], a, w)
        own = n if f.elementwise else 2 * n
        assert not found.counted
        assert (found.vector_jacobian, found.matrix_matrix) == (n * n + n * n_in, n * n * n_in + n * n_in)
        assert found.pull_back == own + n * n_in


@pytest.mark.parametrize(("layer", "words"), [(1, "input layer"), (4, "no layer 4"), (0, "no layer 0"), (-2, "2 to 3")])
def test_a_layer_without_a_jacobian_is_refused(layer: int, words: str) -> None:
    with pytest.raises(InvalidNumber, match=words) as caught:
        jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, layer)
    assert caught.value.where == ("layer",)


def test_more_than_one_example_is_refused() -> None:
    preset = PRESETS["xor"]
    with pytest.raises(ShapeMismatch, match=r"4 examples.*exactly one") as caught:
        jacobian(preset.network, preset.batch, preset.loss, 2)
    assert caught.value.where == ("inputs",)


def test_a_shift_that_is_no_number_is_refused() -> None:
    with pytest.raises(InvalidNumber, match="shift"):
        jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, 3, float("nan"))


def test_a_shift_that_overflows_is_told_with_layer_and_quantity() -> None:
    network = Network((Dense([[1.0]], [1e308], "tanh"),))
    with pytest.raises(Diverged) as caught:
        jacobian(network, Batch([[0.0]], [[0.0]]), LOSSES["half_squared_error"], 2, 1.7e308)
    assert (caught.value.layer, caught.value.quantity) == (2, "z")


def test_an_output_so_saturated_that_its_gradient_exceeds_all_numbers_is_marked() -> None:
    network = Network((Dense([[0.0], [0.0]], [0.0, 1000.0], "softmax"),))
    found = jacobian(network, Batch([[0.0]], [[1.0, 0.0]]), LOSSES["cross_entropy"], 2)
    assert found.out_of_range
    np.testing.assert_allclose(found.delta, [-1.0, 1.0])
    plain = jacobian(SOFTMAX.network, SOFTMAX.batch, SOFTMAX.loss, 3)
    assert not plain.out_of_range


@pytest.mark.parametrize("lead", [5.0, 20.0, 36.0, 40.0, 200.0])
@pytest.mark.parametrize("loss", ["cross_entropy", "binary_cross_entropy"])
def test_a_saturated_softmax_keeps_the_digits_of_its_jacobian(lead: float, loss: str) -> None:
    network = Network((Dense([[0.0], [0.0], [0.0]], [lead, 0.0, 0.3], "softmax"),))
    found = jacobian(network, Batch([[0.0]], [[0.3, 0.7, 0.1]]), LOSSES[loss], 2)
    np.testing.assert_allclose(found.product, found.delta, rtol=1e-10, atol=1e-14)


def test_counting_is_silent_where_numbers_overflow() -> None:
    f = ACTIVATIONS["softmax"]
    huge = np.full((1, 2), 1e308)
    assert carrying_back(f, huge, np.full((2, 2), 1e308), huge, huge.T).counted


def test_nothing_that_comes_in_is_changed() -> None:
    network = random_network(np.random.default_rng(0), [2, 3, 2], ["tanh", "softmax"])
    before = [layer.weights.copy() for layer in network.layers]
    jacobian(network, Batch([[1.0, 2.0]], [[0.0, 1.0]]), LOSSES["cross_entropy"], 3, 2.0)
    assert all(np.array_equal(layer.weights, old) for layer, old in zip(network.layers, before, strict=True))
