"""The lines of the algorithm and of its code cover every frame, in the order in which the frames come."""

import inspect
import re
import sys
from itertools import pairwise
from types import FrameType
from typing import Any, get_args

import numpy as np
import pytest

from engine import PRESETS, Preset, record
from engine.algorithm import ALGORITHM, CODE, FrameKind, kind_of, textbook
from tests.engine.algorithm.test_textbook import layers_of, slope_of


def kinds(preset: Preset) -> list[FrameKind]:
    trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
    return [kind_of(frame, preset.network.depth) for frame in trace.frames]


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_frame_belongs_to_one_line(preset: Preset) -> None:
    for kind in kinds(preset):
        assert sum(kind in step.frames for step in ALGORITHM) == 1


def test_the_kinds_of_the_deepest_preset_come_in_teaching_order() -> None:
    before = ["x", "z", "a", "z", "a", "z", "a", "z", "a", "C"]
    assert kinds(PRESETS["deep"]) == [*before, "dL", "g", "dl", "g", "dl", "g", "dl", "g", "u"]


def test_the_five_lines_are_numbered_and_stand_in_the_order_of_the_frames() -> None:
    assert [step.number for step in ALGORITHM if step.number] == [1, 2, 3, 4, 5]
    order = [kind for step in ALGORITHM for kind in step.frames]
    assert order == [*get_args(FrameKind)]
    for step in ALGORITHM:
        assert step.sentence.endswith(".")
        assert step.title


def test_the_code_is_the_source_without_its_marks() -> None:
    assert [block.name for block in CODE] == ["imports", "Layer", "types", "backprop", "update_mini_batch"]
    for block in CODE:
        assert "#:" not in block.source
        if hasattr(textbook, block.name):
            written = inspect.getsource(getattr(textbook, block.name)).rstrip()
            assert re.sub(r"  #: .*", "", written) == block.source


def test_every_kind_but_the_cost_has_its_line_in_backprop_or_the_update() -> None:
    covered = {kind for block in CODE for line in block.lines for kind in line.frames}
    assert covered == {*get_args(FrameKind)} - {"C"}
    (backprop,) = [block for block in CODE if block.name == "backprop"]
    order = [line.frames[0] for line in backprop.lines if len(line.frames) == 1]
    assert order == ["x", "z", "a", "dL", "dl", "dl", "g"]  # a loop and what it holds


def test_a_line_runs_as_often_as_its_frames_come() -> None:
    """Lines of one kind, counted while the code runs."""
    preset = PRESETS["deep"]
    (block,) = [block for block in CODE if block.name == "backprop"]
    runs: dict[int, int] = {}
    code = textbook.backprop.__code__

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if frame.f_code is code and event == "line":
            line = frame.f_lineno - code.co_firstlineno
            runs[line] = runs.get(line, 0) + 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        example = preset.batch.inputs[0], preset.batch.targets[0]
        textbook.backprop(layers_of(preset.network), slope_of(preset.loss, preset.network), *map(np.asarray, example))
    finally:
        sys.settrace(before)
    frames = kinds(preset)
    for number, line in enumerate(block.lines):
        if line.frames and not re.match(r" *(for|return) ", line.text):  # these say a loop at once
            assert runs[number] == sum(frames.count(kind) for kind in line.frames), line.text


def test_no_line_of_the_code_is_too_long_to_be_shown() -> None:
    assert all(len(line.text) <= 120 for block in CODE for line in block.lines)
    assert all(first.text or second.text for block in CODE for first, second in pairwise(block.lines))
