"""ACTIVATIONS: each function, its derivative, its Jacobian and the formulas that are shown for them agree."""

from dataclasses import replace

import numpy as np
import pytest

from engine import ACTIVATIONS, Activation
from engine.activations import Coupling
from engine.arrays import FloatArray
from engine.expressions import parse
from tests.engine.equations.evaluation import FUNCTIONS

EVERY_ACTIVATION = pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
TOLERANCE = 1e-9


def some_z(m: int = 6, n: int = 4) -> FloatArray:
    """Numbers of both signs, none at a kink."""
    return 1.5 * np.random.default_rng(1).standard_normal((m, n))


def test_the_table_is_keyed_by_name_and_holds_the_ten_of_the_contract() -> None:
    assert all(name == entry.name for name, entry in ACTIVATIONS.items())
    contract = "linear sigmoid tanh relu leaky_relu elu softplus gelu silu softmax"
    assert list(ACTIVATIONS) == contract.split()


@EVERY_ACTIVATION
def test_the_jacobian_route_equals_pull_back(entry: Activation) -> None:
    z = some_z()
    a = entry.function(z)
    grad_a = np.random.default_rng(2).standard_normal(z.shape)
    by_jacobian = np.einsum("xi,xij->xj", grad_a, entry.jacobian(z, a))
    np.testing.assert_allclose(entry.pull_back(grad_a, z, a), by_jacobian, rtol=1e-12, atol=1e-15)


@EVERY_ACTIVATION
def test_the_jacobian_holds_the_derivatives_of_each_output_by_each_input(entry: Activation) -> None:
    z, step = some_z(3, 3), 1e-6
    jacobian = entry.jacobian(z, entry.function(z))
    assert jacobian.shape == (3, 3, 3)
    for j in range(3):
        shift = step * np.eye(3)[j]
        column = (entry.function(z + shift) - entry.function(z - shift)) / (2 * step)
        np.testing.assert_allclose(jacobian[:, :, j], column, atol=1e-9)


@EVERY_ACTIVATION
def test_the_jacobian_is_diagonal_exactly_where_the_activation_is_elementwise(entry: Activation) -> None:
    z = some_z()
    off_diagonal = entry.jacobian(z, entry.function(z)) * (1.0 - np.eye(4))
    assert (not off_diagonal.any()) == entry.elementwise


def test_a_coupling_of_another_kind_is_pulled_back_by_its_own_jacobian() -> None:
    doubled = Coupling(
        "numbers",
        "nowhere",
        "0",
        "0",
        pull_back=lambda grad_a, z, a: 2.0 * grad_a[:, ::-1],
        jacobian=lambda z, a: 2.0 * np.tile(np.eye(z.shape[1])[::-1], (len(z), 1, 1)),
        diagonal=lambda z, a: 2.0 * np.tile(np.eye(z.shape[1])[::-1].diagonal(), (len(z), 1)),
    )
    reversed_ = replace(ACTIVATIONS["softmax"], name="doubled", coupling=doubled)
    test_the_jacobian_route_equals_pull_back(reversed_)


def test_an_activation_has_either_a_derivative_or_a_coupling() -> None:
    softmax, tanh = ACTIVATIONS["softmax"], ACTIVATIONS["tanh"]
    for entry, coupling in ((softmax, None), (tanh, softmax.coupling)):
        with pytest.raises(TypeError, match="either a derivative or a coupling"):
            replace(entry, coupling=coupling)


def test_the_rows_and_columns_of_a_softmax_jacobian_sum_to_zero() -> None:
    softmax = ACTIVATIONS["softmax"]
    z = some_z()
    jacobian = softmax.jacobian(z, softmax.function(z))
    np.testing.assert_allclose(jacobian.sum(axis=1), 0.0, atol=1e-16)
    np.testing.assert_allclose(jacobian.sum(axis=2), 0.0, atol=1e-16)


@EVERY_ACTIVATION
def test_outputs_keep_to_their_interval(entry: Activation) -> None:
    z = np.linspace(-30.0, 30.0, 4001)[:, None] * np.array([[1.0, -1.0]])
    a, (low, high) = entry.function(z), entry.outputs
    assert low <= a.min()
    assert a.max() <= high
    if np.isfinite(low):
        assert a.min() < low + 0.01
    if np.isfinite(high):
        assert a.max() > high - 0.01


