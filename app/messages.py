"""COMMANDS, EVENTS, STATE: what a page and the frame in it say to each other (postMessage), as it is documented."""

from dataclasses import dataclass

from app.links import KEYS

NAMESPACE = "backprop-viz"
VERSION = 1


@dataclass(frozen=True)
class Field:
    """A part of a message: its name, its type in JavaScript, what it means."""

    name: str
    type: str
    words: str


@dataclass(frozen=True)
class Message:
    """One command or one event, with what it carries."""

    name: str
    words: str
    fields: tuple[Field, ...] = ()


_STATE = Field("state", "object", "where the frame is, see below")
_ID = Field("id", "any", "the id of the command that is answered")

_COMMANDS = (
    Message(
        "goto",
        "Go to a place. One of at and position says which; a step alone means its start. It may come before the frame"
        " has loaded all it needs.",
        (
            Field("at", "string", "the name of a step, such as d2; empty for the start"),
            Field("position", "number", "the number of a stop, 0 for the start"),
            Field("step", "number", "the learning step, from 1; the present one when absent"),
        ),
    ),
    Message("next", "One step forward."),
    Message("prev", "One step back."),
    Message("play", "Play on from here."),
    Message("pause", "Stop playing."),
    Message("reset", "Back to the start of the first learning step, with the explanations of the link."),
    Message(
        "set",
        "Show something else, or the same otherwise.",
        (
            Field("link", "string", "query and hash of another link, such as ?preset=xor#at=d2"),
            Field("theme", "string", KEYS["theme"].type.words),
            Field("speed", "number", f"how fast it plays: {KEYS['speed'].type.words}"),
            Field("granularity", "string", KEYS["granularity"].type.words),
            Field("digits", "number", f"significant digits: {KEYS['digits'].type.words}"),
        ),
    ),
    Message("get", "Ask for the state."),
)

_EVENTS = (
    Message("ready", "Everything is there; what was sent before may be sent again.", (_STATE,)),
    Message(
        "step",
        "A stop has been reached, however it was; also the one that was left, where the way has led back to it.",
        (_STATE,),
    ),
    Message(
        "state",
        "The answer to get. Without an id: playing has begun or ended, or what is shown has got another link, for"
        " another network has been opened, or one that was edited has been given its own.",
        (_ID, _STATE),
    ),
    Message(
        "ack",
        "A command has been carried out. The state is the one at which it was taken: after next and prev, and goto to a"
        " neighbour, the picture is then on its way, and step says when it is there.",
        (_ID, Field("cmd", "string", "the command"), _STATE),
    ),
    Message(
        "error",
        "A command has not been carried out, and nothing has changed, unless something newer has taken its place.",
        (_ID, Field("cmd", "string", "the command"), Field("message", "string", "why, as a sentence")),
    ),
    Message("height", "How much room it would like.", (Field("height", "number", "in CSS pixels"),)),
)

STATE = (
    Field("link", "string", "query and hash that show the same; just after an edit still those of before it"),
    Field("title", "string", "the title of what is shown"),
    Field("step", "number", "the learning step, from 1"),
    Field("at", "string", "the name of the stop; empty at the start"),
    Field("position", "number", "its place among the positions"),
    Field("positions", "array", "the names of all stops, the start first"),
    Field("playing", "boolean", "whether it plays"),
    Field("heading", "string", "the heading of the step"),
    Field("sentence", "string", "the step in one sentence"),
)

COMMANDS = {entry.name: entry for entry in _COMMANDS}
"""What a page may ask of the frame, by name."""

EVENTS = {entry.name: entry for entry in _EVENTS}
"""What the frame tells the page, by name."""
