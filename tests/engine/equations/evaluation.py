"""Evaluates what EQUATIONS shows: the very strings, with the recorded numbers of a trace put in."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from engine import ACTIVATIONS, Frame, Optimizer, Regularization, Trace
from engine.arrays import FloatArray


def Phi(z: Any) -> Any:  # noqa: N802 - the formulas write the cumulative distribution with a capital
    return np.vectorize(lambda t: 0.5 * (1.0 + math.erf(t / math.sqrt(2.0))))(z)


def phi(z: Any) -> Any:
    return np.exp(-(z**2) / 2.0) / math.sqrt(2.0 * math.pi)


def sigma(z: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-z))


FUNCTIONS: dict[str, Any] = {
    "exp": np.exp,
    "ln": np.log,
    "sqrt": np.sqrt,
    "sign": np.sign,
    "Phi": Phi,
    "phi": phi,
    "sigma": sigma,
}


def _column(name: str) -> Callable[[Any], Any]:
    """An activation of a number, or of a column of numbers."""

    def apply(z: Any) -> Any:
        result = ACTIVATIONS[name].function(np.asarray(z, dtype=np.float64).reshape(1, -1))
        return result.T if isinstance(z, np.ndarray) and z.ndim == 2 else result[0, 0]

    return apply


class Examples:
    """``batch``: going over it makes each example in turn the one that all symbols speak of."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.current = 0

    def __iter__(self) -> Iterator[int]:
        before = self.current
        for x in range(self.count):
            self.current = x
            yield x
        self.current = before


class OfLayer:
    """A symbol such as ``a``: ``a[l,j]`` is a number, ``a[l]`` the column of the layer, for the current example."""

    def __init__(self, layers: Mapping[int, FloatArray | None], examples: Examples) -> None:
        self.layers, self.examples = layers, examples

    def __getitem__(self, key: int | tuple[int, ...]) -> Any:
        l, *at = key if isinstance(key, tuple) else (key,)
        values = self.layers[l]
        if values is None:
            return 0.0  # a term whose symbol the network lacks is left out
        row = self.of_example(values)
        return row[tuple(i - 1 for i in at)] if at else self.whole(row)

    def of_example(self, values: FloatArray) -> FloatArray:
        return np.asarray(values[self.examples.current])

    def whole(self, row: FloatArray) -> FloatArray:
        return row[:, None] if row.ndim == 1 else row


class OfParameters(OfLayer):
    """A symbol such as ``w`` that is the same for all examples."""

    def of_example(self, values: FloatArray) -> FloatArray:
        return values


class OfVector:
    """``x`` and ``y``: ``y[j]``, or bare as a column in matrix lines."""

    def __init__(self, rows: FloatArray, examples: Examples) -> None:
        self.rows, self.examples = rows, examples

    def __getitem__(self, j: int) -> float:
        return float(self.rows[self.examples.current, j - 1])

    @property
    def column(self) -> FloatArray:
        return np.asarray(self.rows[self.examples.current][:, None])

    def __rsub__(self, left: FloatArray) -> FloatArray:
        return left - self.column


class PerExample:
    """``cost_of_example``: a number of the current example."""

    def __init__(self, values: FloatArray, examples: Examples) -> None:
        self.values, self.examples = values, examples

    def __float__(self) -> float:
        return float(self.values[self.examples.current])

    def __add__(self, right: float) -> float:
        return float(self) + right


def mean(values: Iterator[Any]) -> Any:
    """Of what ``values`` yields; each is read at once, because the next one moves the current example."""
    read = [value + 0.0 for value in values]
    return sum(read[1:], start=read[0]) / len(read)


