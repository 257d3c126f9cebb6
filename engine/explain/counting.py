"""CountingNumber: a number that counts the multiplications made with it, so that a cost is measured and not claimed."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.arrays import FloatArray

CAP = 20_000
"""Multiplications that are counted by doing them, some ten milliseconds of it; beyond stand exact formulas."""

CountingArray = NDArray[Any]
"""An array of counting numbers; NumPy's products go through their operators."""


@dataclass
class Tally:
    """How many multiplications have been made."""

    multiplications: int = 0

    def array(self, values: FloatArray) -> CountingArray:
        """The same values, of the same shape, as numbers counted here."""
        numbers = np.empty(values.shape, dtype=object)
        numbers.ravel()[:] = [CountingNumber(value, self) for value in values.ravel().tolist()]
        return numbers


@dataclass(frozen=True, slots=True)
class CountingNumber:
    """A number whose multiplications are counted."""

    value: float
    tally: Tally = field(repr=False, compare=False)

    def __mul__(self, other: "CountingNumber") -> "CountingNumber":
        self.tally.multiplications += 1
        return CountingNumber(self.value * other.value, self.tally)

    def __add__(self, other: "CountingNumber") -> "CountingNumber":
        return CountingNumber(self.value + other.value, self.tally)

    def __sub__(self, other: "CountingNumber") -> "CountingNumber":
        return CountingNumber(self.value - other.value, self.tally)
