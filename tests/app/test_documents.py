"""What does not change is sent compressed, and not again to whom already has it."""

import gzip

import pytest

from tests.app.client import Client

DOCUMENTS = pytest.mark.parametrize(
    "path", ["/api/v1/catalog", "/api/v1/presets", "/api/v1/presets/2-2-1", "/openapi.json"]
)
ENCODINGS = pytest.mark.parametrize("encoding", ["gzip", "identity", "br"])


@DOCUMENTS
def test_it_comes_compressed_to_those_who_take_it(client: Client, path: str) -> None:
    plain = client.get(path, accept_encoding="identity")
    packed = client.get(path, accept_encoding="gzip, deflate, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
    assert packed.content == plain.content  # the client has unpacked it
    assert len(gzip.compress(plain.content)) < len(plain.content)


@DOCUMENTS
@ENCODINGS
def test_it_may_be_kept_but_is_asked_for_again(client: Client, path: str, encoding: str) -> None:
    answer = client.get(path, accept_encoding=encoding)
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "application/json"


@DOCUMENTS
@ENCODINGS
def test_whoever_has_it_is_told_so(client: Client, path: str, encoding: str) -> None:
    first = client.get(path, accept_encoding=encoding)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(path, accept_encoding=encoding, if_none_match=known)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == "Accept-Encoding"


@DOCUMENTS
def test_whoever_has_another_one_gets_it(client: Client, path: str) -> None:
    other = client.get(path, accept_encoding="identity").headers["etag"]
    for known in ('"other"', other, ""):
        assert client.get(path, accept_encoding="gzip", if_none_match=known).status_code == 200