class Evaluation:
    """The namespace of the formulas for one recorded step.

    Attributes:
        examples: whose ``current`` example the symbols speak of.
        names: what the formulas may use, besides the indices.
    """

    def __init__(self, trace: Trace, optimizer: Optimizer, regularization: Regularization) -> None:
        self.trace, self.optimizer, self.regularization = trace, optimizer, regularization
        self.examples = Examples(len(trace.batch.inputs))
        network, sizes = trace.network, trace.network.sizes
        back = trace.backward

        def of_layer(layers: Mapping[int, FloatArray]) -> OfLayer:
            return OfLayer(layers, self.examples)

        def parameters(layers: Mapping[int, FloatArray | None]) -> OfParameters:
            return OfParameters(layers, self.examples)

        self.names: dict[str, Any] = FUNCTIONS | {name: _column(name) for name in ACTIVATIONS}
        self.names |= {
            "mean": mean,
            "sum": sum,
            "batch": self.examples,
            "layer": lambda l: range(1, sizes[l - 1] + 1),
            "n": lambda l: sizes[l - 1],
            "x": OfVector(trace.batch.inputs, self.examples),
            "y": OfVector(trace.batch.targets, self.examples),
            "w": parameters({l: layer.weights for l, layer in network.numbered()}),
            "b": parameters({l: layer.biases for l, layer in network.numbered()}),
            "z": of_layer(trace.forward.z),
            "a": of_layer(trace.forward.a),
            "slope": of_layer(back.slope),
            "grad_a": of_layer(back.grad_a),
            "delta": of_layer(back.delta),
            "jacobian": of_layer(
                {l: layer.f.jacobian(trace.forward.z[l], trace.forward.a[l]) for l, layer in network.numbered()}
            ),
            "nabla_w": parameters(back.nabla_w),
            "nabla_b": parameters(back.nabla_b),
            "updated_w": parameters({l: layer.weights for l, layer in trace.updated_network.numbered()}),
            "updated_b": parameters({l: layer.biases for l, layer in trace.updated_network.numbered()}),
            "cost": trace.cost.value,
            "cost_after": trace.cost_after.value,
            "cost_of_example": PerExample(trace.cost.per_example, self.examples),
            "penalty": trace.cost.penalty,
            "l1": regularization.l1,
            "l2": regularization.l2,
            "step": trace.optimizer_state.step,
        }
        self.names |= optimizer.settings
        for slot in optimizer.rule.every_slot:
            of_weights = dict(enumerate((slots.get(slot) for slots in trace.optimizer_state.weights), start=2))
            of_biases = dict(enumerate(((slots or {}).get(slot) for slots in trace.optimizer_state.biases), start=2))
            self.names |= {f"{slot}_w": parameters(of_weights), f"{slot}_b": parameters(of_biases)}

    def layer_of(self, frame: Frame) -> int:
        """The layer that ``l`` stands for: the cost is of the output layer."""
        return self.trace.network.depth if frame.layer is None else frame.layer

    def number(self, formula: str, **indices: int) -> float:
        """``formula`` in index form, evaluated as it stands."""
        return float(eval(formula, self.names | indices))

    def column(self, formula: str, l: int) -> FloatArray:
        """``formula`` in matrix form, evaluated as it stands."""
        vectors = {name: self.names[name].column for name in ("x", "y")}
        return np.asarray(eval(formula, self.names | vectors | {"l": l}))

    def indices(self, result: str, l: int) -> Iterator[dict[str, int]]:
        """The indices that ``result`` is shown for."""
        sizes = self.trace.network.sizes
        at = set(re.findall(r"\b[jk]\b", result))
        for j in range(1, sizes[l - 1] + 1) if "j" in at else (1,):
            for k in range(1, sizes[l - 2] + 1) if "k" in at else (1,):
                yield {"l": l, "j": j, "k": k}

    def program(self) -> dict[str, Any]:
        """What the NumPy lines need to be given."""
        network, batch = self.trace.network, self.trace.batch
        given: dict[str, Any] = {"np": np}
        given |= {"x": batch.inputs, "y": batch.targets, "m": len(batch.inputs), "penalty": self.trace.cost.penalty}
        given |= {"l1": self.regularization.l1, "l2": self.regularization.l2, "step": self.trace.optimizer_state.step}
        given |= self.optimizer.settings
        for l, layer in network.numbered():
            given |= {f"w{l}": layer.weights, f"b{l}": layer.biases}
        return given


def with_numbers(text: str, l: int) -> str:
    """``text`` with the layer numbers put in."""
    return re.sub(r"<l([+-]1)?>", lambda match: str(l + int(match[1] or 0)), text)


def with_parts(text: str, present: Mapping[str, bool]) -> str:
    """``text`` with its ``[name: …]`` parts kept or left out, the inner ones first."""
    part = r"\[([a-z]\w+):((?:[^\[\]]|\[[^\[\]:]*\])*)\]"
    outer = re.sub(part, lambda match: match[2] if present[match[1]] else "", text)
    return text if outer == text else with_parts(outer, present)
