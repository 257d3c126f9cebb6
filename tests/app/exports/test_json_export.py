"""The JSON export is what the API answers, so that what was saved can be posted again."""

import json
from typing import Any

import pytest

from app.exports.json_export import json_export
from app.wire import TraceAnswer
from tests.app.client import Client
from tests.app.exports.samples import EXPERIMENTS, SATURATED, STEPS, request_of

ALL = EXPERIMENTS | SATURATED


@pytest.mark.parametrize("name", ALL)
def test_the_experiment_posted_step_by_step_is_answered_by_its_traces(name: str, client: Client) -> None:
    document: dict[str, Any] = json.loads(json_export(request_of(ALL[name])))
    assert list(document) == ["schema_version", "title", "link", "experiment", "traces"]
    assert len(document["traces"]) == STEPS
    body = document["experiment"]
    for trace in document["traces"]:
        assert client.answer("/trace", body) == trace
        TraceAnswer.model_validate(trace)
        body["optimizer_state"] = trace["optimizer_state"]
        for layer, traced in zip(body["network"]["layers"], trace["layers"][1:], strict=True):
            layer["weights"], layer["biases"] = traced["updated_weights"], traced["updated_biases"]


def test_title_and_link_are_carried() -> None:
    document = json.loads(json_export(request_of(ALL["preset xor"], title='A "title" <b>', link="/?preset=xor#step=3")))
    assert document["schema_version"] == 1
    assert (document["title"], document["link"]) == ('A "title" <b>', "/?preset=xor#step=3")
