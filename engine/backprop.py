"""forward, backward: the equations of backpropagation, one line each.

Traces are dictionaries keyed by layer number, so that ``a[l - 1]`` reads as in the book: the input layer is 1, the
output layer L. Rows are examples. ``delta`` is per example; ``nabla_w`` and ``nabla_b`` are means over the batch.
"""

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike

from engine.arrays import FloatArray, all_finite, as_array, as_number, check_finite, freeze
from engine.errors import Diverged, InvalidNumber, ShapeMismatch, check_type
from engine.losses import Loss
from engine.network import Network, check_inputs, check_network, check_targets

Layers = dict[int, FloatArray]
"""One array per layer, by layer number."""


@dataclass(frozen=True, eq=False)
class ForwardTrace:
    """Everything the forward pass computed.

    Attributes:
        z: weighted inputs, (m, n_l), for l = 2 … L.
        a: activations, (m, n_l), for l = 1 … L; ``a[1]`` is the input.
    """

    z: Layers
    a: Layers

    @property
    def outputs(self) -> FloatArray:
        """a of the output layer, (m, n_L)."""
        return self.a[len(self.a)]


@dataclass(frozen=True)
class Regularization:
    """Penalties on the weights, never on biases: + l1 sum |w| + l2/2 sum w^2.

    Raises:
        InvalidNumber: a factor that is negative or not finite.
    """

    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        for name, value in (("l1", self.l1), ("l2", self.l2)):
            where = ("regularization", name)
            number = as_number(value, name, where)
            if number < 0.0:
                raise InvalidNumber(f"{name} is {number!r}; expected a number from 0 up", where)
            object.__setattr__(self, name, number)

    @property
    def present(self) -> bool:
        """Whether anything is added at all."""
        return self.l1 > 0.0 or self.l2 > 0.0

    def penalty(self, network: Network) -> float:
        """What is added to the cost."""
        l1 = self.l1 * float(sum(np.abs(n.weights).sum() for n in network.layers)) if self.l1 else 0.0
        l2 = 0.5 * self.l2 * float(sum((n.weights**2).sum() for n in network.layers)) if self.l2 else 0.0
        return l1 + l2

    def gradient(self, weights: FloatArray) -> FloatArray:
        """What is added to dC/dw; |w| counts as flat at 0."""
        return self.l1 * np.sign(weights) + self.l2 * weights


NO_REGULARIZATION = Regularization()


@dataclass(frozen=True, eq=False)
class Cost:
    """The cost of a batch: ``value`` = mean of ``per_example`` (m,) + ``penalty``."""

    name: str
    value: float
    penalty: float
    per_example: FloatArray


@dataclass(frozen=True, eq=False)
class BackwardTrace:
    """Everything the backward pass computed, by layer number l = 2 … L.

    Attributes:
        slope: f'(z), (m, n_l); a layer whose activation is not elementwise has none.
        grad_a: dC_x/da, (m, n_l).
        delta: dC_x/dz, (m, n_l).
        nabla_w: dC/dw, the mean over the batch, like the weights; includes the penalty's gradient.
        nabla_b: dC/db likewise; a layer without biases has none.
    """

    slope: Layers
    grad_a: Layers
    delta: Layers
    nabla_w: Layers
    nabla_b: Layers


def forward(network: Network, inputs: ArrayLike) -> ForwardTrace:
    """The forward pass: z^l = w^l a^{l-1} + b^l (23), a^l = f(z^l) (25).

    Args:
        network: sizes n_1 … n_L.
        inputs: (m, n_1).

    Raises:
        ShapeMismatch, InvalidNumber: inputs that do not fit the input layer.
        Diverged: naming layer and quantity.
    """
    check_network(network)
    x = as_array(inputs, 2, "inputs", ("inputs",))
    check_inputs(network, x)
    with np.errstate(all="ignore"):
        return forward_pass(network, x)


def forward_pass(network: Network, x: FloatArray) -> ForwardTrace:
    """`forward` for inputs that are known to fit, NumPy's warnings being off."""
    z: Layers = {}
    a: Layers = {1: x}
    for l, layer in network.numbered():
        z[l] = a[l - 1].dot(layer.weights.T)  # (23)
        if layer.biases is not None:
            z[l] += layer.biases[None]  # as a row: of one shape with a single example, NumPy adds twice as fast
        a[l] = layer.f.function(z[l])  # (25)
    # every activation maps finite numbers to finite numbers
    check_finite(list(z.values()), ((l, name, values[l]) for l in z for name, values in (("z", z), ("a", a))))
    freeze([*z.values(), *a.values()])
    return ForwardTrace(z, a)


def cost(
    network: Network,
    forward_trace: ForwardTrace,
    targets: ArrayLike,
    loss: Loss,
    regularization: Regularization = NO_REGULARIZATION,
) -> Cost:
    """The cost of the batch (26, 27) and the penalty.

    Args:
        network: the network that ``forward_trace`` came from.
        forward_trace: m examples.
        targets: (m, n_L).
        loss: an entry of LOSSES.
        regularization: penalties on the weights.

    Raises:
        ShapeMismatch, InvalidNumber: targets, or a forward pass, that do not fit.
        UndefinedPair: a loss that the output activation does not allow.
        Diverged: the cost is not a finite number.
    """
    y = _checked_targets(network, forward_trace, targets, loss)
    check_type(regularization, Regularization, "regularization")
    with np.errstate(all="ignore"):
        return batch_cost(network, forward_trace, y, loss, regularization)


