"""How many multiplications a gradient takes: path by path, and by backpropagation.

Both start from dC/da of the outputs, the slopes and the entries of softmax Jacobians, which are there beforehand. They
are counted by running them on counting numbers; the formulas, which the tests hold against the counts, take over where
that would be too much work.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import mul
from typing import Any

import numpy as np

from engine.explain.counting import CAP, Tally
from engine.explain.parameter import ParameterIndex, every_parameter
from engine.explain.passes import Passes


@dataclass(frozen=True)
class Operations:
    """Multiplications; ``counted`` where both were counted by doing them, else by exact formula."""

    paths: int
    backprop: int
    counted: bool


@dataclass(frozen=True)
class Shape:
    """What decides how many there are.

    Attributes:
        sizes: neurons per layer, the input layer first.
        softmax: whether the layer is one of softmax, for l = 2 … L.
        biases: whether it has any, for l = 2 … L.
        from_delta: whether paths begin at delta^L, because dC/da is out of range.
    """

    sizes: tuple[int, ...]
    softmax: tuple[bool, ...]
    biases: tuple[bool, ...]
    from_delta: bool = False

    @property
    def depth(self) -> int:
        """L."""
        return len(self.sizes)

    def paths(self, l: int) -> int:
        """How many paths lead from one z of layer ``l`` to the cost; softmax leads on to each of its outputs."""
        layers = range(l, self.depth + 1)
        ways = [self.sizes[m - 1] for m in layers if self.softmax[m - 2] and not self._begins_at(m)]
        return prod(self.sizes[l:]) * prod(ways)

    def connections(self, l: int) -> int:
        """What paths from layer ``l`` go along: the weights after it, and the pairs of neurons within softmax."""
        layers = range(l, self.depth + 1)
        weights = sum(self.sizes[m - 1] * self.sizes[m] for m in layers[:-1])
        return weights + sum(self.sizes[m - 1] ** 2 for m in layers if self.softmax[m - 2])

    def by_paths(self, l: int, *, weight: bool) -> int:
        """For one parameter of layer ``l``: every path multiplied out by itself."""
        # dC/da, one derivative a layer, the weights between the layers, and a of the layer before
        factors = 1 + (self.depth - l + 1) + (self.depth - l) + weight - self.from_delta
        return self.paths(l) * (factors - 1)

    def by_backprop(self, l: int, *, weight: bool) -> int:
        """For one parameter of layer ``l``: only the deltas that it needs."""
        total = int(weight)
        for m in range(l, self.depth + 1):
            whole = m > l or self.softmax[m - 2]
            total += self._slopes(m, whole) + self._sums(m, whole)
        return total

    def by_paths_for_all(self) -> int:
        """For all parameters, one after the other."""
        return sum(
            self.sizes[l - 1]
            * (self.sizes[l - 2] * self.by_paths(l, weight=True) + self.biases[l - 2] * self.by_paths(l, weight=False))
            for l in range(2, self.depth + 1)
        )

    def by_backprop_for_all(self) -> int:
        """For all parameters, one backward pass."""
        layers = range(2, self.depth + 1)
        gradients = sum(self.sizes[l - 1] * self.sizes[l - 2] for l in layers)
        return gradients + sum(self._slopes(l, True) + self._sums(l, True) for l in layers)

    def paths_for_all(self) -> int:
        """The paths of all parameters."""
        layers = range(2, self.depth + 1)
        return sum(self.sizes[l - 1] * (self.sizes[l - 2] + self.biases[l - 2]) * self.paths(l) for l in layers)

    def _begins_at(self, l: int) -> bool:
        return l == self.depth and self.from_delta

    def _slopes(self, l: int, whole: bool) -> int:
        """From dC/da to delta of a layer, or of one neuron of it."""
        if self._begins_at(l):
            return 0
        n = self.sizes[l - 1]
        return 2 * n if self.softmax[l - 2] else n if whole else 1

    def _sums(self, l: int, whole: bool) -> int:
        """From delta of the layer after to dC/da of a layer, or of one neuron of it."""
        return 0 if l == self.depth else self.sizes[l] * (self.sizes[l - 1] if whole else 1)


def shape_of(passes: Passes) -> Shape:
    """The shape of the network."""
    layers = passes.network.layers
    return Shape(
        passes.network.sizes,
        tuple(not layer.f.elementwise for layer in layers),
        tuple(layer.biases is not None for layer in layers),
        passes.grad_a_is_out_of_range,
    )


def operations(passes: Passes, parameter: ParameterIndex) -> Operations:
    """For one parameter."""
    shape, l, weight = shape_of(passes), parameter.layer, parameter.k is not None
    return _measured(
        shape.by_paths(l, weight=weight),
        shape.by_backprop(l, weight=weight),
        lambda: count_by_paths(passes, [parameter]),
        lambda: count_by_backprop(passes, parameter),
    )


def operations_for_all(passes: Passes) -> Operations:
    """For all parameters."""
    shape = shape_of(passes)
    return _measured(
        shape.by_paths_for_all(),
        shape.by_backprop_for_all(),
        lambda: count_by_paths(passes, every_parameter(passes.network)),
        lambda: count_by_backprop(passes),
    )


def _measured(paths: int, backprop: int, by_paths: Callable[[], int], by_backprop: Callable[[], int]) -> Operations:
    if max(paths, backprop) > CAP:
        return Operations(paths, backprop, counted=False)
    with np.errstate(all="ignore"):  # only the number of multiplications is asked for
        return Operations(by_paths(), by_backprop(), counted=True)


def count_by_paths(passes: Passes, parameters: list[ParameterIndex]) -> int:
    """The multiplications made when every path of the parameters is multiplied out by itself."""
    tally = Tally()
    walker = _Walker(passes, tally, min(parameter.layer for parameter in parameters))
    for parameter in parameters:
        for factors in walker.from_parameter(parameter):
            reduce(mul, factors)
    return tally.multiplications


def count_by_backprop(passes: Passes, parameter: ParameterIndex | None = None) -> int:
    """The multiplications made when the engine's equations carry delta back, for one parameter or for all."""
    network, backward = passes.network, passes.backward
    tally = Tally()
    first, only = (parameter.layer, slice(parameter.j - 1, parameter.j)) if parameter else (2, slice(None))
    delta: Any = None
    for l in range(network.depth, first - 1, -1):
        layer = network.layer(l)
        wanted = only if l == first and layer.f.elementwise else slice(None)
        a = tally.array(passes.forward.a[l])
        if l == network.depth and passes.grad_a_is_out_of_range:
            delta = tally.array(backward.delta[l][:, wanted])
        else:
            row = (
                tally.array(backward.grad_a[l][:, wanted])
                if l == network.depth
                else delta.dot(tally.array(network.layer(l + 1).weights[:, wanted]))
            )
            slope = tally.array(backward.slope[l][:, wanted]) if layer.f.elementwise else None
            delta = layer.f.pull_back(row, a, a, slope)
        if parameter is None:
            delta.T.dot(tally.array(passes.forward.a[l - 1]))
    if parameter and parameter.k:
        delta[0, 0] * tally.array(passes.forward.a[first - 1])[0, parameter.k - 1]
    return tally.multiplications


