"""The one shape of errors: every error in every test goes through `problem_of`."""

from typing import Any

import httpx

from app.problems import PROBLEMS
from tests.app.client import strictly

KEYS = {"type", "title", "status", "detail", "errors"}
MEMBERS_OF_DIVERGED = {"layer", "quantity"}


def problem_of(answer: httpx.Response, name: str) -> dict[str, Any]:
    """The problem document of ``answer``, which must be of the kind ``name`` and well formed in every respect."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.headers["cache-control"] == "no-store"
    document: dict[str, Any] = strictly(answer.content)
    kind = PROBLEMS[name]
    assert document["type"] == kind.type, document
    assert (document["title"], document["status"]) == (kind.title, kind.status)
    assert document["status"] == answer.status_code
    assert document.keys() == KEYS | (MEMBERS_OF_DIVERGED if name == "diverged" else set())
    assert document["detail"].strip() == document["detail"] != ""
    assert len(document["detail"]) < 500
    for entry in document["errors"]:
        assert entry.keys() == {"pointer", "detail"}
        assert isinstance(entry["pointer"], str)
        assert isinstance(entry["detail"], str)
        assert entry["detail"]
    return document


def resolve(value: Any, pointer: str) -> Any:
    """What a JSON pointer (RFC 6901) finds in ``value``; KeyError or IndexError where it leads nowhere."""
    assert pointer == "" or pointer.startswith("/")
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value
