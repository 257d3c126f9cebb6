"""as_array: read-only float64 from what a caller gives, or a sentence that says why not. Never NumPy's own."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from engine import EngineError, InvalidNumber, ShapeMismatch
from engine.arrays import all_finite, as_array, as_number

WHERE = ("network", "layers", 0, "weights")
LARGEST = np.finfo(np.float64).max

NOT_ROWS: list[tuple[Any, type[EngineError], str]] = [
    ([[1, 2], [3]], ShapeMismatch, "weights: row 2 has 1 number but row 1 has 2"),
    ([[1, 2], [3, 4], [5, 6, 7]], ShapeMismatch, "weights: row 3 has 3 numbers but row 1 has 2"),
    ([np.zeros(2), np.zeros(3)], ShapeMismatch, "weights: row 2 has 3 numbers but row 1 has 2"),
    ([[1, 2], 3], ShapeMismatch, "weights: expected rows of numbers, got rows and single numbers mixed"),
    ([3, [1, 2]], ShapeMismatch, "weights: expected rows of numbers, got rows and single numbers mixed"),
    ([[[1], [2, 3]]], ShapeMismatch, "weights: expected rows of numbers, got lists nested further in"),
    ([1, 2], ShapeMismatch, "weights: expected a list of rows of numbers, got an array of shape (2,)"),
    ([[[1]]], ShapeMismatch, "weights: expected a list of rows of numbers, got an array of shape (1, 1, 1)"),
    (5, ShapeMismatch, "weights: expected a list of rows of numbers, got a single number"),
    ([], ShapeMismatch, "weights: expected a list of rows of numbers, got an empty list"),
    ([[]], ShapeMismatch, "weights: expected a list of rows of numbers, got an empty list"),
    ([[], []], ShapeMismatch, "weights: expected a list of rows of numbers, got an empty list"),
    (np.zeros((0, 3)), ShapeMismatch, "weights: expected a list of rows of numbers, got an empty list"),
    ("0.5", InvalidNumber, "weights: expected numbers, got text"),
    ([["0.5"]], InvalidNumber, "weights: expected numbers, got text"),
    ([[b"0.5"]], InvalidNumber, "weights: expected numbers, got text"),
    ([[True]], InvalidNumber, "weights: expected numbers, got true or false"),
    ([[1, None]], InvalidNumber, "weights: expected numbers, got None"),
    (None, InvalidNumber, "weights: expected numbers, got None"),
    ([[1j]], InvalidNumber, "weights: expected numbers, got complex numbers"),
    ({}, InvalidNumber, "weights: expected numbers, got {}"),
    ([[Fraction(1, 3)]], InvalidNumber, "weights: expected numbers, got Fraction(1, 3)"),
    ([[10**400]], InvalidNumber, "weights: expected numbers, got an integer beyond the range of double precision"),
    (
        [[10**5000, 1.5]],
        InvalidNumber,
        "weights: expected numbers, got an integer beyond the range of double precision",
    ),
    ([[1, 2], [3, float("nan")]], InvalidNumber, "weights: entry (2, 2) is nan, not a finite number"),
    ([[1, float("-inf")]], InvalidNumber, "weights: entry (1, 2) is -inf, not a finite number"),
    (np.array([[np.longdouble("1e4000")]]), InvalidNumber, "weights: entry (1, 1) is inf, not a finite number"),
]


@pytest.mark.parametrize(("given", "kind", "detail"), NOT_ROWS, ids=[str(i) for i in range(len(NOT_ROWS))])
def test_what_is_no_matrix_is_refused_with_what_came(given: Any, kind: type[EngineError], detail: str) -> None:
    with pytest.raises(kind) as caught:
        as_array(given, 2, "weights", WHERE)
    assert type(caught.value) is kind
    assert caught.value.detail == str(caught.value) == detail
    assert caught.value.where[: len(WHERE)] == WHERE


@pytest.mark.parametrize(
    ("given", "detail"),
    [
        ([[1.0]], "biases: expected a list of numbers, got an array of shape (1, 1)"),
        ([1, [2]], "biases: expected a list of numbers, got lists of different lengths"),
        ([[1, 2], [3]], "biases: expected a list of numbers, got lists of different lengths"),
        ([], "biases: expected a list of numbers, got an empty list"),
        (0.5, "biases: expected a list of numbers, got a single number"),
    ],
)
def test_what_is_no_list_of_numbers_is_refused(given: Any, detail: str) -> None:
    with pytest.raises(ShapeMismatch) as caught:
        as_array(given, 1, "biases")
    assert caught.value.detail == detail


def test_the_place_of_a_number_that_is_not_finite_ends_the_path() -> None:
    with pytest.raises(InvalidNumber) as caught:
        as_array([[1, 2], [np.inf, np.nan]], 2, "inputs", ("inputs",))
    assert caught.value.where == ("inputs", 1, 0)


def test_lists_nested_without_end_are_refused_too() -> None:
    nested: Any = 1.0
    for _ in range(80):
        nested = [nested]
    with pytest.raises(ShapeMismatch, match="expected"):
        as_array(nested, 2, "inputs")


@pytest.mark.parametrize(
    "given",
    [[[1, 2]], ((1, 2),), np.array([[1, 2]]), np.array([[1, 2]], dtype=np.float32), np.array([[1, 2]], dtype=np.uint8)],
)
def test_every_kind_of_number_becomes_a_read_only_float64(given: Any) -> None:
    array = as_array(given, 2, "inputs")
    assert array.dtype == np.float64
    assert array.tolist() == [[1.0, 2.0]]
    assert not array.flags.writeable


@pytest.mark.parametrize("large", [2**63, 2**64, -(2**70), 10**300])
def test_integers_beyond_64_bits_are_numbers_too(large: int) -> None:
    assert as_array([[large, 1, -0.5]], 2, "inputs").tolist() == [[float(large), 1.0, -0.5]]


def test_what_is_given_is_copied_and_stays_writeable() -> None:
    given = np.array([[1.0, 2.0]])
    array = as_array(given, 2, "inputs")
    given[0, 0] = 9.0
    assert array[0, 0] == 1.0


def test_what_has_been_through_is_handed_back_as_it_is() -> None:
    array = as_array([[1.0]], 2, "inputs")
    assert as_array(array, 2, "inputs") is array


def test_being_read_only_alone_opens_no_door() -> None:
    for values in (np.array([[np.nan]]), np.zeros((0, 2)), np.zeros((1, 0))):
        values.flags.writeable = False
        with pytest.raises(EngineError):
            as_array(values, 2, "inputs")
    base = np.ones((2, 2))
    view = base[:]
    view.flags.writeable = False
    array = as_array(view, 2, "inputs")
    base[0, 0] = 5.0
    assert array[0, 0] == 1.0


def test_all_finite_sees_every_entry_and_takes_the_largest_double_without_a_warning() -> None:
    assert all_finite()
    assert all_finite(np.full((3, 2), LARGEST), np.full(4, -LARGEST))
    for bad in (np.nan, np.inf, -np.inf):
        for at in np.ndindex(2, 3):
            values = np.full((2, 3), LARGEST)
            values[at] = bad
            assert not all_finite(values)
            assert not all_finite(values.T, np.ones(1))
            assert not all_finite(np.ones(1), values)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "None"),
        ("1", "'1'"),
        (True, "True"),
        (1j, "1j"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (10**400, "an integer beyond the range of double precision"),
        (10**5000, "an integer beyond the range of double precision"),
        ([1.0], "[1.0]"),
        ("x" * 500, "'" + "x" * 76 + "..."),
    ],
    ids=lambda given: given[:12] if isinstance(given, str) else type(given).__name__,
)
def test_what_is_no_finite_number_is_refused(given: Any, words: str) -> None:
    with pytest.raises(InvalidNumber) as caught:
        as_number(given, "l1", ("regularization", "l1"))
    assert caught.value.detail == f"l1: expected a finite number, got {words}"
    assert caught.value.where == ("regularization", "l1")


@pytest.mark.parametrize("given", [1, 1.0, np.float32(1.0), np.int64(1), Fraction(1)])
def test_every_real_number_becomes_a_float(given: Any) -> None:
    number = as_number(given, "l1")
    assert type(number) is float
    assert number == 1.0
