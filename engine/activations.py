"""ACTIVATIONS: each function with its derivative beside it, and the formulas that are shown for both.

A formula is an expression in the grammar of `engine.expressions`; `numpy` and `numpy_derivative` are expressions of
NumPy in ``z`` and ``a``, and in what the lines of `numpy_needs` define where NumPy lacks it. The tests evaluate all
four and compare them with the functions. `torch` is f in PyTorch, for the programs that the app exports.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import FloatArray
from engine.stable import (
    normal_cdf,
    normal_density,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_log_pull_back,
    softmax_logs,
    softplus,
    tanh_derivative,
)

Elementwise = Callable[[FloatArray], FloatArray]
Derivative = Callable[[FloatArray, FloatArray], FloatArray]


@dataclass(frozen=True)
class LogOutputs:
    """What an activation with outputs in (0, 1) offers to costs made of logarithms.

    ``ln a`` computed from z stays exact where ``a`` itself has been rounded to 0 or 1.

    Attributes:
        logs: z (m, n) -> ln a and ln(1 - a), both (m, n).
        pull_back: dC/d(ln a), dC/d(ln(1 - a)), z -> delta, all (m, n): the vector-Jacobian product of `logs`.
    """

    logs: Callable[[FloatArray], tuple[FloatArray, FloatArray]]
    pull_back: Callable[[FloatArray, FloatArray, FloatArray], FloatArray]


@dataclass(frozen=True)
class Coupling:
    """What an activation has in place of a derivative where each output depends on every z of the layer.

    Attributes:
        outputs: what its outputs are, in words.
        source: where the sources derive it.
        formula: delta[l,j] in a and grad_a.
        numpy: delta of the batch as a line of NumPy in ``a`` and ``g``, dC/da.
        pull_back: dC/da, z, a -> delta, all (m, n): the vector-Jacobian product.
        jacobian: z, a -> da_i/dz_j of each example, (m, n, n).
        diagonal: z, a -> its diagonal da_j/dz_j, (m, n).
    """

    outputs: str
    source: str
    formula: str
    numpy: str
    pull_back: Callable[[FloatArray, FloatArray, FloatArray], FloatArray]
    jacobian: Derivative
    diagonal: Derivative


@dataclass(frozen=True)
class Activation:
    """An activation function f.

    Attributes:
        name: the key in ACTIVATIONS.
        title: how it is called in menus.
        symbol: how LaTeX writes f.
        function: z (m, n) -> a (m, n).
        derivative: z, a -> f'(z), all (m, n); None where f is not elementwise and has a coupling.
        outputs: the open interval that f maps into; its ends may be attained in the limit.
        kinks: the z at which f has no derivative (the code then uses the one-sided derivative from the left).
        log_outputs: present where the outputs lie in (0, 1).
        coupling: what takes the place of the derivative where f is not elementwise.
        largest_slope: the largest size that f'(z) can have or come near to; of da_j/dz_j where f is not elementwise.
    """

    name: str
    title: str
    symbol: str
    formula: str
    derivative_formula: str
    numpy: str
    numpy_derivative: str
    torch: str
    function: Elementwise
    derivative: Derivative | None
    outputs: tuple[float, float] = (-math.inf, math.inf)
    kinks: tuple[float, ...] = ()
    log_outputs: LogOutputs | None = None
    coupling: Coupling | None = None
    numpy_needs: tuple[str, ...] = ()
    largest_slope: float = 1.0

    def __post_init__(self) -> None:
        if (self.derivative is None) == (self.coupling is None):
            raise TypeError(f"{self.name}: an activation has either a derivative or a coupling")

    @property
    def elementwise(self) -> bool:
        """Whether each output depends on its own z alone."""
        return self.derivative is not None

    def pull_back(
        self, grad_a: FloatArray, z: FloatArray, a: FloatArray, slope: FloatArray | None = None
    ) -> FloatArray:
        """Delta = dC/dz from dC/da, all (m, n): the vector-Jacobian product (BP1 and BP2).

        ``slope`` is f'(z) where it is at hand already.
        """
        if self.coupling is not None:
            return self.coupling.pull_back(grad_a, z, a)
        return grad_a * (self._slope(z, a) if slope is None else slope)

    def jacobian(self, z: FloatArray, a: FloatArray) -> FloatArray:
        """The matrix da_i/dz_j of each example, (m, n, n): diagonal exactly where f is elementwise."""
        if self.coupling is not None:
            return self.coupling.jacobian(z, a)
        return self._slope(z, a)[:, None, :] * np.eye(a.shape[1])

    def slope(self, z: FloatArray, a: FloatArray) -> FloatArray:
        """How each output moves with its own z, (m, n): f'(z), or the diagonal of the Jacobian."""
        return self.coupling.diagonal(z, a) if self.coupling is not None else self._slope(z, a)

    def _slope(self, z: FloatArray, a: FloatArray) -> FloatArray:
        if self.derivative is None:
            raise TypeError(f"{self.name} has no derivative")
        return self.derivative(z, a)


