"""Settings of optimizers and initializers: defaults, bounds and what is refused."""

import math
from typing import Any

import pytest

from engine import INITIALIZERS, OPTIMIZERS, EngineError, Initializer, InvalidNumber, Optimizer, UnknownName
from engine.parameters import Parameter, Switch

TABLES: list[tuple[str, str, Any, Any]] = [
    *(("optimizer", name, rule, Optimizer) for name, rule in OPTIMIZERS.items()),
    *(("initializer", name, rule, Initializer) for name, rule in INITIALIZERS.items()),
]
NUMBERS = [
    (where, name, make, parameter)
    for where, name, rule, make in TABLES
    for parameter in rule.parameters
    if isinstance(parameter, Parameter)
]
EVERY_NUMBER = pytest.mark.parametrize(
    ("where", "name", "make", "parameter"), NUMBERS, ids=[f"{name}-{entry.name}" for _, name, _, entry in NUMBERS]
)


@pytest.mark.parametrize(("where", "name", "rule", "make"), TABLES, ids=[entry[1] for entry in TABLES])
def test_without_settings_the_defaults_hold_and_are_allowed(where: str, name: str, rule: Any, make: Any) -> None:
    assert rule.name == name
    settings = make(name).settings
    assert settings == {entry.name: entry.default for entry in rule.parameters}
    for entry in rule.parameters:
        assert isinstance(entry, Switch) or (entry.admits(entry.default) and entry.title and entry.symbol)


@EVERY_NUMBER
def test_the_bounds_are_allowed_and_what_lies_beyond_is_not(
    where: str, name: str, make: Any, parameter: Parameter
) -> None:
    inside = [parameter.low, math.nextafter(parameter.high, 0.0) if parameter.open_high else parameter.high]
    outside = [math.nextafter(parameter.low, -math.inf), math.nextafter(parameter.high, math.inf)]
    outside += [parameter.high] if parameter.open_high else []
    for value in inside:
        if name == "uniform":
            assert parameter.admits(value)
            continue  # low and high hang together; the next test has them
        assert make(name, **{parameter.name: value}).settings[parameter.name] == value
    for value in outside:
        with pytest.raises(InvalidNumber) as caught:
            make(name, **{parameter.name: value})
        assert caught.value.detail == f"{parameter.name} of {name} is {value!r}; expected {parameter.range}"
        assert caught.value.where == (where, parameter.name)


@EVERY_NUMBER
@pytest.mark.parametrize("value", [None, "0.5", True, 1j, math.nan, math.inf, 10**400, [0.5]], ids=repr)
def test_what_is_no_number_is_refused(where: str, name: str, make: Any, parameter: Parameter, value: Any) -> None:
    with pytest.raises(InvalidNumber, match="expected a finite number, got") as caught:
        make(name, **{parameter.name: value})
    assert caught.value.detail.startswith(f"{parameter.name} of {name}: ")
    assert caught.value.where == (where, parameter.name)


@EVERY_NUMBER
def test_a_slider_lies_within_the_bounds(where: str, name: str, make: Any, parameter: Parameter) -> None:
    low, high, scale = parameter.slider
    assert parameter.admits(low)
    assert parameter.admits(high)
    assert low < high
    assert scale == "linear" or low > 0


@pytest.mark.parametrize(("where", "name", "rule", "make"), TABLES, ids=[entry[1] for entry in TABLES])
def test_an_unknown_setting_is_refused_with_the_choices(where: str, name: str, rule: Any, make: Any) -> None:
    with pytest.raises(UnknownName) as caught:
        make(name, velocity=1.0)
    choices = ", ".join(entry.name for entry in rule.parameters) or "none"
    assert caught.value.detail == f"unknown parameter of {name} 'velocity'; expected one of {choices}"
    assert caught.value.where == (where, "velocity")


@pytest.mark.parametrize(
    ("where", "make", "table"), [("optimizer", Optimizer, OPTIMIZERS), ("initializer", Initializer, INITIALIZERS)]
)
@pytest.mark.parametrize("name", ["", "SGD", None, 3, ["sgd"]], ids=repr)
def test_an_unknown_name_is_refused_with_the_choices(where: str, make: Any, table: Any, name: Any) -> None:
    with pytest.raises(UnknownName) as caught:
        make(name)
    assert caught.value.detail == f"unknown {where} {name!r}; expected one of {', '.join(table)}"
    assert caught.value.where == (where, "name")


@pytest.mark.parametrize("value", [None, "yes", 1, 0.0], ids=repr)
def test_a_switch_takes_true_or_false_and_nothing_else(value: Any) -> None:
    with pytest.raises(InvalidNumber) as caught:
        Optimizer("sgd", nesterov=value)
    assert caught.value.detail == f"nesterov of sgd: expected true or false, got {value!r}"
    assert caught.value.where == ("optimizer", "nesterov")
    with pytest.raises(InvalidNumber) as caught:
        Optimizer("sgd", train_biases=value)
    assert caught.value.detail == f"train_biases: expected true or false, got {value!r}"
    assert caught.value.where == ("optimizer", "train_biases")


def test_low_above_high_is_refused() -> None:
    with pytest.raises(InvalidNumber) as caught:
        Initializer("uniform", low=2.0, high=1.0)
    assert caught.value.detail == "uniform: low is 2 and high 1; low must not be above high"
    assert caught.value.where == ("initializer", "low")
    assert Initializer("uniform", low=1.0, high=1.0).settings == {"low": 1.0, "high": 1.0}


def test_settings_are_floats_however_they_were_written() -> None:
    assert all(type(value) is float for value in Initializer("uniform", low=-1, high=2).settings.values())


def test_every_mistake_is_an_engine_error() -> None:
    for wrong in ({"momentum": 1.0}, {"rho": 0.9}, {"learning_rate": "fast"}):
        with pytest.raises(EngineError):
            Optimizer("sgd", **wrong)
