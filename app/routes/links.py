"""GET /link: what an address stands for. POST /link: the address of a network with its numbers."""

from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from app.json_answer import JSONAnswer, to_json
from app.links import parse_link
from app.operation import OperationRoute, workers
from app.problems import problem_responses
from app.wire.links import LinkAnswer, LinkRequest, WrittenLink, link_answer, written_link

router = APIRouter(prefix="/api/v1", tags=["Links"])
_operations = APIRouter(
    prefix="/api/v1", route_class=OperationRoute, tags=["Links"], responses=problem_responses(400, 413, 415, 422)
)


@router.get("/link", response_model=LinkAnswer, summary="What a link stands for")
async def get_link(request: Request) -> Response:
    """The query is that of a link; `step`, `at` and `of` may stand in it too. The keys are in the catalog.

    What cannot be understood is told in `faults`, and the answer is what the page would show.
    """
    return await to_thread.run_sync(_answer, f"?{request.url.query}", limiter=workers)


def _answer(query: str) -> Response:
    return JSONAnswer(to_json(link_answer(parse_link(query, place_in_query=True))))


@_operations.post("/link", response_model=WrittenLink, summary="The link of a network")
def post_link(request: LinkRequest) -> dict[str, Any]:
    """The shortest link that stands for exactly these numbers: what differs from a preset, or from a recipe."""
    return written_link(request)


router.routes.extend(_operations.routes)
