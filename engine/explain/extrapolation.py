"""extrapolated: what difference quotients and backpropagation would cost a network of another size."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Generic, TypeVar

import numpy as np

from engine.arrays import FloatArray

Amount = TypeVar("Amount", int, float)

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
"""Numbers of parameters to look at."""

REFERENCE = 256
"""Neurons of the layer that is timed: its weights fit the processor's cache, and their products outweigh the call."""

MOST_ROWS = 8
"""Examples of that layer; more of them take in proportion."""

REPEATS = 5


@dataclass(frozen=True)
class Spent(Generic[Amount]):
    """Passes or seconds, by way of difference quotients and of backpropagation."""

    numerical: Amount
    backprop: Amount


@dataclass(frozen=True)
class Timing:
    """Measured seconds: of one forward pass with the cost, and of backpropagation's two passes."""

    forward_pass: float
    backprop: float


@dataclass(frozen=True)
class Growth:
    """What the gradient of a network of so many parameters costs."""

    parameters: int
    forward_passes: Spent[int]
    seconds: Spent[float]


def extrapolated(
    parameters: int, measured: Timing, examples: int, passes: Callable[[int], int], clock: Callable[[], float]
) -> tuple[Growth, ...]:
    """The costs for networks of SIZES and of this one, by size.

    The seconds are extrapolated from two measured times: what was measured of this network's passes, and for every
    further parameter what it adds to the products of a single large layer, which is timed here. A smaller network is
    not taken to be faster: its time is that of the calls.

    Args:
        parameters: of this network.
        measured: of this network.
        examples: in its batch.
        passes: parameters -> forward passes that their quotients take.
        clock: seconds from some moment on.
    """
    per_parameter = _seconds_per_parameter(examples, clock)
    rows = []
    for n in sorted({*SIZES, parameters}):
        more = per_parameter * max(0, n - parameters)
        made = passes(n)
        # a backward pass has two products where the forward pass has one
        seconds = Spent(made * (measured.forward_pass + more), measured.backprop + 3.0 * more)
        rows.append(Growth(n, Spent(made, 2), seconds))
    return tuple(rows)


def _seconds_per_parameter(examples: int, clock: Callable[[], float]) -> float:
    """Of one forward pass of a batch, for each weight of a large layer."""
    rows = min(examples, MOST_ROWS)
    weights: FloatArray = np.full((REFERENCE, REFERENCE), 0.5)
    a: FloatArray = np.full((rows, REFERENCE), 0.5)
    times = []
    for _ in range(REPEATS):
        begin = clock()
        a.dot(weights.T)
        times.append(clock() - begin)
    return median(times) / weights.size * (examples / rows)
