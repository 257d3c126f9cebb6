"""Lines that keep their digits where outputs saturate; the textbook's lines lose them there, or divide by zero.

The programs use them in place of the textbook's only where an output comes near the end of its range, or a weighted
input is so large that e^z overflows. An activation or cost that has nothing to lose needs no entry.
"""

from dataclasses import dataclass
from math import isfinite

from engine import Activation, ForwardTrace, Network
from engine.arrays import FloatArray

NEAR = 1e-4
"""How close to an end of its range an output may come before 1 - a has lost its last four digits."""

FAR = 700.0
"""How large z may be before e^z or e^-z leaves double precision."""


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
        needs: the functions that these lines of NumPy need.
    """

    numpy: str
    numpy_gradient: str
    numpy_delta: str
    torch: str
    needs: tuple[str, ...] = ()


_LOGISTIC = '''\
def logistic(z):
    """1 / (1 + e^-z) without an e^z that could overflow."""
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-abs(z)))'''

_LOG_SOFTMAX = '''\
def log_softmax(z):
    """ln a, with every digit where a is nearly 1: what is added to 1 is the share of all others."""
    below = z - z.max(axis=1, keepdims=True)
    others = np.sort(np.exp(below))[:, :-1]
    return below - np.log1p(others.sum(axis=1, keepdims=True))'''

_LOG_OTHERS = '''\
def log_others(z):
    """ln(1 - a) of softmax: where a is nearly 1 from what the others are, elsewhere from a."""
    log_a = log_softmax(z)
    others = np.where(np.eye(z.shape[1], dtype=bool), -np.inf, log_a[:, None, :])  # row j without a_j
    return np.where(log_a < np.log(0.5), np.log1p(-np.exp(log_a)), np.logaddexp.reduce(others, axis=2))'''

_DELTA_OF_MISSES = '''\
def delta_of_misses(z, a, y):
    """What -sum (1 - y) ln(1 - a) adds to delta, through softmax."""
    ratios = np.exp(log_softmax(z)[:, None, :] - log_others(z)[:, :, None])  # a_j / (1 - a_i)
    of_others = np.where(np.eye(z.shape[1], dtype=bool), 0, ratios)
    return (1 - y) * a - np.einsum("xi,xij->xj", (1 - y) * a, of_others)'''

_WEIGHTED = '''\
def weighted(y, values):
    """y times the values; nothing where y is 0, however large they are."""
    return np.where(y == 0, 0, y * values)'''

CAREFUL_ACTIVATIONS = {
    "sigmoid": CarefulActivation(
        numpy="logistic(z)", numpy_derivative="np.exp(-abs(z)) / (1 + np.exp(-abs(z)))**2", needs=(_LOGISTIC,)
    ),
    "tanh": CarefulActivation(numpy_derivative="np.exp(-2 * abs(z)) * (1 + abs(a))**2"),
    "softplus": CarefulActivation(numpy_derivative="logistic(z)", needs=(_LOGISTIC,)),
    "silu": CarefulActivation(
        numpy="z * logistic(z)", numpy_derivative="logistic(z) * (1 + z * logistic(-z))", needs=(_LOGISTIC,)
    ),
    "softmax": CarefulActivation(numpy="np.exp(log_softmax(z))", needs=(_LOG_SOFTMAX,)),
}

_OTHERS = "a @ (1 - np.eye(a.shape[1]))"  # 1 - a of softmax, with every digit
_PULLED_BACK = f"a * (y.sum(axis=1, keepdims=True) - y) - y * ({_OTHERS})"  # of -sum y ln a, through softmax

# A finite number in the place of ln 0: what it leaves out then has a slope of 0, and not one that is undefined.
_BINARY_OF_SOFTMAX = """\
-(
        y * F.log_softmax(z, dim=1)
        + (1 - y) * torch.logsumexp(F.log_softmax(z, dim=1)[:, None, :] - 1e300 * torch.eye(z.shape[1]), dim=2)
    ).sum(dim=1)"""

CAREFUL_COSTS = {
    ("cross_entropy", "softmax"): CarefulCost(
        numpy="-(y * log_softmax(z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num(-weighted(y, np.exp(-log_softmax(z))))",
        numpy_delta=_PULLED_BACK,
        torch='F.cross_entropy(z, y, reduction="none")',
        needs=(_WEIGHTED,),
    ),
    ("cross_entropy", "sigmoid"): CarefulCost(
        numpy="(y * np.logaddexp(0, -z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num(-weighted(y, 1 + np.exp(-z)))",
        numpy_delta="-y * logistic(-z)",
        torch="-(y * F.logsigmoid(z)).sum(dim=1)",
        needs=(_WEIGHTED,),
    ),
    ("binary_cross_entropy", "softmax"): CarefulCost(
        numpy="-(y * log_softmax(z) + weighted(1 - y, log_others(z))).sum(axis=1)",
        numpy_gradient="np.nan_to_num(weighted(1 - y, np.exp(-log_others(z))) - weighted(y, np.exp(-log_softmax(z))))",
        numpy_delta=f"{_PULLED_BACK} + delta_of_misses(z, a, y)",
        torch=_BINARY_OF_SOFTMAX,
        needs=(_WEIGHTED, _LOG_OTHERS, _DELTA_OF_MISSES),
    ),
    ("binary_cross_entropy", "sigmoid"): CarefulCost(
        numpy="(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)).sum(axis=1)",
        numpy_gradient="np.nan_to_num(weighted(1 - y, 1 + np.exp(z)) - weighted(y, 1 + np.exp(-z)))",
        numpy_delta="(1 - y) * logistic(z) - y * logistic(-z)",
        torch='F.binary_cross_entropy_with_logits(z, y, reduction="none").sum(dim=1)',
        needs=(_WEIGHTED,),
    ),
}
"""By the names of cost and output activation: every cost made of logarithms with every activation that offers them."""


def needs_care(network: Network, passed: ForwardTrace) -> bool:
    """Whether on a forward pass an output comes near an end of its range, or a z goes far."""
    return any(
        layer.activation in CAREFUL_ACTIVATIONS
        and (_near_an_end(layer.f, passed.a[l]) or bool((abs(passed.z[l]) > FAR).any()))
        for l, layer in network.numbered()
    )


def _near_an_end(f: Activation, a: FloatArray) -> bool:
    """Of a range that has two ends: towards a single one nothing is subtracted."""
    low, high = f.outputs
    return isfinite(low) and isfinite(high) and bool((a < low + NEAR).any() or (a > high - NEAR).any())
