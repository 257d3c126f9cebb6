"""backprop, update_mini_batch: the algorithm as a page of NumPy, one example at a time, in the book's own symbols.

The engine itself works on whole batches (`engine.backprop`); this is the same to be read, and stands alone. After
``#:`` a line says in which kinds of frames it runs; the catalog carries the source without these marks.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Layer(NamedTuple):
    """Layer l: w is (n_l, n_{l-1}); b is (n_l,), zeros where there are no biases."""

    w: Array
    b: Array
    f: Callable[[Array], Array]
    pull_back: Callable[[Array, Array], Array]  # dC/da, z -> dC/dz: grad_a * f'(z), neuron by neuron


Network = dict[int, Layer]
Gradient = dict[int, tuple[Array, Array]]
Slope = Callable[[Array, Array, Array], Array]


def backprop(network: Network, grad_cost: Slope, x: Array, y: Array) -> Gradient:
    """For each layer l = 2 … L the gradient of the cost of one example, by w and by b."""
    L = max(network)
    a = {1: x}  #: x
    z = {}
    for l in range(2, L + 1):  #: z a
        z[l] = network[l].w @ a[l - 1] + network[l].b  #: z
        a[l] = network[l].f(z[l])  #: a
    delta = {L: network[L].pull_back(grad_cost(z[L], a[L], y), z[L])}  #: dL
    for l in range(L - 1, 1, -1):  #: dl
        delta[l] = network[l].pull_back(network[l + 1].w.T @ delta[l + 1], z[l])  #: dl
    return {l: (np.outer(delta[l], a[l - 1]), delta[l]) for l in delta}  #: g


def update_mini_batch(
    network: Network, grad_cost: Slope, batch: Iterable[tuple[Array, Array]], learning_rate: float
) -> Network:
    """The network after one step against the mean gradient of the examples (x, y) of a batch."""
    gradients = [backprop(network, grad_cost, x, y) for x, y in batch]  #: x z a dL dl g
    updated = {}
    for l, layer in network.items():  #: g u
        nabla_w, nabla_b = (np.mean([gradient[l][i] for gradient in gradients], axis=0) for i in (0, 1))  #: g
        updated[l] = layer._replace(w=layer.w - learning_rate * nabla_w, b=layer.b - learning_rate * nabla_b)  #: u
    return updated
