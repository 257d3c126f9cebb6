"""The catalog: models for the schema, and the functions that make it from the engine's tables."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, Field

from app.limits import LIMITS
from app.wire.link_keys import LinkKeyEntry, link_keys
from app.wire.tree import Tree
from engine import (
    ACTIVATIONS,
    ALGORITHM,
    CODE,
    EQUATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    PROOFS,
    Activation,
    Equation,
    Line,
    Loss,
    Proof,
)
from engine.algorithm import FrameKind
from engine.expressions import parse
from engine.initializers import DEFAULT_INITIALIZER
from engine.optimizers import OptimizerRule
from engine.parameters import Parameter, Switch

_CURVE_Z = np.linspace(-8.0, 8.0, 129)[:, None]


class ActivationEntry(BaseModel):
    """An activation; `curve` holds points (z, f(z)) to draw, null where f is not elementwise."""

    name: str
    title: str
    symbol: str
    formula: Tree
    derivative_formula: Tree
    numpy_derivative: str
    elementwise: bool
    kinks: list[float]
    curve: list[tuple[float, float]] | None


class LossEntry(BaseModel):
    """A cost, and the output activations for which it is defined."""

    name: str
    title: str
    formula: Tree
    gradient_formula: Tree
    target_range: tuple[float, float] | None
    canonical: str | None = Field(description="the output activation whose slope cancels in delta, which is a - y then")
    activations: list[str]


class Slider(BaseModel):
    """The part of a parameter's range that a slider offers."""

    low: float
    high: float
    scale: Literal["linear", "logarithmic"]


class NumberEntry(BaseModel):
    """A parameter that is a number."""

    name: str
    title: str
    kind: Literal["number"]
    symbol: str
    default: float
    low: float
    high: float
    open_high: bool
    slider: Slider


class SwitchEntry(BaseModel):
    """A parameter that is a yes or no."""

    name: str
    title: str
    kind: Literal["switch"]
    default: bool


class RuleEntry(BaseModel):
    """Something with parameters: an initializer."""

    name: str
    title: str
    parameters: list[NumberEntry | SwitchEntry]


class SlotEntry(BaseModel):
    """What an optimizer remembers of each parameter."""

    name: str
    symbol: str


class OptimizerEntry(RuleEntry):
    """An optimizer with its parameters, and all that it remembers with any of them."""

    slots: list[SlotEntry]


class LineObject(BaseModel):
    """result = formula."""

    result: Tree
    formula: Tree


class TermObject(BaseModel):
    """What is said of one part of a neuron's calculation: `k` or `q` for each term of its sum, `b` bias, `f` slope."""

    name: str
    sentence: str


class EquationEntry(BaseModel):
    """What is shown for one form of frame."""

    id: str
    title: str
    tag: str
    source: str
    index: list[LineObject]
    lines: list[LineObject]
    matrix: list[LineObject]
    numpy: list[str]
    sentence: str
    neuron_sentence: str
    meaning: str
    terms: list[TermObject]


class ProofSymbolObject(LineObject):
    """A derivative that nothing records: how LaTeX writes it, <1>, <2>, … being its indices, and what it comes to."""

    name: str
    latex: str


class FreeIndex(BaseModel):
    """A letter in the result of a line, and the layer whose neurons it stands for."""

    index: str
    layer: str


class ProofLineObject(LineObject):
    """A step: an equation that holds for every neuron, why, and its number in the source."""

    tag: str | None
    sentence: str
    free: list[FreeIndex]


class ProofEntry(BaseModel):
    """The proof of one of the four equations for one kind of layer; `forms` are the frames that it belongs to."""

    id: str
    title: str
    equation: str
    source: str
    forms: list[str]
    result: Tree
    symbols: list[ProofSymbolObject]
    lines: list[ProofLineObject]


class AlgorithmStepObject(BaseModel):
    """A line of the algorithm in words; `number` is null for what goes on between and after its five lines."""

    number: int | None
    title: str
    tag: str
    sentence: str
    frames: list[FrameKind]


class CodeLineObject(BaseModel):
    """A line of Python, and the kinds of frames in which it runs."""

    text: str
    frames: list[FrameKind]


class CodeBlockObject(BaseModel):
    """A class or function, or what comes before them; all blocks in a row are a program."""

    name: str
    lines: list[CodeLineObject]


class AlgorithmObject(BaseModel):
    """The algorithm in words and as NumPy. Kinds of frames: dL is the delta of the output layer, dl any other."""

    steps: list[AlgorithmStepObject]
    code: list[CodeBlockObject]


