"""create_app(): the whole server as a table of routers, handlers and middleware."""

from typing import Any

from fastapi import FastAPI
from fastapi.middleware.asyncexitstack import AsyncExitStackMiddleware
from starlette.types import ASGIApp

from app import __version__, previews
from app.assets import BuiltFiles, asset_dir
from app.documents import Document
from app.envelope import Envelope
from app.problems import ProblemDocument
from app.routes import (
    catalog,
    embed,
    embedding,
    explanations,
    exports,
    links,
    oembed,
    operations,
    pages,
    service,
    slides,
)

_DESCRIPTION = """
Backpropagation, step by step. Stateless: the network travels in the request and comes back in the answer. Rows are
examples; the input layer has number 1. Every error is a problem document (RFC 9457).
"""


class Application(FastAPI):
    """FastAPI's routes and schema behind one layer of ours; its own seven cost more than a forward pass."""

    def build_middleware_stack(self) -> ASGIApp:
        """All of the middleware; FastAPI's handlers of GET ask for the exit stack."""
        return Envelope(AsyncExitStackMiddleware(self.router))

    def openapi(self) -> dict[str, Any]:
        """The schema, with the error shape among its components: the answers of every operation refer to it."""
        schema = super().openapi()
        schemas = schema["components"]["schemas"]
        if "ProblemDocument" not in schemas:
            document = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(document.pop("$defs"))
            schemas["ProblemDocument"] = document
        return schema


def create_app() -> FastAPI:
    """The ASGI application."""
    app = Application(
        title="Backprop Visualizer",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        # A redirect would be an address made of the Host header, which the client writes.
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        # As one flat list: a router included in another is searched twice for every request.
        routes=[
            *operations.router.routes,
            *explanations.router.routes,
            *catalog.router.routes,
            *links.router.routes,
            *embedding.router.routes,
            *exports.router.routes,
            *oembed.router.routes,
            *service.router.routes,
            *pages.routes,
            *slides.routes,
            *embed.routes,
            *embedding.routes,
            *previews.routes,
        ],
    )
    app.add_route("/openapi.json", Document(app.openapi).answer, include_in_schema=False)
    app.mount("/static", BuiltFiles(directory=asset_dir("static") / "dist", check_dir=False), name="static")
    return app
