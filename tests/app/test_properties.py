"""Whatever a client sends: no 500, no number that JSON does not have, and always what the schema says."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks

from app.main import create_app
from engine import ACTIVATIONS, LOSSES
from tests.app.client import Client, strictly
from tests.app.examples import EXPLANATIONS, VARIANTS, explanation_request, trace_request
from tests.app.problem import problem_of

load_all_checks()
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", create_app())
CHECKED: list[Any] = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "unsupported_method",
        "allow_header_conformance",
    )
]
BOUNDED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
MORE = settings(BOUNDED, max_examples=150, derandomize=True)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@SCHEMA.parametrize()
@BOUNDED
def test_every_answer_conforms_to_the_schema(case: schemathesis.Case[Any]) -> None:
    response = case.call()
    case.validate_response(response, checks=CHECKED)
    if response.headers["content-type"][0] == "application/json":
        strictly(response.content)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all parts of a JSON value."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, item in below for place in places(item, (*at, key)))]


def replaced(value: Any, place: tuple[Any, ...], by: Any) -> Any:
    if not place:
        return by
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = replaced(value[place[0]], place[1:], by)
    return copy


def accepted_or_refused(client: Client, path: str, body: bytes) -> None:
    response = client.post(path, body)
    assert response.status_code in (200, 400, 422), response.text
    if response.status_code != 200:
        problem_of(response, strictly(response.content)["type"].rpartition("/")[2])
    strictly(response.content)


@pytest.mark.parametrize("path", ["/step", "/trace"])
@MORE
@given(data=st.data())
def test_any_part_of_a_request_may_be_anything(client: Client, path: str, data: st.DataObject) -> None:
    request = trace_request(
        data.draw(st.sampled_from(["2-2-1", "softmax", "xor"])),
        optimizer=data.draw(st.sampled_from(VARIANTS)),
        optimizer_state={"step": 1, "layers": [{"weights": {}, "biases": None}] * 2},
        regularization={"l1": 0.1, "l2": 0.1},
    )
    place = data.draw(st.sampled_from(places(request)))
    body = json.dumps(replaced(request, place, data.draw(json_values)))
    accepted_or_refused(client, path, body.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", EXPLANATIONS)
@MORE
@given(data=st.data())
def test_any_part_of_a_question_may_be_anything(client: Client, name: str, data: st.DataObject) -> None:
    request = explanation_request(name, regularization={"l1": 0.1, "l2": 0.1})
    place = data.draw(st.sampled_from(places(request)))
    body = json.dumps(replaced(request, place, data.draw(json_values)))
    accepted_or_refused(client, f"/{name}", body.encode("utf-8", "surrogatepass"))


@MORE
@given(body=st.binary(max_size=64) | json_values.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_may_be_sent(client: Client, body: bytes) -> None:
    accepted_or_refused(client, "/backward", body)


LARGE = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [0.0, -0.0, 1e308, -1e308, 1.7976931348623157e308, 5e-324, 1e154, -1e154, 1e16, 700.0, -745.0]
)


@MORE
@given(
    weights=st.lists(st.lists(LARGE, min_size=2, max_size=2), min_size=4, max_size=4),
    inputs=st.lists(LARGE, min_size=2, max_size=2),
    targets=st.lists(LARGE, min_size=2, max_size=2),
    hidden=st.sampled_from([*ACTIVATIONS]),
    output=st.sampled_from([*ACTIVATIONS]),
    loss=st.sampled_from([*LOSSES]),
    optimizer=st.sampled_from(VARIANTS),
    learning_rate=st.sampled_from([0.0, 1e-300, 1.0, 1e6]),
    factor=st.sampled_from([0.0, 1.0, 1e300]),
)
def test_numbers_of_any_size_are_answered_with_numbers_or_a_divergence(
    client: Client,
    weights: list[list[float]],
    inputs: list[float],
    targets: list[float],
    hidden: str,
    output: str,
    loss: str,
    optimizer: dict[str, Any],
    learning_rate: float,
    factor: float,
) -> None:
    layers = [
        {"weights": weights[:2], "biases": weights[0], "activation": hidden},
        {"weights": weights[2:], "biases": None, "activation": output},
    ]
    request = {
        "network": {"layers": layers},
        "inputs": [inputs],
        "targets": [targets],
        "loss": loss,
        "optimizer": optimizer | {"learning_rate": learning_rate},
        "regularization": {"l1": factor, "l2": factor},
    }
    for path, more in (("/trace", {}), ("/step", {"count": 3})):
        accepted_or_refused(client, path, json.dumps(request | more).encode())


@pytest.mark.parametrize("name", EXPLANATIONS)
@MORE
@given(
    weights=st.lists(st.lists(LARGE, min_size=2, max_size=2), min_size=4, max_size=4),
    inputs=st.lists(LARGE, min_size=2, max_size=2),
    targets=st.lists(LARGE | st.sampled_from([0.0, 1.0]), min_size=2, max_size=2),
    hidden=st.sampled_from([*ACTIVATIONS]),
    output=st.sampled_from([*ACTIVATIONS]),
    loss=st.sampled_from([*LOSSES]),
)
def test_a_question_about_numbers_of_any_size_is_answered_with_numbers_or_a_divergence(
    client: Client,
    name: str,
    weights: list[list[float]],
    inputs: list[float],
    targets: list[float],
    hidden: str,
    output: str,
    loss: str,
) -> None:
    layers = [
        {"weights": weights[:2], "biases": weights[0], "activation": hidden},
        {"weights": weights[2:], "biases": None, "activation": output},
    ]
    request = explanation_request(name, network={"layers": layers}, inputs=[inputs], targets=[targets], loss=loss) | (
        {"layer": 2} if name == "jacobian" else {}
    )
    accepted_or_refused(client, f"/{name}", json.dumps(request).encode())
