"""Experiments to export: every preset, activation, cost, optimizer and penalty, and what is odd."""

from collections.abc import Sequence

import numpy as np

from app.experiment import Experiment, experiment_of
from app.exports.request import ExportRequest
from engine import ACTIVATIONS, LOSSES, PRESETS, Batch, Dense, Network, Optimizer, Regularization, network_of
from tests.engine.fixtures import from_torch
from tests.engine.samples import PAIRS, PENALTIES, sample_off_kinks

STEPS = 3


def sampled(
    activations: Sequence[str],
    loss: str,
    optimizer: Optimizer | None = None,
    regularization: Regularization | None = None,
    biases: bool = True,
) -> Experiment:
    sizes = [*[2, 3, 2, 3][: len(activations)], 2]
    network, batch = sample_off_kinks(7, sizes, activations, LOSSES[loss], 3, biases)
    descent = optimizer or Optimizer("sgd", learning_rate=0.1)
    return Experiment(network, batch, LOSSES[loss], descent, regularization or Regularization())


def saturated(activation: str, loss: str) -> Experiment:
    """Outputs within rounding of the ends of their range, and hidden ones close to it."""
    network = network_of(
        [
            ([[9.0, -4.0], [6.0, 7.0]], [1.0, -3.0], activation if activation in ("sigmoid", "tanh") else "tanh"),
            ([[30.0, 9.0], [-25.0, 6.0]], [2.0, -1.0], activation),
        ]
    )
    return Experiment(
        network, Batch([[0.9, 0.4], [-0.3, 0.2]], [[0.0, 1.0], [0.3, 0.7]]), LOSSES[loss], Optimizer("sgd")
    )


def some_without_biases() -> Experiment:
    whole = sampled(["tanh", "sigmoid", "linear"], "half_squared_error")
    first, second, third = whole.network.layers
    layers = (first, Dense(second.weights, None, second.activation), third)
    return Experiment(Network(layers), whole.batch, whole.loss, Optimizer("adam"))


def wide() -> Experiment:
    source = np.random.default_rng(1)
    hidden = source.normal(size=(30, 20)) / 5, source.normal(size=30), "tanh"
    return Experiment(
        network_of([hidden, (source.normal(size=(1, 30)), None, "elu")]),
        Batch(source.normal(size=(2, 20)), source.normal(size=(2, 1))),
        LOSSES["mean_squared_error"],
        Optimizer("sgd"),
    )


EXPERIMENTS = {
    **{f"preset {name}": experiment_of(preset) for name, preset in PRESETS.items()},
    **{f"hidden {name}": sampled([name, "tanh"], "half_squared_error") for name in ACTIVATIONS},
    **{f"{f.name} with {loss.name}": sampled(["tanh", f.name], loss.name) for f, loss in PAIRS},
    **{
        f"optimizer {number} {settings['name']}": sampled(
            ["tanh", "sigmoid"], "half_squared_error", Optimizer(**settings)
        )
        for number, settings in enumerate(from_torch.OPTIMIZERS)
    },
    **{
        f"penalty {name}": sampled(["tanh", "linear"], "mean_squared_error", regularization=penalties)
        for name, penalties in PENALTIES.items()
        if penalties.present
    },
    "hidden softmax among others": sampled(["sigmoid", "softmax", "relu", "softmax"], "cross_entropy"),
    "softmax alone": sampled(["softmax"], "half_squared_error"),
    "no hidden layer": sampled(["sigmoid"], "binary_cross_entropy"),
    "no biases": sampled(["tanh", "sigmoid"], "half_squared_error", biases=False),
    "some biases": some_without_biases(),
    "biases not trained": sampled(["tanh", "linear"], "half_squared_error", Optimizer("adam", train_biases=False)),
    "wide": wide(),
}

SATURATED = {
    f"saturated {activation} with {loss}": saturated(activation, loss)
    for activation, loss in (
        ("softmax", "cross_entropy"),
        ("softmax", "binary_cross_entropy"),
        ("sigmoid", "cross_entropy"),
        ("sigmoid", "binary_cross_entropy"),
        ("sigmoid", "half_squared_error"),
        ("tanh", "half_squared_error"),
        ("softmax", "half_squared_error"),
    )
}

HOSTILE = [
    '"""\nimport os\n"""',
    'ends with a quote"',
    "ends with a backslash\\",
    '\\"""; print(1)',
    "# coding: latin-1\r\nprint(1)",
    "{{ 7 * 7 }} {% raw %} {# comment",
    "nul \0, form feed \x0c, line separator \u2028, lone surrogate \ud800",
    "{braces} %s $HOME",
]
"""Texts that would like to be more than a title."""


def request_of(
    experiment: Experiment, title: str = "A title", link: str = "/?preset=xor", steps: int = STEPS
) -> ExportRequest:
    return ExportRequest(title, link, experiment, steps)
