"""The page /embedding: every snippet of the table for the link that is asked for, and all messages."""

import html
import re

import pytest

from app.messages import COMMANDS, EVENTS, STATE
from app.snippets import SNIPPETS
from tests.app.client import Client


def snippets_on(page: str) -> dict[str, str]:
    found = re.findall(r'<code data-snippet="([\w-]+)"[^>]*>(.*?)</code>', page, re.DOTALL)
    return {name: html.unescape(text) for name, text in found}


def test_it_holds_what_the_api_answers(client: Client) -> None:
    for link in ("?preset=softmax&theme=dark#at=g2", '?preset=xor&"><script>alert(1)</script>'):
        page = client.request("GET", "/embedding", params={"link": link}).text
        answer = client.request("GET", "/api/v1/snippets", params={"link": link}).json()
        assert snippets_on(page) == {entry["id"]: entry["text"] for entry in answer["snippets"]}
        assert [*snippets_on(page)] == [*SNIPPETS]
        assert "<script>alert" not in page


@pytest.mark.parametrize("name", [*COMMANDS, *EVENTS, *(field.name for field in STATE)])
def test_it_documents_every_message(client: Client, name: str) -> None:
    assert f'<th scope="row"><code>{name}</code></th>' in client.get("/embedding").text


def test_messages_carry_what_is_described() -> None:
    for message in (*COMMANDS.values(), *EVENTS.values()):
        assert message.words.endswith(".")
        for field in message.fields:
            assert field.type in {"string", "number", "boolean", "array", "object", "any"}
            assert field.words
