"""The templates: how a page is written, whether it is served or put into a file."""

from functools import cache
from typing import Any

from fastapi.templating import Jinja2Templates

from app import __version__
from app.assets import asset_dir, asset_url, chunk_urls


@cache
def templates() -> Jinja2Templates:
    """The environment of all templates."""
    made = Jinja2Templates(directory=asset_dir("templates"))
    made.env.globals.update(asset_url=asset_url, chunk_urls=chunk_urls, version=__version__)
    return made


def render(name: str, **context: Any) -> str:
    """The text of a template."""
    return templates().env.get_template(name).render(**context)
