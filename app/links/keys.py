"""KEYS: every key that an address may carry. The server, the page and the documentation read this one table."""

from dataclasses import dataclass
from typing import Any, Literal

from app.limits import LAYERS, NEURONS, PARAMETERS, STEPS, TRACED_EXAMPLES
from app.links.looks import LOCKS, PARTS, THEMES
from app.links.packed import Packed
from app.links.rules import Rule
from app.links.values import Choice, Integer, List, Number, Pattern, Switch, ValueType
from engine import ACTIVATIONS, INITIALIZERS, LOSSES, OPTIMIZERS, PRESETS
from engine.parameters import Switch as SwitchParameter

VERSION = 1
"""Of the grammar; raised when a link would mean something else than before."""

WRITTEN_OUT = 24
"""Parameters that are written as decimals; more are shorter packed."""

Where = Literal["query", "hash"]
Purpose = Literal["version", "content", "presentation", "place"]


@dataclass(frozen=True)
class Key:
    """One key.

    Attributes:
        where: the part of the address that it stands in.
        purpose: what it speaks of: the network and its numbers, how they are shown, or the place in them.
        type: what its value may be.
        default: the value where it is absent; None where that depends on others.
        meaning: a sentence for a reader.
        example: a whole link that has it.
        framed: whether it is of no use but in a frame.
    """

    name: str
    where: Where
    purpose: Purpose
    type: ValueType
    default: Any
    meaning: str
    example: str
    framed: bool = False


def _content(name: str, type: ValueType, meaning: str, example: str) -> Key:
    return Key(name, "query", "content", type, None, meaning, example)


def _presentation(name: str, type: ValueType, default: Any, meaning: str, example: str, *, framed: bool = False) -> Key:
    return Key(name, "query", "presentation", type, default, meaning, example, framed)


def _place(name: str, type: ValueType, default: Any, meaning: str, example: str) -> Key:
    return Key(name, "hash", "place", type, default, meaning, example)


_NAME = Pattern("[a-z0-9-]{1,40}", "a name in small letters, digits and hyphens")
_ROWS = List(
    List(Number(), NEURONS.value),
    TRACED_EXAMPLES.value,
    ";",
    form=f"numbers set apart by commas, up to {TRACED_EXAMPLES.value} examples set apart by semicolons",
)