class _Walker:
    """Every path to the cost as its factors, all of them counting numbers; from layer ``first`` on."""

    def __init__(self, passes: Passes, tally: Tally, first: int) -> None:
        network, backward = passes.network, passes.backward
        layers = range(first, network.depth + 1)
        self.depth = network.depth
        self.delta = tally.array(backward.delta[self.depth][0]) if passes.grad_a_is_out_of_range else None
        self.grad_a = tally.array(backward.grad_a[self.depth][0])
        self.a = {l: tally.array(passes.forward.a[l - 1][0]) for l in layers}
        self.w = {l: tally.array(network.layer(l).weights) for l in layers[1:]}
        self.slope = {l: tally.array(backward.slope[l][0]) for l in layers if l in backward.slope}
        self.jacobian = {l: tally.array(passes.jacobian(l)) for l in layers if l not in backward.slope}

    def from_parameter(self, parameter: ParameterIndex) -> Iterator[tuple[Any, ...]]:
        """The paths of one parameter; the factor next to the cost comes first."""
        last = (self.a[parameter.layer][parameter.k - 1],) if parameter.k else ()
        for factors in self._from_z(parameter.layer, parameter.j - 1):
            yield (*factors, *last)

    def _from_z(self, l: int, j: int) -> Iterator[tuple[Any, ...]]:
        if l == self.depth and self.delta is not None:
            yield (self.delta[j],)
        elif l in self.slope:
            for factors in self._from_a(l, j):
                yield (*factors, self.slope[l][j])
        else:
            for i, row in enumerate(self.jacobian[l]):
                for factors in self._from_a(l, i):
                    yield (*factors, row[j])

    def _from_a(self, l: int, i: int) -> Iterator[tuple[Any, ...]]:
        if l == self.depth:
            yield (self.grad_a[i],)
            return
        for q, row in enumerate(self.w[l + 1]):
            for factors in self._from_z(l + 1, q):
                yield (*factors, row[i])
