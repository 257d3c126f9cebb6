"""Links as they travel: models for the schema, and the functions between them and `app.links`."""

from typing import Any

from pydantic import BaseModel, Field

from app.experiment import Experiment
from app.limits import GIVEN_LINK, TRACED_EXAMPLES
from app.links import Link, Origin, Recipe, format_query
from app.links.content import check_fit
from app.links.keys import VERSION
from app.wire.link_keys import PlaceObject, PresentationObject
from app.wire.objects import (
    Matrix,
    NetworkObject,
    OptimizerObject,
    RegularizationObject,
    network_object,
    optimizer_object,
    optimizer_to_engine,
)
from app.wire.requests import BackwardRequest, NetworksRequest, worked_example
from app.work import PER_PACKED
from engine import PRESETS
from engine.errors import look_up
from engine.trace import frames_of


class LinkAnswer(BaseModel):
    """What a link stands for, ready to post to /trace."""

    version: int
    link: str = Field(description="the canonical query, empty where all is as usual; the place belongs behind a #")
    preset: str | None = Field(description="the preset that it begins with")
    recipe: NetworksRequest | None = Field(description="how the network is drawn anew")
    edited: bool = Field(description="whether it is anything else than a preset")
    title: str
    source: str
    description: str
    network: NetworkObject
    inputs: Matrix
    targets: Matrix
    loss: str
    optimizer: OptimizerObject
    regularization: RegularizationObject
    presentation: PresentationObject
    place: PlaceObject
    frames: list[str] = Field(description="the names of the positions in a learning step")
    faults: list[str] = Field(description="what could not be understood, each as a sentence")


def link_answer(link: Link) -> dict[str, Any]:
    """The link as it travels."""
    experiment, origin = link.experiment, link.origin
    preset = link.preset
    activations = tuple(layer.activation for layer in experiment.network.layers)
    frames = frames_of(activations, experiment.loss.name, True, experiment.optimizer.form)
    return {
        "version": VERSION,
        "link": link.query,
        "preset": origin.preset.id if origin.preset else None,
        "recipe": _recipe_object(origin.recipe) if origin.recipe else None,
        "edited": link.edited,
        "title": link.title,
        "source": preset.source if preset else "",
        "description": preset.description if preset and not link.edited else "",
        "network": network_object(experiment.network),
        "inputs": experiment.batch.inputs,
        "targets": experiment.batch.targets,
        "loss": experiment.loss.name,
        "optimizer": optimizer_object(experiment.optimizer),
        "regularization": vars(experiment.regularization),
        "presentation": link.presentation,
        "place": link.place,
        "frames": [frame.id for frame in frames],
        "faults": link.faults,
    }


def _recipe_object(recipe: Recipe) -> dict[str, Any]:
    initializer = {"name": recipe.initializer.name, **recipe.initializer.settings}
    return vars(recipe) | {"initializer": initializer}


def _recipe(asked: NetworksRequest) -> Recipe:
    return Recipe(tuple(asked.sizes), tuple(asked.activations), asked.source(), asked.seed, asked.biases)


class LinkRequest(BackwardRequest):
    """What a link is wanted for."""

    model_config = worked_example("network", "inputs", "targets", "loss", "optimizer", preset="2-2-2")

    preset: str | None = Field(None, description="what it began with; the first preset where there is no recipe either")
    recipe: NetworksRequest | None = Field(None, description="how its network was drawn")
    optimizer: OptimizerObject

    def admit(self) -> int:
        """The work of one learning step, of drawing the network again, and of packing its parameters."""
        _, weights, biases = self.network.claims()
        drawn = self.recipe.admit() if self.recipe else 0
        return self._admit(TRACED_EXAMPLES) + drawn + PER_PACKED * (weights + biases)

    def origin(self) -> Origin:
        """The engine's value; EngineError where there is no such preset."""
        preset = None if self.preset is None else look_up(PRESETS, "preset", self.preset, ("preset",))
        return Origin(preset, _recipe(self.recipe) if self.recipe else None)


class WrittenLink(BaseModel):
    """The link of a network with its numbers."""

    link: str | None = Field(description="its query, empty for the first preset as it is; null where it is too long")
    complete: bool = Field(description="whether the link says everything")
    reason: str | None = Field(description="why there is none")


def written_link(request: LinkRequest) -> dict[str, Any]:
    """The answer to a LinkRequest."""
    network, batch, loss, regularization = request.problem()
    experiment = Experiment(network, batch, loss, optimizer_to_engine(request.optimizer), regularization)
    check_fit(experiment)
    query = format_query(experiment, request.origin())
    if len(query) <= GIVEN_LINK.value:
        return {"link": query, "complete": True, "reason": None}
    reason = (
        f"the link would have {len(query):,} characters; at most {GIVEN_LINK.value:,} are given out "
        f"({GIVEN_LINK.reason})"
    )
    return {"link": None, "complete": False, "reason": reason}
