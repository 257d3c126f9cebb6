"""computation_graph: what happens inside a network, one operation a node: multiply, sum, activation, cost.

An edge carries the local derivative of its target by its source, a node the adjoint dC/dnode: the sum, over the edges
that leave it, of local derivative times adjoint of the target. That is reverse mode, and the numbers are those of the
backward pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import check_finite
from engine.backprop import NO_REGULARIZATION, Regularization
from engine.explain import names
from engine.explain.names import COST, Name
from engine.explain.parameter import check_neuron
from engine.explain.passes import Passes, both_passes, check_one_example
from engine.losses import Loss
from engine.network import Batch, Network

Op = Literal["input", "weight", "bias", "multiply", "sum", "activation", "target", "cost"]


@dataclass(frozen=True)
class NeuronIndex:
    """Neuron j of layer l, both counted from 1."""

    layer: int
    j: int


@dataclass(frozen=True)
class Node:
    """One number of the forward pass.

    Attributes:
        id: its ref where it is recorded; ``p.l.j.k`` for a product w a, ``C`` for the cost.
        op: how it comes about.
        layer: None for the cost.
        j: the neuron; of an input its number; None for the cost.
        k: the neuron of the layer before, of a weight and a product.
        ref: the recorded number; None for a product.
        adjoint: dC/dnode, of this example and without the penalty; None for a target.
        adjoint_ref: the recorded adjoint, if there is one (that of a weight is recorded with the penalty).
        frame: from when on the value is known.
        adjoint_frame: from when on the adjoint is; None for a target.
    """

    id: str
    op: Op
    layer: int | None
    j: int | None
    k: int | None
    symbol: str
    ref: str | None
    value: float
    adjoint: float | None
    adjoint_ref: str | None
    frame: str
    adjoint_frame: str | None


@dataclass(frozen=True)
class Edge:
    """``source`` goes into ``target``; the local derivative is dtarget/dsource, None where the source is a target y."""

    source: str
    target: str
    local_derivative: float | None
    symbol: str


@dataclass(frozen=True)
class ComputationGraph:
    """Nodes in an order in which they can be computed, and edges.

    Attributes:
        out_of_range: whether a dC/da of an output stands at the largest double because it is larger still; the
            edges then do not lead to delta, which the engine computes without dC/da.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    out_of_range: bool


def computation_graph(
    network: Network,
    example: Batch,
    loss: Loss,
    neuron: NeuronIndex | None = None,
    regularization: Regularization = NO_REGULARIZATION,
) -> ComputationGraph:
    """Every multiplier, sum, nonlinearity and the cost, with values, adjoints and local derivatives.

    Args:
        network: L layers.
        example: exactly one.
        loss: an entry of LOSSES.
        neuron: to have its part alone: its inputs, weights, products, bias, sum and activation.
        regularization: changes no number here; the penalty is no part of the graph.

    Raises:
        InvalidNumber: a neuron that does not exist.
        ShapeMismatch, UndefinedPair, Diverged: as the verbs; more than one example.
    """
    check_one_example(example)
    if neuron is not None:
        check_neuron(network, neuron.layer, neuron.j, "sums and activations", ("neuron",))
    passes = both_passes(network, example, loss, regularization)
    with np.errstate(all="ignore"):
        parts = [*(_whole(passes) if neuron is None else _one_neuron(passes, neuron.layer, neuron.j))]
    return ComputationGraph(
        tuple([part for part in parts if isinstance(part, Node)]),
        tuple([part for part in parts if isinstance(part, Edge)]),
        passes.grad_a_is_out_of_range,
    )


Part = Node | Edge


def _whole(passes: Passes) -> Iterator[Part]:
    network = passes.network
    yield from _inputs(passes)
    for l, layer in network.numbered():
        for j in range(1, layer.n_out + 1):
            yield from _sum(passes, l, j)
        yield from _activations(passes, l, range(1, layer.n_out + 1))
    yield from _cost(passes)


def _one_neuron(passes: Passes, l: int, j: int) -> Iterator[Part]:
    if l == 2:
        yield from _inputs(passes)
    else:
        for k in range(1, passes.network.layer(l).n_in + 1):
            yield _activation(passes, l - 1, k)
    yield from _sum(passes, l, j)
    yield from _activations(passes, l, range(j, j + 1))


