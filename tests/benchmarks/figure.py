"""Figure: one line of the table, and the table."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True)
class Figure:
    """A measured value and, where there is one, its goal.

    Attributes:
        what: what was measured, against what.
        value: the figure.
        unit: how it is written, as a format such as ``{:.2f} x``.
        must, reach: the goals; None where there are none.
        less_is_better: whether the goals are upper bounds.
        note: the figures behind it.
    """

    what: str
    value: float
    unit: str = "{:.2f}"
    must: float | None = None
    reach: float | None = None
    less_is_better: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """Which goal is reached."""
        if self.must is None:
            return ""
        if self.reach is not None and self._is_within(self.reach):
            return "reached"
        return "met" if self._is_within(self.must) else "MISSED"

    def _is_within(self, goal: float) -> bool:
        return self.value <= goal if self.less_is_better else self.value >= goal

    @property
    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        goals = ["" if goal is None else self.unit.format(goal) for goal in (self.must, self.reach)]
        return (self.what, self.unit.format(self.value), *goals, self.verdict, self.note)


HEADINGS = ("measured", "figure", "must", "reach", "", "behind it")


def table(figures: Iterable[Figure]) -> str:
    """All figures as one table."""
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def interleaved(measures: Sequence[Callable[[], float]], rounds: int = ROUNDS) -> list[list[float]]:
    """What each of ``measures`` returned in each round; every other round goes the other way round."""
    results: list[list[float]] = [[] for _ in measures]
    for number in range(rounds):
        order = list(range(len(measures)))
        for index in order if number % 2 == 0 else reversed(order):
            results[index].append(measures[index]())
    return results


def paired_ratio(numerators: Sequence[float], denominators: Sequence[float]) -> float:
    """The median of the ratios of the rounds."""
    return statistics.median(a / b for a, b in zip(numerators, denominators, strict=True))
