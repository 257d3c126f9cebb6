"""read_address: the text of an address -> the values of its keys, and a sentence for each that cannot be understood.

The page has the same in JavaScript, over the same table; `tests/app/links` holds the two against each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from app.limits import LINK, LimitExceeded
from app.links.keys import KEYS, VERSION, Where, defaults_of
from app.links.values import Misread
from engine.errors import counted

_LONGEST_QUOTED = 40
_MOST_TOLD = 5
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True)
class Address:
    """What an address says, before anything is made of it.

    Attributes:
        content: the texts of the keys that say what the network is, right or wrong.
        presentation: the values of the keys that say how it is shown, all of them.
        place: the values of the keys that say where in it.
        faults: what could not be understood, each as a sentence.
    """

    content: dict[str, str]
    presentation: dict[str, Any]
    place: dict[str, Any]
    faults: tuple[str, ...]


def read_address(text: str, *, place_in_query: bool = False) -> Address:
    """Read a whole address, a path with query and hash, or query and hash alone. Any text has an answer.

    Args:
        text: the address.
        place_in_query: whether the keys of the place may stand in the query, where no hash arrives.
    """
    values: dict[str, dict[str, Any]] = {
        "version": {},
        "content": {},
        "presentation": defaults_of("presentation"),
        "place": defaults_of("place"),
    }
    try:
        LINK.check(len(text))
    except LimitExceeded as error:
        return _address(values, [f"The address cannot be read: {error.detail}."])
    faults = []
    seen: set[str] = set()
    for where, name, value in _pairs(text):
        key = KEYS.get(name)
        if key is None or not (key.where == where or (place_in_query and key.where == "hash")):
            faults.append(f"The address has {quoted(name)}, which means nothing here.")
        elif name in seen:
            faults.append(said_twice(name))
        else:
            seen.add(name)
            try:
                values[key.purpose][name] = value if key.purpose == "content" else key.type.read(value)
            except Misread as error:
                faults.append(fault_of(name, value, error))
    version = values["version"].get("v", VERSION)
    if version > VERSION:
        newer = f"This link is of version {version}; this server understands version {VERSION}."
        return _address({**values, "content": {}, "presentation": {}, "place": {}}, [newer])
    return _address(values, _told(faults))


def _told(faults: list[str]) -> list[str]:
    """As many as somebody reads; of the others their number."""
    more = len(faults) - _MOST_TOLD
    return faults if more <= 0 else [*faults[:_MOST_TOLD], f"The address has {counted(more, 'more fault')}."]


def _address(values: dict[str, dict[str, Any]], faults: list[str]) -> Address:
    presentation = defaults_of("presentation") | values["presentation"]
    return Address(values["content"], presentation, defaults_of("place") | values["place"], tuple(faults))


def split_address(text: str) -> tuple[str, str]:
    """Query and hash, without their signs, of a whole address, a path with query and hash, or query and hash alone."""
    before, _, fragment = text.partition("#")
    head, mark, query = before.partition("?")
    if not mark and "=" in head and "/" not in head.partition("=")[0]:
        query = head  # a query on its own, as one types it on a command line
    return query, fragment


def _pairs(text: str) -> Iterator[tuple[Where, str, str]]:
    wheres: tuple[Where, ...] = ("query", "hash")
    for where, part in zip(wheres, split_address(text), strict=True):
        for pair in filter(None, part.split("&")):
            name, _, value = pair.partition("=")
            yield where, unquote_plus(name), unquote_plus(value)


def said_twice(name: str) -> str:
    """The sentence about a key that has two values."""
    return f"The address has {name} twice; the first counts."


def fault_of(name: str, value: str, error: Misread) -> str:
    """The sentence about a value that is none of its type."""
    if error.args:
        return f"The address has {name}={quoted(value)}: {error}."
    return f"The address has {name}={quoted(value)}; expected {KEYS[name].type.words}."


def quoted(text: str) -> str:
    """``text`` as a sentence can hold it: short, and on one line."""
    cut = f"{text[:_LONGEST_QUOTED]}…" if len(text) > _LONGEST_QUOTED else text
    return _UNPRINTABLE.sub("\ufffd", cut)
