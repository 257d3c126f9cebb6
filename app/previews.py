"""The preview pictures that other sites show beside a link: one for each preset, and one for networks of one's own."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from app.assets import asset_dir
from app.embedding import NETWORK
from engine import PRESETS
from engine.errors import shown

PREVIEW_WIDTH, PREVIEW_HEIGHT = 1200, 630
"""The size in pixels; what the large cards of the networks ask for."""

PREVIEWS = (*PRESETS, NETWORK)
"""The names of all pictures."""

DAY = 86_400


async def get_preview(request: Request) -> Response:
    """The picture of this name, which may be an older one for a day: the address stays when the picture changes.

    A preset that has just been added has none until ``make picture``; the picture of networks of one's own stands in.

    Raises:
        HTTPException: 404, there is no picture of that name.
    """
    name = request.path_params["name"]
    if name not in PREVIEWS:
        raise HTTPException(404, f"no picture {shown(name)}; there are {', '.join(PREVIEWS)}")
    folder = asset_dir("static") / "previews"
    path = folder / f"{name}.png"
    if not path.is_file():
        path = folder / f"{NETWORK}.png"
    return FileResponse(path, headers={"Accept-Ranges": "none", "Cache-Control": f"public, max-age={DAY}"})


routes = [Route("/previews/{name}.png", get_preview)]
