"""GET /healthz, /version: for those who run the server."""

import platform
from typing import Literal

import numpy as np
from fastapi import APIRouter, Response
from pydantic import BaseModel

from app import __version__
from engine.trace import SCHEMA_VERSION

router = APIRouter(tags=["Service"])


class Health(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Version(BaseModel):
    """What runs here."""

    version: str
    api: int
    schema_version: int
    numpy: str
    python: str


@router.get("/healthz", summary="Liveness")
async def get_health(response: Response) -> Health:
    """Answers while the server does."""
    response.headers["Cache-Control"] = "no-store"
    return Health()


@router.get("/version", summary="Versions")
async def get_version() -> Version:
    """The version of the product, of the API's base path, of the trace, and of what computes."""
    return Version(
        version=__version__,
        api=1,
        schema_version=SCHEMA_VERSION,
        numpy=np.__version__,
        python=platform.python_version(),
    )
