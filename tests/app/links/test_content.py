"""The content keys: what each says of the experiment, and which cannot stand together."""

from dataclasses import replace

import numpy as np
import pytest

from app.experiment import experiment_of
from app.links import Origin, Recipe, parse_link
from app.links.content import read_content
from app.links.origin import FIRST_PRESET, FROM_FIRST
from engine import PRESETS, Optimizer
from tests.app.links.states import facts_of


def test_a_key_of_the_content_replaces_its_part_of_the_preset() -> None:
    xor = PRESETS["xor"]
    link = parse_link("?preset=xor&lr=0.25&l2=0.1&x=1,2;3,4&y=0;1")
    assert link.origin == Origin(xor)
    assert link.experiment.optimizer == Optimizer("sgd", learning_rate=0.25)
    assert link.experiment.regularization.l2 == 0.1
    assert link.experiment.batch.inputs.tolist() == [[1, 2], [3, 4]]
    assert link.experiment.network is not xor.network
    assert link.experiment.network.layers[0].weights.tolist() == xor.network.layers[0].weights.tolist()
    assert link.title == xor.title


def test_a_seed_beside_a_preset_draws_its_weights_anew() -> None:
    link = parse_link("?preset=xor&seed=7")
    recipe = Recipe((2, 2, 1), ("tanh", "tanh"), seed=7)
    assert link.origin == Origin(PRESETS["xor"], recipe)
    assert facts_of(replace(experiment_of(PRESETS["xor"]), network=recipe.draw())) == facts_of(link.experiment)


def test_a_network_of_ones_own_is_drawn_from_its_seed_and_gets_an_example() -> None:
    link = parse_link("?net=2-3-1&act=tanh,sigmoid&seed=7")
    assert link.origin == Origin(None, Recipe((2, 3, 1), ("tanh", "sigmoid"), seed=7))
    assert facts_of(link.experiment)[2:4] == facts_of(replace(link.experiment, network=link.origin.recipe.draw()))[2:4]  # type: ignore[union-attr]
    assert link.experiment.batch.inputs.tolist() == [[0.5, 0.5]]
    assert link.experiment.batch.targets.tolist() == [[1.0]]
    assert link.title == "Your network 2-3-1"


def test_two_activations_are_those_of_all_hidden_layers_and_of_the_output() -> None:
    network = parse_link("?net=2-3-4-5-1&act=tanh,sigmoid").experiment.network
    assert [layer.activation for layer in network.layers] == ["tanh", "tanh", "tanh", "sigmoid"]


def test_weights_stand_row_by_row_before_the_biases_of_their_layer() -> None:
    network = parse_link("?net=2-2-1&w=1,2,3,4,5,6,7,8,9").experiment.network
    assert network.layers[0].weights.tolist() == [[1, 2], [3, 4]]
    assert network.layers[0].biases.tolist() == [5, 6]  # type: ignore[union-attr]
    assert network.layers[1].weights.tolist() == [[7, 8]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("net=2-1&act=tanh,tanh", "act has 2 names; expected 1, one per layer after the input."),
        ("net=2-3-1&act=tanh", "act has 1 name; expected 2, one per layer after the input."),
        ("net=2-3-3-1&act=tanh", "expected 3, one per layer after the input, or 2: one for the hidden layers and one"),
        ("net=2-1&biases=1,1", "biases has 2 values; expected 1, one per layer after the input."),
        ("net=2-3-1&biases=1,1,1", "biases has 3 values; expected 2, one per layer after the input, or 1 for all."),
    ],
)
def test_nothing_is_said_to_be_expected_that_would_be_refused(query: str, expected: str) -> None:
    assert expected in parse_link(f"?{query}").faults[0]


def test_new_biases_are_zero_and_others_are_as_they_were() -> None:
    whole = PRESETS["xor"].network
    first, last = parse_link("?preset=xor&biases=1,0").experiment.network.layers
    assert last.biases is None
    assert np.array_equal(first.biases, whole.layers[0].biases)  # type: ignore[arg-type]
    assert np.array_equal(last.weights, whole.layers[1].weights)
    assert [layer.biases.tolist() for layer in parse_link("?biases=1").experiment.network.layers] == [[0, 0], [0]]  # type: ignore[union-attr]


def test_a_learning_rate_belongs_to_the_optimizer_that_is_named_beside_it() -> None:
    usual = parse_link("?preset=xor&opt=adam").experiment.optimizer
    assert usual == Optimizer("adam")
    assert parse_link("?lr=0.25&preset=xor&opt=adam").experiment.optimizer == Optimizer("adam", learning_rate=0.25)


def test_parameters_are_those_of_the_network_that_the_link_names_and_not_the_presets() -> None:
    network = parse_link("?preset=xor&net=1-1&x=1&y=1&w=3,4").experiment.network
    assert (network.sizes, network.layers[0].weights.tolist()) == ((1, 1), [[3.0]])


@pytest.mark.parametrize("query", ["net=1024-1024-1", "net=1-1024-1024-1", "preset=xor&net=1024-1024-1&seed=1"])
def test_what_is_too_large_is_told_before_any_of_it_is_drawn(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recipe, "draw", None)
    assert "weights and biases; at most" in parse_link(f"?{query}").faults[0]


def test_a_content_without_keys_is_the_first_preset_without_a_fault() -> None:
    experiment, origin, faults = read_content({})
    assert (origin, faults) == (FROM_FIRST, [])
    assert facts_of(experiment) == facts_of(experiment_of(FIRST_PRESET))
