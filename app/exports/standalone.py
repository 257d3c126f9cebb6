"""The standalone file: one HTML document that plays from disk, with scripts, styles, fonts and traces in it."""

import re
from dataclasses import replace
from functools import cache

from app.assets import asset_dir, manifest
from app.exports.request import ExportRequest
from app.links import parse_link
from app.records import records_of
from app.rendering import render

# What would end the element, or begin a comment in it; the escape means the same in a string of JavaScript.
_ENDING = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def standalone_html(link: str, steps: int | None = None) -> str:
    """The file for a link; what the link gets wrong is told in it, as the page does.

    Args:
        link: a whole address, or its query and hash.
        steps: how many learning steps it carries, at least 1; without it, up to the one at which the link stands.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    parsed = parse_link(link, place_in_query=True)
    asked = parsed.place["step"]
    steps = asked if steps is None else steps
    parsed = replace(parsed, place=parsed.place | {"step": min(asked, steps)})
    return render(
        "standalone.html",
        title=parsed.title,
        theme=parsed.presentation["theme"],
        records=records_of(parsed, steps),
        script=_built("standalone.js"),
        style=_built("standalone.css"),
    )


def standalone_export(work: ExportRequest) -> str:
    """The standalone file as an export."""
    return standalone_html(work.link, work.steps)


@cache
def _built(name: str) -> str:
    """A built file as it can stand within an HTML element."""
    text = (asset_dir("static") / "dist" / manifest()[name]).read_text(encoding="utf-8")
    return _ENDING.sub(r"\\x3c", text)
