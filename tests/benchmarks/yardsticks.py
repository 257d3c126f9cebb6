"""What the API is measured against: FastAPI as its tutorial shows it."""

from typing import Any

import numpy as np
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from app.wire import TraceAnswer, TraceRequest, trace_answer
from engine import record


def empty() -> FastAPI:
    """One route that answers with a text."""
    app = FastAPI()

    @app.get("/", response_class=PlainTextResponse)
    async def get_text() -> str:
        return "ok"

    return app


def typed() -> FastAPI:
    """The trace by way of a body model and a declared answer, in nested lists."""
    app = FastAPI()

    @app.post("/")
    async def post_trace(request: TraceRequest) -> TraceAnswer:
        network, batch, loss, regularization = request.problem()
        optimizer, state = request.descent()
        trace = record(network, batch, loss, optimizer, state, regularization)
        return TraceAnswer.model_validate(in_lists(trace_answer(trace)), from_attributes=True)

    return app


def in_lists(value: Any) -> Any:
    """``value`` with a list in the place of every array."""
    match value:
        case dict():
            return {key: in_lists(item) for key, item in value.items()}
        case list():
            return [in_lists(item) for item in value]
        case np.ndarray():
            return value.tolist()
        case _:
            return value
