"""The functions that need care: nothing overflows, and nothing loses its digits where a curve is flat."""

import math

import numpy as np
from numpy.typing import NDArray

from engine.arrays import FloatArray

_LARGEST = np.finfo(np.float64).max


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + e^-z), (m, n)."""
    # no exponent is ever positive, so nothing overflows: above the line stands 1 for z > 0 and e^z for the others
    return np.exp(np.minimum(z, 0.0)) / (1.0 + np.exp(-np.abs(z)))


def sigmoid_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """a (1 - a), (m, n), with every digit where a has been rounded to 1."""
    e = np.exp(-np.abs(z))  # a (1 - a) would lose every digit where a has been rounded to 1
    return e / (1.0 + e) ** 2


def tanh_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    """1 - a^2, (m, n), likewise."""
    e = np.exp(-2.0 * np.abs(z))  # 1 - a^2 would lose digits in the same way; 1 + |a| is 2 / (1 + e)
    return e * (1.0 + np.abs(a)) ** 2


def softplus(z: FloatArray) -> FloatArray:
    """ln(1 + e^z), (m, n)."""
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def normal_cdf(z: FloatArray) -> FloatArray:
    """The normal distribution function Phi, (m, n)."""
    cdf: FloatArray = 0.5 * _erfc(-z / math.sqrt(2.0))
    return cdf


def normal_density(z: FloatArray) -> FloatArray:
    """The normal density phi, (m, n)."""
    bounded = np.clip(z, -40.0, 40.0)  # the density is 0 in double precision beyond 39
    density: FloatArray = np.exp(-0.5 * bounded**2) / math.sqrt(2.0 * math.pi)
    return density


def softmax(z: FloatArray) -> FloatArray:
    """e^z_j over the sum of all e^z_i of the row, (m, n)."""
    e: FloatArray = np.exp(z - z.max(axis=1, keepdims=True))
    e /= e.sum(axis=1, keepdims=True)
    return e


def softmax_logs(z: FloatArray) -> tuple[FloatArray, FloatArray]:
    """ln p and ln(1 - p); the latter is -inf where there is no other output."""
    largest, below, others = _around_the_largest(z)
    e = np.exp(others)
    log_total = np.log1p(e.sum(axis=1, keepdims=True))
    log_p = below - log_total
    # 1 - p of the largest may round to 0, so it is taken from what the others are; all else is at most a half,
    # and so is the largest of many, where the difference of logs would cancel
    p = np.exp(log_p)
    rows = np.arange(len(z))
    p_largest = p[rows, largest]
    p[rows, largest] = 0.0
    log_complement = np.log1p(-p)
    log_complement[rows, largest] = np.where(
        p_largest > 0.5, _log_sum_exp(others) - log_total[:, 0], np.log1p(-np.minimum(p_largest, 0.5))
    )
    return log_p, log_complement


def softmax_log_pull_back(grad_log: FloatArray, grad_log_complement: FloatArray, z: FloatArray) -> FloatArray:
    """dC/dz, (m, n), from dC/d(ln p) and dC/d(ln(1 - p))."""
    largest, below, others = _around_the_largest(z)
    rows = np.arange(len(z))
    e = np.exp(others)
    rest = e.sum(axis=1)
    p = np.exp(below) / (1.0 + rest)[:, None]
    complement = 1.0 - p
    complement[rows, largest] = rest / (1.0 + rest)  # 1 - p would lose every digit where p has been rounded to 1
    # d ln p_i/dz_j is 1 - p_j for j = i, and -p_j for the others
    of_others = grad_log.sum(axis=1, keepdims=True) - grad_log
    delta: FloatArray = grad_log * complement - p * of_others
    if not grad_log_complement.any():
        return delta
    return delta + _complement_pull_back(grad_log_complement, p, others, largest)


def _complement_pull_back(grad: FloatArray, p: FloatArray, others: FloatArray, largest: NDArray[np.intp]) -> FloatArray:
    """What dC/d(ln(1 - p)) adds to dC/dz: d ln(1 - p_i)/dz_j is -p_i for j = i, p_i p_j / (1 - p_i) for the others.

    Only of the largest may 1 - p be rounded to 0; its p_j / (1 - p_i) is the softmax over all but itself.
    """
    rows = np.arange(len(p))
    weight = grad * p
    of_largest = weight[rows, largest, None]
    odds = weight / np.where(p < 1.0, 1.0 - p, 1.0)
    odds[rows, largest] = 0.0
    delta: FloatArray = p * (odds.sum(axis=1, keepdims=True) - odds) - weight
    if p.shape[1] > 1:
        delta += of_largest * softmax(others)
    return delta


def _around_the_largest(z: FloatArray) -> tuple[NDArray[np.intp], FloatArray, FloatArray]:
    """Of each row: where its largest z is, z less the largest, and the same with -inf in the place of the largest."""
    largest = z.argmax(axis=1)
    below = z - z.max(axis=1, keepdims=True)
    others = below.copy()
    others[np.arange(len(z)), largest] = -np.inf
    return largest, below, others


def _log_sum_exp(z: FloatArray) -> FloatArray:
    """ln of the sum of exp(z_i) of each row; -inf where every z is."""
    top = np.maximum(z.max(axis=1), -_LARGEST)  # -inf - -inf would be undefined
    sums = np.exp(z - top[:, None]).sum(axis=1)
    logs: FloatArray = top + np.log(sums, out=np.full_like(sums, -np.inf), where=sums > 0.0)
    return logs
