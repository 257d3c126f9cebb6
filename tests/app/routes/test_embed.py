"""GET /embed: a page for frames, with what it shows first written into it."""

from typing import Any

import pytest

from tests.app.client import Client
from tests.app.recorded import records_in


def policy(client: Client, path: str) -> str:
    return client.get(path).headers["content-security-policy"]


def records(client: Client, query: str) -> Any:
    return records_in(client.get(f"/embed{query}").text)


def test_any_page_may_show_the_embed_and_only_the_embed(client: Client) -> None:
    assert "frame-ancestors" not in policy(client, "/embed")
    assert "frame-ancestors 'none'" in policy(client, "/")
    assert "frame-ancestors 'none'" in policy(client, "/docs")


def test_the_page_may_show_an_embed_of_its_own(client: Client) -> None:
    assert "frame-src 'self'" in policy(client, "/")
    assert "frame-src" not in policy(client, "/embed")


def test_it_carries_the_answers_that_it_would_ask_for(client: Client) -> None:
    carried = records(client, "?preset=xor&lr=2")
    link = client.get("/api/v1/link?preset=xor&lr=2").json()
    asked = {key: link[key] for key in ("network", "inputs", "targets", "loss", "optimizer", "regularization")}
    assert carried["link"] == link
    assert carried["catalog"] == client.get("/api/v1/catalog").json() | {"explanations": [], "exports": []}
    assert carried["presets"] == client.get("/api/v1/presets").json()
    assert carried["traces"] == [client.post("/trace", asked).json()]


@pytest.mark.parametrize("query", ["?preset=<script>alert(1)</script>", "?</script><svg onload=alert(1)>=1", "?x=%00"])
def test_what_the_address_says_cannot_leave_the_records(client: Client, query: str) -> None:
    text = client.get(f"/embed{query}").text
    assert "<svg" not in text
    assert text.count("<script") == text.count("</script>") == 2
    assert records(client, query)["link"]["faults"]


def test_a_network_that_diverges_is_left_to_the_page_to_tell(client: Client) -> None:
    carried = records(client, "?net=1-1&act=linear&biases=0&w=1e200&x=1e200&y=0")
    assert carried["traces"] == []
    assert carried["link"]["network"]["layers"][0]["weights"] == [[1e200]]
