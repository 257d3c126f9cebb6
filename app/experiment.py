"""Experiment: what a link names and an export is made from; a network with everything that a learning step takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine import Batch, Loss, Network, Optimizer, Preset, Regularization, Trace, record
from engine.backprop import NO_REGULARIZATION


@dataclass(frozen=True, eq=False)
class Experiment:
    """What POST /trace takes, as the engine's values, before anything has been learnt."""

    network: Network
    batch: Batch
    loss: Loss
    optimizer: Optimizer
    regularization: Regularization = NO_REGULARIZATION

    def traces(self, steps: int) -> Iterator[Trace]:
        """Record the first ``steps`` learning steps, each from the network that the one before left.

        Raises:
            Diverged: the numbers leave double precision on the way; the message names the layer and the quantity.
        """
        network, state = self.network, None
        for _ in range(steps):
            trace = record(network, self.batch, self.loss, self.optimizer, state, self.regularization)
            yield trace
            network, state = trace.updated_network, trace.optimizer_state


def experiment_of(preset: Preset) -> Experiment:
    """The experiment of a preset."""
    return Experiment(preset.network, preset.batch, preset.loss, preset.optimizer)
