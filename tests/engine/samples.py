"""Networks and batches that many tests share: drawn from a seed, for every pair of activation and cost."""

from collections.abc import Iterator, Sequence

import numpy as np

from engine import ACTIVATIONS, LOSSES, Batch, Dense, Loss, Network, Regularization, forward
from engine.arrays import FloatArray

PAIRS = [
    (activation, loss)
    for activation in ACTIVATIONS.values()
    for loss in LOSSES.values()
    if not loss.why_undefined(activation)
]
PAIR_NAMES = [f"{activation.name}-{loss.name}" for activation, loss in PAIRS]

PENALTIES = {
    "none": Regularization(),
    "l1": Regularization(l1=0.03),
    "l2": Regularization(l2=0.2),
    "both": Regularization(l1=0.02, l2=0.1),
}

CLEARANCE = 0.02
"""How far samples stay from kinks, in z and, for |w|, in weights."""


def random_network(
    source: np.random.Generator, sizes: Sequence[int], activations: Sequence[str], biases: bool = True
) -> Network:
    """Weights of size one over the root of the fan-in, biases around zero, so that nothing saturates."""
    return Network(
        tuple(
            Dense(
                source.standard_normal((n_out, n_in)) * 1.2 / np.sqrt(n_in),
                0.3 * source.standard_normal(n_out) if biases else None,
                name,
            )
            for n_in, n_out, name in zip(sizes, sizes[1:], activations, strict=False)
        )
    )


def random_targets(source: np.random.Generator, loss: Loss, m: int, n: int, distribution: bool = False) -> FloatArray:
    """Targets that ``loss`` allows, (m, n); rows that sum to 1 where asked for."""
    if distribution:
        shares = source.random((m, n)) + 0.1
        return np.asarray(shares / shares.sum(axis=1, keepdims=True))
    return source.random((m, n)) if loss.target_range else source.standard_normal((m, n))


def random_batch(
    source: np.random.Generator, network: Network, loss: Loss, m: int, distribution: bool = False
) -> Batch:
    """Batch of m examples that fit."""
    sizes = network.sizes
    return Batch(source.standard_normal((m, sizes[0])), random_targets(source, loss, m, sizes[-1], distribution))


def clear_of_kinks(network: Network, inputs: FloatArray, weights_too: bool = False) -> bool:
    """Whether every z, and on request every weight, is farther from each kink than CLEARANCE."""
    z = forward(network, inputs).z
    return all(
        bool((abs(z[l] - kink) > CLEARANCE).all()) for l, layer in network.numbered() for kink in layer.f.kinks
    ) and not (weights_too and any((abs(layer.weights) < CLEARANCE).any() for layer in network.layers))


def sample_off_kinks(
    seed: int,
    sizes: Sequence[int],
    activations: Sequence[str],
    loss: Loss,
    m: int,
    biases: bool = True,
    weights_too: bool = False,
) -> tuple[Network, Batch]:
    """The first network and batch from ``seed`` on that keep clear of all kinks."""
    source = np.random.default_rng(seed)
    for _ in range(10_000):
        network = random_network(source, sizes, activations, biases)
        batch = random_batch(source, network, loss, m)
        if clear_of_kinks(network, batch.inputs, weights_too):
            return network, batch
    raise AssertionError("no sample keeps clear of the kinks")


def parameters_of(network: Network) -> Iterator[tuple[int, str, FloatArray]]:
    """(layer, "weights" or "biases", values) of everything that learns."""
    for l, layer in network.numbered():
        yield l, "weights", layer.weights
        if layer.biases is not None:
            yield l, "biases", layer.biases


def moved(network: Network, directions: dict[tuple[int, str], FloatArray], amount: float) -> Network:
    """The network with ``amount`` times a direction added to each parameter."""
    layers = []
    for l, layer in network.numbered():
        weights = layer.weights + amount * directions[l, "weights"]
        biases = None if layer.biases is None else layer.biases + amount * directions[l, "biases"]
        layers.append(Dense(weights, biases, layer.activation))
    return Network(tuple(layers))


def finish_from_activation(network: Network, l: int, a: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The z and a of the output layer when layer ``l`` has activations ``a``; l is a hidden layer."""
    z = a
    for following in range(l + 1, network.depth + 1):
        layer = network.layer(following)
        z = a @ layer.weights.T + (0.0 if layer.biases is None else layer.biases)
        a = layer.f.function(z)
    return z, a


def cost_per_example(network: Network, loss: Loss, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """C_x, (m,), from z and a of the output layer."""
    return loss.per_example(network.layers[-1].f, z, a, y)
