"""Document: JSON that stays the same while the server runs. Made once, compressed once, asked for conditionally."""

import gzip
import hashlib
from collections.abc import Callable
from functools import cached_property
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from app.encodings import accepts
from app.json_answer import to_json


class Document:
    """The answers to GET for a value that does not change, which ``make`` returns when it is first asked for."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _plain(self) -> bytes:
        return to_json(self._make())

    @cached_property
    def _compressed(self) -> bytes:
        return gzip.compress(self._plain, mtime=0)

    @cached_property
    def _tag(self) -> str:
        return hashlib.sha256(self._plain).hexdigest()[:16]

    async def answer(self, request: Request) -> Response:
        """The document, or 304 where the client has it."""
        compress = accepts(request.headers.get("accept-encoding", ""), "gzip")
        # Two encodings are two representations, and each has a tag of its own.
        tag = f'"{self._tag}-gzip"' if compress else f'"{self._tag}"'
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "ETag": tag}
        if _has(request.headers, tag):
            return Response(status_code=304, headers=headers)
        if compress:
            headers["Content-Encoding"] = "gzip"
        body = self._compressed if compress else self._plain
        return Response(body, headers=headers, media_type="application/json")


def _has(headers: Headers, tag: str) -> bool:
    known = {entry.strip().removeprefix("W/") for entry in headers.get("if-none-match", "").split(",")}
    return tag in known or "*" in known
