"""Rule: the value ``normal,deviation:0.5``, a name of one of the engine's tables with its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from app.links.values import Misread, Number, Switch, ValueType
from engine.errors import shown
from engine.parameters import Parameter
from engine.parameters import Switch as SwitchParameter


@dataclass(frozen=True)
class Named:
    """A name of a table, and all of its settings."""

    name: str
    settings: Mapping[str, float | bool]


@dataclass(frozen=True)
class Rule(ValueType):
    """A name of ``table`` and settings that are not as usual.

    Attributes:
        table: of entries with ``parameters``.
        apart: parameters that have a key of their own.
        more: parameters that every entry takes besides its own.
    """

    kind: ClassVar = "rule"
    table: Mapping[str, Any]
    apart: tuple[str, ...] = ()
    more: tuple[SwitchParameter, ...] = ()

    @property
    def words(self) -> str:
        """The names, and how settings are written."""
        return f"one of {', '.join(self.table)}, settings behind it as in name,setting:value"

    def parameters(self, name: str) -> dict[str, Parameter | SwitchParameter]:
        """The parameters that can be set here."""
        entries = (*self.table[name].parameters, *self.more)
        return {entry.name: entry for entry in entries if entry.name not in self.apart}

    def read(self, text: str) -> Named:
        """The name and every setting, as usual where nothing is said."""
        name, *parts = text.split(",")
        if name not in self.table:
            raise Misread
        parameters = self.parameters(name)
        given: dict[str, float | bool] = {}
        for part in parts:
            key, colon, value = part.partition(":")
            if not colon or key in given:
                raise Misread
            if key not in parameters:
                takes = ", ".join(parameters) or "no settings"
                raise Misread(f"{name} takes {takes}, not {shown(key[:40])}")
            given[key] = _read(name, parameters[key], value)
        return Named(name, {key: given.get(key, entry.default) for key, entry in parameters.items()})

    def write(self, value: Named) -> str:
        """The name, and the settings that are not as usual."""
        parts = [
            f"{key}:{Number().write(value.settings[key])}"  # a switch as 0 or 1
            for key, entry in self.parameters(value.name).items()
            if value.settings[key] != entry.default
        ]
        return ",".join([value.name, *parts])

    def facts(self) -> dict[str, Any]:
        """The names; their parameters are in the catalog already."""
        return {"choices": tuple(self.table)}


def _read(name: str, entry: Parameter | SwitchParameter, text: str) -> float | bool:
    try:
        if isinstance(entry, SwitchParameter):
            return Switch().read(text)
        number = Number().read(text)
    except Misread:
        words = Switch().words if isinstance(entry, SwitchParameter) else f"a number {entry.range}"
        raise Misread(f"{entry.name} of {name}: expected {words}") from None
    if not entry.admits(number):
        raise Misread(f"{entry.name} of {name}: expected a number {entry.range}")
    return number
