"""The functions that need care: nothing overflows, and nothing loses its digits where a curve is flat."""

import math

import numpy as np

from engine.arrays import FloatArray


def sigmoid(z: FloatArray) -> FloatArray:
    e = np.exp(-np.abs(z))  # the exponent is never positive, so nothing overflows
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def sigmoid_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    e = np.exp(-np.abs(z))  # a (1 - a) would lose every digit where a has been rounded to 1
    return e / (1.0 + e) ** 2


def tanh_derivative(z: FloatArray, a: FloatArray) -> FloatArray:
    e = np.exp(-2.0 * np.abs(z))  # 1 - a^2 would lose digits in the same way
    return 4.0 * e / (1.0 + e) ** 2


def softplus(z: FloatArray) -> FloatArray:
    return np.maximum(z, 0.0) + np.log1p(np.exp(-np.abs(z)))


_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def normal_cdf(z: FloatArray) -> FloatArray:
    cdf: FloatArray = 0.5 * _erfc(-z / math.sqrt(2.0))
    return cdf


def normal_density(z: FloatArray) -> FloatArray:
    bounded = np.clip(z, -40.0, 40.0)  # the density is 0 in double precision beyond 39
    density: FloatArray = np.exp(-0.5 * bounded**2) / math.sqrt(2.0 * math.pi)
    return density


def softmax(z: FloatArray) -> FloatArray:
    e: FloatArray = np.exp(z - z.max(axis=1, keepdims=True))
    e /= e.sum(axis=1, keepdims=True)
    return e


def _log_sum_exp(z: FloatArray) -> FloatArray:
    top = z.max(axis=1, keepdims=True)
    logs: FloatArray = top + np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return logs


def softmax_logs(z: FloatArray) -> tuple[FloatArray, FloatArray]:
    total = _log_sum_exp(z)
    return z - total, _log_sum_of_others(z) - total


def _log_sum_of_others(z: FloatArray) -> FloatArray:
    """ln of the sum of exp(z_i) over i != j, for every j, without cancellation; -inf where there is no other."""
    rows, largest = np.arange(z.shape[0]), z.argmax(axis=1)
    top = z.max(axis=1, keepdims=True)
    e = np.exp(z - top)
    # the sum keeps the 1 of the largest, so that only the entry of the largest itself is not safe
    logs: FloatArray = top + np.log(e.sum(axis=1, keepdims=True) - e)
    rest = z.copy()
    rest[rows, largest] = -np.inf
    logs[rows, largest] = _log_sum_exp(rest)[:, 0] if z.shape[1] > 1 else -np.inf
    return logs


def softmax_log_pull_back(grad_log: FloatArray, grad_log_complement: FloatArray, z: FloatArray) -> FloatArray:
    p = softmax(z)
    delta: FloatArray = grad_log - p * grad_log.sum(axis=1, keepdims=True)
    if not grad_log_complement.any():
        return delta
    # d ln(1 - p_i)/dz_j is -p_i for j = i, and p_i p_j / (1 - p_i) for the others. p_j / (1 - p_i) is the softmax
    # over all but i, taken from the logs because 1 - p_i may have been rounded to 0.
    log_p, log_rest = softmax_logs(z)
    for i in range(z.shape[1]):
        share = np.exp(log_p - log_rest[:, i : i + 1])
        share[:, i] = -1.0
        delta += grad_log_complement[:, i : i + 1] * p[:, i : i + 1] * share
    return delta
