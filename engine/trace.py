"""record: one learning step with everything in it, and its frames in teaching order.

A frame is one thing that happens: a cursor into the trace, never a copy of its numbers. Its id is a name, not a
position, so that a link to ``d2`` survives any frame added later.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from engine.activations import ACTIVATIONS
from engine.backprop import (
    NO_REGULARIZATION,
    BackwardTrace,
    Cost,
    ForwardTrace,
    Regularization,
    backward_pass,
    batch_cost,
    check_loss,
    forward_pass,
)
from engine.errors import Diverged, check_type
from engine.losses import LOSSES, Loss
from engine.network import Batch, Network, check_inputs, check_network, check_targets
from engine.optimizers import Optimizer
from engine.stepping import OptimizerState, check_descent, update_pass

Phase = Literal["forward", "loss", "backward", "update"]

SCHEMA_VERSION = 1
"""Of the trace as it travels; raised when a key is removed or renamed."""


@dataclass(frozen=True)
class Frame:
    """One thing that happens.

    Attributes:
        id: ``x``, ``z2``, ``a2``, …, ``C``, ``dL``, ``gL``, …, ``d2``, ``g2``, ``u``, with layer numbers.
        phase: the part of the step it belongs to.
        layer: where it happens; None for the cost and the update.
        equation: the name of what is computed.
        form: the entry of EQUATIONS that says how, for the activation, loss and optimizer at hand.
    """

    id: str
    phase: Phase
    layer: int | None
    equation: str
    form: str


@dataclass(frozen=True, eq=False)
class Trace:
    """One learning step with everything in it.

    Attributes:
        cost_after: the cost of the same batch with the updated network.
        optimizer_state: what to hand to the next step.
    """

    network: Network
    batch: Batch
    forward: ForwardTrace
    cost: Cost
    backward: BackwardTrace
    updated_network: Network
    optimizer_state: OptimizerState
    cost_after: Cost
    frames: tuple[Frame, ...]


def record(
    network: Network,
    batch: Batch,
    loss: Loss,
    optimizer: Optimizer,
    state: OptimizerState | None = None,
    regularization: Regularization = NO_REGULARIZATION,
) -> Trace:
    """Forward, loss, backward, update: one learning step, all of it kept.

    It is `forward`, `cost`, `backward`, `step`, and `cost` again, the batch checked once. Deltas use the weights
    before the update. Nothing that comes in is changed.

    Raises:
        ShapeMismatch, InvalidNumber, UndefinedPair, Diverged: as the verbs it calls.
        EngineError: an argument of another type.
    """
    check_type(batch, Batch, "batch", "Batch(inputs, targets) makes one")
    x, y = batch.inputs, batch.targets
    check_network(network)
    check_descent(optimizer, state)
    check_type(regularization, Regularization, "regularization")
    check_inputs(network, x)
    check_targets(network, y, len(x))
    check_loss(network, y, loss)
    with np.errstate(all="ignore"):
        activations = forward_pass(network, x)
        value = batch_cost(network, activations, y, loss, regularization)
        errors = backward_pass(network, activations, y, loss, regularization)
        updated, next_state = update_pass(network, errors, optimizer, state)
        try:
            after = batch_cost(updated, forward_pass(updated, x), y, loss, regularization)
        except Diverged as error:
            raise error.within("after the update") from None
    frames = frames_of(
        tuple([layer.activation for layer in network.layers]),
        loss.name,
        loss.canonical is not None and bool((abs(y.sum(axis=1) - 1.0) < 1e-9).all()),
        optimizer.form,
    )
    return Trace(network, batch, activations, value, errors, updated, next_state, after, frames)


@lru_cache(maxsize=256)
def frames_of(activations: tuple[str, ...], loss: str, targets_sum_to_one: bool, update: str) -> tuple[Frame, ...]:
    """The frames of a learning step in teaching order.

    Args:
        activations: of layers 2 … L.
        loss: a name in LOSSES.
        targets_sum_to_one: whether each example's targets are a distribution, as p - y needs.
        update: the optimizer's form.
    """
    output = len(activations) + 1
    frames = [Frame("x", "forward", 1, "input", "input")]
    for l, name in enumerate(activations, start=2):
        frames += [
            Frame(f"z{l}", "forward", l, "weighted_input", "weighted_input"),
            Frame(f"a{l}", "forward", l, "activation", f"activation_{name}"),
        ]
    frames.append(Frame("C", "loss", None, "cost", f"cost_{loss}"))
    for l in range(output, 1, -1):
        name = activations[l - 2]
        if l == output:
            form = _output_delta_form(name, loss, targets_sum_to_one)
        else:
            form = "BP2" if ACTIVATIONS[name].elementwise else f"BP2_{name}"
        frames += [
            Frame(f"d{l}", "backward", l, "BP1" if l == output else "BP2", form),
            Frame(f"g{l}", "backward", l, "BP3_BP4", "BP3_BP4"),
        ]
    frames.append(Frame("u", "update", None, "update", f"update_{update}"))
    return tuple(frames)


def _output_delta_form(activation: str, loss: str, targets_sum_to_one: bool) -> str:
    entry = LOSSES[loss]
    elementwise = ACTIVATIONS[activation].elementwise
    if entry.canonical == activation and (elementwise or targets_sum_to_one):
        return f"BP1_{loss}_canonical"
    return f"BP1_{loss}" if elementwise else f"BP1_{loss}_{activation}"
