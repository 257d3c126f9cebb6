"""Every error, whatever raised it, is one problem document that says what came, what was expected, and where."""

import json
import re
from typing import Any

import pytest

from app import limits
from app.errors import pointer
from app.problems import PROBLEMS
from engine import EngineError
from tests.app.client import API, JSON, Client, client_of
from tests.app.examples import OPERATIONS, networks_request, trace_request
from tests.app.mistake import Mistake
from tests.app.mistakes import DIVERGED, EXCESSES, MISTAKES, UNREADABLE
from tests.app.problem import problem_of, resolve

EVERY_PAGE = ["/api/v1/catalog", "/api/v1/presets", "/healthz", "/version", "/openapi.json", "/docs", "/"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake.path}: {mistake.claim}")
def test_a_mistake_is_told_with_what_came_what_was_expected_and_where(client: Client, mistake: Mistake) -> None:
    content = mistake.content()
    document = problem_of(client.post(mistake.path, content), mistake.kind)
    for words in mistake.words:
        assert words in document["detail"]
    if mistake.pointer is None:
        assert document["errors"] == []
        return
    assert document["errors"][0]["pointer"] == mistake.pointer
    for entry in document["errors"]:
        resolve(json.loads(re.sub(rb"\d{5000}", b"0", content)), entry["pointer"])


def test_every_kind_of_problem_is_driven_by_a_test() -> None:
    by_mistakes = {mistake.kind for mistake in MISTAKES}
    by_transport = {"not-found", "method-not-allowed", "body-too-large", "unsupported-media-type", "internal-error"}
    by_others = {"faulty-link", "not-offered"}  # tests/app/routes/test_exports.py, test_oembed.py
    assert by_mistakes | by_transport | by_others | {"bad-request"} == PROBLEMS.keys()


def test_every_limit_is_driven_by_a_mistake() -> None:
    exceeded = {mistake.claim.removeprefix("over ") for mistake in EXCESSES}
    of_links = {limits.LINK.name, limits.GIVEN_LINK.name}  # told without an error: tests/app/routes/test_links.py
    of_exports = {limits.EXPORTED.name}  # tests/app/routes/test_exports.py
    assert exceeded | of_links | of_exports | {limits.BODY_BYTES.name} == {limit.name for limit in limits.LIMITS}


def test_several_mistakes_are_told_at_once(client: Client) -> None:
    body = {"network": 1, "inputs": "x", "loss": 1, "more": 1}
    document = problem_of(client.post("/trace", body), "invalid-request")
    assert [entry["pointer"] for entry in document["errors"]] == ["/network", "/inputs", "", "/loss", "", "/more"]
    assert document["detail"].endswith("(and 5 more mistakes)")


def test_a_document_lists_twenty_mistakes_and_counts_the_rest(client: Client) -> None:
    document = problem_of(client.post("/trace", trace_request() | {f"k{i}": i for i in range(30)}), "invalid-request")
    assert len(document["errors"]) == 20
    assert document["detail"].endswith("(and 29 more mistakes)")


def test_a_document_tells_the_first_mistake_in_each_list(client: Client) -> None:
    body = trace_request(inputs=[["a"] * 1000] * 100, targets=[[None] * 1000])
    document = problem_of(client.post("/trace", body), "invalid-request")
    assert [entry["pointer"] for entry in document["errors"]] == ["/inputs/0/0", "/targets/0/0"]


@pytest.mark.parametrize("mistake", DIVERGED, ids=lambda mistake: mistake.claim)
def test_a_divergence_names_layer_and_quantity(client: Client, mistake: Mistake) -> None:
    document = problem_of(client.post(mistake.path, mistake.content()), "diverged")
    assert document["layer"] is None or 2 <= document["layer"] <= 3
    assert document["quantity"].strip()
    assert document["quantity"] in document["detail"]


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.parametrize("mistake", UNREADABLE, ids=lambda mistake: mistake.claim)
def test_no_operation_takes_what_is_not_json(client: Client, path: str, mistake: Mistake) -> None:
    problem_of(client.post(path, mistake.content()), "malformed-json")


@pytest.mark.parametrize("value", [None, "text/plain", "application/x-www-form-urlencoded", "json", "", "text/json"])
def test_a_body_of_another_type_is_refused(client: Client, value: str | None) -> None:
    headers = {} if value is None else {"content-type": value}
    answer = client.request("POST", f"{API}/trace", content=b"{}", headers=headers)
    document = problem_of(answer, "unsupported-media-type")
    assert document["detail"] == f"expected application/json, got {value or 'no content type'}"


