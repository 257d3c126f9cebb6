"""The table of messages: what it documents is what the frame understands."""

import re
from pathlib import Path

from app.messages import COMMANDS, EVENTS, NAMESPACE, VERSION

SOURCE = Path(__file__).parents[2] / "static/src/messages.js"


def test_messages_carry_what_is_described() -> None:
    for message in (*COMMANDS.values(), *EVENTS.values()):
        assert message.words.endswith(".")
        for field in message.fields:
            assert field.type in {"string", "number", "boolean", "array", "object", "any"}
            assert field.words


def test_the_page_and_the_documented_table_say_the_same() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    table = source.partition("export const COMMANDS = {")[2].partition("\n};")[0]
    commands = {
        name: dict(re.findall(r"(\w+): \"(\w+)\"", fields)) for name, fields in re.findall(r"(\w+): \{(.*?)\}", table)
    }
    assert commands == {
        name: {field.name: field.type for field in message.fields} for name, message in COMMANDS.items()
    }
    events = re.search(r"EVENTS = \[(.*?)\]", source)
    assert events
    assert re.findall(r"\"(\w+)\"", events[1]) == list(EVENTS)
    assert f'NAMESPACE = "{NAMESPACE}"' in source
    assert f"VERSION = {VERSION}" in source
