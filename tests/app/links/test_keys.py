"""The table of keys: every entry of it is as its own example says."""

import pytest

from app.links import KEYS, parse_link
from app.links.keys import Purpose, defaults_of, keys_for
from tests.app.links.states import formatted


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_the_example_of_a_key_has_it_and_is_canonical(key: object) -> None:
    for name, entry in KEYS.items():
        if entry is key:
            link = parse_link(entry.example)
            assert link.faults == ()
            assert f"{name}=" in entry.example
            assert formatted(link) == entry.example


def test_every_default_can_be_written_and_reads_as_itself() -> None:
    for key in KEYS.values():
        if key.default not in (None, ()):
            assert key.type.read(key.type.write(key.default)) == key.default


def test_the_keys_of_every_purpose_together_are_the_table() -> None:
    purposes: tuple[Purpose, ...] = ("version", "content", "presentation", "place")
    assert [name for purpose in purposes for name in keys_for(purpose)] == list(KEYS)
    assert keys_for() == {}


def test_defaults_are_handed_out_anew_each_time() -> None:
    defaults_of("place")["step"] = 7
    assert defaults_of("place")["step"] == 1
