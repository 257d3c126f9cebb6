"""POST /jacobian, …: the explanations over HTTP. Each answers with what its file in `engine.explain` returns."""

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from app.operation import OperationRoute
from app.problems import problem_responses
from app.wire.explanations import (
    ChainRuleAnswer,
    ChainRuleRequest,
    ComputationGraphAnswer,
    ComputationGraphRequest,
    JacobianAnswer,
    JacobianRequest,
)
from app.wire.explanations.request import parameter_object
from engine.explain.chain_rule import chain_rule
from engine.explain.computation_graph import computation_graph
from engine.explain.jacobian import jacobian

router = APIRouter(
    prefix="/api/v1",
    route_class=OperationRoute,
    tags=["Explanations"],
    responses=problem_responses(400, 413, 415, 422),
)


@router.post("/jacobian", response_model=JacobianAnswer, summary="The Jacobian of a layer")
def post_jacobian(request: JacobianRequest) -> Any:
    """How every weighted input of a layer moves every activation of it, and dC/da carried back through that."""
    network, example, loss, regularization = request.problem()
    return jacobian(network, example, loss, request.layer, request.shift, regularization)


@router.post("/chain-rule", response_model=ChainRuleAnswer, summary="The chain rule for a parameter")
def post_chain_rule(request: ChainRuleRequest) -> dict[str, Any]:
    """The gradient of one weight or bias as a product of factors from the cost down to it."""
    network, example, loss, regularization = request.problem()
    answer = chain_rule(network, example, loss, request.parameter.to_engine(), regularization)
    return vars(answer) | {"parameter": parameter_object(answer.parameter)}


@router.post("/computation-graph", response_model=ComputationGraphAnswer, summary="The computation graph")
def post_computation_graph(request: ComputationGraphRequest) -> Any:
    """Multipliers, sums, nonlinearities and the cost, with values, adjoints and local derivatives."""
    network, example, loss, regularization = request.problem()
    return computation_graph(network, example, loss, request.neuron_to_engine(), regularization)


EXPLANATIONS = tuple(route.path.rpartition("/")[2] for route in router.routes if isinstance(route, APIRoute))
"""The names of all explanations, in the order of this file: the catalog lists them."""
