"""What the programs share: numbers that read back as they are, lines that are short, words that are spoken of."""

import ast
from dataclasses import replace

import numpy as np
import pytest

from app.experiment import experiment_of
from app.exports.program import WIDTH, hanging, penalty, speaks_of, survey, table, written
from engine import PRESETS, Diverged, Optimizer, Regularization
from tests.app.exports.samples import request_of, sampled

XOR = experiment_of(PRESETS["xor"])


@pytest.mark.parametrize(
    "shape", [(1,), (3,), (4,), (5,), (1024,), (1, 1), (1, 5), (5, 1), (2, 3), (40, 40)], ids=lambda shape: f"{shape}"
)
@pytest.mark.parametrize("value", [0.0, -0.0, 5e-324, -1.2345678901234567e-05, 1 / 3])
def test_numbers_are_written_so_that_they_read_back_and_in_short_lines(shape: tuple[int, ...], value: float) -> None:
    text = written(np.full(shape, value))
    assert np.array(ast.literal_eval(text)).tobytes() == np.full(shape, value).tobytes()
    assert all(len(line) <= WIDTH for line in text.splitlines())


def test_a_table_over_many_lines_is_the_same_table() -> None:
    functions = {l: f"f{l}" for l in range(2, 65)}
    first, *others = table(functions, "derivatives").splitlines()
    entries = ", ".join(f"{l}: {f}" for l, f in functions.items())
    assert " ".join([first, *(line.strip() for line in others)]) == f"{{{entries}}}"
    assert all(len(line) <= WIDTH for line in (f"derivatives = {first}", *others))
    assert all(line.startswith(" " * len("derivatives = {")) for line in others)


def test_a_word_that_is_longer_than_a_line_is_not_broken() -> None:
    assert hanging("x" * 200, "f(") == "x" * 200


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        ("v = rho * v", True),
        ("rho", True),
        ("rhombus = 1", False),
        ("rho_2 * v", False),
        ("f(rho=0.9)", False),
        ("f(rho=rho)", True),
        ("", False),
    ],
)
def test_a_setting_is_spoken_of_as_a_word_and_not_as_the_name_of_an_argument(lines: str, spoken: bool) -> None:
    assert speaks_of(lines, "rho") is spoken


@pytest.mark.parametrize(
    ("l1", "l2", "names"), [(0.0, 0.0, set()), (0.1, 0.0, {"l1"}), (0.0, 0.1, {"l2"}), (0.1, 0.1, {"l1", "l2"})]
)
def test_a_penalty_that_is_none_is_not_written(l1: float, l2: float, names: set[str]) -> None:
    text = penalty(replace(XOR, regularization=Regularization(l1, l2)), "abs")
    assert {name for name in ("l1", "l2") if speaks_of(text, name)} == names
    assert bool(text) is bool(names)


def test_a_run_is_looked_at_up_to_the_cost_after_its_last_step() -> None:
    calm = sampled(["tanh", "softmax"], "cross_entropy")
    assert survey(request_of(calm, steps=1))[1] is False
    wild = replace(calm, optimizer=Optimizer("sgd", learning_rate=1e4))
    assert survey(request_of(wild, steps=1))[1] is True
    with pytest.raises(Diverged):
        survey(request_of(sampled(["linear"], "half_squared_error", Optimizer("sgd", learning_rate=1e6)), steps=200))
