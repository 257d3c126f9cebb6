"""The types that the front end is checked against are those of the app's schema today."""

from tests.static.wire import TYPES, types_of_today


def test_the_types_of_the_wire_are_those_of_the_schema() -> None:
    assert TYPES.read_text(encoding="utf-8") == types_of_today(), "`make record` writes them anew"
