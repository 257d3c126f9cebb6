"""parse_link and format_link are each other's inverse, and any text at all has an answer."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.experiment import experiment_of
from app.links import KEYS, Link, Origin, Recipe, format_link, parse_link
from app.links.keys import WRITTEN_OUT, defaults_of
from app.links.origin import FIRST_PRESET
from engine import PRESETS, Batch, Optimizer
from tests.app.links.states import facts_of, link_of, preset_link

SEEDS = 10_000


def formatted(link: Link) -> str:
    return format_link(link.experiment, link.origin, link.presentation, link.place)


def assert_same(one: Link, other: Link) -> None:
    assert facts_of(one.experiment) == facts_of(other.experiment)
    assert (one.origin, one.presentation, one.place) == (other.origin, other.presentation, other.place)


def test_what_is_formatted_is_parsed_as_it_was_for_ten_thousand_states() -> None:
    for seed in range(SEEDS):
        link = link_of(random.Random(seed))
        text = formatted(link)
        again = parse_link(text)
        assert again.faults == (), (seed, text)
        assert_same(again, link)


def test_the_address_of_the_first_preset_is_nothing() -> None:
    assert formatted(Link()) == ""
    assert_same(parse_link(""), Link())
    assert len("/?v=1" + formatted(preset_link("2-2-1"))) <= 80


@pytest.mark.parametrize("name", PRESETS)
def test_the_address_of_a_preset_is_its_name(name: str) -> None:
    link = preset_link(name)
    assert formatted(link) == ("" if PRESETS[name] is FIRST_PRESET else f"?v=1&preset={name}")
    assert_same(parse_link(f"?preset={name}"), link)
    assert parse_link(f"?preset={name}").title == PRESETS[name].title


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_the_example_of_a_key_has_it_and_is_canonical(key: object) -> None:
    for name, entry in KEYS.items():
        if entry is key:
            link = parse_link(entry.example)
            assert link.faults == ()
            assert f"{name}=" in entry.example
            assert formatted(link) == entry.example


def test_an_address_may_come_whole_or_in_part() -> None:
    expected = parse_link("?preset=xor#at=d2")
    assert expected.place["at"] == "d2"
    for text in (
        "/?preset=xor#at=d2",
        "/embed?preset=xor#at=d2",
        "http://127.0.0.1:8000/embed?v=1&preset=xor#at=d2",
        "https://example.org/a=b/?preset=xor&#at=d2",
        "preset=xor#at=d2",
        "?%70reset=x%6Fr#at=d2",
    ):
        assert_same(parse_link(text), expected)
        assert parse_link(text).faults == ()


def test_the_place_may_stand_in_the_query_where_that_is_asked_for() -> None:
    assert parse_link("?step=3&at=d2", place_in_query=True).place == {"step": 3, "at": "d2", "of": None}
    assert len(parse_link("?step=3&at=d2").faults) == 2


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


@pytest.mark.parametrize("width", [7, 8])
def test_few_weights_are_written_out_and_many_packed(width: int) -> None:
    link = parse_link(f"?net=2-{width}-1&biases=0&w={','.join(['0.5'] * 3 * width)}")
    many = 3 * width > WRITTEN_OUT
    assert ("&s=z1." in formatted(link), "&w=" in formatted(link)) == (many, not many)
    wide = parse_link(f"?net=2-9-1&biases=0&w={','.join(['0.5'] * 27)}")
    assert "&s=z1." in formatted(wide)
    assert_same(parse_link(formatted(wide)), wide)


def test_a_zero_keeps_its_sign() -> None:
    link = parse_link("?preset=2-2-1&w=-0,0,0,0,0,0")
    assert formatted(link) == "?v=1&w=-0,0,0,0,0,0"


def test_commas_and_semicolons_stay_readable() -> None:
    link = parse_link("?preset=xor&x=1,2%3B3,4&y=0;1&opt=sgd,momentum%3A0.9")
    assert formatted(link) == "?v=1&preset=xor&x=1,2;3,4&y=0;1&opt=sgd,momentum:0.9"


def test_any_experiment_has_a_link_that_leads_to_it_whatever_it_is_said_to_come_from() -> None:
    """A network that its origin does not describe, as after the builder."""
    source = random.Random(1)
    for _ in range(300):
        link, other = link_of(source), link_of(source)
        text = format_link(link.experiment, other.origin)
        again = parse_link(text)
        assert again.faults == ()
        assert facts_of(again.experiment) == facts_of(link.experiment)
        assert formatted(replace(again, presentation=defaults_of("presentation"))) == text


def test_too_many_examples_have_no_place_in_a_link() -> None:
    rows = [[0.5, 0.5]] * 65
    experiment = replace(experiment_of(FIRST_PRESET), batch=Batch(rows, [[1.0]] * 65))
    link = parse_link(format_link(experiment))
    assert "up to 64 examples" in link.faults[0]


PIECES = st.sampled_from(
    [*KEYS, "=", "&", "?", "#", ",", ";", "-", ":", "%", "+", "z1.", "1", "0", "1e9", "NaN", "xor", "sgd", "\x00", "é"]
)


@settings(max_examples=1500, deadline=None)
@given(st.text() | st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_has_an_answer(text: str) -> None:
    for asked in (text, f"?{text}", f"#{text}"):
        link = parse_link(asked)
        assert parse_link(formatted(link)).faults == ()
        assert all(fault.endswith(".") and len(fault) < 400 for fault in link.faults)


PAIRS = st.sampled_from([*KEYS]).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.sampled_from(["1", "0", "2-3-1", "xor", "tanh,sigmoid", "0.5,1", "1;2", "adam", "z1.AAAA", "dark", "d2"])
        | st.text(alphabet="0123456789-,;:.eE", max_size=12),
    )
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(PAIRS, max_size=6))
def test_any_values_of_the_keys_have_an_answer(pairs: list[tuple[str, str]]) -> None:
    link = parse_link("?" + "&".join(f"{name}={value}" for name, value in pairs), place_in_query=True)
    again = parse_link(formatted(link))
    assert again.faults == ()
    assert_same(again, link)
