"""How an operation is served: small requests at once, others in a worker thread, with the same answers."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app import operation
from app.limits import INLINE_BYTES
from engine import record
from tests.app.client import JSON, Client, strictly
from tests.app.examples import trace_request, uniform_request
from tests.app.problem import problem_of


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which traces are made, in order."""
    seen: list[threading.Thread] = []

    def watched(*arguments: Any) -> Any:
        seen.append(threading.current_thread())
        return record(*arguments)

    monkeypatch.setattr("app.routes.operations.record", watched)
    return seen


def padded(value: Any) -> bytes:
    """The JSON of ``value`` with spaces, so that it counts as large."""
    return json.dumps(value).encode() + b" " * INLINE_BYTES


LARGE_WORK = uniform_request([8, 128, 128, 128, 8], 64)


def test_a_small_request_is_answered_at_once(client: Client, threads: list[threading.Thread]) -> None:
    client.answer("/trace", trace_request())
    assert threads == [client.loop.thread]


@pytest.mark.parametrize("body", [padded(trace_request()), json.dumps(LARGE_WORK).encode()], ids=["bytes", "work"])
def test_a_large_one_keeps_nobody_waiting(client: Client, threads: list[threading.Thread], body: bytes) -> None:
    client.answer("/trace", body)
    assert threads[0] is not client.loop.thread


def test_where_it_is_answered_makes_no_difference(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    value = trace_request("xor")
    at_once = client.post("/trace", value)
    in_a_worker = client.post("/trace", padded(value))
    assert (at_once.content, at_once.headers) == (in_a_worker.content, in_a_worker.headers)
    later = client.post("/trace", json.dumps(LARGE_WORK).encode())
    monkeypatch.setattr(operation, "INLINE_WORK", 10**18)
    monkeypatch.setattr(operation, "INLINE_BYTES", 10**18)
    assert client.post("/trace", LARGE_WORK).content == later.content


@pytest.mark.parametrize("make", [lambda body: body, padded], ids=["at once", "in a worker"])
def test_errors_are_told_from_everywhere(client: Client, make: Callable[[Any], Any]) -> None:
    problem_of(client.post("/trace", make(trace_request(inputs=[[1]]))), "shape-mismatch")
    problem_of(client.post("/trace", make(trace_request(more=1))), "invalid-request")
    problem_of(client.post("/trace", make([])), "invalid-request")


def test_a_body_may_come_in_pieces_of_any_size(client: Client) -> None:
    whole = json.dumps(trace_request()).encode()
    for size in (1, 7, len(whole)):
        chunks = [whole[at : at + size] for at in range(0, len(whole), size)]
        answer = client.post_chunks("/trace", chunks)
        assert strictly(answer.content) == client.answer("/trace", whole)


def test_a_length_that_is_no_number_is_left_to_the_server(client: Client) -> None:
    body = json.dumps(trace_request()).encode()
    answer = client.request("POST", "/api/v1/trace", content=body, headers=JSON | {"content-length": "many"})
    assert answer.status_code == 200


def test_floats_travel_at_full_precision(client: Client) -> None:
    for number in (0.1 + 0.2, 1 / 3, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e22):
        answer = client.answer("/forward", {"network": identity(), "inputs": [[number]]})
        assert answer["outputs"] == [[number]]
        assert str(answer["outputs"][0][0]) == str(number)


def identity() -> dict[str, Any]:
    return {"layers": [{"weights": [[1.0]], "biases": None, "activation": "linear"}]}
