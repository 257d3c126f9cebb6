"""Dense, Network: the values that everything else computes with. Frozen; shapes are checked at construction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from numbers import Integral
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from engine.activations import ACTIVATIONS, Activation
from engine.arrays import FloatArray, as_array
from engine.errors import EngineError, InvalidNumber, Place, ShapeMismatch, check_type, counted, look_up, shown
from engine.initializers import Initializer

LARGEST_LAYER = 10**8
"""Weights of one layer that `new_network` will draw: 0.8 GB of them."""


@dataclass(frozen=True, init=False, eq=False)
class Dense:
    """One layer of weights: z = w a_previous + b, a = f(z) (23).

    Attributes:
        weights: (n_out, n_in); ``weights[j, k]`` leads from neuron k of the layer before to neuron j.
        biases: (n_out,), or None for a layer without biases.
        activation: a name in ACTIVATIONS.

    Raises:
        ShapeMismatch, InvalidNumber, UnknownName: at construction.
    """

    weights: FloatArray
    biases: FloatArray | None
    activation: str

    def __init__(self, weights: ArrayLike, biases: ArrayLike | None, activation: str) -> None:
        matrix = as_array(weights, 2, "weights", ("weights",))
        vector = None if biases is None else as_array(biases, 1, "biases", ("biases",))
        if vector is not None and len(vector) != len(matrix):
            raise ShapeMismatch(
                f"biases has {counted(len(vector), 'number')} but weights has {counted(len(matrix), 'row')}: "
                "both count the neurons of this layer",
                ("biases",),
            )
        look_up(ACTIVATIONS, "activation", activation, ("activation",))
        object.__setattr__(self, "weights", matrix)
        object.__setattr__(self, "biases", vector)
        object.__setattr__(self, "activation", activation)

    def updated(self, weights: FloatArray, biases: FloatArray | None) -> Self:
        """This layer with parameters that the engine computed from its own, so that nothing needs checking."""
        weights.flags.writeable = False
        if biases is not None:
            biases.flags.writeable = False
        layer = object.__new__(type(self))
        vars(layer).update(weights=weights, biases=biases, activation=self.activation)
        return layer

    @property
    def f(self) -> Activation:
        """The entry of ACTIVATIONS."""
        return ACTIVATIONS[self.activation]

    @property
    def n_out(self) -> int:
        """The number of neurons of this layer."""
        return len(self.weights)

    @property
    def n_in(self) -> int:
        """The number of neurons of the layer before."""
        return int(self.weights.shape[1])


@dataclass(frozen=True, eq=False)
class Network:
    """Layers of weights in a row. The input layer has number 1 and no weights, so ``layers[0]`` is layer 2.

    Raises:
        ShapeMismatch: no layers, or neighbours that do not fit.
    """

    layers: tuple[Dense, ...]

    def __post_init__(self) -> None:
        check_type(self.layers, Iterable, "layers", "a network is made of layers, each a Dense")
        object.__setattr__(self, "layers", tuple(self.layers))
        for layer in self.layers:
            check_type(layer, Dense, "layers", "network_of makes a network from lists of numbers")
        if not self.layers:
            raise ShapeMismatch("a network needs at least one layer of weights", ("network", "layers"))
        for (before, previous), (l, layer) in zip(self.numbered(), list(self.numbered())[1:], strict=False):
            if layer.n_in != previous.n_out:
                raise ShapeMismatch(
                    f"layer {l}: weights are ({layer.n_out}, {layer.n_in}) "
                    f"but layer {before} has {counted(previous.n_out, 'neuron')}",
                    ("network", "layers", l - 2, "weights"),
                )

    def updated(self, layers: Iterable[Dense]) -> Self:
        """This network with the same layers updated, so that nothing needs checking."""
        network = object.__new__(type(self))
        vars(network).update(layers=tuple(layers), sizes=self.sizes)
        return network

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Neurons per layer, the input layer first."""
        return (self.layers[0].n_in, *(layer.n_out for layer in self.layers))

    @property
    def depth(self) -> int:
        """L, the number of the output layer."""
        return len(self.layers) + 1

    @property
    def parameter_count(self) -> int:
        """Weights and biases together."""
        return sum(layer.weights.size + (0 if layer.biases is None else layer.n_out) for layer in self.layers)

    def numbered(self) -> Iterator[tuple[int, Dense]]:
        """The layers with weights and their numbers, 2 to L."""
        return enumerate(self.layers, start=2)

    def layer(self, l: int) -> Dense:
        """Layer number ``l``, from 2 to L."""
        return self.layers[l - 2]


def parameter_counts(sizes: Sequence[int], biases: Sequence[bool]) -> tuple[int, int]:
    """Weights and biases of a network that does not exist yet.

    Args:
        sizes: neurons per layer, the input layer first.
        biases: whether there are any, for every layer after the input.
    """
    shapes = list(pairwise(sizes))
    weights = sum(n_in * n_out for n_in, n_out in shapes)
    return weights, sum(n_out for (_, n_out), wanted in zip(shapes, biases, strict=True) if wanted)


def network_of(layers: Iterable[tuple[ArrayLike, ArrayLike | None, str]]) -> Network:
    """A network from (weights, biases, activation) per layer; errors name the layer.

    Raises:
        ShapeMismatch, InvalidNumber, UnknownName: as Dense and Network.
    """
    dense = []
    for position, (weights, biases, activation) in enumerate(layers):
        try:
            dense.append(Dense(weights, biases, activation))
        except EngineError as error:
            raise error.within(f"layer {position + 2}", "network", "layers", position) from None
    return Network(tuple(dense))


