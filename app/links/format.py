"""format_link: an experiment, how it is shown and where -> its canonical address, shorter than any other."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import numpy as np

from app.experiment import Experiment
from app.links.content import (
    DEFAULT_LOSS,
    DEFAULT_OPTIMIZER,
    Plan,
    blank_batch,
)
from app.links.keys import KEYS, VERSION, WRITTEN_OUT, Purpose, keys_for
from app.links.origin import DEFAULT_DRAW, DEFAULT_SEED, FIRST_PRESET, FROM_FIRST, Origin, Recipe, bias_mask
from app.links.packed import pack
from app.links.rules import Named
from engine import Batch, Network, Optimizer, Preset
from engine.arrays import FloatArray

_READABLE = ",;:-."


def format_link(
    experiment: Experiment,
    origin: Origin = FROM_FIRST,
    presentation: Mapping[str, Any] | None = None,
    place: Mapping[str, Any] | None = None,
) -> str:
    """Query and hash; nothing at all for the first preset at its beginning. Values that are as usual are left out."""
    return format_query(experiment, origin, presentation) + format_hash(place)


def format_query(
    experiment: Experiment,
    origin: Origin = FROM_FIRST,
    presentation: Mapping[str, Any] | None = None,
) -> str:
    """The query with its question mark."""
    return query_of(content_values(experiment, origin), presentation)


def query_of(content: Mapping[str, Any], presentation: Mapping[str, Any] | None = None) -> str:
    """The query of content keys that are known already."""
    texts = [f"{name}={_quoted(KEYS[name].type.write(content[name]))}" for name in KEYS if name in content]
    texts += _unusual("presentation", presentation or {})
    return "?" + "&".join([f"v={VERSION}", *texts]) if texts else ""


def format_hash(place: Mapping[str, Any] | None = None) -> str:
    """The hash with its sign."""
    texts = _unusual("place", place or {})
    return "#" + "&".join(texts) if texts else ""


def _unusual(purpose: Purpose, values: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}={_quoted(key.type.write(values[name]))}"
        for name, key in keys_for(purpose).items()
        if name in values and values[name] != key.default
    ]


def _quoted(text: str) -> str:
    return quote(text, safe=_READABLE)


def content_values(experiment: Experiment, origin: Origin) -> dict[str, Any]:
    """The content keys that the link needs, in no order. Where there are many numbers it takes long to pack them."""
    preset, network = origin.preset, experiment.network
    if preset is None and origin.recipe is None and network.sizes == FIRST_PRESET.network.sizes:
        preset = FIRST_PRESET  # as good as any
    return _of_network(network, preset, origin.recipe) | _of_data(experiment, preset)


def _of_network(network: Network, preset: Preset | None, recipe: Recipe | None) -> dict[str, Any]:
    own = preset is None or preset.network.sizes != network.sizes
    values: dict[str, Any] = {}
    if preset and (own or recipe or preset is not FIRST_PRESET):
        values["preset"] = preset.id
    if own:
        values["net"] = network.sizes
    usual = Plan.of(values, preset)
    activations, biases = tuple(layer.activation for layer in network.layers), bias_mask(network)
    if activations != usual.activations:
        hidden = set(activations[:-1])
        values["act"] = activations[-2:] if len(activations) > 2 and len(hidden) == 1 else activations
    if biases != usual.biases:
        values["biases"] = biases[:1] if len(set(biases)) == 1 else biases
    if recipe:
        if recipe.initializer != DEFAULT_DRAW:
            values["init"] = Named(recipe.initializer.name, recipe.initializer.settings)
        if recipe.seed != DEFAULT_SEED or not (own or "init" in values):
            values["seed"] = recipe.seed
    plan = Plan.of(values, preset)
    drawn = plan.recipe(values) if own or recipe else None
    numbers = _parameters(network)
    if not _same(numbers, _parameters(plan.network(values, drawn, preset))):
        if len(numbers) <= WRITTEN_OUT:
            values["w"] = tuple(numbers.tolist())
        else:
            values["s"] = pack(numbers)
    return values


def _of_data(experiment: Experiment, preset: Preset | None) -> dict[str, Any]:
    usual = preset.batch if preset else blank_batch(experiment.network.sizes)
    values: dict[str, Any] = _rows("x", experiment.batch, usual) | _rows("y", experiment.batch, usual)
    if experiment.loss.name != (preset.loss.name if preset else DEFAULT_LOSS):
        values["loss"] = experiment.loss.name
    values |= _of_optimizer(experiment.optimizer, preset.optimizer if preset else Optimizer(DEFAULT_OPTIMIZER))
    penalties = vars(experiment.regularization)
    return values | {name: penalties[name] for name in ("l1", "l2") if penalties[name]}


def _rows(name: str, batch: Batch, usual: Batch) -> dict[str, Any]:
    attribute = {"x": "inputs", "y": "targets"}[name]
    rows = getattr(batch, attribute)
    return {} if _same(rows, getattr(usual, attribute)) else {name: rows.tolist()}


def _of_optimizer(optimizer: Optimizer, usual: Optimizer) -> dict[str, Any]:
    values: dict[str, Any] = {}
    settings = dict(optimizer.settings) | {"train_biases": optimizer.train_biases}
    others = dict(usual.settings) | {"train_biases": usual.train_biases}
    rate, usual_rate = settings.pop("learning_rate"), others.pop("learning_rate")
    if (optimizer.name, settings) != (usual.name, others):
        values["opt"] = Named(optimizer.name, settings)
        usual_rate = Optimizer(optimizer.name).settings["learning_rate"]
    if rate != usual_rate:
        values["lr"] = rate
    return values


def _parameters(network: Network) -> FloatArray:
    """All parameters in the order of `w`."""
    parts: list[FloatArray] = []
    for layer in network.layers:
        parts += [layer.weights.ravel()] if layer.biases is None else [layer.weights.ravel(), layer.biases]
    return np.concatenate(parts)


def _same(one: FloatArray, other: FloatArray) -> bool:
    """To the last bit; a zero has a sign."""
    return one.shape == other.shape and one.tobytes() == other.tobytes()
