"""GET /oembed: the rich answer of oembed.com, for addresses of this server, and the tags that lead there."""

import html
import re
from typing import Any

import httpx
import pytest

from app.embedding import HEIGHT, WIDTH
from engine import PRESETS
from tests.app.client import Client

HERE = "http://testserver"
HOSTILE = '?preset=xor&"><script>alert(1)</script>=\'#at="><b>'
# What WordPress leaves of an iframe (wp_filter_oembed_result), before it adds its sandbox.
LEFT_BY_WORDPRESS = {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"}
META = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)" />')


def ask(client: Client, url: str, **options: Any) -> httpx.Response:
    return client.request("GET", "/oembed", params={"url": url, **options})


def attributes(markup: str) -> dict[str, str]:
    whole = re.fullmatch(r'<iframe((?: \w+="[^"<>]*")+)></iframe>', markup)
    assert whole, markup
    return {name: html.unescape(value) for name, value in re.findall(r' (\w+)="([^"]*)"', whole[1])}


@pytest.mark.parametrize("path", ["/", "/embed", ""])
def test_the_answer_is_a_rich_one(client: Client, path: str) -> None:
    answer = ask(client, f"{HERE}{path}?preset=xor&theme=dark#at=d2")
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert (body["version"], body["type"]) == ("1.0", "rich")
    assert body["title"] == PRESETS["xor"].title
    assert (body["provider_name"], body["provider_url"]) == ("Backprop Visualizer", f"{HERE}/")
    assert (body["width"], body["height"]) == (WIDTH, HEIGHT)
    assert client.get(body["thumbnail_url"].removeprefix(HERE)).headers["content-type"] == "image/png"
    frame = attributes(body["html"])
    assert frame["src"] == f"{HERE}/embed?preset=xor&theme=dark#at=d2"
    assert (frame["width"], frame["height"], frame["title"]) == (str(WIDTH), str(HEIGHT), body["title"])


def test_wordpress_leaves_the_iframe_as_it_is(client: Client) -> None:
    assert attributes(ask(client, f"{HERE}/").json()["html"]).keys() <= LEFT_BY_WORDPRESS


@pytest.mark.parametrize(
    ("most", "size"),
    [
        ({"maxwidth": 640}, (640, 360)),
        ({"maxwidth": 320}, (320, 270)),
        ({"maxheight": 300}, (960, 300)),
        ({"maxwidth": 200, "maxheight": 100}, (200, 100)),
        ({"maxwidth": 4000, "maxheight": 4000}, (960, 540)),
    ],
)
def test_nothing_is_larger_than_asked(client: Client, most: dict[str, int], size: tuple[int, int]) -> None:
    body = ask(client, f"{HERE}/", **most).json()
    assert (body["width"], body["height"]) == size
    assert body.get("thumbnail_width", 0) <= most.get("maxwidth", 5000)
    assert body.get("thumbnail_height", 0) <= most.get("maxheight", 5000)


@pytest.mark.parametrize(
    "url", ["http://evil.example/", "https://evil.example/embed", f"{HERE}/docs", "embed", "", f"{HERE}:81/"]
)
def test_for_other_addresses_it_does_not_speak(client: Client, url: str) -> None:
    answer = ask(client, url)
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_other_formats_are_not_offered(client: Client) -> None:
    assert ask(client, f"{HERE}/", format="json").status_code == 200
    answer = ask(client, f"{HERE}/", format="xml")
    assert (answer.status_code, answer.json()["type"]) == (501, "/problems/not-offered")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "url is missing"),
        (f"?url={HERE}/&maxwidth=wide", "maxwidth is 'wide'; expected a whole number from 1 up, in pixels"),
        (f"?url={HERE}/&maxheight=0", "maxheight is '0'; expected"),
        (f"?url={HERE}/&maxwidth=-1", "maxwidth is '-1'; expected"),
    ],
)
def test_a_request_that_cannot_be_read_is_told_why(client: Client, query: str, words: str) -> None:
    answer = client.get(f"/oembed{query}")
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-request")
    assert words in answer.json()["detail"]


def test_a_hostile_address_stays_inside_its_attribute(client: Client) -> None:
    body = ask(client, f"{HERE}/embed{HOSTILE}").json()
    assert attributes(body["html"])["src"].startswith(f"{HERE}/embed?preset=xor&%22%3E%3Cscript")


@pytest.mark.parametrize("path", ["/?preset=xor&theme=dark", "/?net=2-3-2&seed=7", "/", "/embed?preset=xor&theme=dark"])
def test_a_page_says_what_others_show_of_it(client: Client, path: str) -> None:
    page = client.get(path).text
    tags = {name: html.unescape(content) for name, content in META.findall(page)}
    assert tags["og:url"] == HERE + path.replace("/embed", "/").replace("?", "?v=1&")
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:title"]
    assert client.get(tags["og:image"].removeprefix(HERE)).status_code == 200
    (link,) = re.findall(r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', page)
    body = client.get(html.unescape(link).removeprefix(HERE)).json()
    assert attributes(body["html"])["src"] == tags["og:url"].replace(f"{HERE}/", f"{HERE}/embed")
    assert body["title"] == tags["og:title"]


def test_tags_hold_what_is_hostile(client: Client) -> None:
    for page in (
        client.request("GET", "/", params={"preset": '"><script>alert(1)</script>'}).text,
        client.get("/", host='evil"><script>alert(1)</script>').text,
    ):
        assert "<script>alert" not in page
        assert "evil" not in page
