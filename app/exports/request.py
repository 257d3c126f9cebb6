"""ExportRequest: what every export is made from."""

from dataclasses import dataclass

from app.experiment import Experiment
from engine import InvalidNumber


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """An experiment and how much of it to export.

    Attributes:
        title: what the experiment is called, in one line.
        link: the address that it came from, in one line; empty where there is none.
        experiment: before anything has been learnt.
        steps: how many learning steps, from 1 up.

    Raises:
        InvalidNumber: fewer than one step.
    """

    title: str
    link: str
    experiment: Experiment
    steps: int

    def __post_init__(self) -> None:
        if self.steps < 1:
            raise InvalidNumber(f"steps is {self.steps}; expected a whole number from 1 up", ("steps",))
        object.__setattr__(self, "title", _one_line(self.title))
        object.__setattr__(self, "link", _one_line(self.link))


def _one_line(text: str) -> str:
    """The text without what ends a line or a file, or what UTF-8 cannot hold: a program carries it as a comment."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())
