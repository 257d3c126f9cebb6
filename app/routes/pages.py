"""The pages for people: the visualizer, the API's documentation, what each kind of problem means."""

from typing import Any

from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app import __version__
from app.assets import asset_dir, asset_url
from app.problems import PROBLEMS
from engine import PRESETS
from engine.errors import shown

_templates = Jinja2Templates(directory=asset_dir("templates"))
_templates.env.globals.update(asset_url=asset_url, version=__version__)

_DEFAULT_PRESET = next(iter(PRESETS))
THEMES = ("light", "dark", "projector")


async def get_index(request: Request) -> Response:
    """The visualizer. The address says what to show; the page reads it again and reports what is wrong with it."""
    asked = request.query_params.get("preset", _DEFAULT_PRESET)
    preset = PRESETS.get(asked, PRESETS[_DEFAULT_PRESET])
    theme = request.query_params.get("theme")
    return _page(request, "index.html", preset=preset, theme=theme if theme in THEMES else None)


async def get_docs(request: Request) -> Response:
    """The API's documentation; everything it loads comes from this server."""
    return _page(request, "docs.html")


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
    return _templates.TemplateResponse(request, template, context, headers={"Cache-Control": "no-cache"})


routes = [
    Route("/", get_index),
    Route("/docs", get_docs),
    Route("/problems/{name}", get_problem),
    Route("/favicon.ico", get_favicon),
]
