"""Arrays of float64: from what a caller gives, or a sentence that says why not."""

from collections.abc import Iterable, Sequence
from math import inf, isfinite
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Diverged, InvalidNumber, Place, ShapeMismatch, counted, shown

FloatArray = NDArray[np.float64]

_DIMENSIONS = {1: "a list of numbers", 2: "a list of rows of numbers"}


def as_array(values: Any, ndim: int, what: str, where: Place = ()) -> FloatArray:
    """Read-only float64 copy of ``values`` with ``ndim`` dimensions, none of them empty.

    What has been through here before is handed back as it is, without another copy.

    Raises:
        ShapeMismatch: other dimensions, an empty dimension, rows of different lengths.
        InvalidNumber: anything that is not a finite real number.
    """
    if _is_ready(values, ndim):
        ready: FloatArray = values
        return ready
    try:
        array = np.array(values)
    except ValueError:
        raise ShapeMismatch(f"{what}: {_ragged(values, ndim)}", where) from None
    if array.dtype.kind == "O":
        array = _of_large_integers(array)
    if array.dtype.kind not in "fiu" and array.size:
        raise InvalidNumber(f"{what}: expected numbers, got {_first_non_number(array)}", where)
    if array.ndim != ndim or array.size == 0:
        raise ShapeMismatch(f"{what}: expected {_DIMENSIONS[ndim]}, got {_shape_words(array)}", where)
    if array.dtype != np.float64:
        with np.errstate(over="ignore"):  # of a longer float type
            array = array.astype(np.float64)
    if not _is_finite(array):
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        at = ", ".join(str(i + 1) for i in place)
        raise InvalidNumber(f"{what}: entry ({at}) is {array[place]}, not a finite number", (*where, *place))
    array.flags.writeable = False
    return array


def as_number(value: Any, what: str, where: Place = ()) -> float:
    """``value`` as a float.

    Raises:
        InvalidNumber: anything that is not a finite real number.
    """
    if not isinstance(value, bool) and isinstance(value, Real):
        try:
            number = float(value)
        except OverflowError:
            number = inf
        if isfinite(number):
            return number
    raise InvalidNumber(f"{what}: expected a finite number, got {shown(value)}", where)


def all_finite(*arrays: FloatArray) -> bool:
    """Whether no entry is infinite or NaN."""
    return all(map(_is_finite, arrays))


def freeze(arrays: Iterable[FloatArray]) -> None:
    """Make ``arrays``, which were computed and not given, read-only."""
    for array in arrays:
        array.setflags(write=False)


def check_finite(last: Sequence[FloatArray], in_order: Iterable[tuple[int, str, FloatArray]]) -> None:
    """Raise Diverged for the first of (layer, quantity, values), in order of computation, that is not finite.

    ``last`` are those of the values that cannot all be finite when any of the others is not: while they are, no
    other is looked at. NumPy's warnings must be off.
    """
    flat = np.concatenate(last, axis=None)
    # the quickest question for small arrays; squares overflow early, so only a yes is believed
    if isfinite(flat.dot(flat)):
        return
    for layer, quantity, values in in_order:
        if not all_finite(values):
            raise Diverged(
                f"layer {layer}: {quantity} became infinite or undefined; "
                "smaller weights, inputs or learning rate keep it within the range of double precision",
                layer=layer,
                quantity=quantity,
            )


def _is_finite(values: FloatArray) -> bool:
    return int(np.count_nonzero(np.isfinite(values))) == values.size  # half the time of .all() on a small array


def _is_ready(values: Any, ndim: int) -> bool:
    return (
        isinstance(values, np.ndarray)
        and not values.flags.writeable
        and values.base is None  # not a view of an array that may change
        and values.dtype == np.float64
        and values.ndim == ndim
        and values.size > 0
        and all_finite(values)
    )


def _of_large_integers(array: NDArray[Any]) -> NDArray[Any]:
    """The floats of an array of Python's numbers, some of them beyond 64 bits; anything else as it is."""
    if any(isinstance(item, bool) or not isinstance(item, int | float) for item in array.ravel()):
        return array
    try:
        return array.astype(np.float64)
    except OverflowError:
        return array


def _ragged(values: Any, ndim: int) -> str:
    if ndim == 1:
        return f"expected {_DIMENSIONS[1]}, got lists of different lengths"
    lengths = [len(row) if isinstance(row, list | tuple | np.ndarray) else None for row in values]
    row = next((i for i, length in enumerate(lengths) if length != lengths[0]), 0)
    if lengths[0] is None or lengths[row] is None:
        return "expected rows of numbers, got rows and single numbers mixed"
    if row == 0:
        return "expected rows of numbers, got lists nested further in"
    return f"row {row + 1} has {counted(lengths[row] or 0, 'number')} but row 1 has {lengths[0]}"


def _first_non_number(array: NDArray[Any]) -> str:
    kinds = {"b": "true or false", "c": "complex numbers", "U": "text", "S": "text"}
    if array.dtype.kind in kinds:
        return kinds[array.dtype.kind]
    odd = [item for item in array.ravel() if isinstance(item, bool) or not isinstance(item, int | float)]
    return shown(odd[0]) if odd else "an integer beyond the range of double precision"


def _shape_words(array: NDArray[Any]) -> str:
    if array.ndim == 0:
        return "a single number"
    if array.size == 0:
        return "an empty list"
    return f"an array of shape {array.shape}"
