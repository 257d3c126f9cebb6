"""step: one learning step of a whole network, and what the optimizer remembers from one to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray, all_finite, as_array, check_finite, freeze
from engine.backprop import BackwardTrace
from engine.errors import InvalidNumber, ShapeMismatch, check_type, shown
from engine.network import Dense, Network, check_network
from engine.optimizers import Optimizer, Slots


@dataclass(frozen=True, eq=False)
class OptimizerState:
    """What an optimizer remembers.

    Attributes:
        step: learning steps made so far.
        weights: slots per layer with weights, layer 2 first.
        biases: likewise; None for a layer without biases.
    """

    step: int
    weights: tuple[Slots, ...]
    biases: tuple[Slots | None, ...]


def initial_state(network: Network, optimizer: Optimizer) -> OptimizerState:
    """All slots at zero."""
    return _completed(network, optimizer, 0, [{} for _ in network.layers], [{} for _ in network.layers])


def resume(network: Network, optimizer: Optimizer, state: OptimizerState | None) -> OptimizerState:
    """``state`` with every slot that these settings need; what it lacks starts at zero.

    Raises:
        ShapeMismatch: a state of another network or optimizer.
        InvalidNumber: slots that are not finite, a mean of squares below zero, a number of steps that is none.
    """
    if state is None:
        return initial_state(network, optimizer)
    if not isinstance(state.step, int) or isinstance(state.step, bool) or not 0 <= state.step < 2**53:
        raise InvalidNumber(
            f"optimizer_state: step is {shown(state.step)}; expected a whole number from 0 up",
            ("optimizer_state", "step"),
        )
    if not len(network.layers) == len(state.weights) == len(state.biases):
        raise ShapeMismatch(
            f"optimizer_state is of a network with {len(state.weights)} layers of weights, "
            f"this one has {len(network.layers)}",
            ("optimizer_state",),
        )
    weights, biases = [], []
    for (l, layer), of_weights, of_biases in zip(network.numbered(), state.weights, state.biases, strict=True):
        weights.append(_checked_slots(optimizer, of_weights, layer.weights, l, "weights"))
        biases.append(_checked_slots(optimizer, of_biases or {}, layer.biases, l, "biases"))
    return _completed(network, optimizer, state.step, weights, biases)


def _checked_slots(optimizer: Optimizer, slots: Slots, parameter: FloatArray | None, l: int, kind: str) -> Slots:
    place = ("optimizer_state", "layers", l - 2, kind)
    checked = {}
    for name, given in slots.items():
        what, where = f"optimizer_state: {name} of the {kind} of layer {l}", (*place, name)
        if parameter is None:
            raise ShapeMismatch(f"optimizer_state has {name} for the biases of layer {l}, which has none", place)
        if name not in optimizer.rule.every_slot:
            known = " and ".join(optimizer.rule.every_slot)
            raise ShapeMismatch(f"{what} is of another optimizer; {optimizer.name} remembers {known}", where)
        values = as_array(given, parameter.ndim, what, where)
        if values.shape != parameter.shape:
            raise ShapeMismatch(f"{what} is {values.shape}, they are {parameter.shape}", where)
        if name in optimizer.rule.squares and values.min() < 0.0:
            raise InvalidNumber(f"{what} is a mean of squares and never negative, got {float(values.min())!r}", where)
        checked[name] = values
    return checked


def _completed(
    network: Network, optimizer: Optimizer, step: int, weights: Sequence[Slots], biases: Sequence[Slots]
) -> OptimizerState:
    names = optimizer.rule.slots(optimizer.settings)

    def complete(slots: Slots, parameter: FloatArray) -> Slots:
        return {name: slots[name] if name in slots else np.zeros(parameter.shape) for name in names}

    of_weights = [complete(slots, layer.weights) for slots, layer in zip(weights, network.layers, strict=True)]
    of_biases = [
        None if layer.biases is None else complete(slots, layer.biases)
        for slots, layer in zip(biases, network.layers, strict=True)
    ]
    return OptimizerState(step, tuple(of_weights), tuple(of_biases))


def step(
    network: Network, gradients: BackwardTrace, optimizer: Optimizer, state: OptimizerState | None = None
) -> tuple[Network, OptimizerState]:
    """One learning step: w <- w - eta nabla_w and its refinements.

    Args:
        network: the network the gradients were computed for; it stays as it is.
        gradients: ``nabla_w`` and ``nabla_b``; they must be of this network's shapes.
        optimizer: rule and settings.
        state: of the step before, None at first.

    Raises:
        ShapeMismatch: gradients or a state of another network, a state of another optimizer.
        InvalidNumber: a gradient that is not finite, a state that no step can have left.
        EngineError: an argument of another type.
        Diverged: naming layer and quantity.
    """
    check_network(network)
    check_type(gradients, BackwardTrace, "gradients", "backward makes them")
    check_descent(optimizer, state)
    for l, layer in network.numbered():
        _check_gradient(gradients.nabla_w.get(l), layer.weights, l, "nabla_w", "weights")
        _check_gradient(gradients.nabla_b.get(l), layer.biases, l, "nabla_b", "biases")
    with np.errstate(all="ignore"):
        return update_pass(network, gradients, optimizer, state)


def update_pass(
    network: Network, gradients: BackwardTrace, optimizer: Optimizer, state: OptimizerState | None
) -> tuple[Network, OptimizerState]:
    """`step` for gradients that are known to fit, NumPy's warnings being off."""
    state = resume(network, optimizer, state)
    number = state.step + 1
    rule, settings = optimizer.rule.rule, optimizer.settings
    layers: list[Dense] = []
    weight_slots: list[Slots] = []
    bias_slots: list[Slots | None] = []
    computed: list[FloatArray] = []
    for (l, layer), of_weights, of_biases in zip(network.numbered(), state.weights, state.biases, strict=True):
        weights, new_slots = rule(layer.weights, gradients.nabla_w[l], of_weights, settings, number)
        weight_slots.append(new_slots)
        computed += [weights, *new_slots.values()]
        biases = layer.biases
        if biases is None or of_biases is None or not optimizer.train_biases:
            bias_slots.append(of_biases)
        else:
            biases, new_slots = rule(biases, gradients.nabla_b[l], of_biases, settings, number)
            bias_slots.append(new_slots)
            computed += [biases, *new_slots.values()]
        layers.append(layer.updated(weights, biases))
    updated = network.updated(layers)
    next_state = OptimizerState(number, tuple(weight_slots), tuple(bias_slots))
    check_finite(computed, _in_order(updated, next_state))
    freeze(computed)
    return updated, next_state


