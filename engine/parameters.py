"""A named number that an entry of a table takes, such as a learning rate: its default, its bounds, its symbol."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from engine.arrays import as_number
from engine.errors import InvalidNumber, Place, UnknownName, shown


@dataclass(frozen=True)
class Parameter:
    """One such number.

    Attributes:
        name: its key.
        title: its name in words.
        symbol: how LaTeX writes it.
        default: the value that holds when none is given.
        low: the least value allowed; ``high`` is the greatest.
        slider: the part of the range that a slider offers, and how it divides it.
        open_high: whether ``high`` itself is excluded.
    """

    name: str
    title: str
    symbol: str
    default: float
    low: float
    high: float
    slider: tuple[float, float, Literal["linear", "logarithmic"]]
    open_high: bool = False

    @property
    def range(self) -> str:
        """The bounds in words."""
        if self.open_high:
            return f"from {self.low:g} to below {self.high:g}"
        return f"from {self.low:g} to {self.high:g}"

    def admits(self, value: float) -> bool:
        """Whether ``value`` lies within the bounds; NaN does not."""
        return self.low <= value < self.high if self.open_high else self.low <= value <= self.high


@dataclass(frozen=True)
class Switch:
    """A yes-or-no that an entry of a table takes."""

    name: str
    title: str
    default: bool


def fill_in(
    owner: str, expected: Iterable[Parameter | Switch], given: Mapping[str, float | bool], where: Place = ()
) -> Mapping[str, float | bool]:
    """All values of ``expected``, read-only, the defaults where ``given`` has none.

    Raises:
        UnknownName: ``given`` holds a name that ``owner`` does not take.
        InvalidNumber: a value is no number, or out of bounds.
    """
    entries = {entry.name: entry for entry in expected}
    for name in given:
        if name not in entries:
            raise UnknownName.among(f"parameter of {owner}", name, entries or ["none"], (*where, name))
    values = {name: _value(owner, entry, given.get(name, entry.default), where) for name, entry in entries.items()}
    return MappingProxyType(values)


def _value(owner: str, entry: Parameter | Switch, value: float | bool, where: Place) -> float | bool:
    what, place = f"{entry.name} of {owner}", (*where, entry.name)
    if isinstance(entry, Switch):
        if not isinstance(value, bool):
            raise InvalidNumber(f"{what}: expected true or false, got {shown(value)}", place)
        return value
    number = as_number(value, what, place)
    if not entry.admits(number):
        raise InvalidNumber(f"{what} is {number!r}; expected {entry.range}", place)
    return number
