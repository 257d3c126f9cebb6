"""Optimizers, activations and costs are PyTorch's, by its recorded numbers and, where it is installed, live."""

import json
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest

from engine import ACTIVATIONS, LOSSES, OPTIMIZERS, BackwardTrace, Optimizer, network_of, step
from tests.engine.fixtures import from_torch
from tests.engine.samples import PAIRS

RECORDED: dict[str, Any] = json.loads(from_torch.RECORDED.read_text("utf-8"))

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")

EVERY_VARIANT = pytest.mark.parametrize("number", range(len(from_torch.OPTIMIZERS)))
EVERY_ACTIVATION = pytest.mark.parametrize("name", ACTIVATIONS)
EVERY_PAIR = pytest.mark.parametrize(
    ("activation", "loss"), [(activation.name, loss.name) for activation, loss in PAIRS]
)


def assert_moves_alike(settings: dict[str, Any], after: list[dict[str, Any]]) -> None:
    start = from_torch.given()
    network = network_of([(start["weights"], start["biases"], "linear")])
    optimizer, state = Optimizer(**settings), None
    for gradients, expected in zip(start["gradients"], after, strict=True):
        nabla_w, nabla_b = ({2: np.array(gradients[kind])} for kind in ("weights", "biases"))
        network, state = step(network, BackwardTrace({}, {}, {}, nabla_w, nabla_b), optimizer, state)
        layer = network.layer(2)
        assert layer.biases is not None
        np.testing.assert_allclose(layer.weights, expected["weights"], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(layer.biases, expected["biases"], rtol=1e-12, atol=1e-15)


def assert_activates_alike(name: str, expected: dict[str, Any]) -> None:
    entry, z = ACTIVATIONS[name], np.array(from_torch.Z)
    a = entry.function(z)
    np.testing.assert_allclose(a, expected["a"], rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(entry.pull_back(np.array(from_torch.Y), z, a), expected["delta"], rtol=1e-11, atol=1e-15)


def assert_costs_alike(activation: str, loss: str, expected: dict[str, Any]) -> None:
    f, cost = ACTIVATIONS[activation], LOSSES[loss]
    z, y = np.array(from_torch.Z), np.array(from_torch.Y)
    a = f.function(z)
    np.testing.assert_allclose(cost.per_example(f, z, a, y), expected["per_example"], rtol=1e-11)
    delta = cost.delta(f, z, a, y, cost.grad_a(f, z, a, y))
    np.testing.assert_allclose(delta, expected["delta"], rtol=1e-9, atol=1e-12)  # PyTorch's own digits end there


@EVERY_VARIANT
def test_an_optimizer_moves_as_pytorch_recorded(number: int) -> None:
    entry = RECORDED["optimizers"][number]
    assert entry["settings"] == from_torch.OPTIMIZERS[number]
    assert_moves_alike(entry["settings"], entry["after"])


@EVERY_ACTIVATION
def test_an_activation_is_as_pytorch_recorded(name: str) -> None:
    assert_activates_alike(name, RECORDED["activations"][name])


@EVERY_PAIR
def test_a_cost_is_as_pytorch_recorded(activation: str, loss: str) -> None:
    assert_costs_alike(activation, loss, RECORDED["costs"][f"{activation} {loss}"])


def test_the_recording_covers_every_entry_and_every_form() -> None:
    assert {Optimizer(**settings).form for settings in from_torch.OPTIMIZERS} == {
        form for rule in OPTIMIZERS.values() for form in rule.formulas
    }
    assert set(RECORDED["activations"]) == set(ACTIVATIONS)
    assert set(RECORDED["costs"]) == {f"{activation.name} {loss.name}" for activation, loss in PAIRS}


def test_the_defaults_are_pytorchs_own_but_for_the_learning_rate() -> None:
    assert dict(Optimizer("rmsprop").settings) == {"learning_rate": 0.01, "rho": 0.99, "epsilon": 1e-8}
    adam = {"learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    assert dict(Optimizer("adam").settings) == adam
    assert dict(Optimizer("adamw").settings) == adam | {"weight_decay": 0.01}
    assert dict(Optimizer("sgd").settings) == {"learning_rate": 0.5, "momentum": 0.0, "nesterov": False}


@needs_torch
@EVERY_VARIANT
def test_an_optimizer_moves_as_pytorch_does(number: int) -> None:
    settings = from_torch.OPTIMIZERS[number]
    assert_moves_alike(settings, from_torch.run_optimizer(import_module("torch"), settings))


@needs_torch
@EVERY_ACTIVATION
def test_an_activation_is_as_in_pytorch(name: str) -> None:
    assert_activates_alike(name, from_torch.run_activation(import_module("torch"), name))


@needs_torch
@EVERY_PAIR
def test_a_cost_is_as_in_pytorch(activation: str, loss: str) -> None:
    assert_costs_alike(activation, loss, from_torch.run_cost(import_module("torch"), activation, loss))
