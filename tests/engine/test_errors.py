"""The tree of errors is as its docstring draws it, and an error keeps its place when seen from further out."""

import re

import pytest

from engine import Diverged, EngineError, InvalidNumber, ShapeMismatch, UndefinedPair, UnknownName, errors

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
