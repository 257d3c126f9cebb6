"""POST /forward, /backward, /step, /trace, /networks: the engine's verbs over HTTP."""

from typing import Any

from fastapi import APIRouter

from app.operation import OperationRoute
from app.problems import problem_responses
from app.wire import (
    BackwardAnswer,
    BackwardRequest,
    ForwardAnswer,
    ForwardRequest,
    NetworkObject,
    NetworksRequest,
    StepAnswer,
    StepRequest,
    TraceAnswer,
    TraceRequest,
    network_object,
    trace_answer,
)
from app.wire.answers import backward_layers, forward_layers, loss_object
from app.wire.objects import state_object
from engine import backward, cost, forward, new_network, record, step

router = APIRouter(
    prefix="/api/v1",
    route_class=OperationRoute,
    tags=["Operations"],
    responses=problem_responses(400, 413, 415, 422),
)


@router.post("/forward", response_model=ForwardAnswer, summary="The forward pass")
def post_forward(request: ForwardRequest) -> dict[str, Any]:
    """Send examples through a network: every weighted input z and activation a."""
    network = request.network.to_engine()
    trace = forward(network, request.inputs)
    return {"layers": forward_layers(network, trace), "outputs": trace.outputs}


@router.post("/backward", response_model=BackwardAnswer, summary="The backward pass")
def post_backward(request: BackwardRequest) -> dict[str, Any]:
    """Forward and backward: the cost, every delta, and the gradient of every weight and bias."""
    network, batch, loss, regularization = request.problem()
    activations = forward(network, batch.inputs)
    value = cost(network, activations, batch.targets, loss, regularization)
    errors = backward(network, activations, batch.targets, loss, regularization)
    return {"loss": loss_object(value), "layers": backward_layers(network, activations, errors)}


@router.post("/step", response_model=StepAnswer, summary="Learning steps")
def post_step(request: StepRequest) -> dict[str, Any]:
    """Make `count` learning steps on the batch; the network and the optimizer's state come back."""
    network, batch, loss, regularization = request.problem()
    optimizer, state = request.descent()
    losses = []
    for _ in range(request.count):
        activations = forward(network, batch.inputs)
        losses.append(cost(network, activations, batch.targets, loss, regularization).value)
        errors = backward(network, activations, batch.targets, loss, regularization)
        network, state = step(network, errors, optimizer, state)
    after = cost(network, forward(network, batch.inputs), batch.targets, loss, regularization)
    return {
        "network": network_object(network),
        "optimizer_state": state and state_object(state),
        "losses": losses,
        "loss_after": after.value,
    }


@router.post("/trace", response_model=TraceAnswer, summary="One learning step with everything in it")
def post_trace(request: TraceRequest) -> dict[str, Any]:
    """Forward, cost, backward, update, all of it kept, with the frames in teaching order."""
    network, batch, loss, regularization = request.problem()
    optimizer, state = request.descent()
    return trace_answer(record(network, batch, loss, optimizer, state, regularization))


@router.post("/networks", response_model=NetworkObject, summary="A new network")
def post_networks(request: NetworksRequest) -> dict[str, Any]:
    """Draw the weights of a new network; the same seed gives the same network on every machine."""
    network = new_network(request.sizes, request.activations, request.source(), request.seed, request.biases)
    return network_object(network)
