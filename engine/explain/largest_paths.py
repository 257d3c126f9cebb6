"""largest_paths: of all paths from a parameter to the cost those with the largest products, without trying them all.

From the cost backwards every neuron keeps the largest products of paths that lead to it. That is exact: magnitudes
multiply, so what is not among the largest at a neuron is not among the largest behind it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.arrays import FloatArray, all_finite
from engine.errors import Diverged
from engine.explain.passes import Passes

Step = tuple[int, int | None]
"""z and a of one layer, both counted from 1; no a where the paths begin at delta of the output."""


@dataclass(frozen=True)
class Walk:
    """One path: its steps from layer l to layer L, and the product from the cost down to dz of the first step."""

    steps: tuple[Step, ...]
    product: float


@dataclass(frozen=True)
class _Choice:
    """Which neuron, and which of the products kept there, each product came from; both (neurons, kept)."""

    neuron: NDArray[np.intp]
    rank: NDArray[np.intp]


def largest_paths(passes: Passes, l: int, j: int, most: int) -> list[Walk]:
    """The paths from z^l_j to the cost with the largest products, the largest first; at most ``most`` of them.

    NumPy's warnings must be off.

    Raises:
        Diverged: a product on the way is not a finite number.
    """
    network, backward = passes.network, passes.backward
    depth = network.depth
    from_delta = passes.grad_a_is_out_of_range
    values = (backward.delta if from_delta else backward.grad_a)[depth][0][:, None]
    choices: dict[tuple[str, int], _Choice] = {}  # those made on the way to z, and to a, of a layer
    for m in range(depth, l - 1, -1):
        layer = network.layer(m)
        alone = slice(j - 1, j) if m == l else slice(None)
        if m < depth:
            onwards = network.layer(m + 1).weights[:, alone if layer.f.elementwise else slice(None)]
            values, choices["a", m] = _step(values, onwards, most)
        if layer.f.elementwise:
            slopes = backward.slope[m][0][alone if m < depth else slice(None), None]
            values = values if m == depth and from_delta else values * slopes
        elif not (m == depth and from_delta):
            values, choices["z", m] = _step(values, passes.jacobian(m)[:, alone], most)
        if not all_finite(values):
            raise Diverged(
                f"layer {m}: the product along a path became infinite or undefined", layer=m, quantity="path"
            )
    at = 0 if len(values) == 1 else j - 1
    return [Walk(_retraced(passes, choices, l, j, rank), float(values[at, rank])) for rank in range(values.shape[1])]


def _step(values: FloatArray, local: FloatArray, most: int) -> tuple[FloatArray, _Choice]:
    """The largest products one step further back.

    Args:
        values: those kept at each of p neurons, (p, kept).
        local: the derivative of each of them by each of n neurons before, (p, n).
        most: how many to keep.
    """
    kept = values.shape[1]
    rows, neurons, ranks = [], [], []
    for column in local.T:
        products = (values * column[:, None]).ravel()
        order = np.argsort(-np.abs(products), kind="stable")[:most]
        rows.append(products[order])
        neurons.append(order // kept)
        ranks.append(order % kept)
    return np.array(rows), _Choice(np.array(neurons), np.array(ranks))


def _retraced(passes: Passes, choices: dict[tuple[str, int], _Choice], l: int, j: int, rank: int) -> tuple[Step, ...]:
    """The steps of the path that is kept at z^l_j under ``rank``."""
    depth = passes.network.depth
    steps: list[Step] = []
    z = j - 1
    for m in range(l, depth + 1):
        a = z
        if ("z", m) in choices:
            choice = choices["z", m]
            row = z if len(choice.neuron) > 1 else 0
            a, rank = int(choice.neuron[row, rank]), int(choice.rank[row, rank])
        steps.append((z + 1, None if m == depth and passes.grad_a_is_out_of_range else a + 1))
        if m < depth:
            choice = choices["a", m]
            row = a if len(choice.neuron) > 1 else 0
            z, rank = int(choice.neuron[row, rank]), int(choice.rank[row, rank])
    return tuple(steps)
