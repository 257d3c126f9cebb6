"""INITIALIZERS: the same seed gives the same network, and the weights are spread as the rule says."""

import json
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import INITIALIZERS, Initializer, new_network
from engine.arrays import FloatArray

GOLDEN: dict[str, Any] = json.loads((Path(__file__).parent / "fixtures" / "initializers.json").read_text("utf-8"))

EVERY_RULE = pytest.mark.parametrize("name", INITIALIZERS)


def drawn(name: str, shape: tuple[int, int], **settings: float) -> FloatArray:
    return Initializer(name, **settings).draw(np.random.Generator(np.random.PCG64(0)), shape)


def test_the_table_is_keyed_by_name_and_holds_the_rules_of_the_contract() -> None:
    assert all(name == rule.name for name, rule in INITIALIZERS.items())
    contract = "zeros constant uniform normal xavier_uniform xavier_normal he_uniform he_normal"
    assert list(INITIALIZERS) == contract.split()


@EVERY_RULE
def test_the_numbers_of_a_seed_never_change(name: str) -> None:
    network = new_network([2, 3, 1], ["tanh", "sigmoid"], Initializer(name), seed=42)
    assert [layer.weights.tolist() for layer in network.layers] == GOLDEN[name]


def test_every_rule_has_golden_numbers() -> None:
    assert set(GOLDEN) == set(INITIALIZERS)


@EVERY_RULE
def test_the_same_seed_gives_the_same_network_and_another_seed_another(name: str) -> None:
    one, same, other = (new_network([4, 5, 3], ["tanh"] * 2, Initializer(name), seed) for seed in (7, 7, 8))
    equal = [np.array_equal(a.weights, b.weights) for a, b in zip(one.layers, same.layers, strict=True)]
    assert all(equal)
    differs = not np.array_equal(one.layers[0].weights, other.layers[0].weights)
    assert differs == (name not in ("zeros", "constant"))


def test_biases_and_activations_take_nothing_from_the_stream() -> None:
    one = new_network([2, 3, 1], ["tanh", "tanh"], Initializer("normal"), 5)
    other = new_network([2, 3, 1], ["relu", "sigmoid"], Initializer("normal"), 5, biases=False)
    assert all(np.array_equal(a.weights, b.weights) for a, b in zip(one.layers, other.layers, strict=True))


@pytest.mark.parametrize(
    ("name", "settings", "variance"),
    [
        ("uniform", {}, 1 / 3),
        ("uniform", {"low": -0.5, "high": 0.1}, 0.36 / 12),
        ("normal", {}, 1.0),
        ("normal", {"deviation": 0.2}, 0.04),
        ("xavier_uniform", {}, 2 / 700),
        ("xavier_normal", {}, 2 / 700),
        ("he_uniform", {}, 2 / 300),
        ("he_normal", {}, 2 / 300),
    ],
)
def test_the_spread_is_that_of_the_rule(name: str, settings: dict[str, float], variance: float) -> None:
    weights = drawn(name, (400, 300), **settings)
    assert weights.shape == (400, 300)
    assert weights.var() == pytest.approx(variance, rel=0.02)  # four standard errors are about 0.016
    middle = (settings.get("low", 0.0) + settings.get("high", 0.0)) / 2
    assert weights.mean() == pytest.approx(middle, abs=5 * sqrt(variance / weights.size))
    if "uniform" in name:
        assert abs(weights - middle).max() <= sqrt(3 * variance)
        assert abs(weights - middle).max() > 0.999 * sqrt(3 * variance)
    else:
        within = (abs(weights) < sqrt(variance)).mean()
        assert within == pytest.approx(0.6827, abs=0.01)


def test_normal_is_around_its_mean_and_without_deviation_exactly_there() -> None:
    assert drawn("normal", (200, 200), mean=3.0, deviation=0.5).mean() == pytest.approx(3.0, abs=0.02)
    assert (drawn("normal", (2, 3), mean=3.0, deviation=0.0) == 3.0).all()


def test_zeros_and_constant_are_what_they_say() -> None:
    assert not drawn("zeros", (2, 3)).any()
    assert (drawn("constant", (2, 3), value=-0.25) == -0.25).all()


@EVERY_RULE
def test_weights_are_n_out_by_n_in_floats(name: str) -> None:
    weights = drawn(name, (3, 5))
    assert weights.shape == (3, 5)
    assert weights.dtype == np.float64


def test_he_counts_the_neurons_before_and_xavier_those_on_both_sides() -> None:
    for name in ("he_uniform", "he_normal"):
        assert drawn(name, (4000, 10)).std() == pytest.approx(sqrt(2 / 10), rel=0.03)
        assert drawn(name, (10, 4000)).std() == pytest.approx(sqrt(2 / 4000), rel=0.03)
    for name in ("xavier_uniform", "xavier_normal"):
        assert drawn(name, (4000, 10)).std() == pytest.approx(drawn(name, (10, 4000)).std(), rel=0.03)
