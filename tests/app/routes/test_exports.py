"""GET /export: a file for a link, and a problem for one that is not understood."""

import json
from typing import Any

import httpx
import pytest

from app.exports.asking import export_request
from app.exports.index import EXPORTS
from app.limits import EXPORTED, LINK, STEPS
from app.links import format_link, parse_link
from app.operation import writers
from engine import PRESETS
from tests.app.client import Client
from tests.app.problem import problem_of
from tests.app.recorded import records_in

EVERY_FORMAT = pytest.mark.parametrize("name", EXPORTS)


def export(client: Client, query: str) -> httpx.Response:
    answer = client.get(f"/export?{query}")
    assert answer.status_code == 200, answer.text
    return answer


@EVERY_FORMAT
@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_comes_in_every_format(client: Client, name: str, preset: str) -> None:
    answer = export(client, f"preset={preset}&format={name}&steps=2")
    assert answer.text == EXPORTS[name].write(export_request(f"/?preset={preset}", 2))
    assert answer.headers["content-type"] == EXPORTS[name].media_type
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="backprop-')
    assert disposition.endswith(f'-2-steps{EXPORTS[name].ending}"')


def test_the_file_is_named_after_the_experiment(client: Client) -> None:
    disposition = export(client, "preset=xor&format=csv&steps=3").headers["content-disposition"]
    assert disposition == 'attachment; filename="backprop-xor-in-tanh-3-steps.csv"'


def traces(answer: httpx.Response) -> list[Any]:
    document = json.loads(answer.text)
    assert isinstance(document["traces"], list)
    return document["traces"]


@pytest.mark.parametrize(
    ("query", "steps"), [("", 1), ("steps=2", 2), ("step=3", 3), ("step=3&at=d2", 3), ("step=3&steps=1", 1), ("&&", 1)]
)
def test_as_many_steps_as_asked_for_or_up_to_where_the_link_stands(client: Client, query: str, steps: int) -> None:
    assert len(traces(export(client, f"format=json&{query}"))) == steps


def test_the_first_format_is_the_usual_one(client: Client) -> None:
    assert export(client, "").headers["content-type"] == next(iter(EXPORTS.values())).media_type


def test_what_concerns_the_export_is_no_part_of_the_link(client: Client) -> None:
    document = export(client, "format=json&preset=2-2-2&steps=2&at=d2").json()
    assert document["link"] == "/?v=1&preset=2-2-2#at=d2"
    assert document["title"] == "2-2-2, worked by hand"
    assert export(client, "format=json").json()["link"] == "/"


def test_a_network_of_ones_own_is_exported_with_its_numbers(client: Client) -> None:
    query = "net=2-3-1&act=tanh,sigmoid&loss=binary_cross_entropy&seed=7&x=0.5,-1&y=1&opt=adam&lr=0.5&format=json"
    experiment = export(client, query).json()["experiment"]
    assert experiment["inputs"] == [[0.5, -1.0]]
    assert experiment["optimizer"]["name"] == "adam"
    assert [len(layer["weights"]) for layer in experiment["network"]["layers"]] == [3, 1]


@pytest.mark.parametrize("query", ["preset=none", "nonsense=1", "theme=pink", "net=2-3&act=tanh&loss=none", "w=1,2"])
@pytest.mark.parametrize("name", ["csv", "numpy"])
def test_nothing_is_exported_for_a_link_that_is_not_understood(client: Client, query: str, name: str) -> None:
    document = problem_of(client.get(f"/export?{query}&format={name}"), "faulty-link")
    mistakes = parse_link(f"?{query}", place_in_query=True).mistakes
    assert [entry["detail"] for entry in document["errors"]] == list(mistakes)
    assert mistakes[0] in document["detail"]


def test_every_fault_is_told(client: Client) -> None:
    document = problem_of(client.get("/export?nonsense=1&theme=pink"), "faulty-link")
    assert len(document["errors"]) == 2
    assert "1 more fault" in document["detail"]


@pytest.mark.parametrize("name", ["format", "steps"])
def test_what_is_said_twice_is_a_fault_like_every_other(client: Client, name: str) -> None:
    value = {"format": "json", "steps": "2"}[name]
    document = problem_of(client.get(f"/export?{name}={value}&preset=xor&theme=pink&{name}={value}"), "faulty-link")
    told = [entry["detail"] for entry in document["errors"]]
    assert told[0] == f"The address has {name} twice; the first counts."
    assert len(told) == 2


def test_an_address_is_measured_before_it_is_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.routes.exports.export_request", None)
    document = problem_of(client.get(f"/export?{'format=json&' * 3000}"), "limit-exceeded")
    assert LINK.what in document["detail"]


@pytest.mark.parametrize("steps", ["", "0", "-1", "1.5", "abc", "1e3", "٣", "9" * 5000])
def test_steps_are_a_number_from_one_up(client: Client, steps: str) -> None:
    document = problem_of(client.get(f"/export?preset=xor&steps={steps}"), "invalid-number")
    assert document["errors"][0]["pointer"] == "/steps"
    assert "expected a whole number from 1 up" in document["detail"]


def test_an_unknown_format_is_told_with_the_choices(client: Client) -> None:
    document = problem_of(client.get("/export?format=xls"), "unknown-name")
    assert "csv" in document["detail"]


@EVERY_FORMAT
def test_too_many_steps_are_refused(client: Client, name: str) -> None:
    problem_of(client.get(f"/export?format={name}&steps={STEPS.value + 1}"), "limit-exceeded")
    document = problem_of(client.get(f"/export?format={name}&net=100-100-1&steps=1000"), "limit-exceeded")
    assert EXPORTED.what in document["detail"]


def test_a_run_that_diverges_is_told(client: Client) -> None:
    link = "net=1-1&act=linear,linear&x=9&y=0&lr=1000000&steps=200&format=csv"
    problem_of(client.get(f"/export?{link.replace('linear,linear', 'linear')}"), "diverged")


def test_it_is_written_in_a_thread_that_only_exports_wait_for(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    limiters = []

    async def watched(function: Any, *arguments: Any, limiter: Any) -> Any:
        limiters.append(limiter)
        return function(*arguments)

    monkeypatch.setattr("app.routes.exports.to_thread.run_sync", watched)
    export(client, "preset=xor")
    assert limiters == [writers]


def test_a_link_that_was_written_for_an_experiment_is_exported_whole(client: Client) -> None:
    link = parse_link("?preset=xor&lr=0.25")
    query = format_link(link.experiment, link.origin, link.presentation, link.place).lstrip("/?")
    document = export(client, f"{query}&format=json").json()
    assert document["experiment"]["optimizer"]["learning_rate"] == 0.25


def test_a_file_carries_the_steps_that_were_asked_for_whatever_its_link_says(client: Client) -> None:
    text = client.get("/export?preset=xor&format=html&steps=2&step=40").text
    records = records_in(text)
    assert len(records["traces"]) == records["link"]["place"]["step"] == 2
