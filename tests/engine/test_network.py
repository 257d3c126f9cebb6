"""Dense, Network, Batch and new_network: what fits is kept, what does not is named by layer, came and expected."""

from typing import Any

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    Batch,
    Dense,
    EngineError,
    Initializer,
    InvalidNumber,
    Network,
    ShapeMismatch,
    UnknownName,
    network_of,
    new_network,
)
from engine.network import parameter_counts

ONES = Initializer("constant", value=1.0)


def refused(kind: type[EngineError], make: Any, *arguments: Any, **named: Any) -> EngineError:
    with pytest.raises(kind) as caught:
        make(*arguments, **named)
    assert type(caught.value) is kind
    return caught.value


def test_a_layer_keeps_read_only_copies() -> None:
    weights = np.array([[1.0, 2.0]])
    layer = Dense(weights, [0.5], "tanh")
    weights[0, 0] = 7.0
    assert layer.weights.tolist() == [[1.0, 2.0]]
    assert layer.biases is not None
    for values in (layer.weights, layer.biases):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0.0
    assert (layer.n_out, layer.n_in, layer.f) == (1, 2, ACTIVATIONS["tanh"])


def test_biases_that_do_not_fit_the_weights_are_refused() -> None:
    error = refused(ShapeMismatch, Dense, [[1, 2]], [1, 2], "tanh")
    assert error.detail == ("biases has 2 numbers but weights has 1 row: both count the neurons of this layer")
    assert error.where == ("biases",)


@pytest.mark.parametrize("name", ["", "Tanh", None, 5, ["tanh"]], ids=repr)
def test_an_unknown_activation_is_refused_with_the_choices(name: Any) -> None:
    error = refused(UnknownName, Dense, [[1.0]], None, name)
    assert error.detail == f"unknown activation {name!r}; expected one of {', '.join(ACTIVATIONS)}"
    assert error.where == ("activation",)


def test_a_network_names_the_layer_of_a_mistake() -> None:
    good = ([[1.0, 2.0]], None, "tanh")
    for kind, bad, where, detail in (
        (ShapeMismatch, ([[1.0], [2, 3]], None, "tanh"), "weights", "weights: row 2 has 2 numbers but row 1 has 1"),
        (InvalidNumber, ([[1.0]], ["x"], "tanh"), "biases", "biases: expected numbers, got text"),
        (UnknownName, ([[1.0]], None, "sine"), "activation", "unknown activation 'sine'; expected one of "),
    ):
        error = refused(kind, network_of, [good, bad])
        assert error.detail.startswith(f"layer 3: {detail}")
        assert error.where == ("network", "layers", 1, where)


def test_layers_that_do_not_fit_are_refused_with_both_sizes() -> None:
    error = refused(ShapeMismatch, network_of, [([[1.0], [1.0]], None, "tanh"), ([[1.0, 1.0, 1.0]], None, "tanh")])
    assert error.detail == "layer 3: weights are (1, 3) but layer 2 has 2 neurons"
    assert error.where == ("network", "layers", 1, "weights")


def test_a_network_needs_a_layer_of_weights() -> None:
    error = refused(ShapeMismatch, Network, ())
    assert error.detail == "a network needs at least one layer of weights"
    assert error.where == ("network", "layers")


def test_a_network_keeps_a_tuple_of_its_own() -> None:
    layers = [Dense([[1.0]], None, "tanh")]
    network = Network(layers)  # type: ignore[arg-type]
    layers.append(layers[0])
    assert network.depth == 2


def test_a_network_counts_from_the_input_layer() -> None:
    network = network_of([([[1, 2], [3, 4], [5, 6]], [0, 0, 0], "tanh"), ([[1, 2, 3]], None, "linear")])
    assert network.sizes == (2, 3, 1)
    assert network.depth == 3
    assert network.parameter_count == 6 + 3 + 3
    assert [l for l, _ in network.numbered()] == [2, 3]
    assert network.layer(3).activation == "linear"


@pytest.mark.parametrize(
    ("sizes", "biases", "counts"),
    [((2, 3, 1), (True, False), (9, 3)), ((2, 3, 1), (False, True), (9, 1)), ((4,), (), (0, 0)), ((), (), (0, 0))],
)
def test_parameters_are_counted_before_there_is_a_network(
    sizes: tuple[int, ...], biases: tuple[bool, ...], counts: tuple[int, int]
) -> None:
    assert parameter_counts(sizes, biases) == counts


