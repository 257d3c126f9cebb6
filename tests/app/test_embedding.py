"""Addresses for the pages of others: whole, harmless in any language, and of this server only."""

import re

import pytest
from starlette.requests import Request

from app.embedding import embedding_of, iframe, is_at, origin_of

HERE = "http://visualizer.example:8000"
HOSTILE = '?preset=xor&"><script>alert(1)</script>\'\n`$x ü#at="d2"&of=<b>'


def test_query_and_hash_of_any_address_are_kept() -> None:
    for link in ("?preset=xor#at=d2", "preset=xor#at=d2", "/?preset=xor#at=d2", f"{HERE}/embed?preset=xor#at=d2"):
        assert embedding_of(link, HERE).address == f"{HERE}/embed?preset=xor#at=d2"
        assert embedding_of(link, HERE).page == f"{HERE}/?preset=xor#at=d2"
    assert embedding_of("", HERE).address == f"{HERE}/embed"


def test_an_address_can_stand_in_a_string_of_any_language() -> None:
    address = embedding_of(HOSTILE, HERE).address
    assert not re.search(r"""["'<>\\`\s$]|[^\x00-\x7f]""", address)
    assert address.startswith(f"{HERE}/embed?preset=xor&%22%3E%3Cscript%3E")


def test_the_iframe_escapes_what_it_says() -> None:
    markup = iframe(embedding_of("?preset=xor&theme=dark", HERE))
    assert f'src="{HERE}/embed?preset=xor&amp;theme=dark"' in markup
    assert re.findall(r"<(\w+)", iframe(embedding_of(HOSTILE, HERE))) == ["iframe"]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (f"{HERE}/embed", HERE),
        (f"{HERE.replace('http:', 'https:')}/", HERE.replace("http:", "https:")),
        ("http://VISUALIZER.example:8000/", HERE),
        ("http://visualizer.example/", None),
        ("http://visualizer.example:8000@evil.example/", None),
        ("http://evil@visualizer.example:8000/", None),
        ("http://visualizer.example:port/", None),
        ("http://[visualizer.example:8000/", None),
        ("javascript://visualizer.example:8000/%0aalert(1)", None),
        ("?preset=xor", None),
    ],
)
def test_an_address_of_another_server_is_told_from_ours(address: str, origin: str | None) -> None:
    assert is_at(address, HERE) == origin


def test_a_port_that_goes_without_saying_may_be_said() -> None:
    assert is_at("https://slides.example:443/", "http://slides.example") == "https://slides.example"
    assert is_at("http://slides.example/", "http://slides.example:80") == "http://slides.example:80"


@pytest.mark.parametrize(
    ("server", "origin"),
    [
        (("192.0.2.1", 8000), "http://192.0.2.1:8000"),
        (("::1", 8000), "http://[::1]:8000"),
        (("slides.example", None), "http://slides.example"),
        (("/run/visualizer.sock", None), "http://127.0.0.1"),
        (("fe80::1%eth0", 8000), "http://127.0.0.1"),
        (None, "http://127.0.0.1"),
    ],
)
@pytest.mark.parametrize("headers", [[], [(b"host", b'evil"><script>')]])
def test_without_a_host_the_origin_is_where_the_server_listens(
    server: tuple[str, int | None] | None, origin: str, headers: list[tuple[bytes, bytes]]
) -> None:
    scope = {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "headers": headers, "server": server}
    assert origin_of(Request(scope)) == origin
