"""read_content: the texts of the content keys -> the experiment that they name, and where it comes from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.admission import check_size, check_work
from app.experiment import Experiment, experiment_of
from app.limits import NEURONS, TRACED_EXAMPLES, LimitExceeded
from app.links.address import fault_of
from app.links.keys import KEYS
from app.links.origin import DEFAULT_SEED, FIRST_PRESET, Origin, Recipe, bias_mask, masked
from app.links.packed import unpack
from app.links.rules import Named
from app.links.values import Misread
from engine import LOSSES, PRESETS, Batch, Dense, Initializer, Network, Optimizer, Preset, Regularization
from engine.arrays import FloatArray
from engine.backprop import check_loss
from engine.errors import EngineError, ShapeMismatch, counted
from engine.initializers import DEFAULT_INITIALIZER
from engine.network import check_inputs, check_targets, parameter_counts

DEFAULT_ACTIVATION = "sigmoid"
DEFAULT_LOSS = "half_squared_error"
DEFAULT_OPTIMIZER = "sgd"
REPLACED = "In its place stands the first example."
"""What is said last of a link whose content is wrong, to those who are shown that example."""


class Incoherent(ValueError):
    """Values that are right one by one and cannot stand together; the argument is a sentence."""


def read_content(texts: Mapping[str, str]) -> tuple[Experiment, Origin, list[str]]:
    """The experiment, its origin and what is wrong; where anything is, the experiment is the first preset's."""
    values: dict[str, Any] = {}
    faults = []
    for name, text in texts.items():
        try:
            values[name] = KEYS[name].type.read(text)
        except Misread as error:
            faults.append(fault_of(name, text, error))
    if not faults:
        try:
            return *_experiment(values), faults
        except Misread as error:
            faults.append(fault_of("s", texts["s"], error))
        except Incoherent as error:
            faults.append(str(error))
    faults.append(REPLACED)
    return experiment_of(FIRST_PRESET), Origin(), faults


def _experiment(values: Mapping[str, Any]) -> tuple[Experiment, Origin]:
    drawn = not values.keys().isdisjoint(("net", "init", "seed"))
    preset = PRESETS[values["preset"]] if "preset" in values else None if "net" in values else FIRST_PRESET
    with _told("its network"):
        plan = Plan.of(values, preset)
    with _told("its init"):
        recipe = plan.recipe(values) if drawn else None
    network = plan.network(values, recipe, preset)
    with _told("its examples"):
        batch = _batch(values, preset, network)
    with _told("its size"):
        weights, biases = parameter_counts(network.sizes, plan.biases)
        check_work(network.sizes, weights, biases, len(batch.inputs), TRACED_EXAMPLES)
    loss = LOSSES[values["loss"]] if "loss" in values else preset.loss if preset else LOSSES[DEFAULT_LOSS]
    penalty = Regularization(values.get("l1", 0.0), values.get("l2", 0.0))
    experiment = Experiment(network, batch, loss, _optimizer(values, preset), penalty)
    with _told("its examples"):
        check_fit(experiment)
    return experiment, Origin(preset, recipe)


def check_fit(experiment: Experiment) -> None:
    """Raise EngineError where network, examples and cost do not go together."""
    network, batch = experiment.network, experiment.batch
    check_inputs(network, batch.inputs)
    check_targets(network, batch.targets, len(batch.inputs))
    check_loss(network, batch.targets, experiment.loss)


