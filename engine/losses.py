"""LOSSES: each cost with its gradient beside it, and the formulas that are shown for both.

A cost is written either in the outputs a, and then goes with every activation, or in their logarithms, and then
goes with the activations that offer `log_outputs`: the stable route from z, exact where a has been rounded to 0 or 1.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.activations import ACTIVATIONS, Activation, LogOutputs
from engine.arrays import FloatArray
from engine.errors import InvalidNumber, UndefinedPair, look_up

_LARGEST = np.finfo(np.float64).max


@dataclass(frozen=True)
class Loss(ABC):
    """A cost C_x of one example, as a function of the output activations a and the targets y, all (m, n).

    Attributes:
        name: the key in LOSSES.
        title: how it is called in menus.
        tag: its number in the sources, or a name.
        source: where it comes from.
        formula: C_x as an expression in a[l,j] and y[j].
        gradient_formula: dC_x/da_j likewise.
        numpy: C_x of the batch as an expression of NumPy in ``a`` and ``y``; `numpy_gradient` likewise.
        torch: C_x of the batch in PyTorch.
        canonical: name of the activation with which delta is a - y where the targets sum to 1 over the
            outcomes that compete; None where there is no such activation.
        canonical_source: where the sources derive that.
        target_range: the closed interval that targets must lie in, None for any number.
    """

    name: str
    title: str
    tag: str
    source: str
    formula: str
    gradient_formula: str
    numpy: str
    numpy_gradient: str
    torch: str
    canonical: str | None = None
    canonical_source: str = ""
    target_range: tuple[float, float] | None = None

    @abstractmethod
    def why_undefined(self, activation: Activation) -> str | None:
        """None where the cost is defined for this output activation, else the reason as half a sentence."""

    @abstractmethod
    def per_example(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """C_x, (m,)."""

    @abstractmethod
    def grad_a(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """dC_x/da, (m, n)."""

    @abstractmethod
    def delta(
        self,
        activation: Activation,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        grad_a: FloatArray,
        slope: FloatArray | None = None,
    ) -> FloatArray:
        """dC_x/dz of the output layer, (m, n) (BP1); ``slope`` is f'(z) where it is at hand already."""

    def check_output(self, activation: Activation, layer: int) -> None:
        """Raise UndefinedPair where this cost is not defined for ``activation`` in ``layer``."""
        if reason := self.why_undefined(activation):
            choices = ", ".join(other.name for other in ACTIVATIONS.values() if not self.why_undefined(other))
            raise UndefinedPair(f"{self.name} is not defined here: layer {layer} {reason}; use {choices}", ("loss",))

    def check_targets(self, targets: FloatArray) -> None:
        """Raise InvalidNumber where a target lies outside `target_range`."""
        if self.target_range is None:
            return
        low, high = self.target_range
        if targets.min() < low or targets.max() > high:
            x, j = (int(i) for i in np.argwhere((targets < low) | (targets > high))[0])
            came = float(targets[x, j])
            raise InvalidNumber(
                f"target {j + 1} of example {x + 1} is {came!r}; {self.name} expects {low:g} to {high:g}",
                ("targets", x, j),
            )


