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

ROUNDED_BELOW = 4096 * np.finfo(np.float64).eps
"""A gap below this share of the cost has lost too many digits to be compared with another."""


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
    """By how much the cost moves more than was predicted, for a nudge of ``change``.

    Attributes:
        ratio: this gap as a share of the one before, of twice the nudge: a quarter where C is smooth. None for the
            first, and where a gap is so small that rounding shows.
    """

    change: float
    gap: float
    ratio: float | None


@dataclass(frozen=True, eq=False)
class Links:
    """The first two links of the ripple, as rates of change.

    Attributes:
        own: da^l_j/dw^l_jk, or da^l_j/db^l_j (48).
        following: da^{l+1}_q/da^l_j for every q, (n_{l+1},) (49); None where l is the output layer.
    """

    own: float
    following: FloatArray | None


@dataclass(frozen=True, eq=False)
class Perturbation:
    """A nudge and its consequences.

    Attributes:
        value: of the parameter, before the nudge.
        gradient: dC/dw, with the penalty's.
        layers: l = 2 … L; those before the parameter's do not move.
        links: how strongly the parameter moves its neuron, and that neuron those of the next layer.
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
    links: Links
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
        gaps = [_finite(delta_loss(by) - predicted(by), "gap") for by in halves]
        links = _links(passes, parameter)
    return Perturbation(
        parameter=parameter,
        change=nudge,
        value=parameter.value_in(network),
        gradient=gradient,
        layers=layers,
        links=links,
        loss=LossChange(passes.cost.value, after),
        delta_loss=_finite(after - passes.cost.value, "delta_loss"),
        delta_loss_predicted=predicted(nudge),
        curve=curve,
        gap=_gap_points(halves, gaps, ROUNDED_BELOW * max(passes.cost.value, after)),
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
            of_z[parameter.j - 1] += nudge * _carried(passes, parameter)
        of_a = _through_activation(passes, l, of_z)
        moves = LayerChange(l, (nudged.z[l] - before.z[l])[0], of_z, (nudged.a[l] - before.a[l])[0], of_a)
        in_order = [(l, name, values) for name, values in vars(moves).items() if name != "layer"]
        check_finite([values for _, _, values in in_order], in_order)
        layers.append(moves)
    return tuple(layers)


def _carried(passes: Passes, parameter: ParameterIndex) -> float:
    """dz^l_j/dw^l_jk: the activation that the weight carries; 1 for a bias."""
    return 1.0 if parameter.k is None else float(passes.forward.a[parameter.layer - 1][0, parameter.k - 1])


def _through_activation(passes: Passes, l: int, of_z: FloatArray) -> FloatArray:
    """What a change of z^l, (n_l,), makes of a^l at the slopes before the nudge, (n_l,)."""
    slope = passes.backward.slope.get(l)
    if slope is not None:
        moved_by: FloatArray = slope[0] * of_z
        return moved_by
    z, a = passes.forward.z[l], passes.forward.a[l]
    through: FloatArray = passes.network.layer(l).f.jacobian(z, a)[0].dot(of_z)
    return through


def _links(passes: Passes, parameter: ParameterIndex) -> Links:
    l, j = parameter.layer, parameter.j - 1
    of_z = np.zeros(passes.network.sizes[l - 1])
    of_z[j] = _carried(passes, parameter)
    own = _finite(float(_through_activation(passes, l, of_z)[j]), "da_dw")
    if l == passes.network.depth:
        return Links(own, None)
    following = _through_activation(passes, l + 1, passes.network.layer(l + 1).weights[:, j])
    check_finite([following], [(l + 1, "da_da", following)])
    return Links(own, following)


def _gap_points(halves: list[float], gaps: list[float], rounded_below: float) -> tuple[GapPoint, ...]:
    points = [GapPoint(halves[0], gaps[0], None)]
    for by, before, gap in zip(halves[1:], gaps, gaps[1:], strict=False):
        told = min(abs(before), abs(gap)) > rounded_below
        points.append(GapPoint(by, gap, gap / before if told else None))
    return tuple(points)


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
