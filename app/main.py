"""create_app(): the whole server as a table of routers, handlers and middleware."""

from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from app import __version__
from app.assets import BuiltFiles, asset_dir
from app.documents import Document
from app.errors import register_error_handlers
from app.problems import ProblemDocument
from app.routes import catalog, operations, pages, service
from app.security import SecurityHeaders

API_PREFIX = "/api/v1"

_DESCRIPTION = """
Backpropagation, step by step. Stateless: the network travels in the request and comes back in the answer. Rows are
examples; the input layer has number 1. Every error is a problem document (RFC 9457).
"""


def create_app() -> FastAPI:
    """The ASGI application."""
    app = FastAPI(
        title="Backprop Visualizer",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"], max_age=3600
            ),  # no credentials exist, so any page may call the API
        ],
    )
    app.include_router(operations.router, prefix=API_PREFIX)
    app.include_router(catalog.router, prefix=API_PREFIX)
    app.include_router(service.router)
    app.include_router(pages.router)
    app.mount("/static", BuiltFiles(directory=asset_dir("static") / "dist", check_dir=False), name="static")
    register_error_handlers(app)
    _declare_problem_document(app)
    app.add_route("/openapi.json", Document(app.openapi).answer, include_in_schema=False)
    return app


def _declare_problem_document(app: FastAPI) -> None:
    """Put the error shape among the schema's components, where the answers of every operation refer to it."""
    make_schema = app.openapi

    def openapi() -> dict[str, Any]:
        schema = make_schema()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        if "ProblemDocument" not in schemas:
            document = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(document.pop("$defs"))
            schemas["ProblemDocument"] = document
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
