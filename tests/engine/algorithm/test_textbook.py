"""The page of NumPy is the algorithm: run as it is shown, it gives the engine's gradients and its learning step."""

from typing import Any

import numpy as np
import pytest

from engine import PRESETS, Batch, Dense, Loss, Network, Optimizer, Preset, backward, forward, record
from engine.algorithm import CODE
from engine.arrays import FloatArray
from engine.losses import LogLoss
from tests.engine.samples import PAIR_NAMES, PAIRS, random_batch, random_network


def shown() -> dict[str, Any]:
    """The names that the shown source defines, all by itself."""
    names: dict[str, Any] = {"__name__": "shown"}
    exec("\n\n".join(block.source for block in CODE), names)
    return names


NAMES = shown()


def layer_of(dense: Dense) -> Any:
    f = dense.f

    def apply(z: FloatArray) -> FloatArray:
        return np.asarray(f.function(z[None])[0])

    def pull_back(grad_a: FloatArray, z: FloatArray) -> FloatArray:
        return np.asarray(f.pull_back(grad_a[None], z[None], f.function(z[None]))[0])

    biases = np.zeros(dense.n_out) if dense.biases is None else dense.biases
    return NAMES["Layer"](dense.weights, biases, apply, pull_back)


def layers_of(network: Network) -> dict[int, Any]:
    return {l: layer_of(dense) for l, dense in network.numbered()}


def slope_of(loss: Loss, network: Network) -> Any:
    f = network.layers[-1].f
    return lambda z, a, y: loss.grad_a(f, z[None], a[None], y[None])[0]


def assert_the_engines_gradient(network: Network, batch: Batch, loss: Loss) -> None:
    for x, y in zip(batch.inputs, batch.targets, strict=True):
        gradient = NAMES["backprop"](layers_of(network), slope_of(loss, network), x, y)
        expected = backward(network, forward(network, [x.tolist()]), [y.tolist()], loss)
        assert [*gradient] == list(range(network.depth, 1, -1))
        for l, (nabla_w, nabla_b) in gradient.items():
            np.testing.assert_allclose(nabla_w, expected.nabla_w[l], rtol=1e-9, atol=1e-15)
            np.testing.assert_allclose(nabla_b, expected.delta[l][0], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_backprop_gives_the_engines_gradient_of_every_example(preset: Preset) -> None:
    assert_the_engines_gradient(preset.network, preset.batch, preset.loss)


@pytest.mark.parametrize(("output", "loss"), PAIRS, ids=PAIR_NAMES)
@pytest.mark.parametrize("hidden", ["sigmoid", "relu", "softmax"])
def test_backprop_is_right_for_every_activation_and_cost(output: Any, loss: Loss, hidden: str) -> None:
    source = np.random.default_rng(2)
    for sizes in ([3, 2], [2, 3, 2], [2, 4, 3, 2]):
        names = [hidden] * (len(sizes) - 2) + [output.name]
        network = random_network(source, sizes, names)
        assert_the_engines_gradient(network, random_batch(source, network, loss, 2, isinstance(loss, LogLoss)), loss)


@pytest.mark.parametrize("name", ["mini-batch", "xor", "softmax", "deep", "2-2-1"])
def test_update_mini_batch_makes_the_engines_learning_step(name: str) -> None:
    preset = PRESETS[name]
    network, batch = preset.network, preset.batch
    trace = record(network, batch, preset.loss, Optimizer("sgd", learning_rate=0.5))
    pairs = zip(batch.inputs, batch.targets, strict=True)
    updated = NAMES["update_mini_batch"](layers_of(network), slope_of(preset.loss, network), pairs, 0.5)
    for l, expected in trace.updated_network.numbered():
        np.testing.assert_allclose(updated[l].w, expected.weights, rtol=1e-12)
        if expected.biases is not None:
            np.testing.assert_allclose(updated[l].b, expected.biases, rtol=1e-12)


def test_nothing_that_comes_in_is_changed() -> None:
    preset = PRESETS["mini-batch"]
    layers = layers_of(preset.network)
    before = {l: (layer.w.copy(), layer.b.copy()) for l, layer in layers.items()}
    pairs = [*zip(preset.batch.inputs, preset.batch.targets, strict=True)]
    NAMES["update_mini_batch"](layers, slope_of(preset.loss, preset.network), pairs, 0.5)
    for l, (w, b) in before.items():
        np.testing.assert_array_equal(layers[l].w, w)
        np.testing.assert_array_equal(layers[l].b, b)
