"""The table holds every number of the traces once, exactly, and no cell that a spreadsheet would compute."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import StringIO

import numpy as np
import pytest

from app.exports.csv_export import COLUMNS, csv_export
from engine import Trace
from engine.arrays import FloatArray
from tests.app.exports.samples import EXPERIMENTS, SATURATED, request_of

ALL = EXPERIMENTS | SATURATED

EVERY_EXPERIMENT = pytest.mark.parametrize("name", ALL)

Table = Callable[[Trace], dict[int, FloatArray]]

BY_LAYER: dict[str, tuple[str, Table]] = {
    "x": ("x", lambda trace: {1: trace.batch.inputs}),
    "w": ("z", lambda trace: {l: layer.weights for l, layer in trace.network.numbered()}),
    "b": ("z", lambda trace: {l: layer.biases for l, layer in trace.network.numbered() if layer.biases is not None}),
    "z": ("z", lambda trace: trace.forward.z),
    "a": ("a", lambda trace: {l: values for l, values in trace.forward.a.items() if l > 1}),
    "y": ("C", lambda trace: {trace.network.depth: trace.batch.targets}),
    "f'(z)": ("d", lambda trace: trace.backward.slope),
    "dC/da": ("d", lambda trace: trace.backward.grad_a),
    "delta": ("d", lambda trace: trace.backward.delta),
    "dC/dw": ("g", lambda trace: trace.backward.nabla_w),
    "dC/db": ("g", lambda trace: trace.backward.nabla_b),
    "w after": ("u", lambda trace: {l: layer.weights for l, layer in trace.updated_network.numbered()}),
    "b after": (
        "u",
        lambda trace: {l: layer.biases for l, layer in trace.updated_network.numbered() if layer.biases is not None},
    ),
}
"""Each quantity with the kind of frame that it is computed in, and where the trace has it."""

NUMBERS: dict[str, tuple[str, Callable[[Trace], float]]] = {
    "penalty": ("C", lambda trace: trace.cost.penalty),
    "cost": ("C", lambda trace: trace.cost.value),
    "cost after": ("u", lambda trace: trace.cost_after.value),
}

OF_WEIGHTS = re.compile(r"w$|dC/dw$|w after$|\w+ of w$")
OF_BIASES = re.compile(r"b$|dC/db$|b after$|\w+ of b$")

Row = dict[str, str]


def table(name: str, steps: int = 2) -> list[Row]:
    return list(csv.DictReader(StringIO(csv_export(request_of(ALL[name], steps=steps)), newline=""), strict=True))


def cells(step: int, frame: str, quantity: str, l: int, values: FloatArray) -> Iterator[tuple[Row, float]]:
    """The rows that an array should have."""
    names = ("j", "k") if OF_WEIGHTS.match(quantity) else ("j",) if OF_BIASES.match(quantity) else ("example", "j")
    for position in np.ndindex(values.shape):
        row = dict.fromkeys(COLUMNS[:-1], "") | {"step": str(step), "frame": frame, "quantity": quantity}
        row |= {"layer": str(l)} | {name: str(i + 1) for name, i in zip(names, position, strict=True)}
        yield row, float(values[position])


def awaited(number: int, trace: Trace) -> Iterator[tuple[Row, float]]:
    for quantity, (kind, layers) in BY_LAYER.items():
        for l, values in layers(trace).items():
            yield from cells(number, kind if kind in "xCu" else f"{kind}{l}", quantity, l, values)
    state = trace.optimizer_state
    for l, of_weights, of_biases in zip(range(2, 99), state.weights, state.biases, strict=False):
        for suffix, slots in (("w", of_weights), ("b", of_biases or {})):
            for slot, values in slots.items():
                yield from cells(number, "u", f"{slot} of {suffix}", l, values)
    empty = dict.fromkeys(COLUMNS[:-1], "") | {"step": str(number)}
    for example, value in enumerate(trace.cost.per_example.tolist(), start=1):
        yield empty | {"frame": "C", "quantity": "cost of example", "example": str(example)}, value
    for quantity, (frame, value_of) in NUMBERS.items():
        yield empty | {"frame": frame, "quantity": quantity}, value_of(trace)


@EVERY_EXPERIMENT
def test_every_number_stands_in_one_row_exactly(name: str) -> None:
    traces = enumerate(ALL[name].traces(2), start=1)
    wanted = Counter((*row.values(), repr(value)) for number, trace in traces for row, value in awaited(number, trace))
    assert Counter(tuple(row.values()) for row in table(name)) == wanted


@EVERY_EXPERIMENT
def test_the_rows_come_in_the_order_of_the_frames(name: str) -> None:
    (trace,) = ALL[name].traces(1)
    frames = list(dict.fromkeys(row["frame"] for row in table(name, steps=1)))
    assert frames == [frame.id for frame in trace.frames]


@EVERY_EXPERIMENT
def test_no_cell_is_a_formula_and_every_line_ends_as_the_standard_says(name: str) -> None:
    text = csv_export(request_of(ALL[name], title="=1+1", link="@SUM(A1)"))
    assert text.startswith("step,frame,quantity,layer,j,k,example,value\r\n")
    assert text.isascii()
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == text.count("\r")
    for row in csv.reader(StringIO(text, newline="")):
        assert len(row) == len(COLUMNS)
        assert [cell for cell in row if re.match(r"[=@\t\r]|[+-](?!\d)", cell)] == []