def _softmax_pull_back(grad_a: FloatArray, z: FloatArray, a: FloatArray) -> FloatArray:
    # sum_i grad_a_i da_i/dz_j with da_i/dz_j = a_i (1[i = j] - a_j)
    delta: FloatArray = a * (grad_a - (grad_a * a).sum(axis=1, keepdims=True))
    return delta


def _softmax_jacobian(z: FloatArray, a: FloatArray) -> FloatArray:
    # da_i/dz_j = a_i (1[i = j] - a_j)
    on_diagonal = np.eye(a.shape[1], dtype=bool)
    return np.where(on_diagonal, _softmax_diagonal(z, a)[:, None, :], -a[:, :, None] * a[:, None, :])


def _softmax_diagonal(z: FloatArray, a: FloatArray) -> FloatArray:
    # the sum of the others is 1 - a, with every digit where a has been rounded to 1
    diagonal: FloatArray = a * a.dot(1.0 - np.eye(a.shape[1]))
    return diagonal


_ENTRIES = (
    Activation(
        name="linear",
        title="Linear",
        symbol=r"\mathrm{id}",
        formula="z",
        derivative_formula="1",
        numpy="z",
        numpy_derivative="np.ones_like(z)",
        torch="z.clone()",
        function=lambda z: z.copy(),
        derivative=lambda z, a: np.ones_like(z),
    ),
    Activation(
        name="sigmoid",
        title="Sigmoid",
        symbol=r"\sigma",
        formula="1 / (1 + exp(-z))",
        derivative_formula="a * (1 - a)",
        numpy="1 / (1 + np.exp(-z))",
        numpy_derivative="a * (1 - a)",
        torch="torch.sigmoid(z)",
        function=sigmoid,
        derivative=sigmoid_derivative,
        outputs=(0.0, 1.0),
        log_outputs=LogOutputs(
            logs=lambda z: (-softplus(-z), -softplus(z)),
            pull_back=lambda grad_log, grad_log_complement, z: (
                grad_log * sigmoid(-z) - grad_log_complement * sigmoid(z)
            ),
        ),
        largest_slope=0.25,
    ),
    Activation(
        name="tanh",
        title="Tanh",
        symbol=r"\tanh",
        formula="(exp(z) - exp(-z)) / (exp(z) + exp(-z))",
        derivative_formula="1 - a**2",
        numpy="np.tanh(z)",
        numpy_derivative="1 - a**2",
        torch="torch.tanh(z)",
        function=np.tanh,
        derivative=tanh_derivative,
        outputs=(-1.0, 1.0),
    ),
    Activation(
        name="relu",
        title="ReLU",
        symbol=r"\mathrm{ReLU}",
        formula="z if z > 0 else 0",
        derivative_formula="1 if z > 0 else 0",
        numpy="np.maximum(z, 0)",
        numpy_derivative="(z > 0).astype(float)",
        torch="F.relu(z)",
        function=lambda z: np.maximum(z, 0.0),
        derivative=lambda z, a: (z > 0).astype(np.float64),
        outputs=(0.0, math.inf),
        kinks=(0.0,),
    ),
    Activation(
        name="leaky_relu",
        title="Leaky ReLU",
        symbol=r"\mathrm{LReLU}",
        formula="z if z > 0 else 0.01 * z",
        derivative_formula="1 if z > 0 else 0.01",
        numpy="np.where(z > 0, z, 0.01 * z)",
        numpy_derivative="np.where(z > 0, 1.0, 0.01)",
        torch="F.leaky_relu(z, 0.01)",
        function=lambda z: np.where(z > 0, z, 0.01 * z),
        derivative=lambda z, a: np.where(z > 0, 1.0, 0.01),
        kinks=(0.0,),
    ),
    Activation(
        name="elu",
        title="ELU",
        symbol=r"\mathrm{ELU}",
        formula="z if z > 0 else exp(z) - 1",
        derivative_formula="1 if z > 0 else exp(z)",
        numpy="np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
        numpy_derivative="np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))",
        torch="F.elu(z)",
        function=lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0.0))),
        derivative=lambda z, a: np.exp(np.minimum(z, 0.0)),
        outputs=(-1.0, math.inf),
    ),
    Activation(
        name="softplus",
        title="Softplus",
        symbol=r"\mathrm{softplus}",
        formula="ln(1 + exp(z))",
        derivative_formula="1 / (1 + exp(-z))",
        numpy="np.logaddexp(0, z)",
        numpy_derivative="1 / (1 + np.exp(-z))",
        torch="torch.logaddexp(z, torch.zeros_like(z))",
        function=softplus,
        derivative=lambda z, a: sigmoid(z),
        outputs=(0.0, math.inf),
    ),
    Activation(
        name="gelu",
        title="GELU",
        symbol=r"\mathrm{GELU}",
        formula="z * Phi(z)",
        derivative_formula="Phi(z) + z * phi(z)",
        numpy="z * Phi(z)",
        numpy_derivative="Phi(z) + z * np.exp(-z**2 / 2) / np.sqrt(2 * np.pi)",
        torch="F.gelu(z)",
        numpy_needs=("from math import erf", "Phi = np.vectorize(lambda t: (1 + erf(t / 2**0.5)) / 2)"),
        function=lambda z: z * normal_cdf(z),
        derivative=lambda z, a: normal_cdf(z) + z * normal_density(z),
        outputs=(-0.17, math.inf),
        largest_slope=0.5 * (1.0 + math.erf(1.0)) + math.exp(-1.0) / math.sqrt(math.pi),  # at the square root of 2
    ),
    Activation(
        name="silu",
        title="SiLU",
        symbol=r"\mathrm{SiLU}",
        formula="z * sigma(z)",
        derivative_formula="sigma(z) * (1 + z * (1 - sigma(z)))",
        numpy="z / (1 + np.exp(-z))",
        numpy_derivative="a + (1 - a) / (1 + np.exp(-z))",
        torch="F.silu(z)",
        function=lambda z: z * sigmoid(z),
        derivative=lambda z, a: sigmoid(z) * (1.0 + z * sigmoid(-z)),
        outputs=(-0.28, math.inf),
        largest_slope=1.0998393201288668,  # where z tanh(z/2) = 2
    ),
    Activation(
        name="softmax",
        title="Softmax",
        symbol=r"\mathrm{softmax}",
        formula="exp(z[l,j]) / sum(exp(z[l,i]) for i in layer(l))",
        derivative_formula="a[l,i] * (1 - a[l,j]) if i == j else -a[l,i] * a[l,j]",
        numpy="np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)",
        numpy_derivative="a[:, :, None] * (np.eye(a.shape[1]) - a[:, None, :])",
        torch="torch.softmax(z, dim=1)",
        function=softmax,
        derivative=None,
        outputs=(0.0, 1.0),
        log_outputs=LogOutputs(logs=softmax_logs, pull_back=softmax_log_pull_back),
        coupling=Coupling(
            outputs="shares that add up to 1",
            source="Deep Dive, softmax",
            formula="a[l,j] * (grad_a[l,j] - sum(a[l,i] * grad_a[l,i] for i in layer(l)))",
            numpy="a * (g - (a * g).sum(axis=1, keepdims=True))",
            pull_back=_softmax_pull_back,
            jacobian=_softmax_jacobian,
            diagonal=_softmax_diagonal,
        ),
        largest_slope=0.25,
    ),
)

ACTIVATIONS = {entry.name: entry for entry in _ENTRIES}
"""Every activation by its name, in the order of the menus."""
