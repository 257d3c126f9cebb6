"""GET /oembed: what a consumer such as WordPress needs to put an address of ours into its page (oembed.com)."""

from html import escape
from typing import Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.embedding import HEIGHT, WIDTH, Embedding, embedding_of, is_at, origin_of
from app.json_answer import JSONAnswer, to_json
from app.links.values import Integer, Misread
from app.previews import PREVIEW_HEIGHT, PREVIEW_WIDTH
from app.problems import problem_responses
from engine.errors import shown

PAGES = ("", "/", "/embed")
_PIXELS = Integer(1)
LOWEST = 270  # a frame that is narrow needs its height all the more


_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "url",
        "in": "query",
        "required": True,
        "description": "the address that is to be embedded, of a page or a frame of this server",
        "schema": {"type": "string", "examples": ["http://127.0.0.1:8000/?preset=2-2-1#at=d2"]},
    },
    *(
        {
            "name": name,
            "in": "query",
            "description": "in pixels",
            "schema": {"type": "integer", "minimum": 1, "examples": [most]},
        }
        for name, most in (("maxwidth", WIDTH), ("maxheight", HEIGHT))
    ),
]

router = APIRouter(tags=["Embedding"])


class OEmbedAnswer(BaseModel):
    """The rich answer of oembed.com; the picture is left out where it would be larger than asked for."""

    version: Literal["1.0"]
    type: Literal["rich"]
    title: str
    provider_name: str
    provider_url: str
    html: str
    width: int
    height: int
    thumbnail_url: str | None = None
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None


@router.get(
    "/oembed",
    response_model=OEmbedAnswer,
    responses=problem_responses(400, 404, 501),
    summary="The frame of an address",
    openapi_extra={"parameters": _PARAMETERS},
)
async def get_oembed(request: Request) -> Response:
    """The rich answer for an address of this server, the only one that this server speaks for; in JSON, no other."""
    asked = request.query_params
    if asked.get("format", "json") != "json":
        raise HTTPException(501, f"the answer is JSON; format {shown(asked['format'])} is not offered")
    if "url" not in asked:
        raise HTTPException(400, "url is missing: the address that is to be embedded")
    origin = is_at(asked["url"], origin_of(request))
    if origin is None or urlsplit(asked["url"]).path not in PAGES:
        raise HTTPException(404, f"{shown(asked['url'])} is not an address of the visualizer on this server")
    largest = _length(request, "maxwidth"), _length(request, "maxheight")
    answer = answer_for(embedding_of(asked["url"], origin), *largest)
    return JSONAnswer(to_json(answer), headers={"Cache-Control": "no-cache", "Vary": "Host"})


def answer_for(embedding: Embedding, most_wide: int | None, most_high: int | None) -> dict[str, object]:
    """The rich answer for a frame and a picture that are no larger than these sizes."""
    width = min(WIDTH, most_wide or WIDTH)
    height = min(max(round(width * HEIGHT / WIDTH), LOWEST), most_high or HEIGHT)
    answer: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": embedding.title,
        "provider_name": "Backprop Visualizer",
        "provider_url": f"{embedding.origin}/",
        "html": _bare_iframe(embedding, width, height),
        "width": width,
        "height": height,
    }
    if (most_wide or PREVIEW_WIDTH) >= PREVIEW_WIDTH and (most_high or PREVIEW_HEIGHT) >= PREVIEW_HEIGHT:
        sizes = {"thumbnail_width": PREVIEW_WIDTH, "thumbnail_height": PREVIEW_HEIGHT}
        answer |= {"thumbnail_url": embedding.preview, **sizes}
    return answer


def _bare_iframe(embedding: Embedding, width: int, height: int) -> str:
    """The attributes that WordPress leaves in place, and no others."""
    return (
        f'<iframe src="{escape(embedding.address)}" title="{escape(embedding.title)}"'
        f' width="{width}" height="{height}" frameborder="0"></iframe>'
    )


def _length(request: Request, name: str) -> int | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        return _PIXELS.read(text)
    except Misread:
        raise HTTPException(400, f"{name} is {shown(text)}; expected {_PIXELS.words}, in pixels") from None
