"""What every answer has in common: headers that keep browsers safe and let any page call the API, HEAD, preflight."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.assets import asset_url
from app.envelope import Envelope, headers_of
from tests.app.client import API, JSON, Client, client_of
from tests.app.event_loop import run as run_coroutine
from tests.app.examples import trace_request

FROM_ELSEWHERE = {"origin": "https://slides.example"}
ANSWERS = [
    ("GET", "/healthz", 200),
    ("GET", "/version", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/api/v1/catalog", 200),
    ("GET", "/api/v1/presets/xor", 200),
    ("POST", "/api/v1/trace", 200),
    ("GET", "/nothing", 404),
    ("GET", "/static/nothing.js", 404),
    ("DELETE", "/api/v1/trace", 405),
]


def sent(client: Client, method: str, path: str, **headers: str) -> Any:
    content = {"json": trace_request()} if method == "POST" else {}
    return client.request(method, path, headers=headers, **content)


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_carries_the_headers_once(client: Client, method: str, path: str, status: int) -> None:
    answer = sent(client, method, path)
    assert answer.status_code == status
    for name, value in headers_of("refused").items():
        assert answer.headers.get_list(name) == [value]


def test_an_internal_error_carries_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("app.routes.service.Health", fail)
    with client_of() as client:
        answer = client.get("/healthz", **FROM_ELSEWHERE)
    assert answer.status_code == 500
    assert headers_of("refused").items() <= {name.title(): value for name, value in answer.headers.items()}.items()


def test_the_policy_allows_our_own_files_and_no_frames() -> None:
    policy = dict(part.split(" ", 1) for part in headers_of("refused")["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert "unsafe" not in headers_of("refused")["Content-Security-Policy"]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
@pytest.mark.parametrize("origin", ["https://slides.example", "null"])
def test_any_page_may_read_any_answer(client: Client, method: str, path: str, status: int, origin: str) -> None:
    answer = sent(client, method, path, origin=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", ["https://slides.example", "null"])
@pytest.mark.parametrize("path", ["/trace", "/step", "/nothing"])
def test_a_preflight_request_is_allowed_and_remembered_for_a_day(client: Client, origin: str, path: str) -> None:
    asked = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
        "access-control-request-private-network": "true",
    }
    answer = client.request("OPTIONS", API + path, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-headers"] == "*"
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert int(answer.headers["access-control-max-age"]) == 24 * 60 * 60


@pytest.mark.parametrize("path", ["/healthz", "/version", "/openapi.json", "/api/v1/catalog", "/api/v1/presets/xor"])
def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    got, asked = client.get(path), client.request("HEAD", path)
    assert asked.status_code == got.status_code == 200
    assert asked.headers == got.headers


@pytest.mark.parametrize("wish", ["bytes=0-9", "bytes=5-2", "bytes=999999999-", "bytes=0-0,2-3", "lines=1", "nonsense"])
def test_a_file_comes_whole_whichever_part_of_it_is_asked_for(client: Client, wish: str) -> None:
    for path in (asset_url("main.js"), "/previews/xor.png", "/reveal-backprop.js"):
        whole, answer = client.get(path), client.get(path, range=wish)
        assert (answer.status_code, answer.content) == (200, whole.content)
        assert answer.headers["accept-ranges"] == "none"


def test_the_same_question_gets_the_same_answer_whoever_asks(client: Client) -> None:
    first = sent(client, "POST", "/api/v1/trace")
    again = sent(client, "POST", "/api/v1/trace", cookie="session=1", authorization="Basic eDp5", **FROM_ELSEWHERE)
    assert (first.content, first.headers) == (again.content, again.headers)


def test_answers_may_be_read_by_nobody_any_more_without_an_error(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    assert run(client.app, {"method": "POST", "path": f"{API}/trace"}, gone) == []
    assert caplog.records == []


def test_an_error_after_the_answer_has_begun_is_left_to_the_server() -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        run(Envelope(breaks), {"method": "GET", "path": "/"})


def test_what_is_not_http_passes_through() -> None:
    seen = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    run(Envelope(app), {"type": "lifespan"})
    assert seen == ["lifespan"]


def run(app: Any, scope: dict[str, Any], receive: Receive | None = None) -> list[Message]:
    """The messages that ``app`` sends."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    async def nothing() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    headers = [(name.encode(), value.encode()) for name, value in JSON.items()]
    whole = {"type": "http", "headers": headers, "query_string": b"", "root_path": "", "state": {}} | scope
    run_coroutine(app(whole, receive or nothing, send))
    return messages
