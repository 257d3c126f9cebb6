"""format_link: what it writes, parse_link reads as it was, and nothing shorter would do."""

import random
from dataclasses import replace

import pytest

from app.experiment import experiment_of
from app.links import Link, format_link, parse_link
from app.links.keys import WRITTEN_OUT, defaults_of
from app.links.origin import FIRST_PRESET
from engine import PRESETS, Batch
from tests.app.links.states import assert_same, facts_of, formatted, link_of, preset_link

SEEDS = 10_000


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
