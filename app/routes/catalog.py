"""GET /catalog, /presets: everything that has a name, from the engine's tables."""

import gzip
from dataclasses import asdict
from functools import cache
from typing import Any

import numpy as np
from fastapi import APIRouter, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.limits import LIMITS
from app.operation import JSONAnswer
from app.problems import problem_responses
from app.wire import PresetAnswer, preset_answer
from app.wire.catalog import CatalogAnswer
from engine import ACTIVATIONS, EQUATIONS, INITIALIZERS, LOSSES, OPTIMIZERS, PRESETS, Activation, Equation, Line, Loss
from engine.expressions import parse
from engine.parameters import Parameter, Switch

router = APIRouter(tags=["Catalog"])

_CURVE_Z = np.linspace(-8.0, 8.0, 129)[:, None]


@router.get("/catalog", response_model=CatalogAnswer, summary="Everything that has a name")
async def get_catalog(request: Request) -> Response:
    """Activations, losses, optimizers and initializers with their parameters, the equations, and the limits."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    plain, compressed = _catalog_bytes()
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(compressed, headers=headers | {"Content-Encoding": "gzip"}, media_type="application/json")
    return Response(plain, headers=headers, media_type="application/json")


@router.get("/presets", response_model=list[PresetAnswer], summary="All presets")
async def get_presets() -> Response:
    """The networks of the source texts and published examples, each ready to post to /trace."""
    return JSONAnswer([preset_answer(preset) for preset in PRESETS.values()])


@router.get("/presets/{id}", response_model=PresetAnswer, responses=problem_responses(404), summary="One preset")
async def get_preset(id: str = Path(examples=["2-2-2"])) -> Response:
    """One preset, ready to post to /trace."""
    if id not in PRESETS:
        raise HTTPException(404, f"no preset {id!r}; there are {', '.join(PRESETS)}")
    return JSONAnswer(preset_answer(PRESETS[id]))


@cache
def _catalog_bytes() -> tuple[bytes, bytes]:
    plain = bytes(JSONAnswer(catalog()).body)
    return plain, gzip.compress(plain, mtime=0)


def catalog() -> dict[str, Any]:
    """The catalog as it travels."""
    return {
        "activations": [_activation(entry) for entry in ACTIVATIONS.values()],
        "losses": [_loss(entry) for entry in LOSSES.values()],
        "optimizers": [_with_parameters(entry) for entry in OPTIMIZERS.values()],
        "initializers": [_with_parameters(entry) for entry in INITIALIZERS.values()],
        "datasets": [],
        "equations": [_equation(entry) for entry in EQUATIONS.values()],
        "explanations": [],
        "limits": [asdict(limit) for limit in LIMITS],
    }


def _activation(entry: Activation) -> dict[str, Any]:
    a = entry.function(_CURVE_Z)
    return {
        "name": entry.name,
        "title": entry.title,
        "symbol": entry.symbol,
        "formula": parse(entry.formula),
        "derivative_formula": parse(entry.derivative_formula),
        "numpy_derivative": entry.numpy_derivative,
        "elementwise": entry.elementwise,
        "kinks": entry.kinks,
        "curve": np.hstack([_CURVE_Z, a]).round(6) if entry.elementwise else None,
    }


def _loss(entry: Loss) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "formula": parse(entry.formula),
        "gradient_formula": parse(entry.gradient_formula),
        "target_range": entry.target_range,
        "activations": [name for name, activation in ACTIVATIONS.items() if not entry.why_undefined(activation)],
    }


def _with_parameters(entry: Any) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "parameters": [_parameter(parameter) for parameter in entry.parameters],
    }


def _parameter(entry: Parameter | Switch) -> dict[str, Any]:
    if isinstance(entry, Switch):
        return {"name": entry.name, "title": entry.title, "kind": "switch", "default": entry.default}
    low, high, scale = entry.slider
    return {
        "name": entry.name,
        "title": entry.title,
        "kind": "number",
        "symbol": entry.symbol,
        "default": entry.default,
        "low": entry.low,
        "high": entry.high,
        "open_high": entry.open_high,
        "slider": {"low": low, "high": high, "scale": scale},
    }


def _equation(entry: Equation) -> dict[str, Any]:
    lines = {kind: [_line(line) for line in getattr(entry, kind)] for kind in ("index", "lines", "matrix")}
    return asdict(entry) | lines


def _line(line: Line) -> dict[str, Any]:
    return {"result": parse(line.result), "formula": parse(line.formula)}
