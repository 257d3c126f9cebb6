"""The requests of the operations. Each knows how much work it asks for, and turns itself into engine values."""

from typing import Annotated, Any

import orjson
from pydantic import ConfigDict, Field

from app.json_answer import to_json
from app.limits import EXAMPLES, MULTIPLY_ADDS, STEPS, TRACED_EXAMPLES, Limit
from app.wire.answers import preset_answer
from app.wire.objects import (
    ActivationName,
    InitializerObject,
    LossName,
    Matrix,
    NetworkObject,
    NotBool,
    OptimizerObject,
    OptimizerStateObject,
    RegularizationObject,
    WireModel,
    initializer_to_engine,
    optimizer_to_engine,
)
from engine import PRESETS, Batch, Initializer, Loss, Network, Optimizer, OptimizerState, Regularization, find_loss

_PASSES = 3  # over the weights in a learning step: one forward, two backward


def _example(*keys: str, **more: Any) -> ConfigDict:
    """A request that works, cut from the worked preset: it is shown in the schema, and the tests send it."""
    preset = orjson.loads(to_json(preset_answer(PRESETS["2-2-2"])))
    return ConfigDict(json_schema_extra={"examples": [{key: preset[key] for key in keys} | more]})


class OperationRequest(WireModel):
    """What every POST operation takes."""

    @property
    def multiply_adds(self) -> int:
        """The work it asks for, before anything is checked."""
        return 0


class ForwardRequest(OperationRequest):
    """A network and the examples to send through it."""

    model_config = _example("network", "inputs")

    network: NetworkObject
    inputs: Matrix = Field(description="a row per example")

    @property
    def multiply_adds(self) -> int:
        """One pass over the weights for each example."""
        return self.network.weight_count * len(self.inputs)

    def check_limits(self, examples: Limit = EXAMPLES) -> None:
        """Raise LimitExceeded where more is asked for than one request may."""
        examples.check(len(self.inputs), ("inputs",))
        MULTIPLY_ADDS.check(self.multiply_adds)


class BackwardRequest(ForwardRequest):
    """The same with targets and a cost."""

    model_config = _example("network", "inputs", "targets", "loss")

    targets: Matrix = Field(description="a row per example")
    loss: LossName
    regularization: RegularizationObject | None = None

    @property
    def multiply_adds(self) -> int:
        """Three passes over the weights for each example."""
        return _PASSES * super().multiply_adds

    def problem(self) -> tuple[Network, Batch, Loss, Regularization]:
        """The engine's values."""
        regularization = self.regularization.to_engine() if self.regularization else Regularization()
        return self.network.to_engine(), Batch(self.inputs, self.targets), find_loss(self.loss), regularization


class TraceRequest(BackwardRequest):
    """The same with an optimizer and what it remembers."""

    model_config = _example("network", "inputs", "targets", "loss", "optimizer")

    optimizer: OptimizerObject
    optimizer_state: OptimizerStateObject | None = Field(
        None, description="null at first, afterwards what the last answer carried"
    )

    def descent(self) -> tuple[Optimizer, OptimizerState | None]:
        """The engine's values."""
        state = self.optimizer_state.to_engine() if self.optimizer_state else None
        return optimizer_to_engine(self.optimizer), state

    def check_limits(self, examples: Limit = TRACED_EXAMPLES) -> None:
        """Raise LimitExceeded where more is asked for than one request may."""
        super().check_limits(examples)


class StepRequest(TraceRequest):
    """The same with the number of learning steps to make."""

    model_config = _example("network", "inputs", "targets", "loss", "optimizer", count=10)

    count: Annotated[int, Field(ge=1, le=2**53), NotBool] = 1

    @property
    def multiply_adds(self) -> int:
        """Three passes over the weights for each example and step."""
        return super().multiply_adds * self.count

    def check_limits(self, examples: Limit = EXAMPLES) -> None:
        """Raise LimitExceeded where more is asked for than one request may."""
        STEPS.check(self.count, ("count",))
        super().check_limits(examples)


class NetworksRequest(OperationRequest):
    """What a new network should be like."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sizes": [2, 4, 1],
                    "activations": ["tanh", "sigmoid"],
                    "initializer": {"name": "xavier_uniform"},
                    "seed": 7,
                }
            ]
        }
    )

    sizes: list[Annotated[int, Field(ge=1, le=2**53), NotBool]] = Field(
        description="neurons per layer, the input layer first"
    )
    activations: list[ActivationName] = Field(
        description="one per layer after the input, or two: one for all hidden layers and one for the output"
    )
    initializer: InitializerObject
    seed: Annotated[int, Field(ge=0, le=2**53), NotBool]
    biases: bool = Field(True, strict=True)

    def source(self) -> Initializer:
        """The engine's value."""
        return initializer_to_engine(self.initializer)
