"""The standalone file: one HTML document that plays from disk, with scripts, styles, fonts and traces in it."""

import re
from dataclasses import replace
from functools import cache

from app.assets import asset_dir, manifest
from app.exports.request import ExportRequest, check_steps
from app.links import Link, parse_link
from app.records import records_of
from app.rendering import render

# What would end the element, or begin a comment in it; the escape means the same in a string of JavaScript.
_ENDING = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


def standalone_html(link: str, steps: int | None = None) -> str:
    """The file for a link; what the link gets wrong is told in it, as the page does.

    Args:
        link: a whole address, or its query and hash.
        steps: how many learning steps it carries; without it, up to the one at which the link stands.

    Raises:
        InvalidNumber: fewer than one step.
        Diverged: the numbers leave double precision on the way.
    """
    parsed = parse_link(link, place_in_query=True)
    return standalone_page(parsed, parsed.title, parsed.place["step"] if steps is None else steps)


def standalone_export(work: ExportRequest) -> str:
    """The standalone file as an export: of its experiment, whatever its link says."""
    return standalone_page(Link(work.experiment, work.origin, work.presentation, work.place), work.title, work.steps)


def standalone_page(link: Link, title: str, steps: int) -> str:
    """The file of what a link stands for; it opens at its place, or at the last learning step that it carries.

    Raises:
        InvalidNumber: fewer than one step.
        Diverged: the numbers leave double precision on the way.
    """
    check_steps(steps)
    carried = replace(link, place=link.place | {"step": min(link.place["step"], steps)})
    return render(
        "standalone.html",
        title=title,
        theme=link.presentation["theme"],
        records=records_of(carried, steps),
        script=_built("standalone.js"),
        style=_built("standalone.css"),
    )


@cache
def _built(name: str) -> str:
    """A built file as it can stand within an HTML element."""
    text = (asset_dir("static") / "dist" / manifest()[name]).read_text(encoding="utf-8")
    return _ENDING.sub(r"\\x3c", text)
