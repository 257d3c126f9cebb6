"""The traces as one flat table, a number a row: RFC 4180, ready for a spreadsheet or a data frame."""

import csv
from collections.abc import Iterator
from io import StringIO

from app.exports.request import ExportRequest
from engine import Dense, Trace
from engine.arrays import FloatArray
from engine.stepping import OptimizerState

COLUMNS = ("step", "frame", "quantity", "layer", "j", "k", "example", "value")

Cell = str | int | float | None
Row = tuple[Cell, ...]


def csv_export(work: ExportRequest) -> str:
    """A header and a row for every number, in the order in which the numbers are computed.

    A row names the frame in which its number is computed, or first used where it is given. Layers, neurons (j, and k
    in the layer before) and examples count from 1; what does not apply is empty.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    table = StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for number, trace in enumerate(work.experiment.traces(work.steps), start=1):
        writer.writerows((number, *row) for row in _rows(trace))
    return table.getvalue()


def _rows(trace: Trace) -> Iterator[Row]:
    """One learning step: everything after the first column."""
    yield from _forward(trace)
    yield from _cost(trace)
    yield from _backward(trace)
    for l, layer in trace.updated_network.numbered():
        yield from _parameters("u", l, layer, "w after", "b after")
        yield from _memory(trace.optimizer_state, l)
    yield _number("u", "cost after", trace.cost_after.value)


def _forward(trace: Trace) -> Iterator[Row]:
    yield from _examples("x", "x", 1, trace.forward.a[1])
    for l, layer in trace.network.numbered():
        yield from _parameters(f"z{l}", l, layer, "w", "b")
        yield from _examples(f"z{l}", "z", l, trace.forward.z[l])
        yield from _examples(f"a{l}", "a", l, trace.forward.a[l])


def _cost(trace: Trace) -> Iterator[Row]:
    yield from _examples("C", "y", trace.network.depth, trace.batch.targets)
    for example, value in enumerate(trace.cost.per_example.tolist(), start=1):
        yield "C", "cost of example", None, None, None, example, value
    yield _number("C", "penalty", trace.cost.penalty)
    yield _number("C", "cost", trace.cost.value)


def _backward(trace: Trace) -> Iterator[Row]:
    passed = trace.backward
    for l in range(trace.network.depth, 1, -1):
        if l in passed.slope:
            yield from _examples(f"d{l}", "f'(z)", l, passed.slope[l])
        yield from _examples(f"d{l}", "dC/da", l, passed.grad_a[l])
        yield from _examples(f"d{l}", "delta", l, passed.delta[l])
        yield from _matrix(f"g{l}", "dC/dw", l, passed.nabla_w[l])
        if l in passed.nabla_b:
            yield from _vector(f"g{l}", "dC/db", l, passed.nabla_b[l])


def _parameters(frame: str, l: int, layer: Dense, weight: str, bias: str) -> Iterator[Row]:
    yield from _matrix(frame, weight, l, layer.weights)
    if layer.biases is not None:
        yield from _vector(frame, bias, l, layer.biases)


def _memory(state: OptimizerState, l: int) -> Iterator[Row]:
    """What the optimizer remembers after the step, such as the ``velocity of w``."""
    for name, values in state.weights[l - 2].items():
        yield from _matrix("u", f"{name} of w", l, values)
    for name, values in (state.biases[l - 2] or {}).items():
        yield from _vector("u", f"{name} of b", l, values)


def _number(frame: str, quantity: str, value: float) -> Row:
    return frame, quantity, None, None, None, None, value


def _examples(frame: str, quantity: str, l: int, values: FloatArray) -> Iterator[Row]:
    for example, row in enumerate(values.tolist(), start=1):
        for j, value in enumerate(row, start=1):
            yield frame, quantity, l, j, None, example, value


def _matrix(frame: str, quantity: str, l: int, values: FloatArray) -> Iterator[Row]:
    for j, row in enumerate(values.tolist(), start=1):
        for k, value in enumerate(row, start=1):
            yield frame, quantity, l, j, k, None, value


def _vector(frame: str, quantity: str, l: int, values: FloatArray) -> Iterator[Row]:
    for j, value in enumerate(values.tolist(), start=1):
        yield frame, quantity, l, j, None, None, value
