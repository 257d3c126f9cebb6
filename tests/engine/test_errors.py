"""The tree of errors is as its docstring draws it, and an error keeps its place when seen from further out."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine import (
    LOSSES,
    BackwardTrace,
    Batch,
    Diverged,
    EngineError,
    Initializer,
    InvalidNumber,
    Network,
    Optimizer,
    ShapeMismatch,
    UndefinedPair,
    UnknownName,
    backward,
    errors,
    forward,
    network_of,
    new_network,
    record,
    step,
)

CHILDREN: tuple[type[EngineError], ...] = (ShapeMismatch, InvalidNumber, UnknownName, UndefinedPair, Diverged)


def test_the_docstring_draws_the_whole_tree() -> None:
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn == {child.__name__ for child in CHILDREN}
    own = {child for child in EngineError.__subclasses__() if child.__module__ == errors.__name__}  # app has one too
    assert own == set(CHILDREN)
    assert issubclass(EngineError, ValueError)


@pytest.mark.parametrize("kind", CHILDREN)
def test_seen_from_further_out_a_mistake_stays_what_it_is(kind: type[EngineError]) -> None:
    error = kind("weights: expected numbers, got text", ("weights",)).within("layer 2", "network", "layers", 0)
    assert type(error) is kind
    assert str(error) == error.detail == "layer 2: weights: expected numbers, got text"
    assert error.where == ("network", "layers", 0, "weights")


def test_seen_from_further_out_a_divergence_keeps_its_layer_and_quantity() -> None:
    error = Diverged("z became infinite", layer=3, quantity="z").within("step 7", "steps", 6)
    assert (error.layer, error.quantity) == (3, "z")
    assert error.where == ("steps", 6)


def test_an_unknown_name_is_told_the_choices() -> None:
    error = UnknownName.among("loss", "mse", ["a", "b"], ("loss",))
    assert error.detail == "unknown loss 'mse'; expected one of a, b"


def test_a_long_name_is_cut() -> None:
    assert len(UnknownName.among("loss", "x" * 10**6, ["a"]).detail) < 150


def test_look_up_finds_names_and_refuses_all_else() -> None:
    table = {"a": 1}
    assert errors.look_up(table, "letter", "a") == 1
    for name in ("b", "", None, 1, ["a"], {"a"}):
        with pytest.raises(UnknownName, match="unknown letter"):
            errors.look_up(table, "letter", name)


NETWORK = network_of([([[1.0]], [0.0], "tanh")])
LOSS = LOSSES["half_squared_error"]
SGD = Optimizer("sgd")


def _gradients(nabla_w: float = 0.1) -> BackwardTrace:
    errors = backward(NETWORK, forward(NETWORK, [[1.0]]), [[0.0]], LOSS)
    return replace(errors, nabla_w={2: np.array([[nabla_w]])})


WRONG: dict[str, tuple[Callable[[Any], object], Any, str]] = {
    "a batch": (lambda wrong: record(NETWORK, wrong, LOSS, SGD), [[1]], "batch: expected Batch, got [[1]]"),
    "a state": (lambda wrong: step(NETWORK, _gradients(), SGD, state=wrong), "x", "state: expected OptimizerState"),
    "layers": (Network, (1, 2), "layers: expected Dense, got 1"),
    "no layers": (Network, 5, "layers: expected Iterable, got 5"),
    "sizes": (lambda wrong: new_network(wrong, ["tanh"], Initializer("zeros"), 1), 5, "sizes: expected Sequence"),
    "activations": (lambda wrong: new_network([1, 1], wrong, Initializer("zeros"), 1), 5, "activations: expected a"),
    "an initializer": (lambda wrong: new_network([1, 1], ["tanh"], wrong, 1), "zeros", "initializer: expected Init"),
    "a loss": (
        lambda wrong: backward(NETWORK, forward(NETWORK, [[1.0]]), [[0.0]], wrong),
        "half_squared_error",
        "loss: expected Loss, got 'half_squared_error'; find_loss",
    ),
    "a network": (lambda wrong: forward(wrong, [[1.0]]), None, "network: expected Network, got None"),
    "an optimizer": (lambda wrong: record(NETWORK, Batch([[1]], [[1]]), LOSS, wrong), "sgd", "optimizer: expected Opt"),
    "gradients": (lambda wrong: step(NETWORK, wrong, SGD), {}, "gradients: expected BackwardTrace, got {}"),
    "undefined gradients": (lambda nan: step(NETWORK, _gradients(nan), SGD), float("nan"), "layer 2: nabla_w holds"),
}


@pytest.mark.parametrize(("call", "wrong", "message"), WRONG.values(), ids=WRONG)
def test_what_is_of_another_type_is_named_where_it_is_passed_in(
    call: Callable[[Any], object], wrong: Any, message: str
) -> None:
    with pytest.raises(EngineError, match=re.escape(message)):
        call(wrong)
