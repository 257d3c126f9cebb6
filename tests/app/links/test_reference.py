"""The table of keys for readers: whole, and with examples that are links."""

import pytest

from app.links import KEYS, parse_link
from app.links.reference import EXAMPLES, SECTIONS


def test_every_key_but_the_version_stands_in_one_section() -> None:
    named = [row.key.name for section in SECTIONS for row in section.rows]
    assert sorted(named) == sorted(name for name, key in KEYS.items() if key.purpose != "version")


def test_a_key_is_said_to_be_as_usual_in_words_that_read_as_its_default() -> None:
    for row in (row for section in SECTIONS for row in section.rows):
        if row.usual:
            assert row.key.type.read(row.usual) == row.key.default
        else:
            assert row.key.default in (None, ())


@pytest.mark.parametrize(("words", "link"), EXAMPLES)
def test_an_example_is_understood_and_is_as_a_link_is_written(words: str, link: str) -> None:
    assert parse_link(link).faults == ()
    assert parse_link(link).canonical == link, words
