"""ALGORITHM: the five lines of the algorithm in words, and what goes on between and after them."""

from dataclasses import dataclass
from typing import Literal, get_args

from engine.trace import Frame

FrameKind = Literal["x", "z", "a", "C", "dL", "dl", "g", "u"]
"""The frames of a step by kind: ``dL`` is the delta of the output layer, ``dl`` that of any other."""


@dataclass(frozen=True)
class AlgorithmStep:
    """A line of the algorithm.

    Attributes:
        number: in the source; None for what is no line of it.
        tag: of the equations that it uses.
        sentence: what is done.
        frames: the kinds of frames in which it is done.
    """

    number: int | None
    title: str
    tag: str
    sentence: str
    frames: tuple[FrameKind, ...]


ALGORITHM = (
    AlgorithmStep(1, "Input", "", "Take one example: its inputs are the activations of layer 1.", ("x",)),
    AlgorithmStep(
        2,
        "Feedforward",
        "23, 25",
        "From layer 2 to L: make each weighted input z from the activations before it, and from z the activation.",
        ("z", "a"),
    ),
    AlgorithmStep(
        None,
        "Cost",
        "26, 27",
        "See how wrong the outputs are. The algorithm itself needs only how the cost changes with them.",
        ("C",),
    ),
    AlgorithmStep(
        3,
        "Output error",
        "BP1",
        "Take how the cost changes with each output, and carry it back through f: that is delta of layer L.",
        ("dL",),
    ),
    AlgorithmStep(
        4,
        "Backpropagate the error",
        "BP2",
        "From layer L − 1 down to 2: collect the next layer's deltas along the weights, and carry them back through f.",
        ("dl",),
    ),
    AlgorithmStep(
        5,
        "Output",
        "BP3, BP4",
        "A weight's gradient is the activation that goes in times the delta that comes out; a bias's is the delta.",
        ("g",),
    ),
    AlgorithmStep(
        None,
        "Gradient descent",
        "",
        "When every example of the batch has been through these lines, take the mean of the gradients and one step "
        "against it.",
        ("u",),
    ),
)
"""The lines in the order of the frames."""


def kind_of(frame: Frame, depth: int) -> FrameKind:
    """The kind of a frame of a network with output layer ``depth``."""
    letter = frame.id[0]
    if letter == "d":
        return "dL" if frame.layer == depth else "dl"
    return next(kind for kind in get_args(FrameKind) if kind == letter)
