"""OperationRoute: how a POST operation is served. Read the body, check it, call the endpoint, write the answer.

FastAPI's own handler reads bodies with the standard ``json`` and goes through its dependency solver; this one has
faster ways for both and writes arrays straight to JSON. The signature of the endpoint still makes the schema. A
request that could keep others waiting is answered in a worker thread.
"""

from collections.abc import Callable
from typing import Any

import orjson
from anyio import CapacityLimiter, to_thread
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import MalformedJSON
from app.json_answer import JSONAnswer, to_json, to_json_in_pieces
from app.limits import BODY_BYTES, INLINE_BYTES, INLINE_WORK, KEYS, LISTS, VALUES, WORKER_THREADS
from app.wire import OperationRequest
from engine import InvalidNumber

workers = CapacityLimiter(WORKER_THREADS)
"""Of everybody who has something long to compute."""

writers = CapacityLimiter(1)
"""Of exports: they take longest, and wait for each other rather than let the others wait for them."""


class OperationRoute(APIRoute):
    """A route whose endpoint is a plain function from one request model to an answer."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        if self.body_field is not None:
            self.app = _serve(endpoint, self.body_field.field_info.annotation)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As every route, but quick to say no."""
        return super().matches(scope) if scope["path"].endswith(self.path) else (Match.NONE, {})


def _serve(endpoint: Callable[[Any], Any], model: Any) -> ASGIApp:
    """The ASGI application that answers with what ``endpoint`` makes of a ``model``."""
    validate = TypeAdapter[OperationRequest](model).validate_python

    def answer_slowly(value: OperationRequest) -> Response:
        return JSONAnswer(to_json_in_pieces(endpoint(value)))

    def read_and_answer_slowly(body: bytes) -> Response:
        value = _check(validate, body)
        value.admit()
        return answer_slowly(value)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        body = await _read(scope, receive)
        if len(body) > INLINE_BYTES:
            response = await to_thread.run_sync(read_and_answer_slowly, body, limiter=workers)
        else:
            value = _check(validate, body)
            if value.admit() > INLINE_WORK:
                response = await to_thread.run_sync(answer_slowly, value, limiter=workers)
            else:
                response = JSONAnswer(to_json(endpoint(value)))
        await response(scope, receive, send)

    return serve


def _check(validate: Callable[[Any], OperationRequest], body: bytes) -> OperationRequest:
    # Near enough, and known before anything is built.
    VALUES.check(body.count(b","))
    LISTS.check(body.count(b"["))
    KEYS.check(body.count(b":"))
    document = _parse(body)
    try:
        return validate(document)
    except ValidationError as error:
        entries = error.errors(include_url=False, include_input=False)
        raise RequestValidationError(entries, body=document) from None


def _parse(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        return from_json(body)  # takes NaN and 1e999 as well, so that the mistake can be told with its place
    except ValueError as error:
        message = str(error)
    if message.startswith("number out of range"):  # an integer of thousands of digits: JSON, but not for us
        raise InvalidNumber(message)
    raise MalformedJSON(message)


async def _read(scope: Scope, receive: Receive) -> bytes:
    headers = dict(scope["headers"])
    content_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if content_type != b"application/json" and not (
        content_type.startswith(b"application/") and content_type.endswith(b"+json")
    ):
        came = content_type.decode("latin-1") or "no content type"
        raise HTTPException(415, f"expected application/json, got {came}")
    announced = headers.get(b"content-length", b"")
    if announced.isdigit() and int(announced[:18]) > BODY_BYTES.value:
        raise _too_large()
    # The length that a client announces is a promise; what counts is what arrives.
    chunks: list[bytes] = []
    received = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        received += len(chunk)
        if received > BODY_BYTES.value:
            raise _too_large()
        chunks.append(chunk)
        more = message.get("more_body", False)
    return b"".join(chunks)


def _too_large() -> HTTPException:
    return HTTPException(413, f"the body is over {BODY_BYTES.value:,} bytes", {"Connection": "close"})