def batch_cost(
    network: Network, forward_trace: ForwardTrace, y: FloatArray, loss: Loss, regularization: Regularization
) -> Cost:
    """`cost` for targets that are known to fit, NumPy's warnings being off."""
    l = network.depth
    per_example = loss.per_example(network.layer(l).f, forward_trace.z[l], forward_trace.a[l], y)
    penalty = regularization.penalty(network)
    value = sum(per_example.tolist()) / len(per_example) + penalty
    if not isfinite(value):
        if isfinite(penalty) or not all_finite(per_example):
            raise Diverged(f"the cost ({loss.name}) became infinite or undefined", quantity="cost")
        raise Diverged("the penalty became infinite or undefined", quantity="penalty")
    freeze([per_example])
    return Cost(loss.name, value, penalty, per_example)


def backward(
    network: Network,
    forward_trace: ForwardTrace,
    targets: ArrayLike,
    loss: Loss,
    regularization: Regularization = NO_REGULARIZATION,
) -> BackwardTrace:
    """The backward pass: BP1 at the output, BP2 from layer to layer, BP3 and BP4 for the gradient.

    Args:
        network: the network that ``forward_trace`` came from, with the weights of that pass.
        forward_trace: m examples.
        targets: (m, n_L).
        loss: an entry of LOSSES.
        regularization: penalties on the weights.

    Raises:
        ShapeMismatch, InvalidNumber, UndefinedPair: as `cost`.
        Diverged: naming layer and quantity.
    """
    y = _checked_targets(network, forward_trace, targets, loss)
    check_type(regularization, Regularization, "regularization")
    with np.errstate(all="ignore"):
        return backward_pass(network, forward_trace, y, loss, regularization)


def backward_pass(
    network: Network, forward_trace: ForwardTrace, y: FloatArray, loss: Loss, regularization: Regularization
) -> BackwardTrace:
    """`backward` for targets that are known to fit, NumPy's warnings being off."""
    z, a, m = forward_trace.z, forward_trace.a, float(len(y))
    share = np.full(len(y), 1.0 / m)  # of each example in a mean
    slope: Layers = {}
    grad_a: Layers = {}
    delta: Layers = {}
    nabla_w: Layers = {}
    nabla_b: Layers = {}
    for l in range(network.depth, 1, -1):
        layer = network.layer(l)
        f = layer.f
        if f.derivative:
            slope[l] = f.derivative(z[l], a[l])
        if l == network.depth:
            grad_a[l] = loss.grad_a(f, z[l], a[l], y)
            delta[l] = loss.delta(f, z[l], a[l], y, grad_a[l], slope.get(l))  # BP1
        else:
            grad_a[l] = delta[l + 1].dot(network.layer(l + 1).weights)
            delta[l] = f.pull_back(grad_a[l], z[l], a[l], slope.get(l))  # BP2
        if layer.biases is not None:
            nabla_b[l] = share.dot(delta[l])  # BP3
        nabla_w[l] = delta[l].T.dot(a[l - 1]) / m  # BP4
        if regularization.present:
            nabla_w[l] += regularization.gradient(layer.weights)
    quantities = (("grad_a", grad_a), ("delta", delta), ("nabla_b", nabla_b), ("nabla_w", nabla_w))
    in_order = ((l, name, values[l]) for l in delta for name, values in quantities if l in values)
    bare = [delta[l] for l in delta if l not in nabla_b]  # a grad_a not finite makes its delta so, a delta its nabla_b
    check_finite([*bare, *nabla_b.values(), *nabla_w.values()], in_order)
    for _, values in quantities:
        freeze(values.values())
    freeze(slope.values())
    return BackwardTrace(slope, grad_a, delta, nabla_w, nabla_b)


def _checked_targets(network: Network, forward_trace: ForwardTrace, targets: ArrayLike, loss: Loss) -> FloatArray:
    check_network(network)
    check_type(forward_trace, ForwardTrace, "forward_trace", "forward(network, inputs) makes one")
    if (sizes := tuple([values.shape[1] for values in forward_trace.a.values()])) != network.sizes:
        raise ShapeMismatch(f"the forward pass is of a network of sizes {sizes}, this one has {network.sizes}")
    y = as_array(targets, 2, "targets", ("targets",))
    check_targets(network, y, len(forward_trace.outputs))
    check_loss(network, y, loss)
    return y


def check_loss(network: Network, y: FloatArray, loss: Loss) -> None:
    """Raise UndefinedPair or InvalidNumber where ``loss`` does not go with the output layer or the targets."""
    check_type(loss, Loss, "loss", "find_loss(name) is the entry of a name")
    loss.check_output(network.layer(network.depth).f, network.depth)
    loss.check_targets(y)
