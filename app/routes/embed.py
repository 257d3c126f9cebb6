"""GET /embed: the visualizer for a frame on anybody's page, with what it shows first in the page itself."""

import gzip

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.embedding import canonical_embedding, origin_of
from app.encodings import accepts
from app.envelope import set_framing
from app.links import parse_link
from app.operation import workers
from app.records import records_of
from app.rendering import render
from engine import Diverged

_LEVEL = 6  # of compression; more takes longer than it saves


async def get_embed(request: Request) -> Response:
    """The frame of a link. It is made in a worker thread: a large network would keep the others waiting."""
    set_framing(request.scope, "allowed")
    return await to_thread.run_sync(_frame, request, limiter=workers)


def _frame(request: Request) -> Response:
    link = parse_link(f"?{request.url.query}")
    try:
        records = records_of(link)
    except Diverged:  # the page asks again and shows the answer
        records = records_of(link, steps=0)
    embedding = canonical_embedding(link, origin_of(request))
    page = render(
        "embed.html", title=link.title, embedding=embedding, theme=link.presentation["theme"], records=records
    ).encode()
    # The page names the built files by their hashes, so an old copy of it could ask for files that are gone.
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding, Host"}
    if accepts(request.headers.get("accept-encoding", ""), "gzip"):
        page = gzip.compress(page, _LEVEL, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return HTMLResponse(page, headers=headers)


routes = [Route("/embed", get_embed)]