class LimitEntry(BaseModel):
    """A cap on what a request may ask for."""

    name: str
    value: int
    what: str
    reason: str


class ExportEntry(BaseModel):
    """A format of GET /export."""

    name: str
    title: str
    ending: str
    sentence: str


class CatalogAnswer(BaseModel):
    """Everything that has a name."""

    activations: list[ActivationEntry]
    losses: list[LossEntry]
    optimizers: list[OptimizerEntry]
    initializers: list[RuleEntry]
    default_initializer: str
    datasets: list[str]
    equations: list[EquationEntry]
    proofs: list[ProofEntry]
    algorithm: AlgorithmObject
    explanations: list[str]
    exports: list[ExportEntry]
    link_keys: list[LinkKeyEntry]
    limits: list[LimitEntry]


def catalog_answer(explanations: Sequence[str], exports: Iterable[Any]) -> dict[str, Any]:
    """The catalog as it travels; ``explanations`` are names of endpoints, ``exports`` formats of files."""
    return {
        "activations": [_activation(entry) for entry in ACTIVATIONS.values()],
        "losses": [_loss(entry) for entry in LOSSES.values()],
        "optimizers": [_optimizer(entry) for entry in OPTIMIZERS.values()],
        "initializers": [_with_parameters(entry) for entry in INITIALIZERS.values()],
        "default_initializer": DEFAULT_INITIALIZER,
        "datasets": [],
        "equations": [_equation(entry) for entry in EQUATIONS.values()],
        "proofs": [_proof(entry) for entry in PROOFS.values()],
        "algorithm": {"steps": ALGORITHM, "code": CODE},
        "explanations": explanations,
        "exports": [{key: getattr(entry, key) for key in ExportEntry.model_fields} for entry in exports],
        "link_keys": link_keys(),
        "limits": [asdict(limit) for limit in LIMITS],
    }


def _activation(entry: Activation) -> dict[str, Any]:
    a = entry.function(_CURVE_Z)
    return {
        "name": entry.name,
        "title": entry.title,
        "symbol": entry.symbol,
        "formula": parse(entry.formula),
        "derivative_formula": parse(entry.derivative_formula),
        "numpy_derivative": entry.numpy_derivative,
        "elementwise": entry.elementwise,
        "kinks": entry.kinks,
        "curve": np.hstack([_CURVE_Z, a]).round(6) if entry.elementwise else None,
    }


def _loss(entry: Loss) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "formula": parse(entry.formula),
        "gradient_formula": parse(entry.gradient_formula),
        "target_range": entry.target_range,
        "canonical": entry.canonical,
        "activations": [name for name, activation in ACTIVATIONS.items() if not entry.why_undefined(activation)],
    }


def _optimizer(entry: OptimizerRule) -> dict[str, Any]:
    slots = [{"name": name, "symbol": symbol} for name, symbol in entry.symbols.items()]
    return _with_parameters(entry) | {"slots": slots}


def _with_parameters(entry: Any) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "parameters": [_parameter(parameter) for parameter in entry.parameters],
    }


def _parameter(entry: Parameter | Switch) -> dict[str, Any]:
    if isinstance(entry, Switch):
        return {"name": entry.name, "title": entry.title, "kind": "switch", "default": entry.default}
    low, high, scale = entry.slider
    return {
        "name": entry.name,
        "title": entry.title,
        "kind": "number",
        "symbol": entry.symbol,
        "default": entry.default,
        "low": entry.low,
        "high": entry.high,
        "open_high": entry.open_high,
        "slider": {"low": low, "high": high, "scale": scale},
    }


def _equation(entry: Equation) -> dict[str, Any]:
    lines = {kind: [_line(line) for line in getattr(entry, kind)] for kind in ("index", "lines", "matrix")}
    return asdict(entry) | lines


def _proof(entry: Proof) -> dict[str, Any]:
    symbols = [{"name": symbol.name, "latex": symbol.latex, **_line(symbol.meaning)} for symbol in entry.symbols]
    lines = [
        {
            **_line(step.line),
            "tag": step.tag,
            "sentence": step.sentence,
            "free": [{"index": index, "layer": layer} for index, layer in step.free],
        }
        for step in entry.lines
    ]
    return vars(entry) | {"result": parse(entry.result), "symbols": symbols, "lines": lines}


def _line(line: Line) -> dict[str, Any]:
    return {"result": parse(line.result), "formula": parse(line.formula)}
