"""/embedding and /api/v1/snippets: every snippet of the table for the link that is asked for, and all messages."""

import html
import re

import httpx
import pytest

from app.messages import COMMANDS, EVENTS, STATE
from app.snippets import SNIPPETS
from tests.app.client import Client
from tests.app.test_embedding import HOSTILE


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


def snippets(client: Client, link: str = "", **headers: str) -> httpx.Response:
    return client.request("GET", "/api/v1/snippets", params={"link": link}, headers=headers)


def test_every_snippet_holds_the_address_and_a_title(client: Client) -> None:
    answer = snippets(client, "?preset=xor&theme=dark#at=d2").json()
    assert answer["address"] == "http://testserver/embed?preset=xor&theme=dark#at=d2"
    assert [entry["id"] for entry in answer["snippets"]] == [*SNIPPETS]
    for entry in answer["snippets"]:
        assert "preset=xor&theme=dark#at=d2" in entry["text"].replace("&amp;", "&"), entry["id"]
        assert "$" not in entry["text"]
        if "<iframe" in entry["text"]:
            assert f'title="{answer["title"]}"' in entry["text"]


def test_the_address_has_the_scheme_that_its_reader_sees(client: Client) -> None:
    """A proxy that ends TLS asks us by http; the page that people see says https."""
    answer = snippets(client, "https://testserver/?preset=xor").json()
    assert answer["address"] == "https://testserver/embed?preset=xor"
    assert snippets(client, "https://evil.example/?preset=xor").json()["address"].startswith("http://testserver/")


def test_a_host_that_is_none_is_not_repeated(client: Client) -> None:
    answer = snippets(client, "?preset=xor", host='evil"><script>')
    assert "evil" not in answer.text
    assert answer.headers["vary"] == "Host"


def test_a_link_that_is_hostile_harms_no_snippet(client: Client) -> None:
    for entry in snippets(client, HOSTILE).json()["snippets"]:
        assert "<script>alert" not in entry["text"]
        assert "%3Cscript%3Ealert" in entry["text"]
