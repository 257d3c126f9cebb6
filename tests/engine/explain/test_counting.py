"""Counting numbers compute what floats do, and count what is done."""

import numpy as np

from engine.arrays import FloatArray
from engine.explain.counting import CountingArray, Tally


def values(numbers: CountingArray) -> FloatArray:
    return np.array([number.value for number in numbers.ravel()]).reshape(numbers.shape)


def test_a_matrix_product_of_counting_numbers_is_the_product_and_counts_every_multiplication() -> None:
    source = np.random.default_rng(1)
    left, right = source.standard_normal((2, 3)), source.standard_normal((3, 4))
    tally = Tally()
    product = tally.array(left).dot(tally.array(right))
    np.testing.assert_allclose(values(product), left @ right, rtol=1e-15)
    assert tally.multiplications == 2 * 3 * 4


def test_sums_and_differences_are_not_multiplications() -> None:
    tally = Tally()
    numbers = tally.array(np.arange(6.0).reshape(2, 3))
    assert np.array_equal(values(numbers.sum(axis=1, keepdims=True)), [[3.0], [12.0]])
    assert np.array_equal(values(numbers - numbers), np.zeros((2, 3)))
    assert tally.multiplications == 0
    assert np.array_equal(values(numbers * numbers), np.arange(6.0).reshape(2, 3) ** 2)
    assert tally.multiplications == 6
