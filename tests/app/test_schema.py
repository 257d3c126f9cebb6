"""The OpenAPI schema: it is true. Every example in it works, and every answer is what it declares."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs  # what schemathesis validates with
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter

from engine import ACTIVATIONS, INITIALIZERS, LOSSES, OPTIMIZERS
from tests.app.client import Client, client_of
from tests.app.examples import OPERATIONS, trace_request

GET_ERRORS = {
    "/api/v1/presets/{id}": {"404", "422"},
    "/export": {"422"},
    "/oembed": {"400", "404", "501"},
}


@pytest.fixture(scope="module")
def schema(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/openapi.json").json()
    return answer


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """``part`` where its references stand for themselves in the whole schema."""
    return part | {"components": schema["components"]}


def content_schema(operation: dict[str, Any], status: str) -> dict[str, Any]:
    (content,) = operation["responses"][status]["content"].values()
    found: dict[str, Any] = content["schema"]
    return found


def body_schema(schema: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
    found: dict[str, Any] = schema["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def declared_models(client: Client) -> dict[str, Any]:
    app = client.app
    assert isinstance(app, FastAPI)
    return {route.path: route.response_model for route in app.routes if isinstance(route, APIRoute)}


def test_it_is_openapi_3_1_and_a_valid_one(schema: dict[str, Any]) -> None:
    assert schema["openapi"].startswith("3.1.")
    for part in schema["components"]["schemas"].values():
        jsonschema_rs.Draft202012Validator(resolved(schema, part))


def test_it_holds_every_operation_of_the_contract(schema: dict[str, Any]) -> None:
    held = {(method, path) for path, method, _ in operations(schema)}
    posts = {("post", f"/api/v1{path}") for path in OPERATIONS}
    gets = {("get", f"/api/v1{path}") for path in ("/catalog", "/presets", "/presets/{id}", "/link", "/snippets")}
    assert held == posts | gets | {("get", path) for path in ("/export", "/oembed", "/healthz", "/version")}


def test_every_operation_is_described_and_has_a_name_of_its_own(schema: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(schema)]
    assert len(set(ids)) == len(ids)
    for _, _, operation in operations(schema):
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_example_works_and_is_answered_as_declared(client: Client, schema: dict[str, Any], path: str) -> None:
    operation = schema["paths"][f"/api/v1{path}"]["post"]
    request = body_schema(schema, operation)
    model = declared_models(client)[f"/api/v1{path}"]
    assert request["examples"]
    for example in request["examples"]:
        jsonschema_rs.validate(resolved(schema, request), example)
        answer = client.answer(path, example)
        jsonschema_rs.validate(resolved(schema, content_schema(operation, "200")), answer)
        assert_declared(model, answer)


def test_every_answer_to_get_is_as_declared(client: Client, schema: dict[str, Any]) -> None:
    for path, method, operation in operations(schema):
        if method == "get":
            examples = {part["name"]: part["schema"]["examples"][0] for part in operation.get("parameters", [])}
            in_path = {name for name in examples if f"{{{name}}}" in path}
            query = {name: value for name, value in examples.items() if name not in in_path}
            host = urlsplit(query.get("url", "http://testserver")).netloc
            answer = client.request("GET", path.format(**examples), params=query, headers={"host": host})
            assert answer.status_code == 200, answer.text
            declared = operation["responses"]["200"]["content"]
            media_type = answer.headers["content-type"].partition(";")[0]
            if media_type == "application/json":
                jsonschema_rs.validate(resolved(schema, declared[media_type]["schema"]), answer.json())
            assert media_type in declared


def assert_declared(model: Any, answer: Any) -> None:
    """The model takes the answer, and knows every key in it."""
    value = TypeAdapter(model).validate_python(answer)
    assert_known(value, answer)


def assert_known(value: Any, answer: Any) -> None:
    if isinstance(value, BaseModel):
        assert answer.keys() <= type(value).model_fields.keys()
        for key in answer:
            assert_known(getattr(value, key), answer[key])
    elif isinstance(value, list):
        for item, answered in zip(value, answer, strict=True):
            assert_known(item, answered)


def test_every_error_is_declared_with_the_one_shape(schema: dict[str, Any]) -> None:
    for path, method, operation in operations(schema):
        errors = {status for status in operation["responses"] if status != "200"}
        if method == "post":
            assert errors == {"400", "413", "415", "422"}
        else:
            assert errors == GET_ERRORS.get(path, set())
        for status in errors:
            assert list(operation["responses"][status]["content"]) == ["application/problem+json"]
            assert content_schema(operation, status) == {"$ref": "#/components/schemas/ProblemDocument"}
            assert operation["responses"][status]["description"]
    assert "HTTPValidationError" not in schema["components"]["schemas"]  # FastAPI's own, which nobody gets


def test_an_error_is_what_the_schema_says(client: Client, schema: dict[str, Any]) -> None:
    shape = resolved(schema, schema["components"]["schemas"]["ProblemDocument"])
    for body in (b"", b"[]", json.dumps(trace_request(targets=[[1e200, 0]])).encode()):
        jsonschema_rs.validate(shape, client.post("/trace", body).json())


def test_every_name_of_every_table_is_in_the_schema(schema: dict[str, Any]) -> None:
    parts = schema["components"]["schemas"]
    assert parts["LayerObject"]["properties"]["activation"]["enum"] == [*ACTIVATIONS]
    assert parts["TraceRequest"]["properties"]["loss"]["enum"] == [*LOSSES]
    for table, part in ((OPTIMIZERS, "TraceRequest"), (INITIALIZERS, "NetworksRequest")):
        key = "optimizer" if table is OPTIMIZERS else "initializer"
        assert [*parts[part]["properties"][key]["discriminator"]["mapping"]] == sorted(table)


def test_requests_refuse_and_answers_allow_unknown_keys(schema: dict[str, Any]) -> None:
    parts = schema["components"]["schemas"]
    requests = {name for name, part in parts.items() if part.get("additionalProperties") is False}
    assert {f"{name}Request" for name in ("Forward", "Backward", "Step", "Trace", "Networks")} <= requests
    assert not {name for name in requests if name.endswith("Answer")}


def test_the_schema_of_one_application_is_that_of_another(schema: dict[str, Any]) -> None:
    with client_of() as other:
        assert other.get("/openapi.json").json() == schema
