"""What can go wrong in the engine, as a tree. Every message says what came, what was expected, and where.

EngineError            a ValueError that knows the place of the mistake
├── ShapeMismatch      two things that must fit do not
├── InvalidNumber      something that is not a finite number, or not in its range
├── UnknownName        a name that its table does not hold
├── UndefinedPair      a cost that is not defined for the output activation
└── Diverged           a number that became infinite or undefined during the computation
"""

from collections.abc import Iterable
from typing import Self

Place = tuple[str | int, ...]
"""A path from the outermost argument to the value at fault, such as ``("network", "layers", 0, "weights")``."""


class EngineError(ValueError):
    """A mistake in what the engine was given, or a number it cannot represent.

    Attributes:
        detail: one sentence for a person.
        where: the path of the value at fault; list positions count from zero, as in JSON.
    """

    def __init__(self, detail: str, where: Place = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.where = where

    def within(self, prefix: str, *where: str | int) -> Self:
        """The same mistake seen from further out: ``prefix`` opens the sentence, ``where`` the path."""
        return type(self)(f"{prefix}: {self.detail}", (*where, *self.where))


class ShapeMismatch(EngineError):
    """Two things that must fit do not."""


class InvalidNumber(EngineError):
    """Something that is not a finite number, or not in the range of its place."""


class UnknownName(EngineError):
    """A name that its table does not hold."""

    @classmethod
    def among(cls, what: str, name: object, choices: Iterable[str], where: Place = ()) -> Self:
        """The sentence that names the choices."""
        return cls(f"unknown {what} {name!r}; expected one of {', '.join(choices)}", where)


class UndefinedPair(EngineError):
    """A cost that is not defined for the output activation."""


class Diverged(EngineError):
    """A number that became infinite or undefined during the computation.

    Attributes:
        layer: the layer in which it first arose, None for the cost.
        quantity: its name in the glossary, such as ``z`` or ``nabla_w``.
    """

    def __init__(self, detail: str, where: Place = (), *, layer: int | None = None, quantity: str = "") -> None:
        super().__init__(detail, where)
        self.layer = layer
        self.quantity = quantity
