"""jacobian: the matrix da_i/dz_j of one layer, what carrying dC/da back through it gives, and what that costs."""

from dataclasses import dataclass

import numpy as np

from engine.activations import Activation
from engine.arrays import FloatArray, as_number, check_finite
from engine.backprop import NO_REGULARIZATION, Regularization
from engine.explain.counting import CAP, Tally
from engine.explain.parameter import check_layer
from engine.explain.passes import both_passes, check_one_example
from engine.losses import Loss
from engine.network import Batch, Dense, Network


@dataclass(frozen=True)
class CarryingBack:
    """Multiplications that bring dC/da of a layer (n neurons) to dC/da of the layer before it (n_in neurons).

    Attributes:
        vector_jacobian: row vector times Jacobian, then times weights: n^2 + n n_in.
        matrix_matrix: Jacobian times weights first, a matrix, then the row vector times that: n^2 n_in + n n_in.
        pull_back: as the engine does it, without the matrix: n + n n_in where f is elementwise, else 2n + n n_in.
        counted: whether the numbers were counted while it was done; above a cap of work they are the formulas'.
    """

    vector_jacobian: int
    matrix_matrix: int
    pull_back: int
    counted: bool


@dataclass(frozen=True, eq=False)
class JacobianExplanation:
    """The Jacobian of layer l with n neurons, for one example.

    Attributes:
        z: weighted inputs, shifted, (n,).
        a: activations of these, (n,).
        jacobian: da_i/dz_j, (n, n): row i, column j.
        row_sums: (n,); each 0 for softmax, whose outputs always sum to 1.
        grad_a: dC/da_i, (n,), of the network in which this layer is shifted.
        product: sum_i grad_a_i da_i/dz_j, (n,).
        delta: dC/dz_j, (n,), as in the trace: of the network as it is, unshifted.
        diagonal: da_j/dz_j, (n,).
        targets, difference: y and a - y, (n,), of the output layer; None elsewhere.
        out_of_range: whether a dC/da stands at the largest double because it is larger still (a saturated output
            under a cost of logarithms); product then is not delta, which the engine computes without dC/da.
    """

    layer: int
    activation: str
    elementwise: bool
    shift: float
    z: FloatArray
    a: FloatArray
    jacobian: FloatArray
    row_sums: FloatArray
    grad_a: FloatArray
    product: FloatArray
    delta: FloatArray
    diagonal: FloatArray
    targets: FloatArray | None
    difference: FloatArray | None
    out_of_range: bool
    operations: CarryingBack


def jacobian(
    network: Network,
    example: Batch,
    loss: Loss,
    layer: int,
    shift: float = 0.0,
    regularization: Regularization = NO_REGULARIZATION,
) -> JacobianExplanation:
    """How every z of a layer moves every a of it, and dC/da with that: delta_j = sum_i dC/da_i da_i/dz_j (BP1, BP2).

    Args:
        network: L layers.
        example: exactly one.
        loss: an entry of LOSSES.
        layer: l, from 2 to L.
        shift: added to every z of the layer before the activation is applied.
        regularization: changes nothing here; taken so that every explanation takes the same.

    Raises:
        InvalidNumber: a layer without a Jacobian, a shift that is not a finite number.
        ShapeMismatch, UndefinedPair, Diverged: as the verbs; more than one example.
    """
    check_one_example(example)
    check_layer(network, layer, "activation and no Jacobian", ("layer",))
    offset = as_number(shift, "shift", ("shift",))
    plain = both_passes(network, example, loss, regularization)
    moved = both_passes(_shifted(network, layer, offset), example, loss, regularization) if offset else plain
    z, a, grad_a = moved.forward.z[layer], moved.forward.a[layer], moved.backward.grad_a[layer]
    f = network.layer(layer).f
    y = example.targets if layer == network.depth else None
    with np.errstate(all="ignore"):
        matrix = moved.jacobian(layer)
        product = grad_a[0] @ matrix
        difference = None if y is None else (a - y)[0]
        check_finite(
            [matrix, product], [(layer, name, values) for name, values in (("jacobian", matrix), ("delta", product))]
        )
    return JacobianExplanation(
        layer=layer,
        activation=f.name,
        elementwise=f.elementwise,
        shift=offset,
        z=z[0],
        a=a[0],
        jacobian=matrix,
        row_sums=matrix.sum(axis=1),
        grad_a=grad_a[0],
        product=product,
        delta=plain.backward.delta[layer][0],
        diagonal=matrix.diagonal(),
        targets=None if y is None else y[0],
        difference=difference,
        out_of_range=layer == network.depth and moved.grad_a_is_out_of_range,
        operations=carrying_back(f, grad_a, matrix, a, network.layer(layer).weights),
    )


def carrying_back(
    f: Activation, grad_a: FloatArray, matrix: FloatArray, a: FloatArray, weights: FloatArray
) -> CarryingBack:
    """The multiplications of three ways that lead to the same dC/da of the layer before.

    Args:
        f: the activation of the layer.
        grad_a: (1, n).
        matrix: the Jacobian, (n, n).
        a: (1, n).
        weights: (n, n_in).
    """
    n, n_in = weights.shape
    if n * n * n_in > CAP:
        own = n if f.elementwise else 2 * n
        return CarryingBack(n * n + n * n_in, n * n * n_in + n * n_in, own + n * n_in, counted=False)
    counts: dict[str, int] = {}
    for way in ("vector_jacobian", "matrix_matrix", "pull_back"):
        tally = Tally()
        row, J, w, outputs = (tally.array(values) for values in (grad_a, matrix, weights, a))
        with np.errstate(all="ignore"):  # only the number of multiplications is asked for
            if way == "vector_jacobian":
                row.dot(J).dot(w)
            elif way == "matrix_matrix":
                row.dot(J.dot(w))
            else:  # the engine's own line, which needs no z where the slope is at hand
                f.pull_back(row, outputs, outputs, J.diagonal()).dot(w)
        counts[way] = tally.multiplications
    return CarryingBack(**counts, counted=True)


def _shifted(network: Network, l: int, shift: float) -> Network:
    """The network with ``shift`` added to every z of layer ``l``: to its biases."""
    layers = list(network.layers)
    layer = network.layer(l)
    with np.errstate(over="ignore"):
        biases = np.full(layer.n_out, shift) if layer.biases is None else layer.biases + shift
        check_finite([biases], [(l, "z", biases)])
    layers[l - 2] = Dense(layer.weights, biases, layer.activation)
    return Network(tuple(layers))
