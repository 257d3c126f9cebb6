"""The catalog's models, for the schema."""

from typing import Literal

from pydantic import BaseModel

from app.wire.tree import Tree


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
    """An optimizer or an initializer with its parameters."""

    name: str
    title: str
    parameters: list[NumberEntry | SwitchEntry]


class LineObject(BaseModel):
    """result = formula."""

    result: Tree
    formula: Tree


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


class LimitEntry(BaseModel):
    """A cap on what a request may ask for."""

    name: str
    value: int
    what: str
    reason: str


class CatalogAnswer(BaseModel):
    """Everything that has a name."""

    activations: list[ActivationEntry]
    losses: list[LossEntry]
    optimizers: list[RuleEntry]
    initializers: list[RuleEntry]
    datasets: list[str]
    equations: list[EquationEntry]
    explanations: list[str]
    limits: list[LimitEntry]
