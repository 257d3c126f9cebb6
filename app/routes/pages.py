"""The pages for people: the visualizer, the API's documentation, what each kind of problem means."""

from fastapi import APIRouter, Request
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app import __version__
from app.assets import asset_dir, asset_url
from app.problems import PROBLEMS
from engine import PRESETS

router = APIRouter(include_in_schema=False)

_templates = Jinja2Templates(directory=asset_dir("templates"))
_templates.env.globals.update(asset_url=asset_url, version=__version__)

_DEFAULT_PRESET = next(iter(PRESETS))
_THEMES = ("light", "dark", "projector")


@router.get("/")
async def get_index(request: Request) -> Response:
    """The visualizer. The address says what to show; the page reads it again and reports what is wrong with it."""
    asked = request.query_params.get("preset", _DEFAULT_PRESET)
    preset = PRESETS.get(asked, PRESETS[_DEFAULT_PRESET])
    theme = request.query_params.get("theme")
    content = {"preset": preset, "theme": theme if theme in _THEMES else None}
    return _templates.TemplateResponse(request, "index.html", content)


@router.get("/docs")
async def get_docs(request: Request) -> Response:
    """The API's documentation; everything it loads comes from this server."""
    return _templates.TemplateResponse(request, "docs.html")


@router.get("/problems/{name}")
async def get_problem(request: Request, name: str) -> Response:
    """What a kind of problem means."""
    if name not in PROBLEMS:
        raise HTTPException(404, f"no problem {name!r}; there are {', '.join(PROBLEMS)}")
    return _templates.TemplateResponse(request, "problem.html", {"problem": PROBLEMS[name]})


@router.get("/favicon.ico")
async def get_favicon() -> Response:
    """Browsers ask for it unasked."""
    return RedirectResponse(asset_url("favicon.svg"))
