"""Random links: every way to say something, and what two links have in common."""

import random
from typing import Any

import numpy as np

from app.experiment import Experiment, experiment_of
from app.links import KEYS, Link, Origin, Recipe, format_link
from app.links.origin import masked
from app.links.values import Choice, Integer, List, Pattern, Switch
from engine import (
    ACTIVATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    PRESETS,
    Batch,
    Dense,
    Initializer,
    Network,
    Optimizer,
    Regularization,
)
from engine.parameters import Switch as SwitchParameter

EXTREMES = [0.0, -0.0, 1e308, -1e308, 5e-324, 0.1, 1 / 3, 1e-7, 123456789.125, 1e22]


def link_of(source: random.Random) -> Link:
    """Any link, as the page could make it."""
    origin = origin_of(source)
    network = network_of(source, origin)
    experiment = experiment_for(source, network, origin)
    return Link(experiment, origin, some(source, "presentation"), some(source, "place"))


def origin_of(source: random.Random) -> Origin:
    preset = source.choice([None, *PRESETS.values()])
    if preset and source.random() < 0.6:
        return Origin(preset)
    sizes = tuple(source.randint(1, 6) for _ in range(source.randint(2, 5)))
    if preset and source.random() < 0.5:
        sizes = preset.network.sizes
    activations = tuple(source.choice([*ACTIVATIONS]) for _ in sizes[1:])
    if source.random() < 0.5:
        activations = (activations[0],) * (len(sizes) - 2) + activations[-1:]
    name = source.choice([*INITIALIZERS])
    initializer = Initializer(name, **({} if name == "uniform" else settings_of(source, INITIALIZERS[name])))
    return Origin(preset, Recipe(sizes, activations, initializer, source.choice([0, 1, 7, 2**53]), flip(source)))


def flip(source: random.Random) -> bool:
    return source.random() < 0.5


def settings_of(source: random.Random, entry: Any) -> dict[str, Any]:
    """Some of its parameters, within bounds."""
    return {
        parameter.name: flip(source)
        if isinstance(parameter, SwitchParameter)
        else parameter.low + source.random() * (min(parameter.high, 2.0) - parameter.low)
        for parameter in entry.parameters
        if flip(source)
    }


def number(source: random.Random) -> float:
    return source.choice([*EXTREMES, source.uniform(-2, 2), round(source.uniform(-2, 2), 2)])


def network_of(source: random.Random, origin: Origin) -> Network:
    """The network of the origin, edited or not."""
    network = origin.recipe.draw() if origin.recipe else origin.preset.network if origin.preset else None
    assert network
    if source.random() < 0.3:
        layers = []
        for layer in network.layers:
            weights = layer.weights.copy()
            weights.flat[source.randrange(weights.size)] = number(source)
            layers.append(Dense(weights, layer.biases, layer.activation))
        network = Network(tuple(layers))
    if origin.recipe is None and source.random() < 0.2:
        network = Network(
            tuple(Dense(n.weights, n.biases, source.choice([*ACTIVATIONS])) for n in network.layers[:-1])
            + network.layers[-1:]
        )
    if origin.recipe is None and source.random() < 0.2:
        network = masked(network, tuple(flip(source) for _ in network.layers))
    return network


def experiment_for(source: random.Random, network: Network, origin: Origin) -> Experiment:
    """Examples, cost and optimizer, usual or not."""
    preset = origin.preset
    output = ACTIVATIONS[network.layers[-1].activation]
    m = source.randint(1, 3)
    fits = preset and preset.network.sizes == network.sizes
    batch = (
        preset.batch
        if preset and fits and flip(source)
        else Batch(
            [[number(source) for _ in range(network.sizes[0])] for _ in range(m)],
            [[source.choice([0.0, 1.0, 0.25]) for _ in range(network.sizes[-1])] for _ in range(m)],
        )
    )
    losses = [loss for loss in LOSSES.values() if not loss.why_undefined(output) and _in_range(loss, batch)]
    loss = preset.loss if preset and preset.loss in losses and flip(source) else source.choice(losses)
    optimizer = preset.optimizer if preset and flip(source) else optimizer_of(source)
    penalty = Regularization(source.choice([0.0, 0.1]), source.choice([0.0, 1e-3]))
    return Experiment(network, batch, loss, optimizer, penalty)


def _in_range(loss: Any, batch: Batch) -> bool:
    low, high = loss.target_range or (-np.inf, np.inf)
    return bool((batch.targets >= low).all() and (batch.targets <= high).all())


def optimizer_of(source: random.Random) -> Optimizer:
    name = source.choice([*OPTIMIZERS])
    settings = settings_of(source, OPTIMIZERS[name])
    settings = {key: min(value, 0.99) if key in ("rho", "beta1", "beta2") else value for key, value in settings.items()}
    if settings.get("momentum", 0.0) >= 1.0:
        settings["momentum"] = 0.9
    return Optimizer(name, train_biases=flip(source), **settings)


def some(source: random.Random, purpose: str) -> dict[str, Any]:
    """A value for every key of that purpose, most of them as usual."""
    return {
        name: value_of(source, key.type, name) if source.random() < 0.3 else key.default
        for name, key in KEYS.items()
        if key.purpose == purpose
    }


PATTERNS = {
    "views": ["matrices", "paths", "chain-rule"],
    "lesson": ["nielsen", "nielsen.12", "deep-dive.3"],
    "at": ["d2", "z3.1", "C", "u"],
    "of": ["neuron.2.1", "edge.12.3.1024"],
}


def value_of(source: random.Random, of: Any, name: str) -> Any:
    match of:
        case Choice():
            return source.choice(of.choices)
        case Switch():
            return flip(source)
        case Integer():
            return source.randint(of.minimum, of.maximum)
        case List(of=Choice() as inner):
            return tuple(source.sample(inner.choices, source.randint(1, of.most)))
        case List():
            return tuple(source.sample(PATTERNS[name], source.randint(1, of.most)))
        case Pattern():
            return source.choice(PATTERNS[name])
    raise AssertionError(f"{name} has a type without random values")


def facts_of(experiment: Experiment) -> tuple[Any, ...]:
    """Everything that an experiment is, to the last bit."""
    network, batch = experiment.network, experiment.batch
    return (
        network.sizes,
        [layer.activation for layer in network.layers],
        [layer.weights.tobytes() for layer in network.layers],
        [None if layer.biases is None else layer.biases.tobytes() for layer in network.layers],
        (batch.inputs.shape, batch.inputs.tobytes(), batch.targets.shape, batch.targets.tobytes()),
        experiment.loss.name,
        experiment.optimizer,
        experiment.regularization,
    )


def preset_link(name: str) -> Link:
    return Link(experiment_of(PRESETS[name]), Origin(PRESETS[name]))


def formatted(link: Link) -> str:
    return format_link(link.experiment, link.origin, link.presentation, link.place)


def assert_same(one: Link, other: Link) -> None:
    assert facts_of(one.experiment) == facts_of(other.experiment)
    assert (one.origin, one.presentation, one.place) == (other.origin, other.presentation, other.place)
