"""saturation: which neurons learn slowly, because the curve of their activation is flat where they stand, in words."""

from dataclasses import dataclass
from math import isfinite
from typing import Literal

import numpy as np

from engine.activations import Activation
from engine.arrays import FloatArray
from engine.backprop import NO_REGULARIZATION, Regularization
from engine.errors import Diverged
from engine.explain.passes import Passes, both_passes
from engine.losses import LogLoss, Loss
from engine.network import Batch, Network

State = Literal["active", "saturated", "dead"]
Measure = Literal["f'(z)", "p(1 − p)"]

SATURATED_BELOW = 0.1
"""The share of the largest slope below which a neuron counts as saturated.

A sigmoid gets there at |z| = 3.64, within 3 % of its end; the neuron that Nielsen lets start saturated, at z = 4, has
7 % of it.
"""


@dataclass(frozen=True, eq=False)
class NeuronSlope:
    """How steep the activation of one neuron is where it stands.

    Attributes:
        derivative: per example, (m,): f'(z), or p(1 - p) where f is softmax.
        mean_derivative: over the examples.
        share: the mean of its size, of the largest that this activation can have: 0 to 1.
        state: ``dead`` where f is exactly flat for every example, as ReLU is below 0; ``saturated`` where the slope is
            below SATURATED_BELOW of the largest for every example; else ``active``.
        sentence: the same in words.
    """

    j: int
    derivative: FloatArray
    mean_derivative: float
    share: float
    state: State
    sentence: str


@dataclass(frozen=True)
class LayerSlopes:
    """One layer.

    Attributes:
        measure: what ``derivative`` is: softmax has no f'(z); its diagonal is taken, da_j/dz_j = p(1 - p).
        largest_slope: of this activation.
        delta_norm: the Euclidean length of delta, mean over the examples.
        nabla_norm: the Euclidean length of the gradient of all weights and biases of the layer.
    """

    layer: int
    activation: str
    measure: Measure
    largest_slope: float
    neurons: tuple[NeuronSlope, ...]
    delta_norm: float
    nabla_norm: float


@dataclass(frozen=True)
class OutputFactor:
    """Whether a flat output slows learning (BP1 has the factor f'(z)), or the cost takes that factor away."""

    loss: str
    activation: str
    cancels: bool
    sentence: str


@dataclass(frozen=True)
class Saturation:
    """All layers l = 2 … L, and what becomes of the slope of the output."""

    layers: tuple[LayerSlopes, ...]
    output_factor: OutputFactor
    saturated_below: float = SATURATED_BELOW


def saturation(
    network: Network, batch: Batch, loss: Loss, regularization: Regularization = NO_REGULARIZATION
) -> Saturation:
    """Where learning is slow: delta has the factor f'(z) (BP1, BP2), and with it every gradient of the neuron.

    Args:
        network: L layers.
        batch: m examples.
        loss: an entry of LOSSES.
        regularization: part of ``nabla_norm``.

    Raises:
        ShapeMismatch, InvalidNumber, UndefinedPair, Diverged: as the verbs.
    """
    passes = both_passes(network, batch, loss, regularization)
    factor = _output_factor(passes)
    with np.errstate(all="ignore"):
        layers = tuple(_layer(passes, l, factor.cancels and l == network.depth) for l, _ in network.numbered())
    return Saturation(layers, factor)


def _layer(passes: Passes, l: int, cancelled: bool) -> LayerSlopes:
    f, backward = passes.network.layer(l).f, passes.backward
    slopes = f.slope(passes.forward.z[l], passes.forward.a[l])
    gradient = [backward.nabla_w[l].ravel(), *([backward.nabla_b[l]] if l in backward.nabla_b else [])]
    return LayerSlopes(
        layer=l,
        activation=f.name,
        measure=_measure(f),
        largest_slope=f.largest_slope,
        neurons=_neurons(f, l, slopes, cancelled),
        delta_norm=_finite(float(np.mean([_length(row) for row in backward.delta[l]])), l, "delta_norm"),
        nabla_norm=_finite(_length(np.concatenate(gradient)), l, "nabla_norm"),
    )


def _neurons(f: Activation, l: int, slopes: FloatArray, cancelled: bool) -> tuple[NeuronSlope, ...]:
    shares = np.minimum(abs(slopes) / f.largest_slope, 1.0)
    flat = (shares < SATURATED_BELOW).sum(axis=0).tolist()
    largest = shares.max(axis=0).tolist()
    per_neuron = np.ascontiguousarray(slopes.T)
    means, mean_shares = slopes.mean(axis=0).tolist(), shares.mean(axis=0).tolist()
    neurons = []
    for j, (derivative, mean, share) in enumerate(zip(per_neuron, means, mean_shares, strict=True), start=1):
        state: State = "saturated" if flat[j - 1] == len(slopes) else "active"
        if f.kinks and largest[j - 1] == 0.0:  # smooth curves are never flat, only too flat for double precision
            state = "dead"
        subject = f"Neuron {j} of layer {l} is {state}: {_measure(f)} is"
        words = _words(f, mean, share, state, flat[j - 1], len(slopes), cancelled)
        neurons.append(NeuronSlope(j, derivative, mean, share, state, f"{subject} {words}."))
    return tuple(neurons)


def _words(f: Activation, mean: float, share: float, state: State, flat: int, m: int, cancelled: bool) -> str:
    if state == "dead":
        return f"0 {'for every example' if m > 1 else 'here'}; no gradient reaches its weights"
    average = " on average" if m > 1 else ""
    slope = f"{_few_digits(mean)}{average}, {_percent(share)} of the {f.largest_slope:.4g} it can be"
    if state == "saturated":
        return f"{slope}; {'this cost undoes that, and it learns all the same' if cancelled else 'it learns slowly'}"
    return f"{slope}; for {flat} of {m} examples it is below {_percent(SATURATED_BELOW)} of that" if flat else slope


def _output_factor(passes: Passes) -> OutputFactor:
    loss, f = passes.loss, passes.network.layer(passes.network.depth).f
    measure = _measure(f)
    if not isinstance(loss, LogLoss):
        sentence = f"{loss.title} keeps the factor {measure}: a saturated output learns slowly, however wrong it is."
        return OutputFactor(loss.name, f.name, False, sentence)
    if loss.canonical == f.name and (f.elementwise or _sum_to_one(passes.batch.targets)):
        sentence = f"{loss.title} undoes the factor {measure}: delta is output minus target, large where it is wrong."
    else:
        sentence = (
            f"{loss.title} undoes the factor {measure} where it would slow learning: its slope grows without limit."
        )
    return OutputFactor(loss.name, f.name, True, sentence)


def _measure(f: Activation) -> Measure:
    return "f'(z)" if f.elementwise else "p(1 − p)"


def _sum_to_one(targets: FloatArray) -> bool:
    return bool((abs(targets.sum(axis=1) - 1.0) < 1e-9).all())


def _length(values: FloatArray) -> float:
    """The Euclidean length of (n,), also where the squares are out of range."""
    largest = float(abs(values).max())
    return largest * float(np.linalg.norm(values / largest)) if largest else 0.0


def _finite(value: float, l: int, quantity: str) -> float:
    if not isfinite(value):
        raise Diverged(f"layer {l}: {quantity} became infinite", layer=l, quantity=quantity)
    return value


def _few_digits(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


def _percent(share: float) -> str:
    percent = 100.0 * share
    if percent and percent < 0.1:
        return "less than 0.1 %"
    return f"{percent:.1f} %" if percent < 1.0 else f"{percent:.0f} %"
