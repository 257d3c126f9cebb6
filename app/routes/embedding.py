"""GET /embedding: how to get a link into slides and pages; GET /api/v1/snippets: the same as data."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response
from starlette.routing import Route

from app.embedding import Embedding, embedding_of, is_at, origin_of
from app.json_answer import JSONAnswer, to_json
from app.messages import COMMANDS, EVENTS, NAMESPACE, STATE, VERSION
from app.rendering import templates
from app.snippets import SNIPPETS

EXAMPLE = "?preset=2-2-1#at=d2"
_LINK: dict[str, Any] = {
    "name": "link",
    "in": "query",
    "description": "An address of a page, or its query and hash alone, percent-encoded.",
    "schema": {"type": "string", "examples": [EXAMPLE]},
}

router = APIRouter(prefix="/api/v1", tags=["Embedding"])


class SnippetAnswer(BaseModel):
    """How to embed the link with one tool."""

    id: str
    tool: str
    where: str
    language: str
    text: str
    notes: list[str]


class SnippetsAnswer(BaseModel):
    """A link, ready to be embedded: the address of the frame, its title, and a text for every tool."""

    address: str
    title: str
    snippets: list[SnippetAnswer]


@router.get(
    "/snippets",
    response_model=SnippetsAnswer,
    summary="A link in slides and pages",
    openapi_extra={"parameters": [_LINK]},
)
async def get_snippets(request: Request) -> Response:
    """For every tool the text that embeds the link, with the address of this server. Any text is taken for a link."""
    embedding = _embedding(request, "")
    entries = [
        {key: getattr(entry, key) for key in ("id", "tool", "where", "language", "notes")}
        | {"text": entry.text(embedding)}
        for entry in SNIPPETS.values()
    ]
    return JSONAnswer(
        to_json({"address": embedding.address, "title": embedding.title, "snippets": entries}),
        headers={"Cache-Control": "no-cache", "Vary": "Host"},
    )


async def get_embedding(request: Request) -> Response:
    """The page with every snippet and the messages; ``link`` says what is embedded in them."""
    embedding = _embedding(request, EXAMPLE)
    texts = {name: entry.text(embedding) for name, entry in SNIPPETS.items()}
    context = {
        "embedding": embedding,
        "snippets": SNIPPETS,
        "texts": texts,
        "commands": COMMANDS,
        "events": EVENTS,
        "state": STATE,
        "namespace": NAMESPACE,
        "message_version": VERSION,
    }
    headers = {"Cache-Control": "no-cache", "Vary": "Host"}
    return templates().TemplateResponse(request, "embedding.html", context, headers=headers)


def _embedding(request: Request, usual: str) -> Embedding:
    link = request.query_params.get("link", usual)
    ours = origin_of(request)
    return embedding_of(link, is_at(link, ours) or ours)


routes = [Route("/embedding", get_embedding)]
