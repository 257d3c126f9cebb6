"""The keys of links as they travel: the table for the catalog, and a model of what their values are together."""

from typing import Any, Literal

from pydantic import BaseModel, Field, create_model

from app.links import KEYS
from app.links.keys import Purpose, Where, keys_for
from app.links.values import Choice, Integer, List, Number, Switch, ValueType, described


class LinkType(BaseModel):
    """What the value of a key may be; `words` go behind "expected", the rest depends on the kind."""

    kind: Literal["choice", "switch", "integer", "number", "pattern", "list", "rule", "packed"]
    words: str
    choices: list[str | float] | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = Field(None, description="a regular expression for the whole value")
    of: "LinkType | None" = Field(None, description="the type of each value of a list")
    most: int | None = None
    separator: str | None = None
    once: bool | None = Field(None, description="whether no value of a list may come twice")


class LinkKeyEntry(BaseModel):
    """A key of the grammar of links."""

    name: str
    where: Where
    purpose: Purpose
    type: LinkType
    default: str | float | bool | list[str] | None = Field(description="null where there is none")
    meaning: str
    example: str
    framed: bool = Field(description="whether it is of no use but in a frame")


def link_keys() -> list[dict[str, Any]]:
    """The table of keys as the catalog carries it."""
    return [vars(key) | {"type": described(key.type)} for key in KEYS.values()]


def _python_type(of: ValueType) -> Any:
    """The type of a field that holds such a value."""
    match of:
        case Switch():
            return bool
        case Integer():
            return int
        case Number():
            return float
        case Choice():
            return Literal[of.choices] if isinstance(of.choices[0], str) else float
        case List():
            return list[_python_type(of.of)]  # type: ignore[misc]
        case _:
            return str


def _values_of(purpose: Purpose, name: str, doc: str) -> Any:
    fields: dict[str, Any] = {}
    for key in keys_for(purpose).values():
        of = _python_type(key.type)
        fields[key.name] = (of | None if key.default is None else of, Field(description=key.meaning))
    return create_model(name, __doc__=doc, **fields)


PresentationObject = _values_of("presentation", "PresentationObject", "How it is shown: a value for every such key.")
PlaceObject = _values_of("place", "PlaceObject", "Where in the learning steps: a value for every such key.")
