"""The table of formats, and the names of files."""

import pytest

from app.experiment import experiment_of
from app.exports.index import EXPORTS, file_name, find_export, format_of
from engine import PRESETS, UnknownName
from tests.app.exports.samples import request_of

XOR = experiment_of(PRESETS["xor"])


def test_the_table_is_keyed_by_name_and_no_two_files_are_called_alike() -> None:
    assert all(name == entry.name for name, entry in EXPORTS.items())
    assert {"json", "csv", "numpy", "pytorch"} <= EXPORTS.keys()
    assert len({entry.ending for entry in EXPORTS.values()}) == len(EXPORTS)
    assert all(entry.sentence.endswith(".") and "/" in entry.media_type for entry in EXPORTS.values())


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_writes_what_its_file_is_recognized_by(name: str) -> None:
    work = request_of(XOR, title="XOR in tanh")
    assert EXPORTS[name].write(work)
    assert format_of(file_name(work, EXPORTS[name])) is EXPORTS[name]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.json", "json"),
        ("A.CSV", "csv"),
        ("step.py", "numpy"),
        ("xor-pytorch.py", "pytorch"),
        ("pytorch.py", "numpy"),
    ],
)
def test_the_longest_ending_tells_the_format(file: str, name: str) -> None:
    assert format_of(file) is EXPORTS[name]


@pytest.mark.parametrize("file", ["", "json", "a.txt", "a.csv.bak"])
def test_another_ending_tells_none(file: str) -> None:
    assert format_of(file) is None


def test_an_unknown_format_is_told_with_the_choices() -> None:
    with pytest.raises(UnknownName, match="json"):
        find_export("xls")


@pytest.mark.parametrize(
    ("title", "steps", "name"),
    [
        ("XOR in tanh", 3, "backprop-xor-in-tanh-3-steps.csv"),
        ("2-2-1, no biases", 1, "backprop-2-2-1-no-biases-1-step.csv"),
        ("../../etc/passwd\r\nSet-Cookie: a", 2, "backprop-etc-passwd-set-cookie-a-2-steps.csv"),
        ("σ", 2, "backprop-2-steps.csv"),
        ("x" * 300, 2, f"backprop-{'x' * 60}-2-steps.csv"),
    ],
)
def test_a_file_is_named_after_the_experiment(title: str, steps: int, name: str) -> None:
    assert file_name(request_of(XOR, title=title, steps=steps), EXPORTS["csv"]) == name
