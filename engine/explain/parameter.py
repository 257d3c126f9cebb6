"""ParameterIndex: one weight or bias by the indices of the equations, all counted from 1."""

from dataclasses import dataclass
from typing import Literal

from engine.backprop import BackwardTrace
from engine.errors import InvalidNumber, Place, ShapeMismatch, counted
from engine.network import Network

Kind = Literal["weight", "bias"]


@dataclass(frozen=True)
class ParameterIndex:
    """w^l_jk, from neuron k of layer l-1 to neuron j of layer l, or b^l_j.

    Attributes:
        layer: l, from 2 to L.
        kind: which of the two.
        j: from 1.
        k: from 1; None for a bias.
    """

    layer: int
    kind: Kind
    j: int
    k: int | None = None

    def check(self, network: Network, where: Place = ("parameter",)) -> None:
        """Raise an error that says what is allowed where ``network`` has no such parameter.

        Raises:
            InvalidNumber: an index out of range.
            ShapeMismatch: a weight without k, a bias with k, a bias of a layer without biases.
        """
        check_neuron(network, self.layer, self.j, "parameters", where)
        layer = network.layer(self.layer)
        if self.kind == "weight":
            if self.k is None:
                detail = "a weight has two indices; k, the neuron of the layer before, is missing"
                raise ShapeMismatch(detail, where)
            _check_index("k", self.k, layer.n_in, f"layer {self.layer - 1}", (*where, "k"))
            return
        if self.k is not None:
            raise ShapeMismatch(f"a bias has one index, j; expected no k, got {self.k}", (*where, "k"))
        if layer.biases is None:
            detail = f"layer {self.layer} has no biases; expected a weight, or a bias of a layer that has some"
            raise ShapeMismatch(detail, (*where, "kind"))

    def value_in(self, network: Network) -> float:
        """Its value; `check` has been passed."""
        layer = network.layer(self.layer)
        if self.k is None:
            assert layer.biases is not None
            return float(layer.biases[self.j - 1])
        return float(layer.weights[self.j - 1, self.k - 1])

    def gradient_in(self, backward: BackwardTrace) -> float:
        """DC/dw or dC/db, the mean over the batch with the penalty's gradient (BP3, BP4); `check` has been passed."""
        if self.k is None:
            return float(backward.nabla_b[self.layer][self.j - 1])
        return float(backward.nabla_w[self.layer][self.j - 1, self.k - 1])


def every_parameter(network: Network) -> list[ParameterIndex]:
    """All of them, layer by layer and neuron by neuron: the weights of a neuron, then its bias."""
    found: list[ParameterIndex] = []
    for l, layer in network.numbered():
        for j in range(1, layer.n_out + 1):
            found += [ParameterIndex(l, "weight", j, k) for k in range(1, layer.n_in + 1)]
            if layer.biases is not None:
                found.append(ParameterIndex(l, "bias", j))
    return found


def check_layer(network: Network, l: int, what: str, where: Place) -> None:
    """Raise InvalidNumber where ``l`` is not the number of a layer with weights; ``what`` the others lack."""
    if l == 1:
        raise InvalidNumber(f"layer 1, the input layer, has no {what}; expected 2 to {network.depth}", where)
    if not 2 <= l <= network.depth:
        raise InvalidNumber(f"there is no layer {l}; expected 2 to {network.depth}", where)


def check_neuron(network: Network, l: int, j: int, what: str, where: Place) -> None:
    """Raise InvalidNumber where there is no neuron ``j`` in a layer ``l`` with weights; ``what`` layer 1 lacks."""
    check_layer(network, l, what, (*where, "layer"))
    _check_index("j", j, network.layer(l).n_out, f"layer {l}", (*where, "j"))


def _check_index(name: str, index: int, neurons: int, layer: str, where: Place) -> None:
    if not 1 <= index <= neurons:
        raise InvalidNumber(
            f"{name} is {index} but {layer} has {counted(neurons, 'neuron')}; expected 1 to {neurons}", where
        )
