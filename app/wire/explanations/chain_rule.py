"""The request and the answer of /chain-rule."""

from typing import Any

from pydantic import BaseModel, Field

from app.wire.explanations.request import WORKED, ExplanationRequest, ParameterObject
from app.wire.requests import worked_example

W_2_1_1: dict[str, Any] = {"layer": 2, "kind": "weight", "j": 1, "k": 1}


class ChainRuleRequest(ExplanationRequest):
    """One example and the parameter to look at."""

    model_config = worked_example(*WORKED, of="2-2-1", parameter=W_2_1_1)

    parameter: ParameterObject


class ChainRuleTerm(BaseModel):
    """A summand of a factor: weight times delta, or, over the outputs of softmax, da_i/dz_j times dC/da_i."""

    j: int
    symbol: str
    refs: list[str] = Field(description="where the two numbers are recorded")
    weight: float
    delta: float | None
    grad_a: float | None
    product: float


class ChainRuleFactor(BaseModel):
    """One partial derivative of the chain; symbols are LaTeX."""

    symbol: str
    numerator: str
    expression: str | None = Field(description="what it comes to; null for dC/da of an output: see the catalog's cost")
    value: float
    of: str = Field(description="ref of the numerator")
    by: str = Field(description="ref of the denominator")
    ref: str | None = Field(description="where the number itself is recorded")
    frame: str = Field(description="where the backward pass meets it")
    uses: int = Field(description="in how many gradients of the whole network this number is a factor")
    reused: bool = Field(description="the frames of a later layer have used it already")
    terms: list[ChainRuleTerm] | None = Field(description="the summands where it stands for a sum")


class ChainRuleAnswer(BaseModel):
    """The gradient of one example, without the penalty, as a product of factors."""

    parameter: ParameterObject
    symbol: str
    ref: str
    gradient: float
    factors: list[ChainRuleFactor] = Field(description="from the cost to the parameter")
    stages: list[list[str]] = Field(description="the equalities that lead there, as lists of symbols")
