"""perturbation: a parameter is nudged, and the change runs forward to the cost; beside it what the slopes predict."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray, as_number, check_finite
from engine.backprop import NO_REGULARIZATION, ForwardTrace, Regularization, batch_cost, forward_pass
from engine.errors import Diverged
from engine.explain.moving import moved, name_of
from engine.explain.parameter import ParameterIndex
from engine.explain.passes import Passes, both_passes, check_one_example
from engine.losses import Loss
from engine.network import Batch, Network

NUDGES = 41
"""Points of the curve: the nudge, its opposite, none at all, and between them."""

HALVINGS = 10


@dataclass(frozen=True, eq=False)
class LayerChange:
    """How layer l moves, per neuron, (n_l,): what really happens, and the prediction of (48) to (50)."""

    layer: int
    delta_z: FloatArray
    delta_z_predicted: FloatArray
    delta_a: FloatArray
    delta_a_predicted: FloatArray


@dataclass(frozen=True)
class LossChange:
    """The cost C, penalty included, before and after the nudge."""

    before: float
    after: float


@dataclass(frozen=True)
class CurvePoint:
    """What a nudge of ``change`` does to the cost, and what dC/dw times it says (47)."""

    change: float
    delta_loss: float
    delta_loss_predicted: float


@dataclass(frozen=True)
class GapPoint:
    """``gap``: by how much the cost moves more than was predicted, for a nudge of ``change``."""

    change: float
    gap: float


@dataclass(frozen=True, eq=False)
class Perturbation:
    """A nudge and its consequences.

    Attributes:
        value: of the parameter, before the nudge.
        gradient: dC/dw, with the penalty's.
        layers: l = 2 … L; those before the parameter's do not move.
        delta_loss: the change of C.
        delta_loss_predicted: dC/dw times the change (47).
        curve: the same for nudges of either sign up to this one, in increasing order.
        gap: of this nudge, of half of it, and so on; where C is smooth each is about a quarter of the one before,
            until nothing but rounding is left.
    """

    parameter: ParameterIndex
    change: float
    value: float
    gradient: float
    layers: tuple[LayerChange, ...]
    loss: LossChange
    delta_loss: float
    delta_loss_predicted: float
    curve: tuple[CurvePoint, ...]
    gap: tuple[GapPoint, ...]


def perturbation(
    network: Network,
    example: Batch,
    loss: Loss,
    parameter: ParameterIndex,
    change: float,
    regularization: Regularization = NO_REGULARIZATION,
) -> Perturbation:
    """Follow a change of one weight or bias through the network to the cost (47-50).

    Args:
        network: L layers.
        example: exactly one.
        loss: an entry of LOSSES.
        parameter: which weight or bias.
        change: what is added to it.
        regularization: part of the cost.

    Raises:
        ShapeMismatch: more than one example; as the verbs.
        InvalidNumber: a parameter that does not exist, a change that is not a finite number.
        UndefinedPair: as the verbs.
        Diverged: naming layer and quantity; also where a smaller nudge, or its opposite, leads out of range.
    """
    check_one_example(example)
    parameter.check(network)
    nudge = as_number(change, "change", ("change",))
    passes = both_passes(network, example, loss, regularization)
    gradient = parameter.gradient_in(passes.backward)

    with np.errstate(all="ignore"):
        nudged, after = _nudged(passes, parameter, nudge)
        layers = _layers(passes, nudged, parameter, nudge)

        def delta_loss(by: float) -> float:
            return _finite(_nudged(passes, parameter, by)[1] - passes.cost.value, "delta_loss")

        def predicted(by: float) -> float:
            return _finite(gradient * by, "delta_loss_predicted")

        curve = _curve(nudge, delta_loss, predicted)
        halves = [nudge / 2.0**i for i in range(HALVINGS + 1)]
        gap = tuple(GapPoint(by, _finite(delta_loss(by) - predicted(by), "gap")) for by in halves)
    return Perturbation(
        parameter=parameter,
        change=nudge,
        value=parameter.value_in(network),
        gradient=gradient,
        layers=layers,
        loss=LossChange(passes.cost.value, after),
        delta_loss=_finite(after - passes.cost.value, "delta_loss"),
        delta_loss_predicted=predicted(nudge),
        curve=curve,
        gap=gap,
    )


def _nudged(passes: Passes, parameter: ParameterIndex, by: float) -> tuple[ForwardTrace, float]:
    """The forward pass and the cost when ``by`` is added to the parameter."""
    value = _finite(parameter.value_in(passes.network) + by, name_of(parameter))
    network = moved(passes.network, parameter, value)
    try:
        trace = forward_pass(network, passes.batch.inputs)
        return trace, batch_cost(network, trace, passes.batch.targets, passes.loss, passes.regularization).value
    except Diverged as error:
        raise error.within(f"with {by!r} added to {name_of(parameter)}") from None


def _layers(passes: Passes, nudged: ForwardTrace, parameter: ParameterIndex, nudge: float) -> tuple[LayerChange, ...]:
    network, before = passes.network, passes.forward
    layers = []
    of_a = np.zeros(network.sizes[0])  # predicted, of the layer before
    for l, layer in network.numbered():
        of_z = layer.weights.dot(of_a)
        if l == parameter.layer:
            carried = 1.0 if parameter.k is None else float(before.a[l - 1][0, parameter.k - 1])
            of_z[parameter.j - 1] += nudge * carried
        slope = passes.backward.slope.get(l)
        of_a = layer.f.jacobian(before.z[l], before.a[l])[0].dot(of_z) if slope is None else slope[0] * of_z
        moves = LayerChange(l, (nudged.z[l] - before.z[l])[0], of_z, (nudged.a[l] - before.a[l])[0], of_a)
        in_order = [(l, name, values) for name, values in vars(moves).items() if name != "layer"]
        check_finite([values for _, _, values in in_order], in_order)
        layers.append(moves)
    return tuple(layers)


def _curve(
    nudge: float, delta_loss: Callable[[float], float], predicted: Callable[[float], float]
) -> tuple[CurvePoint, ...]:
    parts = np.linspace(-1.0, 1.0, NUDGES)
    return tuple(CurvePoint(by, delta_loss(by), predicted(by)) for by in (abs(nudge) * parts).tolist())


def _finite(value: float, quantity: str) -> float:
    if not np.isfinite(value):
        raise Diverged(
            f"{quantity} became infinite or undefined; a smaller change keeps it in range", quantity=quantity
        )
    return value
