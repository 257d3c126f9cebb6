"""The answers of the operations: models for the schema, and functions that make them from the engine's values."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from app.wire.objects import (
    Matrix,
    NetworkObject,
    OptimizerObject,
    OptimizerStateObject,
    Vector,
    network_object,
    optimizer_object,
    state_object,
)
from engine import BackwardTrace, Cost, ForwardTrace, Network, Preset, Trace
from engine.trace import SCHEMA_VERSION, Phase


class LossValue(BaseModel):
    """The cost of the batch: value = mean of per_example + penalty."""

    name: str
    value: float
    penalty: float
    per_example: Vector


class TracedLoss(LossValue):
    """The same, and the cost of the same batch after the update."""

    after_update: float


class ForwardLayer(BaseModel):
    """What the forward pass computed in one layer; the input layer has `a` alone."""

    layer: int
    activation: str | None = None
    z: Matrix | None = None
    a: Matrix


class BackwardLayer(ForwardLayer):
    """What both passes computed in one layer; the input layer has `a` alone."""

    activation_derivative: Matrix | None = None
    grad_a: Matrix | None = None
    delta: Matrix | None = None
    nabla_w: Matrix | None = None
    nabla_b: Vector | None = None


class TracedLayer(BackwardLayer):
    """Everything about one layer; the input layer has `a` alone."""

    weights: Matrix | None = None
    biases: Vector | None = None
    updated_weights: Matrix | None = None
    updated_biases: Vector | None = None


class FrameObject(BaseModel):
    """One thing that happens: a cursor into the trace. `form` is an id among the catalog's equations."""

    id: str
    phase: Phase
    layer: int | None
    equation: str
    form: str


class ForwardAnswer(BaseModel):
    """The forward pass."""

    layers: list[ForwardLayer]
    outputs: Matrix


class BackwardAnswer(BaseModel):
    """The backward pass."""

    loss: LossValue
    layers: list[BackwardLayer]


class StepAnswer(BaseModel):
    """The network after the learning steps; `losses` are those before each step."""

    network: NetworkObject
    optimizer_state: OptimizerStateObject
    losses: Vector
    loss_after: float


SchemaVersion = Annotated[int, Field(json_schema_extra={"const": SCHEMA_VERSION})]


class TraceAnswer(BaseModel):
    """One learning step with everything in it."""

    schema_version: SchemaVersion
    loss: TracedLoss
    targets: Matrix
    layers: list[TracedLayer]
    optimizer_state: OptimizerStateObject
    frames: list[FrameObject]


class PresetAnswer(BaseModel):
    """A preset, ready to post to /trace."""

    id: str
    title: str
    source: str
    description: str
    network: NetworkObject
    inputs: Matrix
    targets: Matrix
    loss: str
    optimizer: OptimizerObject


def forward_layers(network: Network, forward: ForwardTrace) -> list[dict[str, Any]]:
    """The layers of a ForwardAnswer."""
    return [
        {"layer": 1, "a": forward.a[1]},
        *(
            {"layer": l, "activation": layer.activation, "z": forward.z[l], "a": forward.a[l]}
            for l, layer in network.numbered()
        ),
    ]


def backward_layers(network: Network, forward: ForwardTrace, backward: BackwardTrace) -> list[dict[str, Any]]:
    """The layers of a BackwardAnswer; what a layer has not (f' of softmax, a gradient of no biases) is null."""
    layers = forward_layers(network, forward)
    for l, layer in enumerate(layers[1:], start=2):
        layer["activation_derivative"] = backward.slope.get(l)
        layer["grad_a"] = backward.grad_a[l]
        layer["delta"] = backward.delta[l]
        layer["nabla_w"] = backward.nabla_w[l]
        layer["nabla_b"] = backward.nabla_b.get(l)
    return layers


def loss_object(cost: Cost) -> dict[str, Any]:
    """The cost as it travels."""
    return {"name": cost.name, "value": cost.value, "penalty": cost.penalty, "per_example": cost.per_example}


def trace_answer(trace: Trace) -> dict[str, Any]:
    """The trace as it travels."""
    layers = backward_layers(trace.network, trace.forward, trace.backward)
    for layer, before, after in zip(layers[1:], trace.network.layers, trace.updated_network.layers, strict=True):
        layer["weights"] = before.weights
        layer["biases"] = before.biases
        layer["updated_weights"] = after.weights
        layer["updated_biases"] = after.biases
    return {
        "schema_version": SCHEMA_VERSION,
        "loss": loss_object(trace.cost) | {"after_update": trace.cost_after.value},
        "targets": trace.batch.targets,
        "layers": layers,
        "optimizer_state": state_object(trace.optimizer_state),
        "frames": trace.frames,
    }


def preset_answer(preset: Preset) -> dict[str, Any]:
    """The preset as it travels."""
    return {
        "id": preset.id,
        "title": preset.title,
        "source": preset.source,
        "description": preset.description,
        "network": network_object(preset.network),
        "inputs": preset.batch.inputs,
        "targets": preset.batch.targets,
        "loss": preset.loss.name,
        "optimizer": optimizer_object(preset.optimizer),
    }
