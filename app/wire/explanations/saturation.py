"""The request and the answer of /saturation."""

from pydantic import BaseModel, Field

from app.limits import WORK
from app.wire.explanations.request import WORKED, ExplanationRequest
from app.wire.objects import Vector
from app.wire.requests import worked_example
from app.work import PER_SENTENCE
from engine.explain.saturation import Measure, State


class SaturationRequest(ExplanationRequest):
    """A batch."""

    model_config = worked_example(*WORKED, of="mini-batch")

    def admit(self) -> int:
        """The work of both passes, and of a sentence about every neuron."""
        sizes, _, _ = self.network.claims()
        work = super().admit() + PER_SENTENCE * sum(sizes[1:])
        WORK.check(work)
        return work


class NeuronSlopeObject(BaseModel):
    """How steep the activation of one neuron is where it stands."""

    j: int
    derivative: Vector = Field(description="per example")
    mean_derivative: float
    share: float = Field(description="the mean of its size, of the largest slope this activation can have: 0 to 1")
    state: State = Field(
        description="dead: exactly flat for every example; saturated: below a tenth of the largest slope for every "
        "example"
    )
    sentence: str


class LayerSlopesObject(BaseModel):
    """The neurons of a layer, and the size of what flows back through it."""

    layer: int
    activation: str
    measure: Measure = Field(
        description="what derivative is: softmax has no f'(z) but a Jacobian; its diagonal is taken"
    )
    largest_slope: float
    neurons: list[NeuronSlopeObject]
    delta_norm: float = Field(description="the Euclidean length of delta, mean over the examples")
    nabla_norm: float = Field(description="the Euclidean length of the gradient of the layer's weights and biases")


class OutputFactorObject(BaseModel):
    """Whether the cost takes the slope of the output away, so that a flat output learns all the same."""

    loss: str
    activation: str
    cancels: bool
    sentence: str


class SaturationAnswer(BaseModel):
    """Where learning is slow."""

    saturated_below: float = Field(
        description="the share of the largest slope below which a neuron is called saturated"
    )
    layers: list[LayerSlopesObject]
    output_factor: OutputFactorObject
