"""The request and the answer of /gradient-check."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.limits import WORK, Limit
from app.wire.explanations.request import WORKED, ExplanationRequest, ParameterObject, parameter_object
from app.wire.objects import Number
from app.wire.requests import worked_example
from engine.explain.extrapolation import MOST_ROWS, REFERENCE
from engine.explain.extrapolation import REPEATS as TIMINGS
from engine.explain.gradient_check import EPSILONS, REPEATS, GradientCheck, Method, passes_of
from engine.explain.parameter import ParameterIndex


class GradientCheckRequest(ExplanationRequest):
    """A batch, and how to take difference quotients of its cost."""

    model_config = worked_example(*WORKED, sweep=True)

    method: Method = "central"
    epsilon: Number = Field(1e-5, description="the step, above 0 and at most 1")
    parameters: Annotated[list[ParameterObject], Field(fail_fast=True)] | None = Field(
        None, description="those to check; all when absent"
    )
    sweep: bool = Field(False, strict=True, description="whether to do the same for epsilons from 1e-1 to 1e-14")

    def admit(self) -> int:
        """The work of all forward passes, and of what is timed beside them."""
        work = super().admit() * (1 + REPEATS) + TIMINGS * MOST_ROWS * REFERENCE**2
        WORK.check(work)
        _, weights, biases = self.network.claims()
        asked = weights + biases if self.parameters is None else len(self.parameters)
        times = 1 + (len(EPSILONS) if self.sweep else 0)
        each = times * self.work_of_passes(passes_of(self.method, 1))
        most = Limit(
            "parameters_to_check",
            (WORK.value - work) // each,
            f"parameters to check of this network{' with a sweep' if self.sweep else ''}",
            WORK.reason,
        )
        most.check(asked, ("network", "layers") if self.parameters is None else ("parameters",))
        return work + asked * each

    def chosen(self) -> list[ParameterIndex] | None:
        """The engine's values."""
        return None if self.parameters is None else [parameter.to_engine() for parameter in self.parameters]


class CheckedParameterObject(BaseModel):
    """One parameter, its gradient twice."""

    parameter: ParameterObject
    analytic: float = Field(description="of backpropagation, as in the trace")
    numerical: float = Field(description="the difference quotient (46)")
    above: float = Field(description="the cost at w + epsilon")
    below: float = Field(description="the cost at w - epsilon; where the method is forward, at w")
    relative_error: float = Field(description="their difference over the larger of the two sizes and 1e-8")
    at_kink: bool = Field(
        description="whether the step reaches a point without a derivative: the two may differ and both be right"
    )


class PassesSpent(BaseModel):
    """Forward passes; backpropagation's backward pass counts as one."""

    numerical: int
    backprop: int


class SecondsSpent(BaseModel):
    """Seconds of the server."""

    numerical: float
    backprop: float


class GrowthObject(BaseModel):
    """What the whole gradient of a network of so many parameters takes."""

    parameters: int
    forward_passes: PassesSpent
    seconds: SecondsSpent = Field(
        description="extrapolated: the measured time of a pass of this network, and for every further parameter what a "
        "weight adds to the time of a large layer, which is measured as well"
    )


class SweepPointObject(BaseModel):
    """One epsilon: the errors of the parameters that are not at a kink, 0 where there is none."""

    epsilon: float
    max_relative_error: float
    median_relative_error: float
    checked: int = Field(description="how many parameters these are")


class GradientCheckAnswer(BaseModel):
    """The gradient of backpropagation beside difference quotients, and what both cost."""

    method: Method
    epsilon: float
    parameters: list[CheckedParameterObject]
    max_relative_error: float = Field(description="over the parameters that are not at a kink; 0 where there is none")
    checked: int = Field(description="how many parameters these are")
    forward_passes: PassesSpent = Field(description="made for the parameters asked for, and for the whole gradient")
    seconds: SecondsSpent = Field(description="measured while it was done")
    growth: list[GrowthObject] = Field(description="for this network and for 100 to 1,000,000 parameters")
    sweep: list[SweepPointObject] | None = Field(description="null where it was not asked for")


def gradient_check_answer(check: GradientCheck) -> dict[str, Any]:
    """The answer as it travels."""
    parameters = [vars(entry) | {"parameter": parameter_object(entry.parameter)} for entry in check.parameters]
    return vars(check) | {"parameters": parameters}
