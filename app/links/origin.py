"""Origin: where the network of a link comes from: a preset, a recipe, or a recipe with the examples of a preset."""

from dataclasses import dataclass

from engine import PRESETS, Dense, Initializer, Network, Preset, new_network
from engine.initializers import DEFAULT_INITIALIZER

FIRST_PRESET = next(iter(PRESETS.values()))
"""The one that is meant where nothing is named."""

DEFAULT_DRAW = Initializer(DEFAULT_INITIALIZER)
DEFAULT_SEED = 1


@dataclass(frozen=True)
class Recipe:
    """How a network is drawn anew."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    initializer: Initializer = DEFAULT_DRAW
    seed: int = DEFAULT_SEED
    biases: bool = True

    def draw(self) -> Network:
        """The network; the same on every machine."""
        return new_network(self.sizes, self.activations, self.initializer, self.seed, self.biases)


@dataclass(frozen=True)
class Origin:
    """What a link begins with; everything else in it is a difference.

    Attributes:
        preset: the examples, the cost and the optimizer, and where there is no recipe the network too.
        recipe: how the network is drawn; without a preset its examples are `blank` ones.
    """

    preset: Preset | None = FIRST_PRESET
    recipe: Recipe | None = None


FROM_FIRST = Origin()
"""What is meant where nothing is said."""


def masked(network: Network, biases: tuple[bool, ...]) -> Network:
    """The network with biases in these layers only: new ones are zero."""
    layers = []
    for layer, wanted in zip(network.layers, biases, strict=True):
        there = [0.0] * layer.n_out if layer.biases is None else layer.biases
        layers.append(Dense(layer.weights, there if wanted else None, layer.activation))
    return Network(tuple(layers))


def bias_mask(network: Network) -> tuple[bool, ...]:
    """Which layers have biases."""
    return tuple(layer.biases is not None for layer in network.layers)
