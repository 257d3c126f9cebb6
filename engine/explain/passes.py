"""both_passes: what every explanation stands on, computed by the engine's own verbs."""

from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
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
from engine.explain.parameter import ParameterIndex
from engine.losses import Loss
from engine.network import Batch, Network

_LARGEST = np.finfo(np.float64).max


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

    @property
    def grad_a_is_out_of_range(self) -> bool:
        """Whether a dC/da of an output is larger than double precision holds; it then stands at the largest double.

        Only a saturated output under a cost of logarithms does that; its delta is an ordinary number all the same.
        """
        return bool((abs(self.backward.grad_a[self.network.depth]) == _LARGEST).any())

    def ties(self, l: int) -> bool:
        """Whether an activation of layer ``l`` depends on more than one z."""
        layer = self.network.layer(l)
        return not layer.f.elementwise and layer.n_out > 1

    def gradient_of_example(self, parameter: ParameterIndex) -> float:
        """delta^l_j a^{l-1}_k, or delta^l_j for a bias: of the first example and without the penalty (BP3, BP4)."""
        l, j, k = parameter.layer, parameter.j, parameter.k
        delta = float(self.backward.delta[l][0, j - 1])
        return delta * float(self.forward.a[l - 1][0, k - 1]) if k else delta

    def jacobian(self, l: int) -> FloatArray:
        """da_i/dz_j of layer ``l`` for the first example, (n_l, n_l)."""
        matrix: FloatArray = self.network.layer(l).f.jacobian(self.forward.z[l][:1], self.forward.a[l][:1])[0]
        return matrix


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
