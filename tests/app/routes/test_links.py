"""GET and POST /link: what an address stands for, and back."""

from typing import Any
from urllib.parse import quote

import numpy as np
import pytest

from app.limits import GIVEN_LINK
from app.links import KEYS
from app.links.packed import pack
from app.wire.links import LinkAnswer
from engine import PRESETS
from engine.arrays import FloatArray
from tests.app.client import Client
from tests.app.examples import preset, uniform_request
from tests.app.links.golden import LINKS
from tests.app.links.hostile import CONTENT, PRESENTATION
from tests.app.problem import problem_of

STATE = ("preset", "recipe", "network", "inputs", "targets", "loss", "optimizer", "regularization")
QUERIES = [text.partition("?")[2].partition("#")[0] for text in LINKS]


def stands_for(client: Client, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/link?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    LinkAnswer.model_validate(found, strict=False)
    return found


@pytest.mark.parametrize("name", PRESETS)
def test_the_link_of_a_preset_stands_for_what_the_preset_is(client: Client, name: str) -> None:
    answer = stands_for(client, f"preset={name}")
    whole = preset(name)
    assert {key: answer[key] for key in whole if key != "id"} == {key: whole[key] for key in whole if key != "id"}
    assert (answer["preset"], answer["edited"], answer["faults"]) == (name, False, [])
    assert answer["frames"] == [frame["id"] for frame in client.answer("/trace", of_state(answer))["frames"]]


def of_state(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: answer[key] for key in STATE if key not in ("preset", "recipe")}


@pytest.mark.parametrize("query", QUERIES)
def test_what_a_link_stands_for_has_that_link(client: Client, query: str) -> None:
    answer = stands_for(client, query)
    written = client.answer("/link", {key: answer[key] for key in STATE})
    assert written["complete"]
    again = stands_for(client, written["link"][1:])
    for key in STATE:
        assert again[key] == answer[key]
    assert again["link"] == written["link"]


def test_a_network_of_ones_own_is_called_so_and_has_no_source(client: Client) -> None:
    answer = stands_for(client, "net=2-3-1&seed=7")
    assert (answer["title"], answer["source"], answer["description"]) == ("Your network 2-3-1", "", "")
    assert answer["recipe"]["seed"] == 7
    assert client.answer("/networks", answer["recipe"]) == answer["network"]


def test_an_edited_preset_keeps_its_name_but_not_its_description(client: Client) -> None:
    answer = stands_for(client, "preset=xor&lr=0.1")
    assert (answer["title"], answer["edited"], answer["description"]) == (PRESETS["xor"].title, True, "")


def test_how_it_is_shown_and_where_come_with_a_value_for_every_key(client: Client) -> None:
    answer = stands_for(client, "theme=dark&hide=menu,table&speed=0.5&poster=1&at=d2&step=3")
    assert answer["link"] == "?v=1&theme=dark&hide=menu,table&speed=0.5&poster=1"
    assert answer["presentation"] == {
        "views": [],
        "lesson": None,
        "theme": "dark",
        "hide": ["menu", "table"],
        "lock": [],
        "motion": "auto",
        "digits": 3,
        "speed": 0.5,
        "granularity": "layer",
        "form": "index",
        "poster": True,
        "resume": False,
        "clicker": "deck",
    }
    assert answer["place"] == {"step": 3, "at": "d2", "of": None}


@pytest.mark.parametrize("text", [*CONTENT, *PRESENTATION], ids=lambda text: ascii(text[:60]))
def test_a_hostile_query_is_answered_with_its_faults(client: Client, text: str) -> None:
    query = text.partition("#")[0][1:]
    raw = quote(query.encode("utf-8", "replace"), safe="=&,;:%?/")
    answer = stands_for(client, raw)
    allowed = not query or query.startswith(("at=d2", "step=3"))
    assert bool(answer["faults"]) is not allowed


@pytest.mark.parametrize("path", ["/api/v1/link", "/embed", "/"])
def test_the_numbers_of_a_link_are_packed_once_for_an_answer(
    client: Client, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed: list[FloatArray] = []

    def counted(numbers: FloatArray) -> str:
        packed.append(numbers)
        return pack(numbers)

    monkeypatch.setattr("app.links.format.pack", counted)
    link = f"net=4-5-1&s={pack(np.arange(31.0))}"
    assert quote(link, safe="=&-._") in client.get(f"{path}?{link}").text.replace("&amp;", "&")
    assert len(packed) == 1


def test_a_link_that_would_be_too_long_is_not_given_out(client: Client) -> None:
    request = uniform_request([40, 40, 1])
    request["network"]["layers"][0]["weights"] = [[1 / (3 + 40 * j + k) for k in range(40)] for j in range(40)]
    answer = client.answer("/link", request)
    assert (answer["link"], answer["complete"]) == (None, False)
    assert f"at most {GIVEN_LINK.value:,} are given out" in answer["reason"]


def test_a_network_of_unknown_origin_has_a_link_too(client: Client) -> None:
    assert client.answer("/link", uniform_request([3, 1]))["link"].startswith("?v=1&net=3-1&act=tanh&y=0.5&w=0.01,")
    assert client.answer("/link", uniform_request([2, 2, 1]))["link"].startswith("?v=1&act=tanh,tanh&biases=1&x=")


def test_what_does_not_hold_together_is_refused(client: Client) -> None:
    whole = {key: preset("xor")[key] for key in ("network", "inputs", "targets", "loss", "optimizer")}
    problem_of(client.post("/link", whole | {"preset": "nothing"}), "unknown-name")
    problem_of(client.post("/link", whole | {"targets": [[1.0, 0.0]] * 4}), "shape-mismatch")
    problem_of(client.post("/link", whole | {"loss": "cross_entropy"}), "undefined-pair")
    problem_of(client.post("/link", whole | {"inputs": [[1.0, 0.0]] * 65}), "limit-exceeded")


def test_the_catalog_has_the_table(client: Client) -> None:
    entries = client.get("/api/v1/catalog").json()["link_keys"]
    assert [entry["name"] for entry in entries] == [*KEYS]
    for entry, key in zip(entries, KEYS.values(), strict=True):
        assert (entry["where"], entry["purpose"], entry["type"]["kind"]) == (key.where, key.purpose, key.type.kind)
