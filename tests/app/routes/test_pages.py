"""The pages for people: the visualizer, the API's documentation, and what each kind of problem means."""

import html
import re

import httpx
import pytest

from app.links import parse_link
from app.links.keys import keys_for
from app.links.reference import EXAMPLES
from app.problems import PROBLEMS
from engine import PRESETS
from tests.app.client import Client
from tests.app.examples import trace_request

PAGES = [
    "/",
    "/?preset=xor",
    "/slides",
    "/embed",
    "/embed?preset=xor",
    "/docs",
    "/links",
    "/embedding",
    *(kind.type for kind in PROBLEMS.values()),
]
EVERY_PAGE = pytest.mark.parametrize("path", PAGES)
LOADED = re.compile(r"""<(?:script|link(?! rel="alternate")|img)\b[^>]*?\b(?:src|href)="([^"]*)\"""")


def page(client: Client, path: str) -> httpx.Response:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer


@EVERY_PAGE
def test_a_page_is_fetched_anew(client: Client, path: str) -> None:
    assert page(client, path).headers["cache-control"] == "no-cache"
    assert client.request("HEAD", path).status_code == 200


@EVERY_PAGE
def test_all_that_a_page_loads_comes_from_this_server_and_is_there(client: Client, path: str) -> None:
    addresses = LOADED.findall(page(client, path).text)
    assert addresses
    for address in addresses:
        assert re.match(r"/(?!/)", address), f"{address} is on another host"
        assert client.get(address).status_code == 200


def test_a_page_has_the_theme_of_its_address(client: Client) -> None:
    assert 'data-theme="projector"' in page(client, "/?theme=projector").text
    assert "data-theme" not in page(client, "/?theme=neon").text


def test_the_page_about_links_has_every_key_and_live_examples(client: Client) -> None:
    text = html.unescape(page(client, "/links").text)
    assert 'id="v"' in text
    for key in keys_for("content", "presentation", "place").values():
        assert f'id="{key.name}"' in text
        for words in (key.meaning, key.type.words, f'href="/{key.example}"'):
            assert words in text
    for words, link in EXAMPLES:
        assert words in text
        assert f'href="/{link}"' in text
        assert parse_link(link).faults == ()


@EVERY_PAGE
def test_a_page_keeps_to_the_policy(client: Client, path: str) -> None:
    text = page(client, path).text
    assert "<style" not in text
    assert not re.search(r"<[^>]+\s(style|on\w+)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text)


@pytest.mark.parametrize("kind", PROBLEMS.values(), ids=lambda kind: kind.name)
def test_the_address_of_a_problem_explains_it(client: Client, kind: object) -> None:
    for known in PROBLEMS.values():
        if known is kind:
            text = page(client, known.type).text
            for words in (known.title, known.type, str(known.status)):
                assert words in text


def test_the_address_in_an_answer_leads_to_its_page(client: Client) -> None:
    address = client.post("/trace", trace_request(loss="mse")).json()["type"]
    assert PROBLEMS["unknown-name"].title in page(client, address).text


def test_the_page_opens_with_the_preset_that_was_asked_for(client: Client) -> None:
    first, *others = PRESETS.values()
    for preset in others:
        assert preset.title in page(client, f"/?preset={preset.id}").text
    for asked in ("/", "/?preset=", "/?preset=nothing", "/?preset=%3Cscript%3E"):
        text = page(client, asked).text
        assert first.title in text
        assert "%3C" not in text
        assert "nothing" not in text


def test_browsers_find_an_icon(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.is_redirect
    assert client.get(answer.headers["location"]).headers["content-type"] == "image/svg+xml"