def test_a_batch_needs_a_target_for_every_input() -> None:
    error = refused(ShapeMismatch, Batch, [[1.0], [2.0]], [[1.0]])
    assert error.detail == "inputs has 2 examples but targets has 1 example"
    assert error.where == ("targets",)


@pytest.mark.parametrize("what", ["inputs", "targets"])
def test_a_batch_names_what_is_wrong(what: str) -> None:
    good = {"inputs": [[1.0]], "targets": [[1.0]]}
    assert refused(InvalidNumber, Batch, **(good | {what: [[np.nan]]})).where == (what, 0, 0)
    assert refused(ShapeMismatch, Batch, **(good | {what: [1.0]})).where == (what,)


def test_the_activations_of_a_new_network_are_one_per_layer_or_hidden_and_output() -> None:
    for sizes, names, expected in (
        ([2, 1], ["tanh"], ["tanh"]),
        ([2, 3, 1], ["tanh", "sigmoid"], ["tanh", "sigmoid"]),
        ([2, 3, 3, 1], ["tanh", "sigmoid"], ["tanh", "tanh", "sigmoid"]),
        ([2, 3, 3, 1], ["tanh", "relu", "sigmoid"], ["tanh", "relu", "sigmoid"]),
    ):
        network = new_network(sizes, names, ONES, 0)
        assert [layer.activation for layer in network.layers] == expected
        assert network.sizes == tuple(sizes)


def test_a_new_network_has_biases_of_zero_or_none() -> None:
    for layer in new_network([2, 3, 1], ["tanh", "tanh"], ONES, 0).layers:
        assert layer.biases is not None
        assert not layer.biases.any()
    assert all(layer.biases is None for layer in new_network([2, 1], ["tanh"], ONES, 0, biases=False).layers)


@pytest.mark.parametrize(
    ("sizes", "kind", "detail", "where"),
    [
        ([], ShapeMismatch, "sizes has 0 layers; expected an input and an output layer", ("sizes",)),
        ([2], ShapeMismatch, "sizes has 1 layer; expected an input and an output layer", ("sizes",)),
        ([2, 0], ShapeMismatch, "layer 2 has 0 neurons; expected at least 1", ("sizes", 1)),
        ([-1, 2], ShapeMismatch, "layer 1 has -1 neurons; expected at least 1", ("sizes", 0)),
        ([2, 2.0], InvalidNumber, "sizes: layer 2: expected a whole number, got 2.0", ("sizes", 1)),
        ([2, "3"], InvalidNumber, "sizes: layer 2: expected a whole number, got '3'", ("sizes", 1)),
        ([2, None], InvalidNumber, "sizes: layer 2: expected a whole number, got None", ("sizes", 1)),
        ([True, 2], InvalidNumber, "sizes: layer 1: expected a whole number, got True", ("sizes", 0)),
        (
            [10**5, 10**5],
            ShapeMismatch,
            "layer 2 would have 100000 x 100000 weights; a layer has at most 100000000",
            ("sizes", 1),
        ),
    ],
)
def test_sizes_that_make_no_network_are_refused(
    sizes: Any, kind: type[EngineError], detail: str, where: tuple[str | int, ...]
) -> None:
    error = refused(kind, new_network, sizes, ["tanh"], ONES, 0)
    assert error.detail == detail
    assert error.where == where


def test_activations_that_do_not_fit_the_sizes_are_refused() -> None:
    error = refused(ShapeMismatch, new_network, [2, 3, 3, 1], ["tanh"], ONES, 0)
    assert error.detail == (
        "activations has 1 name; expected 3, one per layer after the input, "
        "or 2: one for the hidden layers and one for the output"
    )
    error = refused(ShapeMismatch, new_network, [2, 1], ["tanh", "tanh"], ONES, 0)
    assert error.detail == "activations has 2 names; expected 1, one per layer after the input"
    assert error.where == ("activations",)
    error = refused(ShapeMismatch, new_network, [2, 1], "tanh", ONES, 0)
    assert error.detail == "activations: expected a list of names, got 'tanh'"
    error = refused(UnknownName, new_network, [2, 3, 1], ["tanh", "sine"], ONES, 0)
    assert error.where == ("activations", 1)


@pytest.mark.parametrize("seed", [None, "1", 1.0, True, -1], ids=repr)
def test_a_seed_is_a_whole_number_from_0_up(seed: Any) -> None:
    error = refused(InvalidNumber, new_network, [2, 1], ["tanh"], ONES, seed)
    assert error.where == ("seed",)
    assert repr(seed) in error.detail
