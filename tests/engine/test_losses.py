"""LOSSES: each cost, its gradient and the formulas that are shown for both agree; targets and pairs are checked."""

import numpy as np
import pytest

from engine import ACTIVATIONS, LOSSES, Activation, InvalidNumber, Loss, UndefinedPair, UnknownName, find_loss
from engine.arrays import FloatArray
from engine.expressions import parse
from tests.engine.equations.evaluation import FUNCTIONS
from tests.engine.samples import PAIR_NAMES, PAIRS, random_targets

EVERY_LOSS = pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda entry: entry.name)
EVERY_PAIR = pytest.mark.parametrize(("activation", "loss"), PAIRS, ids=PAIR_NAMES)
TOLERANCE = 1e-9


def some(activation: Activation, loss: Loss, m: int = 4, n: int = 3) -> tuple[FloatArray, FloatArray, FloatArray]:
    """z, a and targets that the pair allows."""
    source = np.random.default_rng(4)
    z = source.standard_normal((m, n))
    return z, activation.function(z), random_targets(source, loss, m, n)


def test_the_table_is_keyed_by_name_and_holds_the_four_of_the_contract() -> None:
    assert all(name == entry.name for name, entry in LOSSES.items())
    assert list(LOSSES) == ["half_squared_error", "mean_squared_error", "cross_entropy", "binary_cross_entropy"]
    assert all(find_loss(name) is entry for name, entry in LOSSES.items())


def test_squared_errors_go_with_every_activation_and_entropies_with_shares() -> None:
    for activation in ACTIVATIONS.values():
        assert LOSSES["half_squared_error"].why_undefined(activation) is None
        assert LOSSES["mean_squared_error"].why_undefined(activation) is None
        for name in ("cross_entropy", "binary_cross_entropy"):
            assert (LOSSES[name].why_undefined(activation) is None) == (activation.name in ("sigmoid", "softmax"))


class Indexed:
    """``a[l,j]`` or ``y[j]`` of one example, counted from 1."""

    def __init__(self, row: FloatArray) -> None:
        self.row = row

    def __getitem__(self, at: int | tuple[int, int]) -> float:
        return float(self.row[(at if isinstance(at, int) else at[1]) - 1])


@EVERY_PAIR
def test_the_formulas_are_the_cost_and_its_gradient(activation: Activation, loss: Loss) -> None:
    z, a, y = some(activation, loss)
    parse(loss.formula)
    parse(loss.gradient_formula)
    per_example, grad_a = loss.per_example(activation, z, a, y), loss.grad_a(activation, z, a, y)
    for x in range(len(z)):
        names = {**FUNCTIONS, "l": 2, "a": Indexed(a[x]), "y": Indexed(y[x])}
        names |= {"layer": lambda _: range(1, 4), "n": lambda _: 3}
        assert eval(loss.formula, names) == pytest.approx(per_example[x], rel=TOLERANCE)
        for j in range(1, 4):
            gradient = eval(loss.gradient_formula, {**names, "j": j})
            assert gradient == pytest.approx(grad_a[x, j - 1], rel=TOLERANCE)


@EVERY_PAIR
def test_the_numpy_lines_are_the_cost_and_its_gradient(activation: Activation, loss: Loss) -> None:
    z, a, y = some(activation, loss)
    names = {"np": np, "a": a, "y": y}
    np.testing.assert_allclose(eval(loss.numpy, names), loss.per_example(activation, z, a, y), rtol=TOLERANCE)
    np.testing.assert_allclose(eval(loss.numpy_gradient, names), loss.grad_a(activation, z, a, y), rtol=TOLERANCE)


@EVERY_PAIR
def test_delta_from_the_stable_route_is_grad_a_pulled_back(activation: Activation, loss: Loss) -> None:
    z, a, y = some(activation, loss)
    grad_a = loss.grad_a(activation, z, a, y)
    delta = loss.delta(activation, z, a, y, grad_a)
    np.testing.assert_allclose(delta, activation.pull_back(grad_a, z, a), rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("loss", [loss for loss in LOSSES.values() if loss.canonical], ids=lambda entry: entry.name)
def test_with_its_canonical_activation_delta_is_output_minus_target(loss: Loss) -> None:
    assert loss.canonical is not None
    activation = ACTIVATIONS[loss.canonical]
    z, a, _ = some(activation, loss)
    y = random_targets(np.random.default_rng(1), loss, len(z), z.shape[1], distribution=True)
    delta = loss.delta(activation, z, a, y, loss.grad_a(activation, z, a, y))
    np.testing.assert_allclose(delta, a - y, rtol=1e-12, atol=1e-15)


@EVERY_PAIR
def test_no_cost_changes_or_hands_back_what_it_is_given(activation: Activation, loss: Loss) -> None:
    z, a, y = some(activation, loss)
    grad_a = loss.grad_a(activation, z, a, y)
    given = (z, a, y, grad_a)
    copies = [values.copy() for values in given]
    delta = loss.delta(activation, z, a, y, grad_a)
    computed = [loss.per_example(activation, z, a, y), delta]
    for values, copy in zip(given, copies, strict=True):
        assert np.array_equal(values, copy)
        assert not any(np.shares_memory(values, result) for result in computed)


@EVERY_LOSS
def test_targets_at_both_ends_of_the_range_are_allowed_and_the_next_numbers_are_not(loss: Loss) -> None:
    if loss.target_range is None:
        loss.check_targets(np.array([[-1e300, 1e300]]))
        return
    low, high = loss.target_range
    loss.check_targets(np.array([[low, high]]))
    for beyond in (np.nextafter(low, -1.0), np.nextafter(high, 2.0)):
        with pytest.raises(InvalidNumber) as caught:
            loss.check_targets(np.array([[0.5, 0.5], [0.5, beyond]]))
        assert caught.value.where == ("targets", 1, 1)
        assert caught.value.detail == (
            f"target 2 of example 2 is {float(beyond)!r}; {loss.name} expects {low:g} to {high:g}"
        )


@EVERY_LOSS
def test_an_undefined_pair_names_layer_reason_and_choices(loss: Loss) -> None:
    for activation in ACTIVATIONS.values():
        if (activation, loss) in PAIRS:
            loss.check_output(activation, 4)
            continue
        with pytest.raises(UndefinedPair) as caught:
            loss.check_output(activation, 4)
        assert caught.value.where == ("loss",)
        low, high = activation.outputs
        assert caught.value.detail == (
            f"{loss.name} is not defined here: layer 4 has {activation.name}, whose outputs lie between "
            f"{low:g} and {high:g} and not between 0 and 1; use sigmoid, softmax"
        )


@pytest.mark.parametrize("name", ["", "Cross_Entropy", "mse", None, 3, ["cross_entropy"]])
def test_an_unknown_cost_is_refused_with_the_choices(name: object) -> None:
    with pytest.raises(UnknownName) as caught:
        find_loss(name)  # type: ignore[arg-type]
    assert caught.value.where == ("loss",)
    assert caught.value.detail == f"unknown loss {name!r}; expected one of {', '.join(LOSSES)}"
