"""The request and the answer of /perturbation."""

from typing import Any

from pydantic import BaseModel, Field

from app.limits import WORK
from app.wire.explanations.request import WORKED, ExplanationRequest, ParameterObject, parameter_object
from app.wire.objects import Number, Vector
from app.wire.requests import worked_example
from engine.explain.perturbation import HALVINGS, NUDGES, Perturbation


class PerturbationRequest(ExplanationRequest):
    """One example, and the nudge."""

    model_config = worked_example(*WORKED, parameter={"layer": 2, "kind": "weight", "j": 1, "k": 2}, change=0.5)

    parameter: ParameterObject
    change: Number = Field(description="what is added to the parameter")

    def admit(self) -> int:
        """The work of both passes, and of a forward pass for every nudge."""
        work = super().admit() + self.work_of_passes(1 + NUDGES + HALVINGS + 1)
        WORK.check(work)
        return work


class LayerChangeObject(BaseModel):
    """How a layer moves, per neuron: what really happens, and the prediction of (48) to (50)."""

    layer: int
    delta_z: Vector
    delta_z_predicted: Vector
    delta_a: Vector
    delta_a_predicted: Vector


class LossChangeObject(BaseModel):
    """The cost before and after the nudge, penalty included."""

    before: float
    after: float


class CurvePointObject(BaseModel):
    """What a nudge does to the cost, and what the gradient times the nudge says (47)."""

    change: float
    delta_loss: float
    delta_loss_predicted: float


class GapPointObject(BaseModel):
    """By how much the cost moves more than was predicted."""

    change: float
    gap: float
    ratio: float | None = Field(
        description="this gap as a share of the one before, of twice the nudge; null for the first, and where rounding "
        "shows"
    )


class LinksObject(BaseModel):
    """The first two links of the ripple, as rates of change."""

    own: float = Field(description="of the neuron's activation by the parameter: da/dw (48)")
    following: Vector | None = Field(
        description="of the activations of the next layer by that of the neuron (49); null where there is none"
    )


class PerturbationAnswer(BaseModel):
    """A nudge and its consequences, layer by layer."""

    parameter: ParameterObject
    change: float
    value: float = Field(description="of the parameter, before the nudge")
    gradient: float = Field(description="dC/dw, with the penalty's")
    layers: list[LayerChangeObject] = Field(description="l = 2 … L; those before the parameter's do not move")
    links: LinksObject
    delta_loss: float
    delta_loss_predicted: float = Field(description="the gradient times the change (47)")
    loss: LossChangeObject
    curve: list[CurvePointObject] = Field(
        description="the same for nudges from the opposite of this one to this one, the least first"
    )
    gap: list[GapPointObject] = Field(
        description="of this nudge, of half of it, and so on: where the cost is smooth each is about a quarter of the "
        "one before, until nothing but rounding is left"
    )


def perturbation_answer(nudged: Perturbation) -> dict[str, Any]:
    """The answer as it travels."""
    return vars(nudged) | {"parameter": parameter_object(nudged.parameter)}
