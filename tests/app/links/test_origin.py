"""Where the network of a link comes from: the same recipe draws the same network, with biases where they are wanted."""

from itertools import product

import pytest

from app.links.origin import Recipe, bias_mask, masked
from engine import network_of


def test_a_recipe_draws_the_same_network_every_time_and_another_for_another_seed() -> None:
    first, again, other = (Recipe((2, 3, 1), ("tanh", "tanh"), seed=seed).draw() for seed in (1, 1, 2))
    assert [layer.weights.tolist() for layer in first.layers] == [layer.weights.tolist() for layer in again.layers]
    assert first.layers[0].weights.tolist() != other.layers[0].weights.tolist()


@pytest.mark.parametrize("mask", list(product([True, False], repeat=2)))
def test_a_mask_leaves_biases_in_its_layers_only_and_the_network_as_it_was(mask: tuple[bool, bool]) -> None:
    network = network_of([([[1.0], [2.0]], [3.0, 4.0], "tanh"), ([[5.0, 6.0]], None, "linear")])
    made = masked(network, mask)
    assert bias_mask(made) == mask
    assert bias_mask(network) == (True, False)
    for layer, before in zip(made.layers, network.layers, strict=True):
        assert layer.weights.tolist() == before.weights.tolist()
        if layer.biases is not None:
            assert layer.biases.tolist() == ([0.0] if before.biases is None else before.biases.tolist())
