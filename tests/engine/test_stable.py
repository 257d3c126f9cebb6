"""Nothing overflows, and nothing loses its digits: every function against exact arithmetic, far out and in between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest

from engine import ACTIVATIONS, Activation, Dense, Loss, Network, backward, cost, forward, stable
from engine.arrays import FloatArray
from tests.engine.samples import PAIR_NAMES, PAIRS

DIGITS = 50
Exact = Callable[[Decimal], Decimal]
PI = Decimal("3.14159265358979323846264338327950288419716939937510582097")

Z = [0.0, 1e-12, 1e-5, 0.3, 1.0, 2.5, 7.0, 15.0, 19.5, 30.0, 37.0, 50.0, 200.0, 340.0]
BOTH_SIGNS = [*Z, *(-z for z in Z[1:])]


@contextmanager
def strict() -> Iterator[None]:
    """Every overflow, division by zero and undefined operation is an error; underflow to 0 is right."""
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        yield


def sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


EXACT: dict[str, tuple[Callable[[FloatArray], FloatArray], Exact]] = {
    "sigmoid": (stable.sigmoid, sigmoid),
    "sigmoid'": (lambda z: stable.sigmoid_derivative(z, stable.sigmoid(z)), lambda z: sigmoid(z) * sigmoid(-z)),
    "tanh'": (lambda z: stable.tanh_derivative(z, np.tanh(z)), lambda z: 4 * sigmoid(2 * z) * sigmoid(-2 * z)),
    "softplus": (stable.softplus, lambda z: (1 + z.exp()).ln()),
    "ln sigmoid": (lambda z: sigmoid_logs(z)[0], lambda z: -(1 + (-z).exp()).ln()),
    "ln(1 - sigmoid)": (lambda z: sigmoid_logs(z)[1], lambda z: -(1 + z.exp()).ln()),
    "density": (stable.normal_density, lambda z: (-z * z / 2).exp() / (2 * PI).sqrt()),
}


def sigmoid_logs(z: FloatArray) -> tuple[FloatArray, FloatArray]:
    logs = ACTIVATIONS["sigmoid"].log_outputs
    assert logs is not None
    return logs.logs(z)


def assert_close(actual: float, exact: Decimal, relative: float = 4e-15) -> None:
    """Equal in all digits of a double that count: subnormal numbers have fewer."""
    assert abs(Decimal(float(actual)) - exact) <= Decimal(relative) * abs(exact) + Decimal("5e-324"), (actual, exact)


@pytest.mark.parametrize("name", EXACT)
def test_every_digit_is_right_however_flat_the_curve(name: str) -> None:
    function, exact = EXACT[name]
    with localcontext() as context:
        context.prec = DIGITS + 300  # 1 + exp(-340) keeps fifty digits of the second term
        for z in BOTH_SIGNS:
            if name == "density" and abs(z) > 37.0:
                continue
            # the rounding of z^2 is multiplied by the exponential
            relative = 4e-13 if name == "density" else 4e-15
            with strict():
                actual = function(np.array([[z]]))[0, 0]
            assert_close(actual, exact(Decimal(z)), relative)


@pytest.mark.parametrize("z", [-1000.0, 1000.0, -1e308, 1e308])
def test_far_out_the_limits_are_reached_without_a_warning(z: float) -> None:
    at = np.array([[z]])
    positive = z > 0
    with strict():
        assert stable.sigmoid(at)[0, 0] == (1.0 if positive else 0.0)
        assert stable.sigmoid_derivative(at, at)[0, 0] == 0.0
        assert stable.softplus(at)[0, 0] == (z if positive else 0.0)
        assert stable.normal_cdf(at)[0, 0] == (1.0 if positive else 0.0)
        assert stable.normal_density(at)[0, 0] == 0.0
        assert sigmoid_logs(at)[0][0, 0] == (0.0 if positive else z)
    if abs(z) < 1e308:
        with strict():
            assert stable.tanh_derivative(at, np.tanh(at))[0, 0] == 0.0


FINITE = [0.0, 5e-324, 1e-300, 1e-8, 0.5, 30.0, 40.0, 710.0, 745.0, 1000.0, 1e154, 1e300, np.finfo(np.float64).max]


@pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
def test_an_activation_turns_finite_numbers_into_finite_numbers_and_slopes(entry: Activation) -> None:
    z = np.array([*FINITE, *(-value for value in FINITE)])
    for layer in (z[:, None], z[None, :], z.reshape(2, -1)):
        with np.errstate(over="ignore"):  # of 2 z, or z less the largest: the limit is right
            a = entry.function(layer)
            assert np.isfinite(a).all()
            slope = entry.jacobian(layer, a) if entry.derivative is None else entry.derivative(layer, a)
        assert np.isfinite(slope).all()
        assert abs(slope).max() < 1.2


@pytest.mark.parametrize("entry", ACTIVATIONS.values(), ids=lambda entry: entry.name)
def test_at_a_thousand_either_way_function_and_slope_have_their_limits(entry: Activation) -> None:
    z = np.array([[-1000.0, 1000.0]])
    with strict():
        a = entry.function(z)
        slope = entry.jacobian(z, a)[0].diagonal() if entry.derivative is None else entry.derivative(z, a)[0]
    limits = {
        "linear": ([-1000, 1000], [1, 1]),
        "sigmoid": ([0, 1], [0, 0]),
        "tanh": ([-1, 1], [0, 0]),
        "relu": ([0, 1000], [0, 1]),
        "leaky_relu": ([-10, 1000], [0.01, 1]),
        "elu": ([-1, 1000], [0, 1]),
        "softplus": ([0, 1000], [0, 1]),
        "gelu": ([0, 1000], [0, 1]),
        "silu": ([0, 1000], [0, 1]),
        "softmax": ([0, 1], [0, 0]),
    }
    assert a[0].tolist() == limits[entry.name][0]
    assert slope.tolist() == limits[entry.name][1]


LOGITS = {
    "ordinary": [0.3, -1.2, 2.0],
    "dominated by 50": [25.0, -25.0, -26.5],
    "dominated by 2000": [1000.0, -1000.0, -1001.25],
    "tied": [4.0, 4.0, 4.0],
    "two tied far ahead": [900.0, 900.0, -900.0],
    "just above a half": [1.0, 0.5, 0.0],
    "many": [0.001 * i for i in range(200)],
    "one small beside many": [2.0, *(0.0 for _ in range(500))],
}


def exact_softmax(z: list[float]) -> tuple[list[Decimal], list[Decimal]]:
    """The shares p and 1 - p, the latter as the share of the others."""
    e = [Decimal(value).exp() for value in z]
    total = sum(e, Decimal(0))
    return [item / total for item in e], [sum(e[:j] + e[j + 1 :], Decimal(0)) / total for j in range(len(e))]


@pytest.mark.parametrize("name", LOGITS)
def test_every_digit_of_softmax_and_its_logs_is_right(name: str) -> None:
    z = LOGITS[name]
    with localcontext() as context:
        context.prec = 950 if "2000" in name or "tied" in name else DIGITS + 50
        p, complement = exact_softmax(z)
        with strict():
            log_p, log_complement = (logs[0] for logs in stable.softmax_logs(np.array([z])))
            a = stable.softmax(np.array([z]))[0]
        for j in range(len(z)):
            assert_close(a[j], p[j], 1e-14)
            assert_close(log_p[j], (1 - complement[j]).ln() if p[j] > Decimal("0.5") else p[j].ln(), 1e-14)
            assert_close(log_complement[j], complement[j].ln() if p[j] > Decimal("0.5") else (1 - p[j]).ln(), 1e-14)


@pytest.mark.parametrize("name", LOGITS)
def test_every_digit_of_the_cross_entropy_delta_is_right_for_a_one_hot_target(name: str) -> None:
    z = LOGITS[name]
    hits = np.zeros((1, len(z)))
    for right in (0, len(z) - 1):
        hits[:] = 0.0
        hits[0, right] = 1.0
        with strict():
            delta = stable.softmax_log_pull_back(-hits, np.zeros_like(hits), np.array([z]))[0]
        with localcontext() as context:
            context.prec = 950 if "2000" in name or "tied" in name else DIGITS + 50
            p, complement = exact_softmax(z)
            for j in range(len(z)):
                assert_close(delta[j], -complement[j] if j == right else p[j], 1e-14)


def test_a_softmax_of_one_output_is_certain() -> None:
    z = np.array([[-1000.0], [3.0]])
    with strict():
        log_p, log_complement = stable.softmax_logs(z)
    assert not log_p.any()
    assert np.isneginf(log_complement).all()
    assert not stable.softmax_log_pull_back(-np.ones((2, 1)), np.zeros((2, 1)), z).any()


def output_layer(activation: str, n: int) -> Network:
    """Passes its inputs on as z."""
    return Network((Dense(np.eye(n), None, activation),))


EXTREMES = [[1000.0, 1000.0], [-1000.0, -1000.0], [1000.0, -1000.0], [-1000.0, 1000.0], [0.0, -1000.0]]


@pytest.mark.parametrize(("activation", "loss"), PAIRS, ids=PAIR_NAMES)
def test_every_cost_at_a_thousand_either_way_is_the_exact_number(activation: Activation, loss: Loss) -> None:
    network = output_layer(activation.name, 2)
    targets = [[0.0, 1.0], [1.0, 0.0]] if loss.target_range else [[0.25, -3.0], [1.0, 0.0]]
    for z in EXTREMES:
        for y in targets:
            trace = forward(network, [z])
            value = cost(network, trace, [y], loss).value
            errors = backward(network, trace, [y], loss)
            with localcontext() as context:
                context.prec = 950
                expected, delta = exact_cost(activation, loss.name, z, y)
                assert_close(value, expected, 1e-13)
                for j in range(2):
                    if not activation.elementwise and loss.target_range is None:
                        # softmax by way of a: right to the last digit of 1, not of each delta
                        assert abs(Decimal(float(errors.delta[2][0, j])) - delta[j]) < Decimal("1e-12")
                    else:
                        assert_close(errors.delta[2][0, j], delta[j], 1e-13)


def exact_cost(activation: Activation, loss: str, z: list[float], y: list[float]) -> tuple[Decimal, list[Decimal]]:
    """C_x and delta in many digits. Where the function is its own limit in doubles, it is taken from the engine."""
    target = [Decimal(value) for value in y]
    if activation.name == "sigmoid":
        a = [sigmoid(Decimal(value)) for value in z]
        rest = [sigmoid(-Decimal(value)) for value in z]
        slopes = [[a[i] * rest[i] if i == j else Decimal(0) for i in range(2)] for j in range(2)]
    elif activation.name == "softmax":
        a, rest = exact_softmax(z)
        slopes = [[a[i] * rest[i] if i == j else -a[i] * a[j] for i in range(2)] for j in range(2)]
    else:
        at = np.array([z])
        values = activation.function(at)
        a, rest = [Decimal(value) for value in values[0].tolist()], []
        matrix = activation.jacobian(at, values)[0]
        slopes = [[Decimal(float(matrix[i, j])) for i in range(2)] for j in range(2)]
    if loss == "half_squared_error" or loss == "mean_squared_error":
        factor = Decimal("0.5") if loss == "half_squared_error" else Decimal(1) / 2
        value = factor * sum(((t - b) ** 2 for t, b in zip(target, a, strict=True)), start=Decimal(0))
        grad_a = [2 * factor * (b - t) for t, b in zip(target, a, strict=True)]
    else:
        misses = [1 - t for t in target] if loss == "binary_cross_entropy" else [Decimal(0)] * 2
        logs = [(t * b.ln() if t else Decimal(0)) for t, b in zip(target, a, strict=True)]
        logs += [(t * b.ln() if t else Decimal(0)) for t, b in zip(misses, rest, strict=True)]
        value = -sum(logs, start=Decimal(0))
        grad_a = [m / r - t / b for t, b, m, r in zip(target, a, misses, rest, strict=True)]
    delta = [sum((grad_a[i] * slopes[j][i] for i in range(2)), start=Decimal(0)) for j in range(2)]
    return value, delta


@pytest.mark.parametrize("name", ["sigmoid", "softmax"])
def test_the_entropies_keep_their_digits_where_the_right_answer_dominates_by_fifty(name: str) -> None:
    for loss in (pair[1] for pair in PAIRS if pair[0].name == name and pair[1].target_range):
        network = output_layer(name, 2)
        z, y = [50.0, -50.0], [1.0, 0.0]
        trace = forward(network, [z])
        errors = backward(network, trace, [y], loss)
        with localcontext() as context:
            context.prec = DIGITS + 100
            expected, delta = exact_cost(ACTIVATIONS[name], loss.name, z, y)
            assert_close(cost(network, trace, [y], loss).value, expected, 1e-14)
            for j in range(2):
                assert_close(errors.delta[2][0, j], delta[j], 1e-14)


def test_sigmoid_and_softplus_never_fall_as_z_grows() -> None:
    z = np.linspace(-40.0, 40.0, 20_001)[None, :]
    for function in (stable.sigmoid, stable.softplus):
        a = function(z)[0]
        assert all(before <= after for before, after in pairwise(a.tolist()))