@EVERY_ACTIVATION
def test_the_formulas_are_the_function_and_its_derivative(entry: Activation) -> None:
    z = some_z()
    a = entry.function(z)
    parse(entry.formula)
    parse(entry.derivative_formula)
    if entry.derivative is None:
        return  # the next test is for softmax
    for at in np.ndindex(z.shape):
        names = {**FUNCTIONS, "z": z[at], "a": a[at]}
        assert eval(entry.formula, names) == pytest.approx(a[at], rel=TOLERANCE)
        assert eval(entry.derivative_formula, names) == pytest.approx(entry.derivative(z, a)[at], rel=TOLERANCE)


def test_the_formulas_of_softmax_are_the_function_and_its_jacobian() -> None:
    softmax = ACTIVATIONS["softmax"]
    z = some_z(1, 4)
    a = softmax.function(z)
    jacobian = softmax.jacobian(z, a)

    class Row:
        def __init__(self, values: FloatArray) -> None:
            self.values = values

        def __getitem__(self, at: tuple[int, int]) -> float:
            return float(self.values[0, at[1] - 1])

    names = {**FUNCTIONS, "z": Row(z), "a": Row(a), "layer": lambda _: range(1, 5), "l": 2}
    for j in range(1, 5):
        assert eval(softmax.formula, {**names, "j": j}) == pytest.approx(a[0, j - 1], rel=TOLERANCE)
        for i in range(1, 5):
            slope = eval(softmax.derivative_formula, {**names, "i": i, "j": j})
            assert slope == pytest.approx(jacobian[0, i - 1, j - 1], rel=TOLERANCE)


@EVERY_ACTIVATION
def test_the_numpy_lines_are_the_function_and_its_derivative(entry: Activation) -> None:
    z = some_z()
    a = entry.function(z)
    names = {"np": np, "z": z, "a": a}
    exec("\n".join(entry.numpy_needs), names)
    expected = entry.jacobian(z, a) if entry.derivative is None else entry.derivative(z, a)
    np.testing.assert_allclose(eval(entry.numpy, names), a, rtol=TOLERANCE)
    np.testing.assert_allclose(eval(entry.numpy_derivative, names), expected, rtol=TOLERANCE, atol=1e-15)


@EVERY_ACTIVATION
def test_no_function_changes_or_hands_back_what_it_is_given(entry: Activation) -> None:
    z = some_z()
    a, grad_a = entry.function(z), some_z() + 1.0
    given = (z, a, grad_a)
    copies = [values.copy() for values in given]
    computed = [entry.function(z), entry.pull_back(grad_a, z, a), entry.jacobian(z, a)]
    if entry.derivative is not None:
        computed.append(entry.derivative(z, a))
    if entry.log_outputs is not None:
        computed += [*entry.log_outputs.logs(z), entry.log_outputs.pull_back(grad_a, grad_a, z)]
    for values, copy in zip(given, copies, strict=True):
        assert np.array_equal(values, copy)
        assert not any(np.shares_memory(values, result) for result in computed)


@EVERY_ACTIVATION
def test_log_outputs_are_offered_exactly_where_outputs_lie_between_0_and_1(entry: Activation) -> None:
    assert (entry.log_outputs is not None) == (entry.outputs == (0.0, 1.0))
    if entry.log_outputs is None:
        return
    z = some_z()
    a = entry.function(z)
    log_a, log_complement = entry.log_outputs.logs(z)
    np.testing.assert_allclose(log_a, np.log(a), rtol=1e-12)
    np.testing.assert_allclose(log_complement, np.log1p(-a), rtol=1e-12)


@pytest.mark.parametrize("name", [entry.name for entry in ACTIVATIONS.values() if entry.log_outputs])
def test_the_pull_back_of_logs_is_their_vector_jacobian_product(name: str) -> None:
    logs = ACTIVATIONS[name].log_outputs
    assert logs is not None
    z, step = some_z(), 1e-6
    source = np.random.default_rng(9)
    by_log, by_complement, direction = (source.standard_normal(z.shape) for _ in range(3))
    after, before = logs.logs(z + step * direction), logs.logs(z - step * direction)
    slopes = [(high - low) / (2 * step) for high, low in zip(after, before, strict=True)]
    expected = (by_log * slopes[0] + by_complement * slopes[1]).sum(axis=1)
    delta = logs.pull_back(by_log, by_complement, z)
    np.testing.assert_allclose((delta * direction).sum(axis=1), expected, rtol=1e-7, atol=1e-9)
