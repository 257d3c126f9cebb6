"""The tree of a formula as it travels: one model per kind of node of `engine.expressions`."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field


class NumberNode(BaseModel):
    """A literal number."""

    op: Literal["number"]
    value: float


class SymbolNode(BaseModel):
    """A recorded quantity, or a setting; `at` holds index expressions such as l-1."""

    op: Literal["symbol"]
    name: str
    at: list[str]


class NegativeNode(BaseModel):
    """The number with the other sign."""

    op: Literal["negative"]
    of: "Tree"


class BinaryNode(BaseModel):
    """Two operands; multiply is entry by entry, matmul the matrix product."""

    op: Literal["add", "subtract", "multiply", "divide", "power", "matmul"]
    left: "Tree"
    right: "Tree"


class TransposeNode(BaseModel):
    """A matrix, transposed."""

    op: Literal["transpose"]
    of: "Tree"


class CallNode(BaseModel):
    """A function by its name."""

    op: Literal["call"]
    function: str
    arguments: list["Tree"]


class SumNode(BaseModel):
    """A sum over the neurons of a layer."""

    op: Literal["sum"]
    index: str
    layer: str
    of: "Tree"


class MeanNode(BaseModel):
    """A mean over the examples of the batch."""

    op: Literal["mean"]
    of: "Tree"


class CasesNode(BaseModel):
    """One formula where the condition holds, another elsewhere."""

    op: Literal["cases"]
    condition: "Tree"
    yes: "Tree"
    no: "Tree"


class CompareNode(BaseModel):
    """A condition."""

    op: Literal["compare"]
    relation: Literal["greater", "equal"]
    left: "Tree"
    right: "Tree"


Tree = Annotated[
    NumberNode
    | SymbolNode
    | NegativeNode
    | BinaryNode
    | TransposeNode
    | CallNode
    | SumNode
    | MeanNode
    | CasesNode
    | CompareNode,
    Field(discriminator="op"),
]
