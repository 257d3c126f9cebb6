"""Kinds of problems: each has an address that names it alone, and an answer of the one shape."""

import json
import re
from http import HTTPStatus

import pytest

from app.problems import PROBLEMS, Problem, ProblemDocument, problem_response, problem_responses

EVERY_KIND = pytest.mark.parametrize("kind", PROBLEMS.values(), ids=lambda kind: kind.name)


@EVERY_KIND
def test_a_kind_has_a_name_for_an_address_the_status_of_an_error_and_advice(kind: Problem) -> None:
    assert re.fullmatch(r"/problems/[a-z]+(-[a-z]+)*", kind.type)
    assert HTTPStatus(kind.status) >= 400
    assert kind.title[-1] != "."
    assert kind.advice.endswith(".")


def test_no_two_kinds_are_called_alike() -> None:
    assert len({kind.title for kind in PROBLEMS.values()}) == len(PROBLEMS)


@EVERY_KIND
def test_an_answer_is_a_document_of_the_shape_that_the_schema_describes(kind: Problem) -> None:
    answer = problem_response(kind.name, "why")
    document = json.loads(bytes(answer.body))
    assert document == {"type": kind.type, "title": kind.title, "status": kind.status, "detail": "why", "errors": []}
    ProblemDocument.model_validate(document, strict=True)
    assert (answer.status_code, answer.media_type) == (kind.status, "application/problem+json")


def test_an_answer_carries_what_is_added_to_it_and_is_never_kept() -> None:
    errors = [{"pointer": "/a~1b", "detail": "\u2028</script>"}]
    answer = problem_response("diverged", "why", errors, {"Allow": "GET"}, layer=2, quantity="z")
    document = json.loads(bytes(answer.body))
    assert (document["errors"], document["layer"], document["quantity"]) == (errors, 2, "z")
    assert (answer.headers["allow"], answer.headers["cache-control"]) == ("GET", "no-store")


def test_the_schema_names_every_kind_that_a_status_can_mean() -> None:
    described = problem_responses(400, 422)
    assert described.keys() == {400, 422}
    for kind in PROBLEMS.values():
        told = [status for status, entry in described.items() if kind.title in entry["description"].split(" · ")]
        assert told == ([kind.status] if kind.status in described else [])
