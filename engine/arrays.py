"""Arrays of float64: from what a caller gives, or a sentence that says why not."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Diverged, InvalidNumber, Place, ShapeMismatch

FloatArray = NDArray[np.float64]

_DIMENSIONS = {1: "a list of numbers", 2: "a list of rows of numbers"}


def as_array(values: Any, ndim: int, what: str, where: Place = ()) -> FloatArray:
    """Read-only float64 copy of ``values`` with ``ndim`` dimensions, none of them empty.

    A read-only float64 array has been through here before and is handed back as it is.

    Raises:
        ShapeMismatch: other dimensions, an empty dimension, rows of different lengths.
        InvalidNumber: anything that is not a finite real number.
    """
    if (
        isinstance(values, np.ndarray)
        and not values.flags.writeable
        and values.dtype == np.float64
        and values.ndim == ndim
    ):
        return values
    try:
        array = np.array(values)
    except ValueError:
        raise ShapeMismatch(f"{what}: {_ragged(values)}", where) from None
    if array.dtype.kind not in "fiu" and array.size:
        raise InvalidNumber(f"{what}: expected numbers, got {_first_non_number(array)}", where)
    if array.ndim != ndim or array.size == 0:
        raise ShapeMismatch(f"{what}: expected {_DIMENSIONS[ndim]}, got {_shape_words(array)}", where)
    array = array.astype(np.float64, copy=False)
    if not all_finite(array):
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
        at = ", ".join(str(i + 1) for i in place)
        raise InvalidNumber(f"{what}: entry ({at}) is {array[place]}, not a finite number", (*where, *place))
    array.flags.writeable = False
    return array


def all_finite(*arrays: FloatArray) -> bool:
    """Whether no entry is infinite or NaN.

    The sum of squares is not finite then; asking for that costs a third of ``np.isfinite(values).all()`` on the
    small arrays of a drawn network. It also overflows for finite entries above 1e154, so only a yes is believed.
    """
    total = 0.0
    for values in arrays:
        flat = values.ravel()
        total += flat.dot(flat)
    return isfinite(total) or all(bool(np.isfinite(values).all()) for values in arrays)


def check_finite(recorded: Iterable[tuple[int, str, FloatArray]]) -> None:
    """Raise Diverged for the first of (layer, quantity, values), in order of computation, that is not finite."""
    entries = list(recorded)
    if all_finite(*(values for _, _, values in entries)):
        return
    layer, quantity, _ = next(entry for entry in entries if not all_finite(entry[2]))
    raise Diverged(
        f"layer {layer}: {quantity} became infinite or undefined; "
        "smaller weights, inputs or learning rate keep it within the range of double precision",
        layer=layer,
        quantity=quantity,
    )


def _ragged(values: Any) -> str:
    lengths = [len(row) if isinstance(row, list | tuple) else None for row in values]
    row = next((i for i, length in enumerate(lengths) if length != lengths[0]), 0)
    if lengths[0] is None or lengths[row] is None:
        return "expected rows of numbers, got rows and single numbers mixed"
    if row == 0:
        return "expected rows of numbers, got rows of different lengths further in"
    return f"row {row + 1} has {lengths[row]} entries but row 1 has {lengths[0]}"


def _first_non_number(array: NDArray[Any]) -> str:
    kinds = {"b": "true or false", "c": "complex numbers", "U": "text", "S": "text"}
    if array.dtype.kind in kinds:
        return kinds[array.dtype.kind]
    odd = next((item for item in array.ravel() if isinstance(item, bool) or not isinstance(item, int | float)), None)
    return "an integer beyond the range of double precision" if odd is None else repr(odd)


def _shape_words(array: NDArray[Any]) -> str:
    if array.ndim == 0:
        return "a single number"
    if array.size == 0:
        return "an empty list"
    return f"an array of shape {array.shape}"
