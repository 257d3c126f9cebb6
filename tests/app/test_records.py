"""The records of a page: the answers that it would ask for, in a text that no address can break out of."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.links import parse_link
from app.records import records_of
from engine import Diverged

DIVERGES = "?net=1-1&act=linear&biases=0&w=1e200&x=1e200&y=0"
HOSTILE = "</script><!--<script>]]>&amp;\u2028\u2029\"'\\ \U0001f600"


def read(text: str, steps: int = 1) -> Any:
    return json.loads(records_of(parse_link(text), steps))


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_as_many_learning_steps_are_recorded_as_asked_for(steps: int) -> None:
    records = read("?preset=xor", steps)
    assert records.keys() == {"catalog", "presets", "link", "traces"}
    assert len(records["traces"]) == steps


def test_nothing_in_the_text_ends_the_element_around_it() -> None:
    text = records_of(replace(parse_link("?preset=xor"), faults=(HOSTILE,)))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["link"]["faults"] == [HOSTILE]


def test_a_network_that_diverges_has_records_without_a_step_and_none_with_one() -> None:
    assert read(DIVERGES, 0)["traces"] == []
    with pytest.raises(Diverged):
        records_of(parse_link(DIVERGES))


def test_what_is_the_same_in_every_page_is_so_whatever_the_link() -> None:
    first, other = (read(text) for text in ("?preset=xor", "?net=2-3-1&theme=dark"))
    assert (first["catalog"], first["presets"]) == (other["catalog"], other["presets"])
    assert (first["catalog"]["explanations"], first["catalog"]["exports"]) == ([], [])