def new_network(
    sizes: Sequence[int],
    activations: Sequence[str],
    initializer: Initializer,
    seed: int,
    biases: bool = True,
) -> Network:
    """A fresh network; the same seed gives the same network on every machine.

    The weights come layer by layer from one PCG64 stream, whose numbers NumPy keeps stable; biases are zero.

    Args:
        sizes: neurons per layer, the input layer first.
        activations: one per layer after the input, or two: one for all hidden layers and one for the output.
        initializer: how weights are drawn.
        seed: from 0 up.
        biases: whether the layers have any.

    Raises:
        ShapeMismatch: fewer than two layers, a layer without neurons, or activations that do not fit.
        InvalidNumber: a size or seed that is not a whole number, or a seed below 0.
        UnknownName: an activation that does not exist.
    """
    check_type(sizes, Sequence, "sizes", "a list of the neurons per layer")
    check_type(initializer, Initializer, "initializer", "Initializer(name) makes one")
    _check_sizes(sizes)
    if isinstance(activations, str) or not isinstance(activations, Sequence):
        raise ShapeMismatch(f"activations: expected a list of names, got {shown(activations)}", ("activations",))
    if _whole_number(seed, "seed", ("seed",)) < 0:
        raise InvalidNumber(f"seed is {seed}; expected a number from 0 up", ("seed",))
    hidden = len(sizes) - 2
    if len(activations) == 2 and hidden > 1:
        activations = [activations[0]] * hidden + [activations[1]]
    if len(activations) != hidden + 1:
        raise ShapeMismatch(
            f"activations has {counted(len(activations), 'name')}; expected {hidden + 1}, one per layer after the input"
            + (", or 2: one for the hidden layers and one for the output" if hidden > 1 else ""),
            ("activations",),
        )
    for position, name in enumerate(activations):
        look_up(ACTIVATIONS, "activation", name, ("activations", position))
    source = np.random.Generator(np.random.PCG64(seed))
    return Network(
        tuple(
            Dense(initializer.draw(source, (n_out, n_in)), np.zeros(n_out) if biases else None, name)
            for (n_in, n_out), name in zip(pairwise(sizes), activations, strict=True)
        )
    )


def _check_sizes(sizes: Sequence[int]) -> None:
    if len(sizes) < 2:
        came = counted(len(sizes), "layer")
        raise ShapeMismatch(f"sizes has {came}; expected an input and an output layer", ("sizes",))
    for position, size in enumerate(sizes):
        if _whole_number(size, f"sizes: layer {position + 1}", ("sizes", position)) < 1:
            raise ShapeMismatch(f"layer {position + 1} has {size} neurons; expected at least 1", ("sizes", position))
    for l, (n_in, n_out) in enumerate(pairwise(sizes), start=2):
        if n_in * n_out > LARGEST_LAYER:
            detail = f"layer {l} would have {n_in} x {n_out} weights; a layer has at most {LARGEST_LAYER}"
            raise ShapeMismatch(detail, ("sizes", l - 1))


@dataclass(frozen=True, init=False, eq=False)
class Batch:
    """Examples: ``inputs`` (m, n_1) and their ``targets`` (m, n_L); a row is an example."""

    inputs: FloatArray
    targets: FloatArray

    def __init__(self, inputs: ArrayLike, targets: ArrayLike) -> None:
        x = as_array(inputs, 2, "inputs", ("inputs",))
        y = as_array(targets, 2, "targets", ("targets",))
        if len(x) != len(y):
            detail = f"inputs has {counted(len(x), 'example')} but targets has {counted(len(y), 'example')}"
            raise ShapeMismatch(detail, ("targets",))
        object.__setattr__(self, "inputs", x)
        object.__setattr__(self, "targets", y)


def _whole_number(value: object, what: str, where: Place) -> int:
    if not isinstance(value, bool) and isinstance(value, Integral):
        return int(value)
    raise InvalidNumber(f"{what}: expected a whole number, got {shown(value)}", where)


def check_network(network: Network) -> None:
    """Raise EngineError where ``network`` is none."""
    check_type(network, Network, "network", "network_of and new_network make one")


def check_inputs(network: Network, inputs: FloatArray) -> None:
    """Raise ShapeMismatch where the examples do not fit the input layer."""
    _check_width("inputs", inputs, network.sizes[0], "layer 1", "input")


def check_targets(network: Network, targets: FloatArray, examples: int) -> None:
    """Raise ShapeMismatch where the targets do not fit the output layer or the number of examples."""
    if len(targets) != examples:
        raise ShapeMismatch(
            f"targets has {counted(len(targets), 'example')}, the forward pass {counted(examples, 'example')}",
            ("targets",),
        )
    _check_width("targets", targets, network.sizes[-1], f"layer {network.depth}", "output")


def _check_width(what: str, values: FloatArray, expected: int, layer: str, role: str) -> None:
    if values.ndim != 2 or values.shape[1] != expected:
        raise ShapeMismatch(
            f"{what} are {values.shape} but {layer}, the {role} layer, has {counted(expected, 'neuron')}: "
            f"expected (examples, {expected})",
            (what,),
        )
