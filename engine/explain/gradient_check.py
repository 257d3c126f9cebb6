"""gradient_check: the gradient of backpropagation beside difference quotients of the cost (46), and what both cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from statistics import median
from time import perf_counter
from typing import Literal

import numpy as np

from engine.arrays import FloatArray, as_number
from engine.backprop import (
    NO_REGULARIZATION,
    ForwardTrace,
    Regularization,
    backward_pass,
    batch_cost,
    forward_pass,
)
from engine.errors import Diverged, InvalidNumber, ShapeMismatch
from engine.explain.extrapolation import Growth, Spent, Timing, extrapolated
from engine.explain.moving import every_parameter, moved, name_of
from engine.explain.parameter import ParameterIndex
from engine.explain.passes import Passes, both_passes
from engine.losses import Loss
from engine.network import Batch, Network

Method = Literal["central", "forward"]
Clock = Callable[[], float]

LARGEST_EPSILON = 1.0
"""A wider step says nothing of a slope."""

EPSILONS = tuple(10.0 ** (-1.0 - i / 2.0) for i in range(27))
"""The steps of a sweep, from 1e-1 to 1e-14, two to a power of ten."""

FLOOR = 1e-8
"""The size that an error is relative to where both gradients are smaller.

A cost near 1 is rounded by 1e-16, so its difference quotient at 1e-5 by 1e-11: of a gradient far below 1e-8 it has
no right digit, however right the gradient is. Gradients that differ by less than FLOOR thus have an error below 1.
"""

REPEATS = 7
"""Of the two passes of backpropagation, whose time is too short for a single look at the clock."""


@dataclass(frozen=True)
class CheckedParameter:
    """One parameter.

    Attributes:
        analytic: dC/dw of backpropagation, the mean over the batch with the penalty's gradient.
        numerical: the difference quotient.
        above: the cost at w + epsilon.
        below: the cost at w - epsilon; where the method is forward, at w.
        relative_error: |analytic - numerical| over the larger of the two sizes and FLOOR.
        at_kink: whether the step reaches or crosses a point without a derivative: a z at a kink of its activation, or
            a weight of zero under an l1 penalty. The two numbers may then differ and both be right.
    """

    parameter: ParameterIndex
    analytic: float
    numerical: float
    above: float
    below: float
    relative_error: float
    at_kink: bool


@dataclass(frozen=True)
class SweepPoint:
    """One epsilon of a sweep: the errors of the parameters that are not at a kink; 0.0 where there is none.

    Attributes:
        checked: how many parameters these are.
    """

    epsilon: float
    max_relative_error: float
    median_relative_error: float
    checked: int


@dataclass(frozen=True)
class GradientCheck:
    """The gradient checked.

    Attributes:
        parameters: in the order asked for; of all, layer by layer and neuron by neuron.
        max_relative_error: over those that are not at a kink; 0.0 where there is none.
        checked: how many these are.
        forward_passes: made for these parameters, and by backpropagation for all of them, whose backward pass counts
            as one more.
        seconds: what both took.
        growth: the same for networks of other sizes, extrapolated.
        sweep: present where it was asked for, from the largest epsilon to the smallest.
    """

    method: Method
    epsilon: float
    parameters: tuple[CheckedParameter, ...]
    max_relative_error: float
    checked: int
    forward_passes: Spent[int]
    seconds: Spent[float]
    growth: tuple[Growth, ...]
    sweep: tuple[SweepPoint, ...] | None


def gradient_check(
    network: Network,
    batch: Batch,
    loss: Loss,
    regularization: Regularization = NO_REGULARIZATION,
    *,
    method: Method = "central",
    epsilon: float = 1e-5,
    parameters: Sequence[ParameterIndex] | None = None,
    sweep: bool = False,
    clock: Clock = perf_counter,
) -> GradientCheck:
    """Check dC/dw of every parameter against (C(w + epsilon) - C(w)) / epsilon (46), or its central form.

    Args:
        network: N parameters.
        batch: m examples.
        loss: an entry of LOSSES.
        regularization: part of the cost on both sides.
        method: central, (C(w + epsilon) - C(w - epsilon)) / 2 epsilon: 2N passes; forward: N + 1.
        epsilon: the step, above 0 and at most LARGEST_EPSILON.
        parameters: those to check, all when absent.
        sweep: whether to do the same at every one of EPSILONS.
        clock: seconds from some moment on.

    Raises:
        InvalidNumber: an epsilon out of range, or so small that a parameter stays the same.
        ShapeMismatch: no parameters, parameters that the network has not; as the verbs.
        UndefinedPair, Diverged: as the verbs; also where a quotient is too large.
    """
    step = _checked_epsilon(epsilon)
    chosen = _checked_parameters(network, parameters)
    passes = both_passes(network, batch, loss, regularization)
    analytic = [parameter.gradient_in(passes.backward) for parameter in chosen]
    with np.errstate(all="ignore"):
        seconds = _seconds_of_backprop(passes, clock)
        _check_reach(network, chosen, step, method)
        begin = clock()
        checked = _differences(passes, chosen, analytic, method, step)
        spent = Spent(numerical=clock() - begin, backprop=seconds)
        made = Spent(passes_of(method, len(chosen)), 2)
        points = tuple(_swept(passes, chosen, analytic, method, width) for width in EPSILONS) if sweep else None
        timing = Timing(spent.numerical / made.numerical, spent.backprop)
        growth = extrapolated(network.parameter_count, timing, len(batch.inputs), lambda n: passes_of(method, n), clock)
    errors = _errors(checked)
    return GradientCheck(method, step, checked, max(errors, default=0.0), len(errors), made, spent, growth, points)


def passes_of(method: Method, parameters: int) -> int:
    """How many forward passes the quotients of so many parameters take."""
    return 2 * parameters if method == "central" else parameters + 1


def _checked_epsilon(epsilon: float) -> float:
    step = as_number(epsilon, "epsilon", ("epsilon",))
    if not 0.0 < step <= LARGEST_EPSILON:
        detail = f"epsilon is {step!r}; expected a number above 0, at most {LARGEST_EPSILON:g}"
        raise InvalidNumber(detail, ("epsilon",))
    return step


def _checked_parameters(network: Network, parameters: Sequence[ParameterIndex] | None) -> tuple[ParameterIndex, ...]:
    if parameters is None:
        return every_parameter(network)
    if not parameters:
        raise ShapeMismatch("parameters is empty; expected at least one, or none of it for all", ("parameters",))
    for position, parameter in enumerate(parameters):
        parameter.check(network, ("parameters", position))
    return tuple(parameters)


def _check_reach(network: Network, chosen: Sequence[ParameterIndex], step: float, method: Method) -> None:
    for parameter in chosen:
        value = parameter.value_in(network)
        low, high = _ends(value, step, method)
        if high == value or (method == "central" and low == value):
            raise InvalidNumber(
                f"epsilon is {step!r}, too small to change {name_of(parameter)}, {value!r}; expected more, "
                f"at most {LARGEST_EPSILON:g}",
                ("epsilon",),
            )


def _ends(value: float, step: float, method: Method) -> tuple[float, float]:
    """Between which the difference is taken."""
    return (value - step if method == "central" else value), value + step


def _differences(
    passes: Passes, chosen: Sequence[ParameterIndex], analytic: Sequence[float], method: Method, step: float
) -> tuple[CheckedParameter, ...]:
    sides = _sides(passes.network, passes.forward)
    base = passes.cost.value
    if method == "forward":  # the pass that all quotients share
        base = _cost(passes, passes.network)[0]
    return tuple(
        _difference(passes, parameter, gradient, method, step, base, sides)
        for parameter, gradient in zip(chosen, analytic, strict=True)
    )


def _difference(
    passes: Passes,
    parameter: ParameterIndex,
    analytic: float,
    method: Method,
    step: float,
    base: float,
    sides: FloatArray,
) -> CheckedParameter:
    network = passes.network
    value = parameter.value_in(network)
    low, high = _ends(value, step, method)
    above, trace = _cost(passes, moved(network, parameter, high))
    at_kink = _differ(sides, trace, network)
    below = base
    if method == "central":
        below, trace = _cost(passes, moved(network, parameter, low))
        at_kink = at_kink or _differ(sides, trace, network)
    if passes.regularization.l1 and parameter.kind == "weight":
        at_kink = at_kink or low <= 0.0 <= high
    numerical = (above - below) / (2.0 * step if method == "central" else step)
    if not isfinite(numerical):
        raise Diverged(
            f"the difference quotient of {name_of(parameter)} became infinite", quantity="difference quotient"
        )
    error = relative_error(analytic, numerical)
    return CheckedParameter(parameter, analytic, numerical, above, below, error, at_kink)


def relative_error(analytic: float, numerical: float) -> float:
    """|analytic - numerical| over the larger of their sizes and FLOOR: from 0 to 2."""
    size = max(abs(analytic), abs(numerical), FLOOR)
    return abs(analytic / size - numerical / size)  # their difference could overflow


def _cost(passes: Passes, network: Network) -> tuple[float, ForwardTrace]:
    """The cost with another network, and the pass that led there."""
    trace = forward_pass(network, passes.batch.inputs)
    return batch_cost(network, trace, passes.batch.targets, passes.loss, passes.regularization).value, trace


def _sides(network: Network, trace: ForwardTrace) -> FloatArray:
    """On which side of each kink each z is, or on it: -1, 1, 0."""
    parts = [np.sign(trace.z[l] - kink).ravel() for l, layer in network.numbered() for kink in layer.f.kinks]
    return np.concatenate(parts) if parts else np.empty(0)


def _differ(sides: FloatArray, trace: ForwardTrace, network: Network) -> bool:
    return sides.size > 0 and not np.array_equal(sides, _sides(network, trace))


def _swept(
    passes: Passes, chosen: Sequence[ParameterIndex], analytic: Sequence[float], method: Method, step: float
) -> SweepPoint:
    try:
        errors = _errors(_differences(passes, chosen, analytic, method, step))
    except Diverged as error:
        raise error.within(f"at epsilon {step:.0e}") from None
    return SweepPoint(step, max(errors, default=0.0), median(errors) if errors else 0.0, len(errors))


def _errors(checked: Sequence[CheckedParameter]) -> list[float]:
    return [entry.relative_error for entry in checked if not entry.at_kink]


def _seconds_of_backprop(passes: Passes, clock: Clock) -> float:
    network, y = passes.network, passes.batch.targets
    moments = [clock()]
    for _ in range(REPEATS):
        trace = forward_pass(network, passes.batch.inputs)
        backward_pass(network, trace, y, passes.loss, passes.regularization)
        moments.append(clock())
    return median(after - before for before, after in pairwise(moments))
