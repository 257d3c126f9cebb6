"""Every error, whatever raised it, becomes one problem document."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from app.limits import LimitExceeded
from app.problems import problem_response
from engine import Diverged, EngineError, InvalidNumber, ShapeMismatch, UndefinedPair, UnknownName

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
}

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
    # What came is in each message of pydantic's only for choices; the input itself may be huge or not JSON.
    details = [
        {"pointer": pointer([part for part in entry["loc"] if part != "body"]), "detail": _what_came(entry)}
        for entry in error.errors()
    ]
    first = details[0]
    return problem_response("invalid-request", f"{first['pointer'] or 'the body'}: {first['detail']}", details)


def _http_error(error: HTTPException, scope: Scope) -> Response:
    headers = dict(error.headers or {})
    detail = error.detail
    if error.status_code == 405:
        allowed = {method.strip() for method in headers.get("Allow", "").split(",")}
        headers["Allow"] = ", ".join(sorted(allowed | ({"HEAD"} if "GET" in allowed else set())))
        detail = f"{_cut(scope['path'])} takes {headers['Allow']}, got {_cut(scope['method'])}"
    elif detail == HTTPStatus(error.status_code).phrase:
        detail = f"{scope['method']} {_cut(scope['path'])}: {detail.lower()}"
    return problem_response(_HTTP_PROBLEMS.get(error.status_code, "bad-request"), detail, headers=headers)


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _what_came(entry: dict[str, Any]) -> str:
    message = str(entry["msg"])
    came = entry.get("input")
    if isinstance(came, str | int | float | None) and entry["type"] not in ("missing", "extra_forbidden"):
        shown = repr(came)
        return f"{message}, got {shown if len(shown) <= 80 else shown[:80] + '…'}"
    return message
