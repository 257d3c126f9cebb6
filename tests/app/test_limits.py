"""Limits: what is just allowed is answered, and refusing what is not takes next to no memory."""

import tracemalloc

import pytest

from app import limits
from app.limits import LIMITS, Limit, LimitExceeded
from tests.app.client import Client
from tests.app.examples import forward_request, networks_request, trace_request, uniform_network, uniform_request
from tests.app.hostile import HOSTILE
from tests.app.problem import problem_of

# orjson reserves (but does not touch) twelve bytes for each byte of the body; the body itself is here three times.
MOST_RESERVED = 16 * limits.BODY_BYTES.value


def test_a_limit_admits_its_value_and_says_what_is_too_much() -> None:
    limit = Limit("things", 1000, "things", "no room")
    limit.check(1000)
    with pytest.raises(LimitExceeded, match=r"^1,001 things; at most 1,000 are allowed \(no room\)$") as caught:
        limit.check(1001, ("a", 0))
    assert caught.value.where == ("a", 0)


def test_every_limit_is_in_the_list_under_a_name_of_its_own() -> None:
    defined = [value for value in vars(limits).values() if isinstance(value, Limit)]
    assert sorted(defined, key=id) == sorted(LIMITS, key=id)
    assert len({limit.name for limit in LIMITS}) == len(LIMITS)


def test_what_is_just_within_the_limits_is_answered(client: Client) -> None:
    client.answer("/forward", forward_request(inputs=[[0.1, 0.2]] * limits.EXAMPLES.value))
    client.answer("/trace", uniform_request([1, 1], limits.TRACED_EXAMPLES.value))
    client.answer("/trace", uniform_request([1] * limits.LAYERS.value))
    client.answer("/trace", uniform_request([limits.NEURONS.value, 1]))
    client.answer("/step", trace_request(count=limits.STEPS.value))
    client.answer("/networks", networks_request(sizes=[limits.NEURONS.value, 90, 1]))


def test_a_network_of_fifty_thousand_parameters_is_traced_with_adam_and_handed_on(client: Client) -> None:
    request = uniform_request([500, 98, 10], 64, optimizer={"name": "adam"})
    trace = client.answer("/trace", request)
    client.answer("/trace", request | {"optimizer_state": trace["optimizer_state"]})


def test_the_largest_body_is_read(client: Client) -> None:
    body = b'{"inputs": 1' + b" " * (limits.BODY_BYTES.value - 13) + b"}"
    assert len(body) == limits.BODY_BYTES.value
    problem_of(client.post("/forward", body), "invalid-request")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("path", ["/step", "/networks"])
def test_refusing_a_hostile_body_takes_little_memory(client: Client, path: str, name: str) -> None:
    tracemalloc.start()
    try:
        answer = client.post(path, HOSTILE[name])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    length = len(answer.content)
    assert answer.status_code in (400, 422)
    assert length < 20_000
    assert peak < MOST_RESERVED


def test_what_would_come_back_is_limited_before_it_is_computed(client: Client) -> None:
    alternating = uniform_network([1, 1024] * 31)
    body = {"network": alternating, "inputs": [[0.5]] * 64}
    document = problem_of(client.post("/forward", body), "limit-exceeded")
    assert "neurons times examples" in document["detail"]
