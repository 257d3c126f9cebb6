"""Every error, whatever raised it, becomes one problem document."""

import logging
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from app.limits import LimitExceeded
from app.problems import problem_response
from engine import Diverged, EngineError, InvalidNumber, ShapeMismatch, UndefinedPair, UnknownName
from engine.errors import counted, shown

_ENGINE_PROBLEMS: dict[type[EngineError], str] = {
    ShapeMismatch: "shape-mismatch",
    InvalidNumber: "invalid-number",
    UnknownName: "unknown-name",
    UndefinedPair: "undefined-pair",
    Diverged: "diverged",
    LimitExceeded: "limit-exceeded",
}
_HTTP_PROBLEMS = {
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "unsupported-media-type",
    501: "not-offered",
}
# Kinds of pydantic's that say the same as errors of the engine; all others are "invalid-request".
_VALIDATION_PROBLEMS = {
    "union_tag_invalid": "unknown-name",
    "greater_than_equal": "invalid-number",
    "less_than": "invalid-number",
    "less_than_equal": "invalid-number",
}
_MOST_ERRORS = 20  # in one document; nobody reads on, and a hostile body could hold thousands
_LONGEST_KEY = 100  # in a pointer; a longer one is pointed at by what holds it

_PYTHON_WORDS = re.compile(r"a valid (?:(list)|dictionary or instance of \w+)")

_log = logging.getLogger("backprop_visualizer")


class MalformedJSON(Exception):
    """A body that is not JSON; the message says where reading stopped."""


def pointer(place: Sequence[str | int]) -> str:
    """The JSON pointer (RFC 6901) to ``place``; the root is the empty string."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in place)


def problem_for(error: Exception, scope: Scope) -> Response:
    """The answer to ``scope`` that tells of ``error``."""
    match error:
        case EngineError():
            return _engine_error(error)
        case RequestValidationError():
            return _validation_error(error)
        case MalformedJSON():
            return problem_response("malformed-json", str(error))
        case HTTPException():
            return _http_error(error, scope)
        case _:
            _log.error("%s %s", scope["method"], scope["path"], exc_info=error)
            return problem_response("internal-error", "an unexpected error; nothing was changed")


def _engine_error(error: EngineError) -> Response:
    extensions: dict[str, Any] = {}
    if isinstance(error, Diverged):
        extensions = {"layer": error.layer, "quantity": error.quantity}
    at = [{"pointer": pointer(error.where), "detail": error.detail}]
    return problem_response(_ENGINE_PROBLEMS[type(error)], error.detail, at, **extensions)


def _validation_error(error: RequestValidationError) -> Response:
    entries = error.errors()
    details = []
    for entry in entries[:_MOST_ERRORS]:
        place, came = _find(error.body, entry["loc"])
        details.append({"pointer": pointer(place), "detail": _sentence(entry, came)})
    first = details[0]
    more = f" (and {counted(len(entries) - 1, 'more mistake')})" if len(entries) > 1 else ""
    name = _VALIDATION_PROBLEMS.get(entries[0]["type"], "invalid-request")
    return problem_response(name, f"{first['pointer'] or 'the body'}: {first['detail']}{more}", details)


def _find(document: Any, loc: Sequence[str | int]) -> tuple[list[str | int], Any]:
    """As far as the document goes along pydantic's ``loc``: the place there, and what came at it.

    What it has not are missing keys, and the names of a union's members, which pydantic puts into ``loc``.
    """
    place = []
    for part in loc:
        match document:
            case dict() if part in document and len(str(part)) <= _LONGEST_KEY:
                document = document[part]
            case list() if isinstance(part, int):
                document = document[part]
            case _:
                continue
        place.append(part)
    return place, document


def _sentence(entry: dict[str, Any], came: Any) -> str:
    """What was expected and what came."""
    match entry["type"]:
        case "missing":
            return f"{entry['loc'][-1]!r} is missing"
        case "extra_forbidden":
            return f"unknown key {shown(entry['loc'][-1])}"
        case "union_tag_not_found":
            return "'name' is missing"
        case "union_tag_invalid":
            return f"unknown name {shown(came['name'])}; expected one of {entry['ctx']['expected_tags']}"
    message = str(entry["msg"]).removeprefix("Value error, ").replace("Input should be", "expected")
    message = _PYTHON_WORDS.sub(lambda match: "a list" if match[1] else "an object", message)
    return f"{message}, got {_in_json(came)}"


def _in_json(value: Any) -> str:
    """``value`` in the words of JSON, cut where it is long."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "an object"
        case list():
            return "a list"
        case str():
            return f"the text {shown(value)}"
        case _:
            return shown(value)


def _http_error(error: HTTPException, scope: Scope) -> Response:
    headers = dict(error.headers or {})
    detail = error.detail
    if error.status_code == 405:
        told = {method.strip() for method in headers.get("Allow", "").split(",")}
        allowed = (told | _methods_at(scope)) - {""}
        headers["Allow"] = ", ".join(sorted(allowed | ({"HEAD"} if "GET" in allowed else set())))
        detail = f"{_cut(scope['path'])} takes {headers['Allow']}, got {_cut(scope['method'])}"
    elif detail == HTTPStatus(error.status_code).phrase:
        detail = f"{scope['method']} {_cut(scope['path'])}: {detail.lower()}"
    return problem_response(_HTTP_PROBLEMS.get(error.status_code, "bad-request"), detail, headers=headers)


def _methods_at(scope: Scope) -> set[str]:
    """What can be asked for at this address; one path may have several routes, each with a method of its own."""
    routes = [route for route in scope["app"].routes if route.matches(scope)[0] is not Match.NONE]
    return {method for route in routes for method in getattr(route, "methods", None) or ()}


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
