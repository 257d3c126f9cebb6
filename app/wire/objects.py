"""Network, optimizer, optimizer_state, regularization: the objects that requests and answers share."""

from functools import lru_cache, reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, create_model

from engine import (
    ACTIVATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    Initializer,
    Network,
    Optimizer,
    OptimizerState,
    Regularization,
    network_of,
)
from engine.arrays import as_array
from engine.optimizers import Slots
from engine.parameters import Parameter, Switch


def _no_bool_or_text(value: Any) -> Any:
    """JSON Schema's integer admits 3.0, which strict mode would refuse, but neither true nor "3"."""
    if isinstance(value, bool | str):
        raise ValueError("expected an integer")
    return value


Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
# The first mistake in a list is enough to report; a hostile body could hold millions.
Vector = Annotated[list[Number], Field(fail_fast=True)]
Matrix = Annotated[list[Vector], Field(fail_fast=True)]
NotBool = BeforeValidator(_no_bool_or_text)


# The schema lists the names; the engine checks them and, where one is wrong, names the choices.
ActivationName = Annotated[str, Field(json_schema_extra={"enum": list(ACTIVATIONS)})]
LossName = Annotated[str, Field(json_schema_extra={"enum": list(LOSSES)})]


class WireModel(BaseModel):
    """A model that refuses unknown keys."""

    model_config = ConfigDict(extra="forbid")


class LayerObject(WireModel):
    """One layer of weights, l = 2 … L."""

    weights: Matrix = Field(description="weights[j][k] leads from neuron k of the layer before to neuron j")
    biases: Vector | None = Field(None, description="one per neuron, or null: the layer has none")
    activation: ActivationName


class NetworkObject(WireModel):
    """A network; the input layer has number 1 and no entry of its own."""

    layers: Annotated[list[LayerObject], Field(fail_fast=True)]

    def to_engine(self) -> Network:
        """The engine's value; EngineError where it does not hold together."""
        return network_of((layer.weights, layer.biases, layer.activation) for layer in self.layers)

    def claims(self) -> tuple[list[int], int, int]:
        """What it claims to have before anything is checked: neurons per layer, weights, biases."""
        rows = [row for layer in self.layers for row in layer.weights]
        sizes = [len(rows[0]) if rows else 0, *[len(layer.weights) for layer in self.layers]]
        return sizes, sum(map(len, rows)), sum([len(layer.biases or ()) for layer in self.layers])


def network_object(network: Network) -> dict[str, Any]:
    """The network as it travels."""
    return {
        "layers": [
            {"weights": layer.weights, "biases": layer.biases, "activation": layer.activation}
            for layer in network.layers
        ]
    }


class RegularizationObject(WireModel):
    """Penalties on the weights: + l1 sum |w| + l2/2 sum w^2."""

    l1: Annotated[Number, Field(ge=0)] = 0.0
    l2: Annotated[Number, Field(ge=0)] = 0.0

    def to_engine(self) -> Regularization:
        """The engine's value."""
        return Regularization(self.l1, self.l2)


def _setting(parameter: Parameter | Switch) -> Any:
    """The field of a model for one setting of a table entry."""
    if isinstance(parameter, Switch):
        return (StrictBool, Field(parameter.default, title=parameter.title))
    below, up_to = (parameter.high, None) if parameter.open_high else (None, parameter.high)
    return (Number, Field(parameter.default, title=parameter.title, ge=parameter.low, lt=below, le=up_to))


def _literal(name: str) -> Any:
    return Literal[name]  # a type made at run time, which a checker cannot see


def _union(suffix: str, table: dict[str, Any], **common: Any) -> Any:
    """One model per entry of ``table``, told apart by ``name``."""
    models = [
        create_model(
            "".join(part.capitalize() for part in entry.name.split("_")) + suffix,
            __base__=WireModel,
            __doc__=entry.title + ".",
            name=(_literal(entry.name), Field(entry.name)),
            **{parameter.name: _setting(parameter) for parameter in entry.parameters},
            **common,
        )
        for entry in table.values()
    ]
    return Annotated[reduce(or_, models), Field(discriminator="name")]


OptimizerObject = _union("Optimizer", OPTIMIZERS, train_biases=(StrictBool, Field(True, title="Train the biases")))
InitializerObject = _union("Initializer", INITIALIZERS)


def optimizer_to_engine(model: BaseModel) -> Optimizer:
    """The engine's value of an OptimizerObject."""
    return _optimizer(tuple(vars(model).items()))


@lru_cache(maxsize=256)
def _optimizer(settings: tuple[tuple[str, Any], ...]) -> Optimizer:
    return Optimizer(**dict(settings))  # frozen, and the same from request to request


def initializer_to_engine(model: BaseModel) -> Initializer:
    """The engine's value of an InitializerObject."""
    return Initializer(**vars(model))


def optimizer_object(optimizer: Optimizer) -> dict[str, Any]:
    """The optimizer as it travels."""
    return {"name": optimizer.name, **optimizer.settings, "train_biases": optimizer.train_biases}


class SlotsObject(WireModel):
    """What the optimizer remembers of one layer, by the names of its slots."""

    weights: dict[str, Matrix]
    biases: dict[str, Vector] | None = None


class OptimizerStateObject(WireModel):
    """What the optimizer remembers; hand back what the last answer carried."""

    step: Annotated[int, Field(ge=0, le=2**53), NotBool]
    layers: Annotated[list[SlotsObject], Field(fail_fast=True)]

    def to_engine(self) -> OptimizerState:
        """The engine's value."""

        def arrays(slots: dict[str, Any], ndim: int, *where: str | int) -> Slots:
            place = ("optimizer_state", "layers", *where)
            return {
                name: as_array(values, ndim, f"optimizer_state: {name}", (*place, name))
                for name, values in slots.items()
            }

        return OptimizerState(
            self.step,
            tuple(arrays(layer.weights, 2, i, "weights") for i, layer in enumerate(self.layers)),
            tuple(
                None if layer.biases is None else arrays(layer.biases, 1, i, "biases")
                for i, layer in enumerate(self.layers)
            ),
        )


def state_object(state: OptimizerState) -> dict[str, Any]:
    """The state as it travels."""
    return {
        "step": state.step,
        "layers": [
            {"weights": weights, "biases": biases} for weights, biases in zip(state.weights, state.biases, strict=True)
        ],
    }
