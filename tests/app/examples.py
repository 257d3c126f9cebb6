"""Requests that many tests share and change."""

import json
from itertools import pairwise
from typing import Any

from fastapi.routing import APIRoute

from app.json_answer import to_json
from app.routes import explanations
from app.wire import preset_answer
from engine import LOSSES, PRESETS

EXPLANATIONS: tuple[str, ...] = explanations.EXPLANATIONS

OPERATIONS = ["/forward", "/backward", "/step", "/trace", "/networks", "/link", *(f"/{name}" for name in EXPLANATIONS)]

VARIANTS: list[dict[str, Any]] = [
    {"name": "sgd", "learning_rate": 0.5},
    {"name": "sgd", "learning_rate": 0.5, "train_biases": False},
    {"name": "sgd", "learning_rate": 0.1, "momentum": 0.9},
    {"name": "sgd", "learning_rate": 0.1, "momentum": 0.9, "train_biases": False},
    {"name": "sgd", "learning_rate": 0.1, "momentum": 0.9, "nesterov": True},
    {"name": "rmsprop"},
    {"name": "rmsprop", "learning_rate": 0.02, "rho": 0.5, "epsilon": 1e-3, "train_biases": False},
    {"name": "adam"},
    {"name": "adam", "learning_rate": 0.1, "beta1": 0.0, "beta2": 0.5},
    {"name": "adam", "train_biases": False},
    {"name": "adamw"},
    {"name": "adamw", "weight_decay": 0.3, "learning_rate": 0.05},
]
"""Settings of every optimizer: each that changes the rule, and what it remembers."""


def variant_name(optimizer: dict[str, Any]) -> str:
    return ",".join(str(value) for value in optimizer.values())


def preset(name: str = "2-2-2", *keys: str) -> dict[str, Any]:
    """A preset as it travels, with lists; only the ``keys`` when there are any."""
    whole: dict[str, Any] = json.loads(to_json(preset_answer(PRESETS[name])))
    return {key: whole[key] for key in keys} if keys else whole


def forward_request(name: str = "2-2-2", **changes: Any) -> dict[str, Any]:
    return preset(name, "network", "inputs") | changes


def backward_request(name: str = "2-2-2", **changes: Any) -> dict[str, Any]:
    return preset(name, "network", "inputs", "targets", "loss") | changes


def trace_request(name: str = "2-2-2", **changes: Any) -> dict[str, Any]:
    """What /trace takes, and /step."""
    return preset(name, "network", "inputs", "targets", "loss", "optimizer") | changes


def networks_request(**changes: Any) -> dict[str, Any]:
    request = {
        "sizes": [2, 4, 1],
        "activations": ["tanh", "sigmoid"],
        "initializer": {"name": "xavier_uniform"},
        "seed": 7,
    }
    return request | changes


def uniform_network(
    sizes: list[int], activation: str = "tanh", weight: float = 0.01, biases: bool = True
) -> dict[str, Any]:
    """A network as it travels, of any size, with equal weights."""
    layers = [
        {
            "weights": [[weight] * n_in] * n_out,
            "biases": [0.0] * n_out if biases else None,
            "activation": activation,
        }
        for n_in, n_out in pairwise(sizes)
    ]
    return {"layers": layers}


def uniform_request(sizes: list[int], examples: int = 1, activation: str = "tanh", **changes: Any) -> dict[str, Any]:
    """What /trace and /step take, of any size."""
    request = {
        "network": uniform_network(sizes, activation),
        "inputs": [[0.5] * sizes[0]] * examples,
        "targets": [[0.5] * sizes[-1]] * examples,
        "loss": next(iter(LOSSES)),
        "optimizer": {"name": "sgd"},
    }
    return request | changes


def explanation_request(explanation: str, preset_name: str | None = None, **changes: Any) -> dict[str, Any]:
    """What an explanation takes: the example of its schema, or the same question about a preset's first example."""
    (route,) = [
        route
        for route in explanations.router.routes
        if isinstance(route, APIRoute) and route.path.endswith(f"/{explanation}")
    ]
    assert route.body_field is not None
    model: Any = route.body_field.field_info.annotation
    request: dict[str, Any] = json.loads(json.dumps(model.model_config["json_schema_extra"]["examples"][0]))
    if preset_name is not None:
        request |= backward_request(preset_name)
        request |= {key: request[key][:1] for key in ("inputs", "targets")}
    return request | changes
