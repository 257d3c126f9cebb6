"""The request and the answer of /paths."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.limits import CONNECTIONS, LAYERS, LISTED_PATHS, NEURONS, WORK
from app.wire.explanations.chain_rule import W_2_1_1, ChainRuleTerm
from app.wire.explanations.request import WORKED, ExplanationRequest, Index, ParameterObject, parameter_object
from app.wire.objects import NotBool, WireModel
from app.wire.requests import worked_example
from engine import ACTIVATIONS
from engine.explain.counting import CAP
from engine.explain.multiplications import Operations, Shape
from engine.explain.paths import PathsExplanation

WORK_PER_CANDIDATE = 60  # to compare one product at one neuron
WORK_PER_TERM = 30_000  # of the recursion: to make and to write
WORK_PER_FACTOR = 20_000  # of a path, likewise
WORK_PER_COUNTED = 2_000  # to make and to multiply one counting number

Digits = Annotated[str, Field(pattern=r"^\d+$", description="a whole number of any size, in decimal digits")]


class GrowthObject(WireModel):
    """Hidden layers to imagine between this network's inputs and outputs."""

    width: Index = Field(description="neurons in each of them")
    depth: Index = Field(description="how many of them at most")


class PathsRequest(ExplanationRequest):
    """One example and the parameter to look at."""

    model_config = worked_example(*WORKED, parameter=W_2_1_1, growth={"width": 4, "depth": 3})

    parameter: ParameterObject
    largest: Annotated[int, Field(ge=1, le=2**53), NotBool] = Field(50, description="how many paths to list at most")
    growth: GrowthObject | None = None

    def admit(self) -> int:
        """The work of both passes, of comparing paths and of the recursion."""
        work = super().admit()
        LISTED_PATHS.check(self.largest, ("largest",))
        if self.growth is not None:
            LAYERS.check(self.growth.depth + 2, ("growth", "depth"))
            NEURONS.check(self.growth.width, ("growth", "width"))
        if not self.network.layers:
            return work  # for the engine to refuse
        shape = self._shape()
        l = min(max(self.parameter.layer, 2), shape.depth)
        connections = shape.connections(l)
        CONNECTIONS.check(connections, ("parameter", "layer"))
        listed = min(self.largest, shape.paths(l))
        work += connections * (listed * WORK_PER_CANDIDATE + WORK_PER_TERM)
        work += listed * 3 * (shape.depth - l + 1) * WORK_PER_FACTOR
        work += 3 * min(CAP, shape.by_paths_for_all()) * WORK_PER_COUNTED
        WORK.check(work)
        return work

    def _shape(self) -> Shape:
        layers = self.network.layers
        return Shape(
            tuple(self.network.claims()[0]),
            tuple(
                layer.activation in ACTIVATIONS and not ACTIVATIONS[layer.activation].elementwise for layer in layers
            ),
            tuple(layer.biases is not None for layer in layers),
        )


class PathFactorObject(BaseModel):
    """A number that a path multiplies; `ref` is where it is recorded."""

    symbol: str
    value: float
    ref: str | None
    from_cost: int = Field(description="listed paths with the same factors from the cost down to this one")
    to_parameter: int = Field(description="listed paths with the same factors from this one down to the parameter")
    shared_with: int = Field(description="the larger of the two; 1 is this path alone")


class PathObject(BaseModel):
    """One path."""

    neurons: list[int] = Field(
        description="from the parameter's neuron to the output; a layer of softmax has two, of its z and of its a"
    )
    nodes: list[str] = Field(description="refs from the parameter to the cost")
    factors: list[PathFactorObject] = Field(description="from the cost to the parameter")
    product: float


class NumberObject(BaseModel):
    """A factor; `ref` is where it is recorded."""

    symbol: str
    value: float
    ref: str | None


class RecursionStepObject(BaseModel):
    """A delta, or a dC/da that the softmax of a hidden layer shares out."""

    symbol: str
    ref: str
    layer: int
    j: int
    frame: str
    expression: str
    factors: list[NumberObject] = Field(description="delta = dC/da f'(z); empty where f is not elementwise")
    terms: list[ChainRuleTerm] | None = Field(
        description="the summands of dC/da where there are factors and in a step that is a dC/da, else of delta; null "
        "at an output, whose dC/da is no sum"
    )
    value: float
    uses: int = Field(description="how often this parameter's recursion uses it")
    uses_for_all: int = Field(description="how often the whole backward pass does")
    paths: Digits


class OperationsObject(BaseModel):
    """Multiplications from dC/da of the outputs, the slopes and the softmax Jacobians on."""

    paths: float = Field(description="every path multiplied out by itself; a whole number, rounded beyond 2^53")
    paths_digits: Digits
    backprop: int = Field(description="by the delta recursion")
    counted: bool = Field(description="counted while doing both; otherwise exact formulas")


class GrowthEntry(BaseModel):
    """A network with hidden layers of one width, by exact formulas, for the gradient of all its parameters."""

    hidden_layers: int
    width: int
    paths: Digits
    multiplications_paths: Digits
    multiplications_backprop: int


class PathsAnswer(BaseModel):
    """The gradient of one example, without the penalty, as a sum over paths, and the delta recursion beside it."""

    parameter: ParameterObject
    symbol: str
    ref: str
    gradient: float
    count: Digits
    listed: int
    paths: list[PathObject] = Field(description="the largest products first")
    listed_total: float
    total: float = Field(description="the sum over all paths, listed or not")
    summed: str = Field(
        description="how total was found: path by path where all are listed, else layer by layer from the parameter "
        "up to the cost; no delta is used for either"
    )
    recursion: list[RecursionStepObject]
    operations: OperationsObject = Field(description="for this parameter")
    operations_all: OperationsObject = Field(description="for all parameters")
    growth: list[GrowthEntry]
    out_of_range: bool = Field(
        description="a dC/da of an output is larger than double precision holds; the paths begin at dC/dz there"
    )


def paths_answer(explanation: PathsExplanation) -> dict[str, Any]:
    """The explanation as it travels: numbers that can exceed what JSON readers hold exactly go as digits."""
    return vars(explanation) | {
        "parameter": parameter_object(explanation.parameter),
        "count": str(explanation.count),
        "listed": len(explanation.paths),
        "operations": _operations(explanation.operations),
        "operations_all": _operations(explanation.operations_all),
        "growth": [
            vars(entry) | {"paths": str(entry.paths), "multiplications_paths": str(entry.multiplications_paths)}
            for entry in explanation.growth
        ],
    }


def _operations(operations: Operations) -> dict[str, Any]:
    exact = operations.paths
    return vars(operations) | {"paths": exact if exact <= 2**53 else float(exact), "paths_digits": str(exact)}
