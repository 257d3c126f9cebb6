"""paths: dC/dw of one parameter as the sum over all paths to the cost, and the delta recursion that saves computing it.

dC/dw^l_jk = sum over all paths j -> q -> … -> m of dC/da^L_m · product of (w f') along the path · f'(z^l_j) a^{l-1}_k.
Through a layer of softmax a path goes from its z to any of its activations, so it meets such a layer twice.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, isfinite
from typing import Literal

import numpy as np

from engine.backprop import NO_REGULARIZATION, Regularization
from engine.errors import Diverged
from engine.explain import names
from engine.explain.delta_recursion import Number, RecursionStep, delta_recursion
from engine.explain.largest_paths import Step, Walk, largest_paths
from engine.explain.multiplications import Operations, Shape, operations, operations_for_all, shape_of
from engine.explain.names import COST
from engine.explain.parameter import ParameterIndex
from engine.explain.passes import Passes, both_passes, check_one_example
from engine.losses import Loss
from engine.network import Batch, Network


@dataclass(frozen=True)
class PathFactor(Number):
    """A number that a path multiplies.

    Attributes:
        from_cost: how many of the listed paths, this one included, begin at the cost with the same factors down to
            this one: its share of the work is done anew in each of them.
        to_parameter: how many have the same factors from this one down to the parameter.
        shared_with: the larger of the two.
    """

    from_cost: int
    to_parameter: int
    shared_with: int


@dataclass(frozen=True)
class Path:
    """One path.

    Attributes:
        neurons: from the parameter's neuron to the output; a layer of softmax has two, where its z and where its
            activation is.
        nodes: refs from the parameter to the cost.
        factors: from the cost to the parameter, the order in which they are multiplied.
    """

    neurons: tuple[int, ...]
    nodes: tuple[str, ...]
    factors: tuple[PathFactor, ...]
    product: float


@dataclass(frozen=True)
class Growth:
    """A network with hidden layers of one width: paths and multiplications for the gradient of all its parameters."""

    hidden_layers: int
    width: int
    paths: int
    multiplications_paths: int
    multiplications_backprop: int


@dataclass(frozen=True)
class PathsExplanation:
    """All paths of a parameter, or the largest of them, and what the recursion makes of them.

    Attributes:
        gradient: delta^l_j a^{l-1}_k, or delta^l_j for a bias: of this example and without the penalty.
        count: how many paths there are.
        paths: the largest products first.
        listed_total: their sum.
        total: the sum over all paths.
        summed: how ``total`` was found: ``path by path`` where all are listed, else ``layer by layer``, carrying the
            sum over all beginnings of paths from the parameter up to the cost; no delta is used for either.
        out_of_range: whether a dC/da of an output is larger than double precision holds; the paths then begin at
            dC/dz of the output, an ordinary number.
    """

    parameter: ParameterIndex
    symbol: str
    ref: str
    gradient: float
    count: int
    paths: tuple[Path, ...]
    listed_total: float
    total: float
    summed: Literal["path by path", "layer by layer"]
    recursion: tuple[RecursionStep, ...]
    operations: Operations
    operations_all: Operations
    growth: tuple[Growth, ...]
    out_of_range: bool


def paths(
    network: Network,
    example: Batch,
    loss: Loss,
    parameter: ParameterIndex,
    most: int = 50,
    growth: tuple[int, int] | None = None,
    regularization: Regularization = NO_REGULARIZATION,
) -> PathsExplanation:
    """Every path from a parameter to the cost with its product, and beside it the deltas that are shared.

    Args:
        network: L layers.
        example: exactly one.
        loss: an entry of LOSSES.
        parameter: whose gradient.
        most: how many paths to list.
        growth: width of the hidden layers and their greatest number, to see both costs grow.
        regularization: changes no number here; the penalty goes no path.

    Raises:
        InvalidNumber, ShapeMismatch: a parameter that does not exist; more than one example.
        UndefinedPair, Diverged: as the verbs; a product along a path that is not a finite number.
    """
    check_one_example(example)
    parameter.check(network)
    passes = both_passes(network, example, loss, regularization)
    shape, l, j = shape_of(passes), parameter.layer, parameter.j
    count = shape.paths(l)
    with np.errstate(all="ignore"):
        walks = largest_paths(passes, l, j, most)
        listed = tuple(_listed(passes, parameter, walks))
        recursion = tuple(delta_recursion(passes, l, j))
        listed_total = _sum_of(path.product for path in listed)
        everything = len(listed) == count
        total = listed_total if everything else _layer_by_layer(passes, parameter)
    return PathsExplanation(
        parameter,
        *names.gradient(parameter),
        passes.gradient_of_example(parameter),
        count,
        listed,
        listed_total,
        total,
        "path by path" if everything else "layer by layer",
        recursion,
        operations(passes, parameter),
        operations_for_all(passes),
        tuple(_growth(shape, *growth)) if growth else (),
        passes.grad_a_is_out_of_range,
    )


def _sum_of(products: Iterator[float]) -> float:
    try:
        return fsum(products)
    except OverflowError:
        raise Diverged("the sum over the listed paths became infinite", quantity="path") from None


def _listed(passes: Passes, parameter: ParameterIndex, walks: Sequence[Walk]) -> Iterator[Path]:
    """The walks with everything there is to say about them."""
    last = _last_number(passes, parameter)
    chains = [[*_numbers(passes, parameter.layer, walk.steps), *last] for walk in walks]
    from_cost = _shares(chains)
    to_parameter = [shares[::-1] for shares in _shares([chain[::-1] for chain in chains])]
    for walk, chain, above, below in zip(walks, chains, from_cost, to_parameter, strict=True):
        product = walk.product * (last[0].value if last else 1.0)
        if not isfinite(product):
            raise Diverged("the product along a path became infinite or undefined", quantity="path")
        factors = tuple(
            PathFactor(number.symbol, number.value, number.ref, a, b, max(a, b))
            for number, a, b in zip(chain, above, below, strict=True)
        )
        neurons = tuple(_neurons(passes, parameter.layer, walk.steps))
        nodes = tuple(_nodes(passes, parameter, walk.steps))
        yield Path(neurons, nodes, factors, product)


def _shares(chains: Sequence[Sequence[Number]]) -> list[list[int]]:
    """For every number of every chain: how many chains are the same from their beginning up to it."""
    known: dict[tuple[int, str], int] = {}
    beginnings = []
    for chain in chains:
        at, through = -1, []
        for number in chain:
            at = known.setdefault((at, number.symbol), len(known))
            through.append(at)
        beginnings.append(through)
    how_often = Counter(at for through in beginnings for at in through)
    return [[how_often[at] for at in through] for through in beginnings]


def _numbers(passes: Passes, l: int, steps: Sequence[Step]) -> Iterator[Number]:
    """What a path multiplies, from the cost down to dz of its first neuron."""
    network, backward = passes.network, passes.backward
    after: int | None = None  # the neuron of the layer after
    for m in range(network.depth, l - 1, -1):
        z, a = steps[m - l]
        f = network.layer(m).f
        if a is None:
            delta = names.delta(m, z)
            yield Number(names.partial(COST, names.z(m, z)), float(backward.delta[m][0, z - 1]), delta.ref)
        else:
            if after is None:
                grad_a = names.grad_a(m, a)
                yield Number(grad_a.symbol, float(backward.grad_a[m][0, a - 1]), grad_a.ref)
            else:
                w = names.w(m + 1, after, a)
                yield Number(w.symbol, float(network.layer(m + 1).weights[after - 1, a - 1]), w.ref)
            if f.elementwise:
                slope = names.slope(f, m, z)
                yield Number(slope.symbol, float(backward.slope[m][0, z - 1]), slope.ref)
            else:
                symbol = names.partial(names.a(m, a), names.z(m, z))
                yield Number(symbol, float(passes.jacobian(m)[a - 1, z - 1]), None)
        after = z


def _last_number(passes: Passes, parameter: ParameterIndex) -> list[Number]:
    """dz/dw = a of the layer before; a bias has no factor of its own."""
    if parameter.k is None:
        return []
    a = names.a(parameter.layer - 1, parameter.k)
    return [Number(a.symbol, float(passes.forward.a[parameter.layer - 1][0, parameter.k - 1]), a.ref)]


def _neurons(passes: Passes, l: int, steps: Sequence[Step]) -> Iterator[int]:
    for m, (z, a) in enumerate(steps, start=l):
        yield z
        if a is not None and not passes.network.layer(m).f.elementwise:
            yield a


def _nodes(passes: Passes, parameter: ParameterIndex, steps: Sequence[Step]) -> Iterator[str]:
    """``a.1.2, w.2.1.2, z.2.1, a.2.1, w.3.1.1, z.3.1, a.3.1, cost_of_example``."""
    l = parameter.layer
    if parameter.k is not None:
        yield names.a(l - 1, parameter.k).ref
    yield names.of_parameter(parameter).ref
    before: int | None = None
    for m, (z, a) in enumerate(steps, start=l):
        if before is not None:
            yield names.w(m, z, before).ref
        yield names.z(m, z).ref
        if a is not None:
            yield names.a(m, a).ref
        before = a
    yield COST.ref


def _layer_by_layer(passes: Passes, parameter: ParameterIndex) -> float:
    """The sum over all paths, from the parameter up: dz/dw, then da and dz of each layer after, and at last dC."""
    network, l = passes.network, parameter.layer
    last = _last_number(passes, parameter)
    dz = np.zeros(network.layer(l).n_out)
    dz[parameter.j - 1] = last[0].value if last else 1.0
    for m in range(l, network.depth + 1):
        if m == network.depth and passes.grad_a_is_out_of_range:
            return _finite(float(passes.backward.delta[m][0] @ dz))
        f = network.layer(m).f
        da = passes.backward.slope[m][0] * dz if f.elementwise else passes.jacobian(m) @ dz
        if m < network.depth:
            dz = network.layer(m + 1).weights @ da
    return _finite(float(passes.backward.grad_a[network.depth][0] @ da))


def _finite(total: float) -> float:
    if not isfinite(total):
        raise Diverged("the sum over all paths became infinite or undefined", quantity="path")
    return total


def _growth(shape: Shape, width: int, depth: int) -> Iterator[Growth]:
    """Networks with 1 to ``depth`` hidden layers between this one's inputs and outputs."""
    for hidden in range(1, depth + 1):
        wide = Shape(
            (shape.sizes[0], *[width] * hidden, shape.sizes[-1]),
            (*[False] * hidden, shape.softmax[-1]),
            (any(shape.biases),) * (hidden + 1),
        )
        yield Growth(hidden, width, wide.paths_for_all(), wide.by_paths_for_all(), wide.by_backprop_for_all())
