"""GET /export: an experiment and its learning steps as a file, named by a link."""

from typing import Any
from urllib.parse import unquote_plus

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.admission import check_recorded
from app.exports.asking import FaultyLink, export_request
from app.exports.export import Export
from app.exports.index import EXPORTS, file_name, find_export
from app.exports.request import ExportRequest
from app.limits import EXPORTED, LINK, STEPS
from app.links.address import said_twice
from app.links.values import Integer, Misread
from app.operation import writers
from app.problems import problem_response, problem_responses
from engine import InvalidNumber
from engine.errors import shown

_OURS = ("format", "steps")
_STEPS = Integer(1)  # how many are too many is a limit's to say
_PASSES = 8  # arrays as large as the network, or as all that its neurons do, in a learning step: at the most


_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "format",
        "in": "query",
        "description": "what is written",
        "schema": {"type": "string", "enum": list(EXPORTS), "default": next(iter(EXPORTS)), "examples": ["csv"]},
    },
    {
        "name": "steps",
        "in": "query",
        "description": "learning steps to hold; where nothing is said, all up to the one of the link",
        "schema": {"type": "integer", "minimum": 1, "examples": [3]},
    },
    {
        "name": "preset",
        "in": "query",
        "description": "as in a link; so may every other key of one be said",
        "schema": {"type": "string", "examples": ["xor"]},
    },
]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {entry.media_type.partition(";")[0]: {"schema": {}} for entry in EXPORTS.values()},
    }
}

router = APIRouter(tags=["Embedding"])


@router.get(
    "/export",
    response_class=Response,
    responses=_FILE | problem_responses(422),
    summary="A link as a file",
    openapi_extra={"parameters": _PARAMETERS},
)
async def get_export(request: Request) -> Response:
    """The query is that of a link, with `format` and `steps` besides; `step`, `at` and `of` may stand in it too."""
    return await to_thread.run_sync(_answer, request.url.query, limiter=writers)


def _answer(query: str) -> Response:
    LINK.check(len(query))
    asked, link, faults = _divide(query)
    export = find_export(asked.get("format", next(iter(EXPORTS))))
    steps = _number(asked["steps"]) if "steps" in asked else None
    try:
        work = export_request(f"?{link}", steps, faults)
    except FaultyLink as error:
        return problem_response("faulty-link", str(error), [{"pointer": "", "detail": fault} for fault in error.faults])
    _admit(work)
    return Response(export.write(work).encode(), headers=_headers(work, export), media_type=export.media_type)


def _divide(query: str) -> tuple[dict[str, str], str, list[str]]:
    """What is said about the export; the rest as it came, the query of a link; and what is said twice, as faults."""
    asked: dict[str, str] = {}
    rest, faults = [], []
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        if name not in _OURS:
            rest.append(pair)
        elif name in asked:
            faults.append(said_twice(name))
        else:
            asked[name] = unquote_plus(value)
    return asked, "&".join(rest), faults


def _number(text: str) -> int:
    try:
        return _STEPS.read(text)
    except Misread:
        raise InvalidNumber(f"steps is {shown(text)}; expected {_STEPS.words}", ("steps",)) from None


def _admit(work: ExportRequest) -> None:
    """Raise LimitExceeded where it is too much to compute, or to send."""
    STEPS.check(work.steps, ("steps",))
    network, examples = work.experiment.network, len(work.experiment.batch.inputs)
    EXPORTED.check(work.steps * _PASSES * (network.parameter_count + examples * sum(network.sizes)), ("steps",))
    check_recorded(work.experiment, work.steps)


def _headers(work: ExportRequest, export: Export) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{file_name(work, export)}"',
        "Cache-Control": "no-cache",
    }
