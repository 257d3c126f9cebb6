"""The types of the values in a link: each reads a text strictly, writes it back, and says what it expects."""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any, ClassVar

# Python's own float() takes "1_000", " 1", "nan" and the digits of every script.
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,15}")
_MOST = 10**16 - 1  # what so many digits can say


class Misread(ValueError):
    """A text that is not a value of its type."""


class ValueType(ABC):
    """One kind of value. ``kind`` tells a reader in another language which it is."""

    kind: ClassVar[str]

    @property
    @abstractmethod
    def words(self) -> str:
        """What is expected, to be put behind "expected"."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """The value of ``text``.

        Raises:
            Misread: it is none.
        """

    @abstractmethod
    def write(self, value: Any) -> str:
        """The shortest text that reads as ``value``."""

    def facts(self) -> dict[str, Any]:
        """What another language needs for reading and writing it."""
        return {}


@dataclass(frozen=True)
class Choice(ValueType):
    """One of a few names or numbers."""

    kind: ClassVar = "choice"
    choices: tuple[str | float, ...]

    @property
    def words(self) -> str:
        """The choices."""
        return f"one of {', '.join(map(self.write, self.choices))}"

    def read(self, text: str) -> str | float:
        """The choice that is written so."""
        for choice in self.choices:
            if self.write(choice) == text:
                return choice
        raise Misread

    def write(self, value: str | float) -> str:
        """A name as it is, a number as every number."""
        return value if isinstance(value, str) else written_number(value)

    def facts(self) -> dict[str, Any]:
        """The choices."""
        return {"choices": self.choices}


@dataclass(frozen=True)
class Switch(ValueType):
    """Yes or no."""

    kind: ClassVar = "switch"

    @property
    def words(self) -> str:
        """Both values."""
        return "0 or 1"

    def read(self, text: str) -> bool:
        """1 is yes."""
        if text not in ("0", "1"):
            raise Misread
        return text == "1"

    def write(self, value: bool) -> str:
        """1 is yes."""
        return "1" if value else "0"


@dataclass(frozen=True)
class Integer(ValueType):
    """A whole number within bounds; where no greatest is named, digits alone bound it."""

    kind: ClassVar = "integer"
    minimum: int
    maximum: int = _MOST

    @property
    def words(self) -> str:
        """The bounds."""
        if self.maximum == _MOST:
            return f"a whole number from {self.minimum} up"
        return f"a whole number from {self.minimum} to {self.maximum}"

    def read(self, text: str) -> int:
        """Digits only, none too many."""
        if not _INTEGER.fullmatch(text) or not self.minimum <= int(text) <= self.maximum:
            raise Misread
        return int(text)

    def write(self, value: int) -> str:
        """Its digits."""
        return str(value)

    def facts(self) -> dict[str, Any]:
        """The bounds."""
        return {"minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True)
class Number(ValueType):
    """A finite number within bounds, such as ``-0.5`` or ``1e-3``."""

    kind: ClassVar = "number"
    minimum: float = -inf
    maximum: float = inf

    @property
    def words(self) -> str:
        """The bounds, where there are any."""
        if self.minimum == -inf:
            return "a number such as -0.5 or 1e-3"
        if self.maximum == inf:
            return f"a number from {written_number(self.minimum)} up"
        return f"a number from {written_number(self.minimum)} to {written_number(self.maximum)}"

    def read(self, text: str) -> float:
        """ASCII digits with an optional point and exponent."""
        if not _NUMBER.fullmatch(text):
            raise Misread
        number = float(text)
        if not isfinite(number) or not self.minimum <= number <= self.maximum:
            raise Misread
        return number

    def write(self, value: float) -> str:
        """The shortest digits that give this number and no other."""
        return written_number(value)

    def facts(self) -> dict[str, Any]:
        """The bounds, where there are any."""
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        return {name: bound for name, bound in bounds.items() if isfinite(bound)}


@dataclass(frozen=True)
class Pattern(ValueType):
    """A short text of a fixed form; the regular expression means the same in Python and JavaScript."""

    kind: ClassVar = "pattern"
    pattern: str
    form: str

    @property
    def words(self) -> str:
        """The form in words."""
        return self.form

    def read(self, text: str) -> str:
        """The text itself."""
        if not re.fullmatch(self.pattern, text):
            raise Misread
        return text

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def facts(self) -> dict[str, Any]:
        """The regular expression."""
        return {"pattern": self.pattern}


@dataclass(frozen=True)
class List(ValueType):
    """Values of one type in a row, at least one; ``once``: none of them twice; ``form``: better words for it."""

    kind: ClassVar = "list"
    of: ValueType
    most: int
    separator: str = ","
    once: bool = False
    form: str = ""

    @property
    def words(self) -> str:
        """How many of what."""
        if self.form:
            return self.form
        twice = ", none of them twice" if self.once else ""
        parts = {",": "commas", ";": "semicolons", "-": "hyphens"}[self.separator]
        return f"up to {self.most} values set apart by {parts}{twice}, each {self.of.words}"

    def read(self, text: str) -> tuple[Any, ...]:
        """The values, counted before they are read."""
        if text.count(self.separator) >= self.most:
            raise Misread
        values = tuple(map(self.of.read, text.split(self.separator)))
        if self.once and len(set(values)) < len(values):
            raise Misread
        return values

    def write(self, value: Sequence[Any]) -> str:
        """The values as they are written one by one."""
        return self.separator.join(map(self.of.write, value))

    def facts(self) -> dict[str, Any]:
        """The type within, and how many."""
        return {"of": described(self.of), "most": self.most, "separator": self.separator, "once": self.once}


def described(of: ValueType) -> dict[str, Any]:
    """A type as the catalog carries it."""
    return {"kind": of.kind, "words": of.words, **of.facts()}


def written_number(value: float) -> str:
    """The shortest digits that read as exactly this number: ``1``, ``0.5``, ``1e-9``."""
    mantissa, e, exponent = repr(float(value)).partition("e")
    return mantissa.removesuffix(".0") + (f"e{int(exponent)}" if e else "")
