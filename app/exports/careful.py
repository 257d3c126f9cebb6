"""Lines that keep their digits where outputs saturate; the textbook's lines lose them there, or divide by zero.

The programs use them in place of the textbook's only where an output comes near the end of its range. An activation
or cost that has nothing to lose needs no entry.
"""

from dataclasses import dataclass

from engine import Activation, Trace
from engine.arrays import FloatArray

NEAR = 1e-4
"""How close to an end of its range an output may come before 1 - a has lost its last four digits."""


@dataclass(frozen=True)
class CarefulActivation:
    """Expressions of NumPy in ``z`` and ``a``, None where the textbook's will do, and the functions that they need."""

    numpy: str | None = None
    numpy_derivative: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class CarefulCost:
    """Lines in ``z``, ``a`` and ``y`` for one pair of cost and output activation.

    Attributes:
        numpy: C_x.
        numpy_gradient: dC_x/da; where it is beyond double precision, the largest double.
        numpy_delta: delta of the output layer.
        torch: C_x as PyTorch computes it best, from z alone.
    """

    numpy: str
    numpy_gradient: str
    numpy_delta: str
    torch: str


_LOG_SOFTMAX = '''\
def log_softmax(z):
    """ln a, with every digit where a is nearly 1: what is added to 1 is the share of all others."""
    below = z - z.max(axis=1, keepdims=True)
    others = np.sort(np.exp(below))[:, :-1]
    return below - np.log1p(others.sum(axis=1, keepdims=True))'''

CAREFUL_ACTIVATIONS = {
    "sigmoid": CarefulActivation(numpy_derivative="np.exp(-abs(z)) / (1 + np.exp(-abs(z)))**2"),
    "tanh": CarefulActivation(numpy_derivative="1 / np.cosh(z)**2"),
    "softmax": CarefulActivation(numpy="np.exp(log_softmax(z))", needs=(_LOG_SOFTMAX,)),
}

_OTHERS = "a @ (1 - np.eye(a.shape[1]))"  # 1 - a of softmax, with every digit

CAREFUL_COSTS = {
    ("cross_entropy", "softmax"): CarefulCost(
        numpy="-(y * log_softmax(z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num(-y / a)",
        numpy_delta=f"a * (y.sum(axis=1, keepdims=True) - y) - y * ({_OTHERS})",
        torch='F.cross_entropy(z, y, reduction="none")',
    ),
    ("cross_entropy", "sigmoid"): CarefulCost(
        numpy="(y * np.logaddexp(0, -z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num(-y / a)",
        numpy_delta="-y / (1 + np.exp(z))",
        torch="-(y * F.logsigmoid(z)).sum(dim=1)",
    ),
    ("binary_cross_entropy", "sigmoid"): CarefulCost(
        numpy="(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num((1 - y) * (1 + np.exp(z)) - y * (1 + np.exp(-z)))",
        numpy_delta="(1 - y) / (1 + np.exp(-z)) - y / (1 + np.exp(z))",
        torch='F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(dim=1)',
    ),
}
"""By the names of cost and output activation."""


def needs_care(trace: Trace) -> bool:
    """Whether an output comes near an end of its range."""
    return any(
        layer.activation in CAREFUL_ACTIVATIONS and _near_an_end(layer.f, trace.forward.a[l])
        for l, layer in trace.network.numbered()
    )


def _near_an_end(f: Activation, a: FloatArray) -> bool:
    low, high = f.outputs
    return bool((a < low + NEAR).any() or (a > high - NEAR).any())