@pytest.mark.parametrize(
    "value", ["application/json", "application/json; charset=utf-8", "Application/JSON", "application/hal+json"]
)
def test_every_spelling_of_json_is_taken(client: Client, value: str) -> None:
    content = json.dumps(trace_request()).encode()
    assert client.request("POST", f"{API}/trace", content=content, headers={"content-type": value}).status_code == 200


@pytest.mark.parametrize("length", [str(limits.BODY_BYTES.value + 1), "9" * 5000])
def test_a_body_over_the_limit_is_refused_by_the_length_it_announces(client: Client, length: str) -> None:
    headers = JSON | {"content-length": length}
    document = problem_of(client.request("POST", f"{API}/trace", content=b"", headers=headers), "body-too-large")
    assert f"{limits.BODY_BYTES.value:,}" in document["detail"]


def test_a_body_over_the_limit_is_refused_without_an_announcement_and_not_read_to_its_end(client: Client) -> None:
    chunk, sent = b" " * 2**20, []

    def chunks() -> Any:
        for number in range(50):
            sent.append(number)
            yield chunk

    answer = client.post_chunks("/trace", chunks())
    problem_of(answer, "body-too-large")
    assert answer.headers["connection"] == "close"
    assert len(sent) <= limits.BODY_BYTES.value // len(chunk) + 2


def test_a_body_that_lies_about_its_length_is_counted(client: Client) -> None:
    answer = client.post_chunks("/trace", [b" " * 2**20] * 17, **{"content-length": "10"})
    problem_of(answer, "body-too-large")


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1", "/api/v1/nothing", "/api/v2/trace", "/static/nothing.js", "/%ff"]
)
def test_there_is_nothing_at_another_address(client: Client, path: str) -> None:
    document = problem_of(client.get(path), "not-found")
    assert document["detail"].startswith("GET /")


@pytest.mark.parametrize("name", ["nothing", "2-2-2%20", "%00", "%F0%9F%92%A9", "a" * 500])
def test_an_unknown_preset_is_told_the_known_ones(client: Client, name: str) -> None:
    document = problem_of(client.get(f"/api/v1/presets/{name}"), "not-found")
    assert "2-2-2, xor" in document["detail"]


def test_an_unknown_kind_of_problem_is_told_the_known_ones(client: Client) -> None:
    document = problem_of(client.get("/problems/nothing"), "not-found")
    assert "shape-mismatch" in document["detail"]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"])
@pytest.mark.parametrize("operation", [path[1:] for path in OPERATIONS if path != "/link"])
def test_an_operation_takes_post_alone(client: Client, method: str, operation: str) -> None:
    answer = client.request(method, f"{API}/{operation}")
    document = problem_of(answer, "method-not-allowed")
    assert answer.headers["allow"] == "POST"
    assert document["detail"] == f"/api/v1/{operation} takes POST, got {method}"


def test_an_address_of_two_operations_tells_both(client: Client) -> None:
    answer = client.request("DELETE", f"{API}/link")
    problem_of(answer, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_what_can_be_got_takes_get_and_head_alone(client: Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    problem_of(answer, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


def test_an_unexpected_exception_is_a_problem_that_tells_nothing_of_the_inside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("app.routes.operations.record", fail)
    with client_of() as client:
        answer = client.post("/trace", trace_request())
    problem_of(answer, "internal-error")
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "a secret of ours" in caplog.text
    assert [record.getMessage() for record in caplog.records] == ["POST /api/v1/trace"]


def test_an_unexpected_exception_of_a_page_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("app.routes.service.Health", fail)
    with client_of() as client:
        problem_of(client.get("/healthz"), "internal-error")


def test_every_error_of_the_engine_has_a_problem() -> None:
    from app.errors import _ENGINE_PROBLEMS

    assert set(EngineError.__subclasses__()) == _ENGINE_PROBLEMS.keys()
    assert set(_ENGINE_PROBLEMS.values()) <= PROBLEMS.keys()


@pytest.mark.parametrize(
    ("place", "expected"),
    [([], ""), (["a", 0, "b"], "/a/0/b"), (["a/b", "c~d"], "/a~1b/c~0d"), (["~1"], "/~01"), ([""], "/")],
)
def test_a_pointer_escapes_what_rfc_6901_says(place: list[str | int], expected: str) -> None:
    assert pointer(place) == expected


def test_a_seed_beyond_what_json_holds_exactly_is_refused_and_the_last_one_taken(client: Client) -> None:
    client.answer("/networks", networks_request(seed=2**53))
