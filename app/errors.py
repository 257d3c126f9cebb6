"""Every error, whatever raised it, becomes one problem document."""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

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


def register_error_handlers(app: FastAPI) -> None:
    """Send every error of ``app`` through one of the handlers below."""
    app.add_exception_handler(EngineError, _engine_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(MalformedJSON, _malformed_json)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unexpected_error)


async def _engine_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, EngineError)
    extensions: dict[str, Any] = {}
    if isinstance(error, Diverged):
        extensions = {"layer": error.layer, "quantity": error.quantity}
    at = [{"pointer": pointer(error.where), "detail": error.detail}]
    return problem_response(_ENGINE_PROBLEMS[type(error)], error.detail, at, **extensions)


async def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # What came is in each message of pydantic's only for choices; the input itself may be huge or not JSON.
    details = [
        {"pointer": pointer([part for part in entry["loc"] if part != "body"]), "detail": _what_came(entry)}
        for entry in error.errors()
    ]
    first = details[0]
    return problem_response("invalid-request", f"{first['pointer'] or 'the body'}: {first['detail']}", details)


def _what_came(entry: dict[str, Any]) -> str:
    message = str(entry["msg"])
    came = entry.get("input")
    if isinstance(came, str | int | float | None) and entry["type"] not in ("missing", "extra_forbidden"):
        shown = repr(came)
        return f"{message}, got {shown if len(shown) <= 80 else shown[:80] + '…'}"
    return message


async def _malformed_json(request: Request, error: Exception) -> Response:
    return problem_response("malformed-json", str(error))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    name = _HTTP_PROBLEMS.get(error.status_code, "bad-request")
    detail = error.detail
    if detail == HTTPStatus(error.status_code).phrase:
        detail = f"{request.method} {request.url.path}: {detail.lower()}"
    return problem_response(name, detail, headers=dict(error.headers or {}))


async def _unexpected_error(request: Request, error: Exception) -> Response:
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return problem_response("internal-error", "an unexpected error; nothing was changed")
