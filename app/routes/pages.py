"""The pages for people: the visualizer, the documentation of API and links, what each kind of problem means."""

from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.assets import asset_url
from app.embedding import canonical_embedding, origin_of
from app.envelope import set_framing
from app.exports.index import EXPORTS
from app.links import parse_link
from app.links.reference import EXAMPLES, SECTIONS
from app.operation import workers
from app.problems import PROBLEMS
from app.rendering import templates
from engine.errors import shown


async def get_index(request: Request) -> Response:
    """The visualizer. The address says what to show; the page reads it again and reports what is wrong with it.

    It is made in a worker thread: the numbers of a large network take a while to unpack.
    """
    set_framing(request.scope, "shows embeds")
    return await to_thread.run_sync(_index, request, limiter=workers)


def _index(request: Request) -> Response:
    link = parse_link(f"?{request.url.query}")
    embedding = canonical_embedding(link, origin_of(request))
    page = _page(request, "index.html", title=link.title, embedding=embedding, theme=link.presentation["theme"])
    page.headers["Vary"] = "Host"  # its addresses for other sites are absolute
    return page


async def get_handout(request: Request) -> Response:
    """A learning step on paper. The page reads the link and reports what is wrong with it."""
    return _page(request, "handout.html", theme="print")


async def get_docs(request: Request) -> Response:
    """The API's documentation; everything it loads comes from this server."""
    return _page(request, "docs.html")


async def get_links(request: Request) -> Response:
    """What an address may carry."""
    return _page(request, "links.html", sections=SECTIONS, examples=EXAMPLES, formats=EXPORTS)


async def get_problem(request: Request) -> Response:
    """What a kind of problem means."""
    name = request.path_params["name"]
    if name not in PROBLEMS:
        raise HTTPException(404, f"no problem {shown(name)}; there are {', '.join(PROBLEMS)}")
    return _page(request, "problem.html", problem=PROBLEMS[name])


async def get_favicon(request: Request) -> Response:
    """Browsers ask for it unasked."""
    return RedirectResponse(asset_url("favicon.svg"))


def _page(request: Request, template: str, **context: Any) -> Response:
    # The page names the built files by their hashes, so an old copy of it could ask for files that are gone.
    return templates().TemplateResponse(request, template, context, headers={"Cache-Control": "no-cache"})


routes = [
    Route("/", get_index),
    Route("/handout", get_handout),
    Route("/docs", get_docs),
    Route("/links", get_links),
    Route("/problems/{name}", get_problem),
    Route("/favicon.ico", get_favicon),
]
