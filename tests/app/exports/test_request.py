"""What every export is made from: at least one step, and texts that are one line each."""

import dataclasses

import pytest

from app.experiment import experiment_of
from app.exports.request import ExportRequest
from engine import PRESETS, InvalidNumber

XOR = experiment_of(PRESETS["xor"])


@pytest.mark.parametrize("steps", [0, -1])
def test_there_is_at_least_one_step(steps: int) -> None:
    with pytest.raises(InvalidNumber, match="steps"):
        ExportRequest("A title", "", XOR, steps)


def test_title_and_link_are_one_line_each() -> None:
    work = ExportRequest(" a\r\n\tb\0c\u2028d ", "\ud800/\x0c?", XOR, 1)
    assert (work.title, work.link) == ("a b c d", "?/ ?")
    assert dataclasses.replace(work, steps=2).title == "a b c d"