_ENTRIES = (
    Key(
        "v",
        "query",
        "version",
        Integer(1, 9999),
        VERSION,
        "The version of this grammar. It is written into every link, and a link of a newer version is not guessed at.",
        "?v=1&preset=2-3-1",
    ),
    _content(
        "preset",
        Choice(tuple(PRESETS)),
        "The example to begin with: the first one where nothing else is named. Every other key of the content "
        "replaces that part of it.",
        "?v=1&preset=xor",
    ),
    _content(
        "net",
        List(Integer(1, NEURONS.value), LAYERS.value, "-"),
        "Neurons per layer, the input layer first. Without preset= the inputs are 0.5 and the targets 1, 0, 0, …",
        "?v=1&net=2-3-1",
    ),
    _content(
        "act",
        List(Choice(tuple(ACTIVATIONS)), LAYERS.value, form=f"names set apart by commas, of {', '.join(ACTIVATIONS)}"),
        "Activations: one per layer after the input, or one for all hidden layers and one for the output. Of net= "
        "all are sigmoid where nothing is said.",
        "?v=1&net=2-4-4-1&act=tanh,sigmoid",
    ),
    _content(
        "loss",
        Choice(tuple(LOSSES)),
        "The cost. Of net= it is half_squared_error where nothing is said.",
        "?v=1&net=2-3-3&act=tanh,softmax&loss=cross_entropy",
    ),
    _content(
        "init",
        Rule(INITIALIZERS),
        "How the weights are drawn, with settings as in normal,deviation:0.5. Beside a preset it draws them anew.",
        "?v=1&net=2-3-1&init=normal,deviation:0.5&seed=7",
    ),
    _content(
        "seed",
        Integer(0, 2**53),
        "What the weights are drawn from; the same seed gives the same weights everywhere. Beside a preset it draws "
        "them anew.",
        "?v=1&net=2-3-1&seed=7",
    ),
    _content(
        "biases",
        List(Switch(), LAYERS.value, form="0 or 1, or one of these per layer after the input, set apart by commas"),
        "Whether the layers have biases: one value for all, or one per layer after the input.",
        "?v=1&net=2-3-1&biases=0",
    ),
    _content(
        "x",
        _ROWS,
        "The inputs: numbers set apart by commas, examples by semicolons.",
        "?v=1&net=2-3-1&x=0.5,-1;1,0.25&y=1;0",
    ),
    _content(
        "y",
        _ROWS,
        "The targets, written like the inputs.",
        "?v=1&preset=softmax&y=0,0,1",
    ),
    _content(
        "opt",
        Rule(
            OPTIMIZERS,
            apart=("learning_rate",),
            more=(SwitchParameter("train_biases", "Train the biases", default=True),),
        ),
        "The optimizer, with settings as in sgd,momentum:0.9,nesterov:1,train_biases:0.",
        "?v=1&preset=xor&opt=sgd,momentum:0.9",
    ),
    _content(
        "lr",
        Number(0.0, 1e6),
        "The learning rate. With opt= the usual one of that optimizer where nothing is said.",
        "?v=1&preset=2-3-1&lr=3",
    ),
    _content("l1", Number(0.0), "The factor of the penalty on |w|.", "?v=1&preset=2-3-1&l1=0.01"),
    _content("l2", Number(0.0), "The factor of the penalty on w²/2.", "?v=1&preset=2-3-1&l2=0.1"),
    _content(
        "w",
        List(Number(), PARAMETERS.value, form="numbers such as -0.5 or 1e-3, set apart by commas"),
        "Weights and biases, layer by layer: the weights row by row, w[j,k] leading to neuron j, then the biases. "
        f"Links that this server writes have up to {WRITTEN_OUT} of them.",
        "?v=1&net=2-2-1&biases=0&w=0.5,-1,0.25,2,1,-1",
    ),
    _content(
        "s",
        Packed(),
        "The same numbers in the same order, packed: z1. and then base64url of deflated little-endian doubles.",
        "?v=1&net=4-4-1&s=z1.eNpjYACBB_ZgiuHDfgh9AcaH0rSWJwTg5uzHbh4DAwAJCRnN",
    ),
    _presentation(
        "views",
        List(_NAME, 2, once=True),
        (),
        "Explanations on show, one in the place of the diagram and one beside it.",
        "?v=1&preset=softmax&views=matrices#at=d2",
    ),
    _presentation(
        "lesson",
        Pattern(r"[a-z0-9-]{1,40}(\.[1-9][0-9]?)?", "the name of a lesson, with the number of a part as in nielsen.3"),
        None,
        "A guided lesson, and the number of its part.",
        "?v=1&lesson=nielsen.3",
    ),
    _presentation(
        "theme",
        Choice(THEMES),
        None,
        "Colours: light, dark, projector, or clear, which has a transparent ground. Without it the system's.",
        "?v=1&theme=projector",
    ),
    _presentation(
        "hide",
        List(Choice(PARTS), len(PARTS), once=True),
        (),
        "Parts of the page that are not shown.",
        "?v=1&preset=2-3-1&hide=menu,inspector",
    ),
    _presentation(
        "lock",
        List(Choice(LOCKS), len(LOCKS), once=True),
        (),
        "What a reader cannot change.",
        "?v=1&preset=2-3-1&lock=edit,learn",
    ),
    _presentation(
        "motion",
        Choice(("auto", "off")),
        "auto",
        "Whether things move: auto follows the system.",
        "?v=1&motion=off",
    ),
    _presentation("digits", Integer(2, 6), 3, "How many digits of a number are shown.", "?v=1&digits=5"),
    _presentation("speed", Choice((0.25, 0.5, 1, 2, 4)), 1, "How fast it plays.", "?v=1&speed=0.5"),
    _presentation(
        "granularity",
        Choice(("pass", "layer", "neuron", "term")),
        "layer",
        "How much happens in one step.",
        "?v=1&preset=2-3-1&granularity=neuron#at=d2.1",
    ),
    _presentation(
        "form", Choice(("index", "matrix")), "index", "Which form of the equation is open.", "?v=1&form=matrix#at=z2"
    ),
    _presentation(
        "poster",
        Switch(),
        False,
        "In a frame: a still picture until it is pressed.",
        "?v=1&poster=1#at=d2",
        framed=True,
    ),
    _presentation(
        "resume",
        Switch(),
        False,
        "In a frame: it stays where it was left when its slide is shown again.",
        "?v=1&resume=1",
        framed=True,
    ),
    _presentation(
        "clicker",
        Choice(("step", "deck", "off")),
        "deck",
        "In a frame: what the keys of a presenter do. deck always moves the deck, step steps to the end and then moves "
        "the deck, off does neither.",
        "?v=1&clicker=step",
        framed=True,
    ),
    _place("step", Integer(1, STEPS.value), 1, "The learning step, from 1.", "?v=1&preset=xor#step=3"),
    _place(
        "at",
        Pattern("[a-zA-Z][a-zA-Z0-9.]{0,40}", "the name of a step such as d2"),
        None,
        "The position in it by its name: x, z2, a2, C, d3, g3, u and so on; a neuron of it as in d2.1.",
        "?v=1&preset=2-3-1#at=d2",
    ),
    _place(
        "of",
        Pattern(
            r"neuron(\.[1-9][0-9]{0,3}){2}|edge(\.[1-9][0-9]{0,3}){3}",
            "neuron.2.1 (layer, neuron) or edge.2.1.3 (layer, to, from)",
        ),
        None,
        "The chosen neuron or weight.",
        "?v=1&preset=2-3-1#at=g2&of=edge.2.1.2",
    ),
)

KEYS = {entry.name: entry for entry in _ENTRIES}
"""Every key by its name, in the order in which links are written."""


def keys_for(*purposes: Purpose) -> dict[str, Key]:
    """The keys with these purposes."""
    return {name: entry for name, entry in KEYS.items() if entry.purpose in purposes}


def defaults_of(purpose: Purpose) -> dict[str, Any]:
    """Name and default of every key with this purpose."""
    return {name: entry.default for name, entry in keys_for(purpose).items()}
