"""What can go wrong in the engine, as a tree. Every message says what came, what was expected, and where.

EngineError            a ValueError that knows the place of the mistake
├── ShapeMismatch      two things that must fit do not
├── InvalidNumber      something that is not a finite number, or not in its range
├── UnknownName        a name that its table does not hold
├── UndefinedPair      a cost that is not defined for the output activation
└── Diverged           a number that became infinite or undefined during the computation
"""

from collections.abc import Iterable, Mapping
from typing import Self, TypeVar

Entry = TypeVar("Entry")

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
        return cls(f"unknown {what} {shown(name)}; expected one of {', '.join(choices)}", where)


class UndefinedPair(EngineError):
    """A cost that is not defined for the output activation."""


class Diverged(EngineError):
    """A number that became infinite or undefined during the computation.

    Attributes:
        layer: the layer in which it first arose, None for the cost and the penalty.
        quantity: what it is: ``z``, ``a``, ``grad_a``, ``delta``, ``nabla_b``, ``nabla_w``, ``cost``, ``penalty``,
            ``updated_weights``, ``updated_biases``, a slot of the optimizer, or ``path``, a product along one.
    """

    def __init__(self, detail: str, where: Place = (), *, layer: int | None = None, quantity: str = "") -> None:
        super().__init__(detail, where)
        self.layer = layer
        self.quantity = quantity

    def within(self, prefix: str, *where: str | int) -> Self:
        """As for every EngineError; layer and quantity stay."""
        detail = f"{prefix}: {self.detail}"
        return type(self)(detail, (*where, *self.where), layer=self.layer, quantity=self.quantity)


def look_up(table: Mapping[str, Entry], what: str, name: object, where: Place = ()) -> Entry:
    """The entry of ``table``.

    Raises:
        UnknownName: there is none of that name.
    """
    if isinstance(name, str) and name in table:
        return table[name]
    raise UnknownName.among(what, name, table, where)


def check_type(value: object, expected: type, what: str, advice: str = "") -> None:
    """Raise EngineError where ``value`` is not of the type that is expected; ``advice`` says how to get one."""
    if not isinstance(value, expected):
        came = f"{what}: expected {expected.__name__}, got {shown(value)}"
        raise EngineError(f"{came}; {advice}" if advice else came, (what,))


def shown(value: object) -> str:
    """``value`` as a message quotes it, cut where it is long."""
    if isinstance(value, int) and value.bit_length() > 1024:
        return "an integer beyond the range of double precision"
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def counted(number: int, noun: str) -> str:
    """``1 neuron``, ``2 neurons``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
