"""EXPORTS: every format that an experiment can be exported in. The page, the address and the command line read it."""

from app.exports.csv_export import csv_export
from app.exports.export import Export
from app.exports.json_export import json_export
from app.exports.numpy_code import numpy_code
from app.exports.pytorch_code import pytorch_code
from app.exports.request import ExportRequest
from app.exports.standalone import standalone_export
from app.slug import slug
from engine.errors import look_up

_ENTRIES = (
    Export(
        name="html",
        title="HTML file",
        media_type="text/html; charset=utf-8",
        ending=".html",
        write=standalone_export,
        sentence="A page that plays from disk, without a server or a network: the same picture, the same steps.",
    ),
    Export(
        name="json",
        title="JSON",
        media_type="application/json",
        ending=".json",
        write=json_export,
        sentence="The experiment and the trace of every step, as the API answers them, at full double precision.",
    ),
    Export(
        name="csv",
        title="CSV",
        media_type="text/csv; charset=utf-8",
        ending=".csv",
        write=csv_export,
        sentence="One table with a row for every number, for a spreadsheet or a data frame.",
    ),
    Export(
        name="numpy",
        title="NumPy",
        media_type="text/x-python; charset=utf-8",
        ending=".py",
        write=numpy_code,
        sentence="A program in NumPy that stands alone and prints these numbers, BP1 to BP4 a line each.",
    ),
    Export(
        name="pytorch",
        title="PyTorch",
        media_type="text/x-python; charset=utf-8",
        ending="-pytorch.py",
        write=pytorch_code,
        sentence="The same in PyTorch, where autograd makes the deltas: to compare one with the other.",
    ),
)

EXPORTS = {entry.name: entry for entry in _ENTRIES}
"""Every format by its name, in the order of the menu."""


def find_export(name: str) -> Export:
    """The entry of EXPORTS.

    Raises:
        UnknownName: there is none of that name.
    """
    return look_up(EXPORTS, "format", name, ("format",))


def format_of(name: str) -> Export | None:
    """The format of a file by how its name ends; the longest ending counts."""
    fitting = [entry for entry in EXPORTS.values() if name.lower().endswith(entry.ending)]
    return max(fitting, key=lambda entry: len(entry.ending), default=None)


def file_name(work: ExportRequest, export: Export) -> str:
    """A name that every system takes, such as ``backprop-xor-in-tanh-3-steps.csv``."""
    words = "-".join(slug(work.title).split("-")[:8])[:60].strip("-")
    steps = "1-step" if work.steps == 1 else f"{work.steps}-steps"
    return "-".join(filter(None, ["backprop", words, steps])) + export.ending
