"""GET /catalog, /presets: everything that has a name, from the engine's tables."""

from functools import partial

from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.documents import Document
from app.exports.index import EXPORTS
from app.problems import problem_responses
from app.routes.explanations import EXPLANATIONS
from app.wire import PresetAnswer, preset_answer
from app.wire.catalog import CatalogAnswer, catalog_answer
from engine import PRESETS
from engine.errors import shown

router = APIRouter(prefix="/api/v1", tags=["Catalog"])

_CATALOG = Document(partial(catalog_answer, EXPLANATIONS, EXPORTS.values()))
_PRESETS = Document(lambda: [preset_answer(preset) for preset in PRESETS.values()])
_EACH_PRESET = {name: Document(partial(preset_answer, preset)) for name, preset in PRESETS.items()}


@router.get("/catalog", response_model=CatalogAnswer, summary="Everything that has a name")
async def get_catalog(request: Request) -> Response:
    """Activations, losses, optimizers and initializers with their parameters, the equations, and the limits."""
    return await _CATALOG.answer(request)


@router.get("/presets", response_model=list[PresetAnswer], summary="All presets")
async def get_presets(request: Request) -> Response:
    """The networks of the source texts and published examples, each ready to post to /trace."""
    return await _PRESETS.answer(request)


@router.get("/presets/{id}", response_model=PresetAnswer, responses=problem_responses(404, 422), summary="One preset")
async def get_preset(request: Request, id: str = Path(examples=["2-2-2"])) -> Response:
    """One preset, ready to post to /trace."""
    if id not in _EACH_PRESET:
        raise HTTPException(404, f"no preset {shown(id)}; there are {', '.join(_EACH_PRESET)}")
    return await _EACH_PRESET[id].answer(request)
