"""The objects that travel, and the one conversion between them and the engine's values."""

from app.wire.answers import (
    BackwardAnswer,
    ForwardAnswer,
    PresetAnswer,
    StepAnswer,
    TraceAnswer,
    preset_answer,
    trace_answer,
)
from app.wire.objects import NetworkObject, network_object
from app.wire.requests import (
    BackwardRequest,
    ForwardRequest,
    NetworksRequest,
    OperationRequest,
    StepRequest,
    TraceRequest,
)

__all__ = [
    "BackwardAnswer",
    "BackwardRequest",
    "ForwardAnswer",
    "ForwardRequest",
    "NetworkObject",
    "NetworksRequest",
    "OperationRequest",
    "PresetAnswer",
    "StepAnswer",
    "StepRequest",
    "TraceAnswer",
    "TraceRequest",
    "network_object",
    "preset_answer",
    "trace_answer",
]
