"""PRESETS: the networks of the source texts, and published examples, ready to record."""

from dataclasses import dataclass

from engine.losses import LOSSES, Loss
from engine.network import Batch, Network, network_of
from engine.optimizers import Optimizer


@dataclass(frozen=True, eq=False)
class Preset:
    """A named example.

    Attributes:
        id: its name in links.
        title: a few words for a menu.
        source: where it comes from.
        description: what to look at, in a sentence or two.
    """

    id: str
    title: str
    source: str
    description: str
    network: Network
    batch: Batch
    loss: Loss
    optimizer: Optimizer


_ENTRIES = (
    Preset(
        id="2-2-1",
        title="2-2-1, no biases",
        source="Backpropagation Demystified, figures 1 and 2",
        description="The smallest network in which a delta splits: six weights, no biases. Its source names the "
        "weights w1 to w6 and leaves the numbers open; these are ours.",
        network=network_of(
            [
                ([[0.6, -0.4], [0.3, 0.7]], None, "sigmoid"),
                ([[0.9, -0.5]], None, "sigmoid"),
            ]
        ),
        batch=Batch([[0.5, 0.8]], [[1.0]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=0.5),
    ),
    Preset(
        id="2-3-1",
        title="2-3-1, the four equations",
        source="How the backpropagation algorithm works, BP1 to BP4",
        description="Sigmoid neurons with biases and the quadratic cost: the setting in which the four equations are "
        "proved. Their source leaves the numbers open; these are ours.",
        network=network_of(
            [
                ([[0.8, -0.3], [-0.5, 0.6], [0.2, 0.9]], [0.1, -0.2, 0.3], "sigmoid"),
                ([[0.7, -1.1, 0.5]], [-0.2], "sigmoid"),
            ]
        ),
        batch=Batch([[0.9, 0.2]], [[0.0]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=1.0),
    ),
    Preset(
        id="softmax",
        title="2-3-3, softmax and cross-entropy",
        source="Backpropagation Deep Dive, target [0, 1, 0]",
        description="Three classes, of which the second is right. Softmax ties the outputs together, and with "
        "cross-entropy its delta is p − y.",
        network=network_of(
            [
                ([[0.5, -0.2], [-0.4, 0.8], [0.3, 0.6]], [0.0, 0.1, -0.1], "sigmoid"),
                ([[0.9, -0.4, 0.2], [-0.3, 0.7, 0.5], [0.4, 0.1, -0.6]], [0.1, -0.1, 0.0], "softmax"),
            ]
        ),
        batch=Batch([[0.7, -0.5]], [[0.0, 1.0, 0.0]]),
        loss=LOSSES["cross_entropy"],
        optimizer=Optimizer("sgd", learning_rate=0.5),
    ),
    Preset(
        id="2-2-2",
        title="2-2-2, worked by hand",
        source="Matt Mazur, A Step by Step Backpropagation Example (2015)",
        description="The most quoted worked example, biases not trained. Its page prints an error of 0.291027924 after "
        "one step, from code that used weights already updated; the right value is 0.291027774.",
        network=network_of(
            [
                ([[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35], "sigmoid"),
                ([[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60], "sigmoid"),
            ]
        ),
        batch=Batch([[0.05, 0.10]], [[0.01, 0.99]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=0.5, train_biases=False),
    ),
    Preset(
        id="xor",
        title="XOR in tanh",
        source="The classic problem that no single layer solves",
        description="All four examples in one batch, false as −1 and true as +1. After 23 learning steps the cost is "
        "below 0.05.",
        network=network_of(
            [
                ([[0.7, 0.7], [-0.6, -0.5]], [0.0, 0.3], "tanh"),
                ([[0.4, 0.9]], [0.1], "tanh"),
            ]
        ),
        batch=Batch([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]], [[-1.0], [1.0], [1.0], [-1.0]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=0.5),
    ),
    Preset(
        id="deep",
        title="2-3-3-3-1, vanishing deltas",
        source="How the backpropagation algorithm works, on slow learning",
        description="Four layers of sigmoids. Each layer back multiplies delta by a slope of at most a quarter: watch "
        "the deltas shrink.",
        network=network_of(
            [
                ([[0.3, 0.8], [0.6, -0.5], [-0.4, 0.7]], [-0.3, 0.2, 0.2], "sigmoid"),
                ([[0.4, -0.6, 0.9], [-0.5, 0.8, 0.3], [0.7, 0.2, -0.4]], [0.1, 0.3, -0.2], "sigmoid"),
                ([[-0.7, 0.4, 0.6], [0.9, -0.3, 0.2], [0.5, 0.8, -0.6]], [0.0, -0.1, -0.3], "sigmoid"),
                ([[-0.6, 0.9, 0.7]], [-0.1], "sigmoid"),
            ]
        ),
        batch=Batch([[0.8, 0.4]], [[0.0]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=1.0),
    ),
    Preset(
        id="mini-batch",
        title="2-2-1, a mini-batch of four",
        source="How the backpropagation algorithm works, the mini-batch step",
        description="Four examples, each with deltas of its own; the gradient is their mean, and one update is made "
        "for all.",
        network=network_of(
            [
                ([[0.5, -0.6], [0.8, 0.4]], [0.1, -0.1], "sigmoid"),
                ([[0.7, -0.9]], [0.2], "sigmoid"),
            ]
        ),
        batch=Batch([[0.1, 0.9], [0.4, 0.3], [0.7, 0.8], [0.9, 0.2]], [[1.0], [0.0], [1.0], [0.0]]),
        loss=LOSSES["half_squared_error"],
        optimizer=Optimizer("sgd", learning_rate=2.0),
    ),
)

PRESETS = {entry.id: entry for entry in _ENTRIES}
"""Every preset by its id, in the order of the menu; the first opens when none is asked for."""
