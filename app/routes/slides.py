"""/slides: a lecture that is ready to be given. /reveal-backprop.js: our plug-in, for decks of anybody's."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.assets import BuiltFiles, asset_dir, manifest
from app.envelope import set_framing
from app.links.looks import THEMES
from app.rendering import templates

_THEMES = frozenset(THEMES) - {"clear"}  # a lecture stands on no page whose ground could show through


async def get_slides(request: Request) -> Response:
    """The lecture, in the theme that is asked for."""
    set_framing(request.scope, "lecture")
    theme = request.query_params.get("theme")
    context = {"theme": theme if theme in _THEMES else None}
    return templates().TemplateResponse(request, "slides.html", context, headers={"Cache-Control": "no-cache"})


async def get_plugin(request: Request) -> Response:
    """The plug-in at an address that stays, so it is asked for again each time, and sent again when it has changed."""
    built = BuiltFiles(directory=asset_dir("static") / "dist", check_dir=False)
    response = await built.get_response(manifest()["reveal-backprop.js"], request.scope)
    response.headers["Cache-Control"] = "no-cache"
    return response


routes = [
    Route("/slides", get_slides),
    Route("/reveal-backprop.js", get_plugin),
]