def _node(
    name: Name,
    op: Op,
    at: tuple[int | None, int | None, int | None],
    value: float,
    adjoint: float | None,
    adjoint_ref: str | None,
    frames: tuple[str, str | None],
) -> Node:
    recorded = None if op == "multiply" else name.ref
    return Node(_id(name), op, *at, name.symbol, recorded, value, adjoint, adjoint_ref, *frames)


def _id(name: Name) -> str:
    return "C" if name is COST else name.ref


def _inputs(passes: Passes) -> Iterator[Node]:
    x = passes.forward.a[1]
    adjoints = passes.backward.delta[2] @ passes.network.layer(2).weights
    check_finite([adjoints], [(1, "grad_a", adjoints)])
    for k, (value, adjoint) in enumerate(zip(x[0].tolist(), adjoints[0].tolist(), strict=True), start=1):
        yield _node(names.a(1, k), "input", (1, k, None), value, adjoint, None, ("x", "d2"))


def _sum(passes: Passes, l: int, j: int) -> Iterator[Part]:
    """Neuron j up to its z: weights, products, bias, and the sum of these."""
    layer = passes.network.layer(l)
    z = names.z(l, j)
    delta = float(passes.backward.delta[l][0, j - 1])
    inputs = passes.forward.a[l - 1][0]
    products = inputs * layer.weights[j - 1]
    adjoints = inputs * delta
    check_finite([products, adjoints], [(l, "z", products), (l, "nabla_w", adjoints)])
    columns = (inputs.tolist(), layer.weights[j - 1].tolist(), products.tolist(), adjoints.tolist())
    for k, (value, weight, product, adjoint) in enumerate(zip(*columns, strict=True), start=1):
        a, w = names.a(l - 1, k), names.w(l, j, k)
        p = Name(f"{w.symbol} {a.symbol}", f"p.{l}.{j}.{k}")
        yield _node(w, "weight", (l, j, k), weight, adjoint, f"nabla_{w.ref}", ("x", f"g{l}"))
        yield _node(p, "multiply", (l, j, k), product, delta, None, (f"z{l}", f"d{l}"))
        yield Edge(a.ref, p.ref, weight, w.symbol)
        yield Edge(w.ref, p.ref, value, a.symbol)
        yield Edge(p.ref, z.ref, 1.0, "1")
    if layer.biases is not None:
        b = names.b(l, j)
        yield _node(b, "bias", (l, j, None), float(layer.biases[j - 1]), delta, f"nabla_{b.ref}", ("x", f"g{l}"))
        yield Edge(b.ref, z.ref, 1.0, "1")
    value = float(passes.forward.z[l][0, j - 1])
    yield _node(z, "sum", (l, j, None), value, delta, names.delta(l, j).ref, (f"z{l}", f"d{l}"))


def _activations(passes: Passes, l: int, neurons: range) -> Iterator[Part]:
    """The activations of some neurons of a layer, and what leads to them from the sums of the same neurons."""
    layer = passes.network.layer(l)
    for i in neurons:
        yield _activation(passes, l, i)
    if layer.f.elementwise:
        for j in neurons:
            slope = float(passes.backward.slope[l][0, j - 1])
            yield Edge(names.z(l, j).ref, names.a(l, j).ref, slope, names.slope(layer.f, l, j).symbol)
        return
    matrix = passes.jacobian(l).tolist()
    for i in neurons:
        for j in neurons:
            a, z = names.a(l, i), names.z(l, j)
            yield Edge(z.ref, a.ref, matrix[i - 1][j - 1], names.partial(a, z))


def _activation(passes: Passes, l: int, j: int) -> Node:
    value, adjoint = float(passes.forward.a[l][0, j - 1]), float(passes.backward.grad_a[l][0, j - 1])
    return _node(names.a(l, j), "activation", (l, j, None), value, adjoint, names.grad_a(l, j).ref, (f"a{l}", f"d{l}"))


def _cost(passes: Passes) -> Iterator[Part]:
    l = passes.network.depth
    gradients = passes.backward.grad_a[l][0].tolist()
    targets = passes.batch.targets[0].tolist()
    for j, (target, gradient) in enumerate(zip(targets, gradients, strict=True), start=1):
        y, a = names.y(j), names.a(l, j)
        yield _node(y, "target", (l, j, None), target, None, None, ("x", None))
        yield Edge(a.ref, _id(COST), gradient, names.partial(COST, a))
        yield Edge(y.ref, _id(COST), None, names.partial(COST, y))
    value = float(passes.cost.per_example[0])
    yield _node(COST, "cost", (None, None, None), value, 1.0, None, ("C", "C"))
