"""CODE: the source of `engine.algorithm.textbook`, each line with the kinds of frames in which it runs."""

import inspect
import re
from dataclasses import dataclass
from typing import get_args

from engine.algorithm import textbook
from engine.algorithm.steps import FrameKind

_NAMES = ("imports", "Layer", "types", "backprop", "update_mini_batch")
_MARKED = re.compile(r"(?P<text>.*?)(?:  #: (?P<kinds>.*))?")


@dataclass(frozen=True)
class CodeLine:
    """A line of source, and the kinds of frames in which it runs; none where nothing happens that is seen."""

    text: str
    frames: tuple[FrameKind, ...]


@dataclass(frozen=True)
class CodeBlock:
    """A class or function of the textbook, or what comes before them."""

    name: str
    lines: tuple[CodeLine, ...]

    @property
    def source(self) -> str:
        """What runs."""
        return "\n".join(line.text for line in self.lines)


def _blocks() -> tuple[CodeBlock, ...]:
    """The parts of the file below its docstring, which two blank lines set apart."""
    source = inspect.getsource(textbook).rstrip()
    parts = source.partition('"""\n\n')[2].split("\n\n\n")
    return tuple(
        CodeBlock(name, tuple(_line(line) for line in part.split("\n")))
        for name, part in zip(_NAMES, parts, strict=True)
    )


def _line(written: str) -> CodeLine:
    match = _MARKED.fullmatch(written)
    assert match, "every line matches"
    kinds = (match["kinds"] or "").split()
    return CodeLine(match["text"], tuple(kind for kind in get_args(FrameKind) if kind in kinds))


CODE = _blocks()
"""A program that stands alone: what a layer is, the algorithm for one example, and the step of a mini-batch."""
