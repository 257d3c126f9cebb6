"""INITIALIZERS: how the weights of a new network are drawn. The random source is an argument.

Biases start at zero: the weights break the symmetry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from engine.arrays import FloatArray
from engine.errors import InvalidNumber, look_up
from engine.parameters import Parameter, fill_in

Settings = Mapping[str, float | bool]
Shape = tuple[int, int]


@dataclass(frozen=True)
class InitializerRule:
    """An entry of INITIALIZERS; ``draw`` takes source, shape (n_out, n_in) and settings and answers the weights."""

    name: str
    title: str
    formula: str
    parameters: tuple[Parameter, ...]
    draw: Callable[[np.random.Generator, Shape, Settings], FloatArray]


def _uniform(source: np.random.Generator, shape: Shape, low: float, high: float) -> FloatArray:
    return low + (high - low) * source.random(shape)


def _xavier_variance(shape: Shape) -> float:
    return 2.0 / (shape[0] + shape[1])  # Glorot and Bengio 2010


def _he_variance(shape: Shape) -> float:
    return 2.0 / shape[1]  # He et al. 2015, fan-in


def _symmetric(source: np.random.Generator, shape: Shape, variance: float) -> FloatArray:
    limit = sqrt(3.0 * variance)
    return _uniform(source, shape, -limit, limit)


def _normal(source: np.random.Generator, shape: Shape, variance: float) -> FloatArray:
    return sqrt(variance) * source.standard_normal(shape)


_ENTRIES = (
    InitializerRule("zeros", "All zero", "0", (), lambda source, shape, s: np.zeros(shape)),
    InitializerRule(
        "constant",
        "All the same",
        "value",
        (Parameter("value", "Value", "c", 0.5, -1e6, 1e6, (-2.0, 2.0, "linear")),),
        lambda source, shape, s: np.full(shape, float(s["value"])),
    ),
    InitializerRule(
        "uniform",
        "Uniform",
        "between low and high",
        (
            Parameter("low", "From", "a", -1.0, -1e6, 1e6, (-2.0, 2.0, "linear")),
            Parameter("high", "To", "b", 1.0, -1e6, 1e6, (-2.0, 2.0, "linear")),
        ),
        lambda source, shape, s: _uniform(source, shape, s["low"], s["high"]),
    ),
    InitializerRule(
        "normal",
        "Normal",
        "mean and standard deviation",
        (
            Parameter("mean", "Mean", r"\mu", 0.0, -1e6, 1e6, (-2.0, 2.0, "linear")),
            Parameter("deviation", "Standard deviation", r"\sigma", 1.0, 0.0, 1e6, (0.0, 2.0, "linear")),
        ),
        lambda source, shape, s: s["mean"] + s["deviation"] * source.standard_normal(shape),
    ),
    InitializerRule(
        "xavier_uniform",
        "Xavier, uniform",
        "variance 2 / (n_in + n_out)",
        (),
        lambda source, shape, s: _symmetric(source, shape, _xavier_variance(shape)),
    ),
    InitializerRule(
        "xavier_normal",
        "Xavier, normal",
        "variance 2 / (n_in + n_out)",
        (),
        lambda source, shape, s: _normal(source, shape, _xavier_variance(shape)),
    ),
    InitializerRule(
        "he_uniform",
        "He, uniform",
        "variance 2 / n_in",
        (),
        lambda source, shape, s: _symmetric(source, shape, _he_variance(shape)),
    ),
    InitializerRule(
        "he_normal",
        "He, normal",
        "variance 2 / n_in",
        (),
        lambda source, shape, s: _normal(source, shape, _he_variance(shape)),
    ),
)

INITIALIZERS = {entry.name: entry for entry in _ENTRIES}
"""Every initializer by its name, in the order of the menus."""

DEFAULT_INITIALIZER = "xavier_uniform"
"""The one to begin with: it keeps signals of one size through layers of any width."""


@dataclass(frozen=True, init=False)
class Initializer:
    """A rule with its settings.

    Raises:
        UnknownName, InvalidNumber: at construction.
    """

    name: str
    settings: Settings = field(hash=False)

    def __init__(self, name: str, **settings: float | bool) -> None:
        rule = look_up(INITIALIZERS, "initializer", name, ("initializer", "name"))
        values = fill_in(name, rule.parameters, settings, ("initializer",))
        if "low" in values and values["low"] > values["high"]:
            raise InvalidNumber(
                f"{name}: low is {values['low']:g} and high {values['high']:g}; low must not be above high",
                ("initializer", "low"),
            )
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "settings", values)

    def draw(self, source: np.random.Generator, shape: Shape) -> FloatArray:
        """Weights of shape (n_out, n_in)."""
        return INITIALIZERS[self.name].draw(source, shape, self.settings)
