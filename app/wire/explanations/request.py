"""What all explanations are asked with, and the parameter that many of them are about."""

from typing import Annotated

from pydantic import Field

from app.limits import EXAMPLES
from app.wire.objects import NotBool, WireModel
from app.wire.requests import BackwardRequest, worked_example
from app.work import work_of_passes
from engine.explain.parameter import Kind, ParameterIndex

Index = Annotated[int, Field(ge=1, le=2**53), NotBool]

WORKED = ("network", "inputs", "targets", "loss")
"""The keys of a preset that an explanation takes."""


class ExplanationRequest(BackwardRequest):
    """What every explanation takes; one that takes a single example is refused more by the engine."""

    model_config = worked_example(*WORKED)

    def admit(self) -> int:
        """The work of both passes; an explanation that does more adds it."""
        return self._admit(EXAMPLES)

    def work_of_passes(self, passes: int) -> int:
        """The work of so many forward passes with their costs, one parameter changed in each."""
        sizes, weights, _ = self.network.claims()
        return work_of_passes(
            layers=len(sizes) - 1,
            neurons=sum(sizes[1:]),
            weights=weights,
            examples=len(self.inputs),
            passes=passes,
        )


class ParameterObject(WireModel):
    """A weight or a bias by the indices of the equations, from 1: w^l_jk or b^l_j."""

    layer: Index = Field(description="l, from 2 up")
    kind: Kind
    j: Index = Field(description="the neuron of this layer")
    k: Index | None = Field(None, description="the neuron of the layer before; a bias has none")

    def to_engine(self) -> ParameterIndex:
        """The engine's value."""
        return ParameterIndex(self.layer, self.kind, self.j, self.k)


def parameter_object(parameter: ParameterIndex) -> dict[str, int | str]:
    """The parameter as it travels."""
    where: dict[str, int | str] = {"layer": parameter.layer, "kind": parameter.kind, "j": parameter.j}
    return where if parameter.k is None else where | {"k": parameter.k}
