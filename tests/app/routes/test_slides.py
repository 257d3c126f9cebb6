"""The lecture, and the plug-in at an address that stays."""

import re

import pytest

from tests.app.client import Client


@pytest.mark.parametrize(("asked", "shown"), [("light", "light"), ("dark", "dark"), ("clear", None), ("x", None)])
def test_the_lecture_comes_in_the_theme_that_is_asked_for(client: Client, asked: str, shown: str | None) -> None:
    text = client.get(f"/slides?theme={asked}").text
    themed = re.search(r'<html[^>]* data-theme="(\w+)"', text)
    assert (themed[1] if themed else None) == shown


def test_the_lecture_shows_frames_of_this_server_and_lets_nobody_frame_it(client: Client) -> None:
    header = client.get("/slides").headers["content-security-policy"]
    policy = dict(part.split(" ", 1) for part in header.split("; "))
    assert policy["frame-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')+", policy["style-src"])
    assert policy["script-src"] == "'self'"


def test_the_plug_in_is_asked_for_again_and_sent_again_only_where_it_has_changed(client: Client) -> None:
    first = client.get("/reveal-backprop.js", accept_encoding="br")
    assert first.status_code == 200
    assert first.headers["content-type"].startswith("text/javascript")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-encoding"] == "br"
    for condition in ("etag", "last-modified"):
        name = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}[condition]
        again = client.get("/reveal-backprop.js", accept_encoding="br", **{name: first.headers[condition]})
        assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")


def test_any_page_may_load_the_plug_in(client: Client) -> None:
    answer = client.get("/reveal-backprop.js", origin="http://deck.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "RevealBackprop" in client.get("/reveal-backprop.js", accept_encoding="identity").text