def check_descent(optimizer: Optimizer, state: OptimizerState | None) -> None:
    """Raise EngineError where these are of other types."""
    check_type(optimizer, Optimizer, "optimizer", "Optimizer(name) makes one")
    if state is not None:
        check_type(state, OptimizerState, "state", "step and record answer one, and at first it is None")


def _check_gradient(gradient: FloatArray | None, parameter: FloatArray | None, l: int, name: str, kind: str) -> None:
    came = None if gradient is None else gradient.shape
    expected = None if parameter is None else parameter.shape
    if came != expected:
        raise ShapeMismatch(f"layer {l}: {name} is {came or 'missing'} but {kind} are {expected or 'missing'}")
    if gradient is not None and not all_finite(gradient):
        raise InvalidNumber(f"layer {l}: {name} holds what is not a finite number", (name, l))


def _in_order(network: Network, state: OptimizerState) -> Iterator[tuple[int, str, FloatArray]]:
    for (l, layer), of_weights, of_biases in zip(network.numbered(), state.weights, state.biases, strict=True):
        for kind, values, slots in (("weights", layer.weights, of_weights), ("biases", layer.biases, of_biases)):
            for name, slot in (slots or {}).items():
                yield l, f"{name} of the {kind}", slot
            if values is not None:
                yield l, f"updated_{kind}", values