@dataclass(frozen=True, kw_only=True)
class OutputLoss(Loss):
    """A cost written in the outputs: ``value`` a, y -> (m,) and ``gradient`` a, y -> (m, n)."""

    value: Callable[[FloatArray, FloatArray], FloatArray]
    gradient: Callable[[FloatArray, FloatArray], FloatArray]

    def why_undefined(self, activation: Activation) -> str | None:
        """Defined for every activation."""
        return None

    def per_example(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """C_x, (m,)."""
        return self.value(a, y)

    def grad_a(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """dC_x/da, (m, n)."""
        return self.gradient(a, y)

    def delta(
        self,
        activation: Activation,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        grad_a: FloatArray,
        slope: FloatArray | None = None,
    ) -> FloatArray:
        """BP1, (m, n)."""
        return activation.pull_back(grad_a, z, a, slope)


@dataclass(frozen=True, kw_only=True)
class LogLoss(Loss):
    """A cost - sum_j (hit_j ln a_j + miss_j ln(1 - a_j)); ``weights`` maps the targets to hit and miss."""

    weights: Callable[[FloatArray], tuple[FloatArray, FloatArray]]

    def why_undefined(self, activation: Activation) -> str | None:
        """Defined where the outputs lie in (0, 1) and their logarithms can be had from z."""
        if activation.log_outputs is not None:
            return None
        low, high = activation.outputs
        return f"has {activation.name}, whose outputs lie between {low:g} and {high:g} and not between 0 and 1"

    def per_example(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """C_x, (m,), by way of ln a and ln(1 - a)."""
        hit, miss = self.weights(y)
        log_a, log_complement = _logs_of(activation).logs(z)
        cost: FloatArray = (_times_log(hit, -log_a) + _times_log(miss, -log_complement)).sum(axis=1)
        return cost

    def grad_a(self, activation: Activation, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
        """dC_x/da = miss / (1 - a) - hit / a, (m, n).

        A saturated output makes this larger than double precision can hold although delta is an ordinary number;
        it then stands at the largest double, 1.8e308.
        """
        hit, miss = self.weights(y)
        log_a, log_complement = _logs_of(activation).logs(z)
        gradient = _over(miss, log_complement) - _over(hit, log_a)
        return np.clip(gradient, -_LARGEST, _LARGEST)

    def delta(
        self,
        activation: Activation,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        grad_a: FloatArray,
        slope: FloatArray | None = None,
    ) -> FloatArray:
        """BP1, (m, n), pulled back from the logarithms: grad_a and f'(z) may be out of range, their product is not."""
        hit, miss = self.weights(y)
        return _logs_of(activation).pull_back(-hit, -miss, z)


def _logs_of(activation: Activation) -> LogOutputs:
    if activation.log_outputs is None:
        raise UndefinedPair(f"{activation.name} has no log_outputs")
    return activation.log_outputs


def _times_log(weight: FloatArray, log: FloatArray) -> FloatArray:
    return np.where(weight == 0.0, 0.0, weight * log)  # 0 ln 0 = 0


def _over(weight: FloatArray, log: FloatArray) -> FloatArray:
    return np.where(weight == 0.0, 0.0, weight * np.exp(-log))


_ENTRIES = (
    OutputLoss(
        name="half_squared_error",
        title="Half squared error",
        tag="27",
        source="Nielsen's chapter 2, eqs. 26 and 27",
        formula="sum((y[j] - a[l,j])**2 for j in layer(l)) / 2",
        gradient_formula="a[l,j] - y[j]",
        numpy="((y - a)**2).sum(axis=1) / 2",
        numpy_gradient="a - y",
        torch="((y - a)**2).sum(dim=1) / 2",
        value=lambda a, y: 0.5 * ((y - a) ** 2).sum(axis=1),
        gradient=lambda a, y: a - y,
    ),
    OutputLoss(
        name="mean_squared_error",
        title="Mean squared error",
        tag="mean",
        source="PyTorch's MSELoss; the squares of Nielsen's eq. 27 without the half, divided by their number",
        formula="sum((y[j] - a[l,j])**2 for j in layer(l)) / n(l)",
        gradient_formula="2 * (a[l,j] - y[j]) / n(l)",
        numpy="((y - a)**2).mean(axis=1)",
        numpy_gradient="2 * (a - y) / a.shape[1]",
        torch="((y - a)**2).mean(dim=1)",
        value=lambda a, y: ((y - a) ** 2).mean(axis=1),
        gradient=lambda a, y: (2.0 / a.shape[1]) * (a - y),
    ),
    LogLoss(
        name="cross_entropy",
        title="Cross-entropy",
        tag="cross-entropy",
        source="Deep Dive, cross-entropy",
        formula="-sum(y[j] * ln(a[l,j]) for j in layer(l))",
        gradient_formula="-y[j] / a[l,j]",
        numpy="-(y * np.log(a)).sum(axis=1)",
        numpy_gradient="-y / a",
        torch="-(y * torch.log(a)).sum(dim=1)",
        canonical="softmax",
        canonical_source="Deep Dive, p − y",
        target_range=(0.0, 1.0),
        weights=lambda y: (y, np.zeros_like(y)),
    ),
    LogLoss(
        name="binary_cross_entropy",
        title="Binary cross-entropy",
        tag="cross-entropy",
        source="Nielsen's chapter 3, the cross-entropy cost",
        formula="-sum(y[j] * ln(a[l,j]) + (1 - y[j]) * ln(1 - a[l,j]) for j in layer(l))",
        gradient_formula="(1 - y[j]) / (1 - a[l,j]) - y[j] / a[l,j]",
        numpy="-(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=1)",
        numpy_gradient="(1 - y) / (1 - a) - y / a",
        torch="-(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum(dim=1)",
        canonical="sigmoid",
        canonical_source="Nielsen's chapter 3, how the slope cancels",
        target_range=(0.0, 1.0),
        weights=lambda y: (y, 1.0 - y),
    ),
)

LOSSES = {entry.name: entry for entry in _ENTRIES}
"""Every cost by its name, in the order of the menus."""


def find_loss(name: str) -> Loss:
    """The entry of LOSSES.

    Raises:
        UnknownName: there is none of that name.
    """
    return look_up(LOSSES, "loss", name, ("loss",))