@dataclass(frozen=True)
class Plan:
    """The shape of a network, known and checked before any of it is made."""

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    biases: tuple[bool, ...]

    @classmethod
    def of(cls, values: Mapping[str, Any], preset: Preset | None) -> "Plan":
        """What the values say, the preset's network or sigmoids with biases where they say nothing."""
        network = None if "net" in values or preset is None else preset.network
        sizes = network.sizes if network else values["net"]
        if len(sizes) < 2:
            raise ShapeMismatch("net has 1 layer; expected an input and an output layer")
        layers = len(sizes) - 1
        usual = tuple(layer.activation for layer in network.layers) if network else (DEFAULT_ACTIVATION,) * layers
        activations = values.get("act", usual)
        if len(activations) == 2 and layers > 2:
            activations = (activations[0],) * (layers - 1) + activations[1:]
        shorter = ", or 2: one for the hidden layers and one for the output" if layers > 2 else ""
        _check_count("act", activations, layers, "name", shorter)
        biases = values.get("biases", bias_mask(network) if network else (True,))
        if len(biases) == 1:
            biases *= layers
        _check_count("biases", biases, layers, "value", ", or 1 for all" if layers > 1 else "")
        check_size(sizes, sum(parameter_counts(sizes, biases)), ("net",))
        return cls(sizes, activations, biases)

    def recipe(self, values: Mapping[str, Any]) -> Recipe:
        """How such a network is drawn."""
        init = values.get("init", Named(DEFAULT_INITIALIZER, {}))
        initializer = Initializer(init.name, **init.settings)
        return Recipe(self.sizes, self.activations, initializer, values.get("seed", DEFAULT_SEED), any(self.biases))

    def network(self, values: Mapping[str, Any], recipe: Recipe | None, preset: Preset | None) -> Network:
        """The network: with these very parameters, drawn, or the preset's."""
        count = sum(parameter_counts(self.sizes, self.biases))
        if "w" in values and "s" in values:
            raise Incoherent("The address has both w and s; expected one of them.")
        if "w" in values:
            if len(values["w"]) != count:
                came = counted(len(values["w"]), "number")
                raise Incoherent(f"The address has w with {came}; the network has {count} weights and biases.")
            return self._of_parameters(np.array(values["w"]))
        if "s" in values:
            numbers = unpack(values["s"], count)
            if not np.isfinite(numbers).all():
                raise Misread("it holds a number that is not finite")
            return self._of_parameters(numbers)
        if recipe:
            return masked(recipe.draw(), self.biases)
        base = (preset or FIRST_PRESET).network
        layers = zip(base.layers, self.activations, strict=True)
        return masked(Network(tuple(Dense(n.weights, n.biases, name) for n, name in layers)), self.biases)

    def _of_parameters(self, numbers: FloatArray) -> Network:
        layers, start = [], 0
        for i, name in enumerate(self.activations):
            n_in, n_out = self.sizes[i : i + 2]
            weights = numbers[start : start + n_in * n_out].reshape(n_out, n_in).copy()
            start += weights.size
            biases = numbers[start : start + n_out].copy() if self.biases[i] else None
            start += n_out if self.biases[i] else 0
            layers.append(Dense(weights, biases, name))
        return Network(tuple(layers))


def _check_count(what: str, values: tuple[Any, ...], layers: int, noun: str, otherwise: str) -> None:
    if len(values) != layers:
        expected = f"{layers}, one per layer after the input{otherwise}"
        raise ShapeMismatch(f"{what} has {counted(len(values), noun)}; expected {expected}")


def blank_batch(sizes: tuple[int, ...]) -> Batch:
    """The example of a network that has none: a target that is a distribution goes with every cost."""
    return Batch([[0.5] * sizes[0]], [[1.0] + [0.0] * (sizes[-1] - 1)])


def _batch(values: Mapping[str, Any], preset: Preset | None, network: Network) -> Batch:
    usual = preset.batch if preset else blank_batch(network.sizes)
    for name in ("x", "y"):
        for row in values.get(name, ()):
            NEURONS.check(len(row))
    return Batch(values.get("x", usual.inputs), values.get("y", usual.targets))


def _optimizer(values: Mapping[str, Any], preset: Preset | None) -> Optimizer:
    usual = preset.optimizer if preset else Optimizer(DEFAULT_OPTIMIZER)
    if "opt" in values:
        opt: Named = values["opt"]
        name, settings = opt.name, dict(opt.settings)
    else:
        name, settings = usual.name, {**usual.settings, "train_biases": usual.train_biases}
    if "lr" in values:
        settings["learning_rate"] = values["lr"]
    return Optimizer(name, **settings)  # type: ignore[arg-type]


@contextmanager
def _told(what: str) -> Iterator[None]:
    """What the engine refuses is told in a sentence about ``what``."""
    try:
        yield
    except (EngineError, LimitExceeded) as error:
        raise Incoherent(f"The link does not hold together in {what}: {error.detail}.") from None
