"""both_passes: what every explanation stands on, computed by the engine's own verbs."""

from dataclasses import dataclass

from engine.backprop import (
    NO_REGULARIZATION,
    BackwardTrace,
    Cost,
    ForwardTrace,
    Regularization,
    backward,
    cost,
    forward,
)
from engine.errors import ShapeMismatch
from engine.losses import Loss
from engine.network import Batch, Network


@dataclass(frozen=True, eq=False)
class Passes:
    """The forward pass, the cost and the backward pass of a batch, as in a trace."""

    network: Network
    batch: Batch
    loss: Loss
    regularization: Regularization
    forward: ForwardTrace
    cost: Cost
    backward: BackwardTrace


def both_passes(
    network: Network, batch: Batch, loss: Loss, regularization: Regularization = NO_REGULARIZATION
) -> Passes:
    """Forward, cost, backward.

    Raises:
        ShapeMismatch, InvalidNumber, UndefinedPair, Diverged: as the verbs.
    """
    activations = forward(network, batch.inputs)
    value = cost(network, activations, batch.targets, loss, regularization)
    errors = backward(network, activations, batch.targets, loss, regularization)
    return Passes(network, batch, loss, regularization, activations, value, errors)


def check_one_example(batch: Batch) -> None:
    """Raise ShapeMismatch where there is more than one example."""
    if len(batch.inputs) != 1:
        raise ShapeMismatch(
            f"inputs has {len(batch.inputs)} examples; this explanation takes exactly one, a single row of inputs "
            "and of targets",
            ("inputs",),
        )
