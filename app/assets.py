"""Where the built front end lies, in a checkout and in a wheel, and how it is served."""

import errno
import json
import os
from functools import cache
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.encodings import accepts

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


def asset_dir(name: str) -> Path:
    """The folder ``name``: inside the package in a wheel, beside it in a checkout."""
    inside = Path(str(files("app"))) / name
    return inside if inside.is_dir() else inside.parent.parent / name


@cache
def manifest() -> dict[str, str]:
    """Logical names of the built files, such as ``main.js``, and the hashed names they have.

    Raises:
        FileNotFoundError: the front end has not been built; the message says how.
    """
    names: dict[str, str] = _built("manifest.json")
    return names


def _built(name: str) -> Any:
    path = asset_dir("static") / "dist" / name
    if not path.is_file():
        raise FileNotFoundError("the front end is not built: run `make build`, or `npm ci && npm run build`")
    return json.loads(path.read_text())


def asset_url(name: str) -> str:
    """The address of a built file by its logical name."""
    return f"/static/{manifest()[name]}"


@cache
def chunk_urls(name: str) -> list[str]:
    """The addresses of what a script imports at once; asked for with the page, they do not wait for the script."""
    return [f"/static/{chunk}" for chunk in _built("chunks.json")[name]]


class BuiltFiles(StaticFiles):
    """The built files: named by their hash, so cached for ever; compressed when built, so never while serving."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where the file is and what the system knows of it; a name too long for a file is that of none."""
        try:
            return super().lookup_path(path)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            return "", None

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, in the best encoding that the client takes."""
        if Path(path).suffix in (".br", ".gz", ".map") or "\0" in path:
            raise HTTPException(404)
        accepted = Headers(scope=scope).get("accept-encoding", "")
        for encoding, suffix in _ENCODINGS:
            if accepts(accepted, encoding) and self.lookup_path(path + suffix)[1]:
                response = await super().get_response(path + suffix, scope)
                response.headers["Content-Encoding"] = encoding
                if response.status_code != 304:  # which has no type
                    response.headers["Content-Type"] = _type_of(path)
                break
        else:
            response = await super().get_response(path, scope)
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Accept-Ranges"] = "none"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _type_of(path: str) -> str:
    """What a file is, whatever it is compressed with."""
    kind = guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
