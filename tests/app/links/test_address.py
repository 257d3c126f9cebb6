"""read_address: where query and hash are in a text, and a sentence for all that is not understood."""

import pytest

from app.limits import LINK
from app.links import parse_link, read_address
from app.links.address import quoted, split_address
from app.links.keys import defaults_of
from tests.app.links.states import assert_same


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


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ("", "")),
        ("?", ("", "")),
        ("#", ("", "")),
        ("/embed", ("", "")),
        ("a=b", ("a=b", "")),
        ("a=b/c?d", ("d", "")),
        ("a=b/c#d?e", ("a=b/c", "d?e")),
        ("https://example.org/a=b/", ("", "")),
        ("?a?b#c#d", ("a?b", "c#d")),
    ],
)
def test_the_first_marks_of_a_text_set_its_parts_apart(text: str, parts: tuple[str, str]) -> None:
    assert split_address(text) == parts


def test_a_query_on_its_own_is_read_whatever_its_values_hold() -> None:
    (fault,) = read_address("preset=xor&theme=a/b").faults
    assert "theme=a/b" in fault
    assert read_address("preset=xor&x=1/2,3").content == {"preset": "xor", "x": "1/2,3"}


def test_of_a_key_that_is_said_twice_the_first_counts_even_where_it_is_wrong() -> None:
    address = read_address("?theme=neon&theme=dark&preset=xor&preset=deep")
    assert (address.content, address.presentation["theme"]) == ({"preset": "xor"}, None)
    assert [fault for fault in address.faults if "twice" in fault] == [
        "The address has theme twice; the first counts.",
        "The address has preset twice; the first counts.",
    ]


def test_a_key_in_the_wrong_part_of_the_address_means_nothing() -> None:
    assert len(read_address("?at=d2#theme=dark").faults) == 2
    assert len(read_address("?at=d2#theme=dark", place_in_query=True).faults) == 1


@pytest.mark.parametrize("place_in_query", [False, True])
def test_a_place_in_query_and_hash_is_said_twice(place_in_query: bool) -> None:
    address = read_address("?step=2#step=3", place_in_query=place_in_query)
    assert address.place["step"] == (2 if place_in_query else 3)
    assert len(address.faults) == 1


def test_every_address_has_a_value_for_every_key_that_is_not_content() -> None:
    for text in ("", "?theme=neon#at=", "?v=2&theme=dark#at=d2", "?" + "x" * (LINK.value + 1)):
        address = read_address(text)
        assert (address.presentation, address.place) == (defaults_of("presentation"), defaults_of("place"))


@pytest.mark.parametrize("length", [LINK.value, LINK.value + 1])
def test_an_address_is_as_long_as_its_limit_and_no_longer(length: int) -> None:
    address = read_address("?preset=xor".ljust(length, "&"))
    read = length <= LINK.value
    assert (address.content, address.faults == ()) == ({"preset": "xor"} if read else {}, read)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 40 + "…"),
        ("a\r\nb\x7f\u2028c", "a\ufffd\ufffdb\ufffd\ufffdc"),
        ("\u202egnp\u2066\ud800", "\ufffdgnp\ufffd\ufffd"),
        ("é\U0001f600", "é\U0001f600"),
    ],
)
def test_what_came_is_quoted_short_and_on_one_line(text: str, shown: str) -> None:
    assert quoted(text) == shown
