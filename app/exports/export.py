"""Export: one format that an experiment can be exported in."""

from collections.abc import Callable
from dataclasses import dataclass

from app.exports.request import ExportRequest


@dataclass(frozen=True)
class Export:
    """A format.

    Attributes:
        name: its key in EXPORTS.
        title: what people call it.
        media_type: what the answer calls it.
        ending: how the names of its files end.
        write: makes the text; Diverged where the numbers leave double precision on the way.
        sentence: what it is for.
    """

    name: str
    title: str
    media_type: str
    ending: str
    write: Callable[[ExportRequest], str]
    sentence: str
