"""The requests of the operations. Each knows how much work it asks for, and turns itself into engine values."""

from typing import Annotated, Any

import orjson
from pydantic import ConfigDict, Field

from app.admission import check_size, check_work
from app.json_answer import to_json
from app.limits import EXAMPLES, STEPS, TRACED_EXAMPLES, Limit
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
from engine.backprop import NO_REGULARIZATION
from engine.initializers import DEFAULT_INITIALIZER
from engine.network import parameter_counts


def worked_example(*keys: str, of: str = "2-2-2", **more: Any) -> ConfigDict:
    """A request that works, cut from the preset ``of``: it is shown in the schema, and the tests send it."""
    preset = orjson.loads(to_json(preset_answer(PRESETS[of])))
    return ConfigDict(json_schema_extra={"examples": [{key: preset[key] for key in keys} | more]})


class OperationRequest(WireModel):
    """What every POST operation takes."""

    def admit(self) -> int:
        """How much work it asks for (see `app.work`).

        Raises:
            LimitExceeded: it asks for more than one request may.
        """
        raise NotImplementedError


class ForwardRequest(OperationRequest):
    """A network and the examples to send through it."""

    model_config = worked_example("network", "inputs")

    network: NetworkObject
    inputs: Matrix = Field(description="a row per example")

    def admit(self) -> int:
        """The work of one pass."""
        return self._admit(EXAMPLES)

    def _admit(self, examples: Limit, steps: int = 1, *, recorded: bool = True) -> int:
        sizes, weights, biases = self.network.claims()
        return check_work(sizes, weights, biases, len(self.inputs), examples, steps, recorded=recorded)


class BackwardRequest(ForwardRequest):
    """The same with targets and a cost."""

    model_config = worked_example("network", "inputs", "targets", "loss")

    targets: Matrix = Field(description="a row per example")
    loss: LossName
    regularization: RegularizationObject | None = None

    def problem(self) -> tuple[Network, Batch, Loss, Regularization]:
        """The engine's values."""
        regularization = self.regularization.to_engine() if self.regularization else NO_REGULARIZATION
        return self.network.to_engine(), Batch(self.inputs, self.targets), find_loss(self.loss), regularization


class TraceRequest(BackwardRequest):
    """The same with an optimizer and what it remembers."""

    model_config = worked_example("network", "inputs", "targets", "loss", "optimizer")

    optimizer: OptimizerObject
    optimizer_state: OptimizerStateObject | None = Field(
        None, description="null at first, afterwards what the last answer carried"
    )

    def descent(self) -> tuple[Optimizer, OptimizerState | None]:
        """The engine's values."""
        state = self.optimizer_state.to_engine() if self.optimizer_state else None
        return optimizer_to_engine(self.optimizer), state

    def admit(self) -> int:
        """The work of one learning step."""
        return self._admit(TRACED_EXAMPLES)


class StepRequest(TraceRequest):
    """The same with the number of learning steps to make."""

    model_config = worked_example("network", "inputs", "targets", "loss", "optimizer", count=10)

    count: Annotated[int, Field(ge=1, le=2**53), NotBool] = 1

    def admit(self) -> int:
        """The work of all the learning steps."""
        STEPS.check(self.count, ("count",))
        return self._admit(EXAMPLES, self.count, recorded=False)


class NetworksRequest(OperationRequest):
    """What a new network should be like."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "sizes": [2, 4, 1],
                    "activations": ["tanh", "sigmoid"],
                    "initializer": {"name": DEFAULT_INITIALIZER},
                    "seed": 7,
                }
            ]
        }
    )

    sizes: list[Annotated[int, Field(ge=1, le=2**53), NotBool]] = Field(
        description="neurons per layer, the input layer first", fail_fast=True
    )
    activations: list[ActivationName] = Field(
        description="one per layer after the input, or two: one for all hidden layers and one for the output",
        fail_fast=True,
    )
    initializer: InitializerObject
    seed: Annotated[int, Field(ge=0, le=2**53), NotBool]
    biases: bool = Field(True, strict=True)

    def admit(self) -> int:
        """Drawing the numbers is no work to speak of, once there are not too many of them."""
        counts = parameter_counts(self.sizes, [self.biases] * (len(self.sizes) - 1))
        check_size(self.sizes, sum(counts), ("sizes",))
        return 0

    def source(self) -> Initializer:
        """The engine's value."""
        return initializer_to_engine(self.initializer)
