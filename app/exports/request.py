"""ExportRequest: what every export is made from."""

from dataclasses import dataclass, field
from typing import Any

from app.experiment import Experiment
from app.links import Origin
from app.links.keys import defaults_of
from app.links.origin import FROM_FIRST
from engine import InvalidNumber


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """An experiment and how much of it to export.

    Attributes:
        title: what the experiment is called, in one line.
        link: its canonical address without a server, in one line; empty where there is none that a page reads.
        experiment: before anything has been learnt.
        steps: how many learning steps, from 1 up.
        origin: what the experiment began with.
        presentation: how a file that plays shows it: a value for every such key.
        place: where such a file opens: a value for every such key.

    Raises:
        InvalidNumber: fewer than one step.
    """

    title: str
    link: str
    experiment: Experiment
    steps: int
    origin: Origin = FROM_FIRST
    presentation: dict[str, Any] = field(default_factory=lambda: defaults_of("presentation"))
    place: dict[str, Any] = field(default_factory=lambda: defaults_of("place"))

    def __post_init__(self) -> None:
        check_steps(self.steps)
        object.__setattr__(self, "title", _one_line(self.title))
        object.__setattr__(self, "link", _one_line(self.link))


def check_steps(steps: int) -> None:
    """Raise InvalidNumber where there are fewer learning steps than one."""
    if steps < 1:
        raise InvalidNumber(f"steps is {steps}; expected a whole number from 1 up", ("steps",))


def _one_line(text: str) -> str:
    """The text without what ends a line or a file, or what UTF-8 cannot hold: a program carries it as a comment."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())
