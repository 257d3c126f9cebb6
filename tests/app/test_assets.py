"""The built files: the best encoding a client takes, cached for ever, and nothing beside them."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app import assets
from app.assets import BuiltFiles
from tests.app.client import Client, client_of

TEXT = b"console.log('hello');\n" * 100


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "main-ABC.js").write_bytes(TEXT)
    (tmp_path / "main-ABC.js.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "main-ABC.js.map").write_bytes(b"{}")
    (tmp_path / "font.woff2").write_bytes(b"woff")
    (tmp_path.parent / "secret.txt").write_bytes(b"secret")
    return tmp_path


@pytest.fixture
def served(files: Path) -> Starlette:
    return Starlette(routes=[Mount("/static", BuiltFiles(directory=files))])


def test_a_file_comes_compressed_to_those_who_take_it(served: Starlette) -> None:
    with client_of(served) as client:
        packed = client.get("/static/main-ABC.js", accept_encoding="gzip, br")
        plain = client.get("/static/main-ABC.js", accept_encoding="identity")
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == TEXT
    for answer in (packed, plain):
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_who_has_a_file_is_not_sent_it_again(served: Starlette) -> None:
    with client_of(served) as client:
        first = client.get("/static/main-ABC.js", accept_encoding="gzip")
        by_tag = client.get("/static/main-ABC.js", accept_encoding="gzip", if_none_match=first.headers["etag"])
        by_date = client.get(
            "/static/main-ABC.js", accept_encoding="gzip", if_modified_since=first.headers["last-modified"]
        )
        plain = client.get("/static/main-ABC.js", accept_encoding="identity")
        by_other_tag = client.get("/static/main-ABC.js", accept_encoding="gzip", if_none_match=plain.headers["etag"])
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert (by_other_tag.status_code, by_other_tag.content) == (200, first.content)


def test_a_file_without_a_compressed_twin_comes_as_it_is(served: Starlette) -> None:
    with client_of(served) as client:
        answer = client.get("/static/font.woff2", accept_encoding="gzip")
    assert (answer.content, "content-encoding" in answer.headers) == (b"woff", False)


@pytest.mark.parametrize(
    "path", ["main-ABC.js.gz", "main-ABC.js.map", "", "nothing.js", "../secret.txt", "%2e%2e/secret.txt", "%00"]
)
def test_nothing_else_is_served(served: Starlette, path: str) -> None:
    with client_of(served) as client:
        assert client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("name", ["a" * 300, "a" * 254, "ü" * 150, "a/" * 3000])
@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("HEAD", 404), ("POST", 405), ("PUT", 405)])
def test_a_name_too_long_for_a_file_is_that_of_none(client: Client, method: str, status: int, name: str) -> None:
    answer = client.request(method, f"/static/{name}", headers={"accept-encoding": "gzip, br"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_built_files_may_be_loaded_by_any_page(client: Client) -> None:
    answer = client.get("/static/nothing.js", origin="null")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_a_front_end_that_is_not_built_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "asset_dir", lambda name: tmp_path)
    assets.manifest.cache_clear()
    with pytest.raises(FileNotFoundError, match="make build"):
        assets.asset_url("main.js")
    assets.manifest.cache_clear()
