"""The table of keys for readers: what the page at /links says."""

from dataclasses import dataclass

from app.links.keys import KEYS, Key, Purpose

_SECTIONS: tuple[tuple[Purpose, str, str], ...] = (
    (
        "content",
        "The network and its numbers",
        "They stand in the query. A link begins with a preset, or a network of your own, and says what is different.",
    ),
    (
        "presentation",
        "How it is shown",
        "These stand in the query too. They change no number.",
    ),
    (
        "place",
        "Where in the learning step",
        "These stand behind the #, so that stepping loads nothing.",
    ),
)

EXAMPLES = (
    ("The worked example at the delta of layer 2", "?v=1&preset=2-2-2#at=d2"),
    ("XOR after three learning steps with momentum", "?v=1&preset=xor&opt=sgd,momentum:0.9#step=4"),
    ("A network of your own, drawn from a seed", "?v=1&net=2-4-3&act=tanh,softmax&loss=cross_entropy&seed=7"),
    ("Two examples in one batch", "?v=1&net=2-3-1&x=0.5,-1;1,0.25&y=1;0"),
    ("For a projector, without the menu", "?v=1&preset=2-3-1&theme=projector&hide=menu,inspector#at=a3"),
)
"""Whole links with what they show."""


@dataclass(frozen=True)
class Row:
    """A key as the page shows it."""

    key: Key
    usual: str


@dataclass(frozen=True)
class Section:
    """The keys with one purpose."""

    title: str
    lead: str
    rows: tuple[Row, ...]


def _row(key: Key) -> Row:
    nothing = key.default is None or key.default == ()
    return Row(key, "" if nothing else key.type.write(key.default))


SECTIONS = tuple(
    Section(title, lead, tuple(_row(key) for key in KEYS.values() if key.purpose == purpose))
    for purpose, title, lead in _SECTIONS
)
"""The whole table, in the order of the page."""
