"""OPTIMIZERS: how a gradient becomes a change of a parameter. The update rules are PyTorch's.

A rule works on one array at a time, weights or biases alike. What it remembers from step to step are its slots,
arrays of the shape of the parameter, zero at first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from engine.arrays import FloatArray
from engine.errors import InvalidNumber, look_up, shown
from engine.parameters import Parameter, Switch, fill_in

Settings = Mapping[str, float | bool]
Slots = dict[str, FloatArray]

Update = tuple[FloatArray, Slots]
"""What a rule answers: the new values of the parameter and the new slots."""


@dataclass(frozen=True)
class OptimizerRule:
    """An entry of OPTIMIZERS.

    Attributes:
        name: its key.
        title: how it is called in menus.
        parameters: what it takes besides ``train_biases``.
        symbols: how LaTeX writes what it remembers with any settings, by the names of the slots.
        slots: settings -> the names of what it remembers.
        squares: those slots that hold means of squares and so are never negative.
        rule: value w, gradient g, slots, settings, number of the step from 1 -> Update.
        formulas: the new value in w, g, the slots as they are after the step, and the settings; by form.
        numpy: the same as lines of NumPy, the slots' own update included; by form.
        torch: PyTorch's optimizer of a list of ``parameters`` in the settings; by form.
        words: what a parameter does, after "every weight"; by form.
        form: which of the formulas these settings use.
    """

    name: str
    title: str
    parameters: tuple[Parameter | Switch, ...]
    symbols: Mapping[str, str]
    slots: Callable[[Settings], tuple[str, ...]]
    rule: Callable[[FloatArray, FloatArray, Slots, Settings, int], Update]
    formulas: Mapping[str, str]
    numpy: Mapping[str, tuple[str, ...]]
    torch: Mapping[str, str]
    words: Mapping[str, str]
    form: Callable[[Settings], str]
    squares: tuple[str, ...] = ()

    @property
    def every_slot(self) -> tuple[str, ...]:
        """The names of all that it remembers with any settings."""
        return tuple(self.symbols)


def _sgd(w: FloatArray, g: FloatArray, slots: Slots, s: Settings, step: int) -> Update:
    if not s["momentum"]:
        return w - s["learning_rate"] * g, slots
    velocity = s["momentum"] * slots["velocity"] + g
    direction = g + s["momentum"] * velocity if s["nesterov"] else velocity
    return w - s["learning_rate"] * direction, {"velocity": velocity}


def _sgd_form(s: Settings) -> str:
    if not s["momentum"]:
        return "sgd"
    return "sgd_nesterov" if s["nesterov"] else "sgd_momentum"


def _rmsprop(w: FloatArray, g: FloatArray, slots: Slots, s: Settings, step: int) -> Update:
    square = s["rho"] * slots["square"] + (1.0 - s["rho"]) * g**2
    return w - s["learning_rate"] * g / (np.sqrt(square) + s["epsilon"]), {"square": square}


def _adam(w: FloatArray, g: FloatArray, slots: Slots, s: Settings, step: int) -> Update:
    mean = s["beta1"] * slots["mean"] + (1.0 - s["beta1"]) * g
    square = s["beta2"] * slots["square"] + (1.0 - s["beta2"]) * g**2
    size = np.sqrt(square) / sqrt(1.0 - s["beta2"] ** step) + s["epsilon"]
    change = s["learning_rate"] * (mean / (1.0 - s["beta1"] ** step)) / size
    return w - change, {"mean": mean, "square": square}


def _adamw(w: FloatArray, g: FloatArray, slots: Slots, s: Settings, step: int) -> Update:
    return _adam((1.0 - s["learning_rate"] * s["weight_decay"]) * w, g, slots, s, step)


def _learning_rate(default: float) -> Parameter:
    return Parameter("learning_rate", "Learning rate", r"\eta", default, 0.0, 1e6, (0.001, 10.0, "logarithmic"))


def _share(name: str, title: str, symbol: str, default: float) -> Parameter:
    return Parameter(name, title, symbol, default, 0.0, 1.0, (0.0, 0.999, "linear"), open_high=True)


_EPSILON = Parameter("epsilon", "Epsilon", r"\epsilon", 1e-8, 0.0, 1.0, (1e-10, 0.1, "logarithmic"))
_BETAS = (
    _share("beta1", "Decay of the mean", r"\beta_1", 0.9),
    _share("beta2", "Decay of the squares", r"\beta_2", 0.999),
)
_ADAM_SIZE = "(sqrt(square / (1 - beta2**step)) + epsilon)"
_ADAM_MEAN = "mean / (1 - beta1**step)"
_ADAM_NUMPY = (
    "mean = beta1 * mean + (1 - beta1) * g",
    "square = beta2 * square + (1 - beta2) * g**2",
    "size = np.sqrt(square / (1 - beta2**step)) + epsilon",
    "w = w - learning_rate * mean / (1 - beta1**step) / size",
)

_ENTRIES = (
    OptimizerRule(
        name="sgd",
        title="Gradient descent",
        parameters=(
            _learning_rate(0.5),
            _share("momentum", "Momentum", r"\mu", 0.0),
            Switch("nesterov", "Nesterov's momentum", default=False),
        ),
        symbols={"velocity": "v"},
        slots=lambda s: ("velocity",) if s["momentum"] else (),
        rule=_sgd,
        formulas={
            "sgd": "w - learning_rate * g",
            "sgd_momentum": "w - learning_rate * velocity",
            "sgd_nesterov": "w - learning_rate * (g + momentum * velocity)",
        },
        numpy={
            "sgd": ("w = w - learning_rate * g",),
            "sgd_momentum": ("velocity = momentum * velocity + g", "w = w - learning_rate * velocity"),
            "sgd_nesterov": (
                "velocity = momentum * velocity + g",
                "w = w - learning_rate * (g + momentum * velocity)",
            ),
        },
        torch={
            "sgd": "SGD(parameters, lr=learning_rate)",
            "sgd_momentum": "SGD(parameters, lr=learning_rate, momentum=momentum)",
            "sgd_nesterov": "SGD(parameters, lr=learning_rate, momentum=momentum, nesterov=True)",
        },
        words={
            "sgd": "takes one step against its gradient, the learning rate times as long",
            "sgd_momentum": "takes one step against its velocity, the sum of its gradients with the older ones fading",
            "sgd_nesterov": "takes one step against its gradient and the velocity that the gradient leads to",
        },
        form=_sgd_form,
    ),
    OptimizerRule(
        name="rmsprop",
        title="RMSprop",
        parameters=(_learning_rate(0.01), _share("rho", "Decay of the squares", r"\rho", 0.99), _EPSILON),
        symbols={"square": "s"},
        slots=lambda s: ("square",),
        squares=("square",),
        rule=_rmsprop,
        formulas={"rmsprop": "w - learning_rate * g / (sqrt(square) + epsilon)"},
        numpy={
            "rmsprop": (
                "square = rho * square + (1 - rho) * g**2",
                "w = w - learning_rate * g / (np.sqrt(square) + epsilon)",
            )
        },
        torch={"rmsprop": "RMSprop(parameters, lr=learning_rate, alpha=rho, eps=epsilon)"},
        words={"rmsprop": "takes one step against its gradient, divided by the usual size of its gradients"},
        form=lambda s: "rmsprop",
    ),
    OptimizerRule(
        name="adam",
        title="Adam",
        parameters=(_learning_rate(0.01), *_BETAS, _EPSILON),
        symbols={"mean": "m", "square": "s"},
        slots=lambda s: ("mean", "square"),
        squares=("square",),
        rule=_adam,
        formulas={"adam": f"w - learning_rate * ({_ADAM_MEAN}) / {_ADAM_SIZE}"},
        numpy={"adam": _ADAM_NUMPY},
        torch={"adam": "Adam(parameters, lr=learning_rate, betas=(beta1, beta2), eps=epsilon)"},
        words={"adam": "takes one step against the mean of its gradients, divided by their usual size"},
        form=lambda s: "adam",
    ),
    OptimizerRule(
        name="adamw",
        title="AdamW",
        parameters=(
            _learning_rate(0.01),
            *_BETAS,
            _EPSILON,
            Parameter("weight_decay", "Weight decay", r"\lambda", 0.01, 0.0, 1.0, (0.0, 0.5, "linear")),
        ),
        symbols={"mean": "m", "square": "s"},
        slots=lambda s: ("mean", "square"),
        squares=("square",),
        rule=_adamw,
        formulas={"adamw": f"(1 - learning_rate * weight_decay) * w - learning_rate * ({_ADAM_MEAN}) / {_ADAM_SIZE}"},
        numpy={"adamw": ("w = w - learning_rate * weight_decay * w", *_ADAM_NUMPY)},
        torch={
            "adamw": "AdamW(parameters, lr=learning_rate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)"
        },
        words={
            "adamw": "shrinks by a share and takes one step against the mean of its gradients, divided by their usual "
            "size"
        },
        form=lambda s: "adamw",
    ),
)

OPTIMIZERS = {entry.name: entry for entry in _ENTRIES}
"""Every optimizer by its name, in the order of the menus."""


@dataclass(frozen=True, init=False)
class Optimizer:
    """A rule with its settings.

    Attributes:
        name: a name in OPTIMIZERS.
        settings: every parameter of the rule, defaults filled in.
        train_biases: whether biases move at all.

    Raises:
        UnknownName, InvalidNumber: at construction.
    """

    name: str
    settings: Settings = field(hash=False)
    train_biases: bool

    def __init__(self, name: str, *, train_biases: bool = True, **settings: float | bool) -> None:
        rule = look_up(OPTIMIZERS, "optimizer", name, ("optimizer", "name"))
        if not isinstance(train_biases, bool):
            raise InvalidNumber(
                f"train_biases: expected true or false, got {shown(train_biases)}", ("optimizer", "train_biases")
            )
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "settings", fill_in(name, rule.parameters, settings, ("optimizer",)))
        object.__setattr__(self, "train_biases", train_biases)

    @property
    def rule(self) -> OptimizerRule:
        """The entry of OPTIMIZERS."""
        return OPTIMIZERS[self.name]

    @property
    def form(self) -> str:
        """Which of the rule's formulas these settings use."""
        return self.rule.form(self.settings)
