"""OperationRoute: how a POST operation is served. Read the body, check it, call the endpoint, write the answer.

FastAPI's own handler reads bodies with the standard ``json`` and goes through its dependency solver; this one hands
the bytes to pydantic in one pass and writes arrays straight to JSON. The signature of the endpoint still makes the
schema. A request that could keep others waiting is answered in a worker thread.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.errors import MalformedJSON
from app.json_answer import JSONAnswer, to_json
from app.limits import BODY_BYTES, INLINE_BYTES, INLINE_MULTIPLY_ADDS, WORKER_THREADS
from app.wire import OperationRequest

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_workers = CapacityLimiter(WORKER_THREADS)


class OperationRoute(APIRoute):
    """A route whose endpoint is a plain function from one request model to an answer."""

    def get_route_handler(self) -> Handler:
        """The handler of the operation; routes without a body keep FastAPI's."""
        if self.body_field is None:
            return super().get_route_handler()
        model: Any = self.body_field.field_info.annotation
        parse = partial(_parse, TypeAdapter(model))

        def answer(value: OperationRequest) -> Response:
            return JSONAnswer(to_json(self.endpoint(value)))

        def answer_bytes(body: bytes) -> Response:
            return answer(parse(body))

        async def handle(request: Request) -> Response:
            body = await _read_json(request)
            if len(body) > INLINE_BYTES:
                return await to_thread.run_sync(answer_bytes, body, limiter=_workers)
            value = parse(body)
            if value.multiply_adds > INLINE_MULTIPLY_ADDS:
                return await to_thread.run_sync(answer, value, limiter=_workers)
            return answer(value)

        return handle


def _parse(adapter: TypeAdapter[OperationRequest], body: bytes) -> OperationRequest:
    try:
        return adapter.validate_json(body)
    except ValidationError as error:
        entries = error.errors(include_url=False, include_context=False)
        if entries[0]["type"] == "json_invalid":
            raise MalformedJSON(entries[0]["msg"]) from None
        raise RequestValidationError(entries) from None


async def _read_json(request: Request) -> bytes:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != "application/json" and not (
        content_type.startswith("application/") and content_type.endswith("+json")
    ):
        raise HTTPException(415, f"expected application/json, got {content_type or 'no content type'}")
    # The length that a client announces is a promise; what counts is what arrives.
    chunks: list[bytes] = []
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > BODY_BYTES.value:
            raise HTTPException(413, f"the body is over {BODY_BYTES.value:,} bytes", {"Connection": "close"})
        chunks.append(chunk)
    return b"".join(chunks)
