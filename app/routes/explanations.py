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
    GradientCheckAnswer,
    GradientCheckRequest,
    JacobianAnswer,
    JacobianRequest,
    PathsAnswer,
    PathsRequest,
    PerturbationAnswer,
    PerturbationRequest,
    SaturationAnswer,
    SaturationRequest,
    gradient_check_answer,
    paths_answer,
    perturbation_answer,
)
from app.wire.explanations.request import parameter_object
from engine.explain.chain_rule import chain_rule
from engine.explain.computation_graph import computation_graph
from engine.explain.gradient_check import gradient_check
from engine.explain.jacobian import jacobian
from engine.explain.paths import paths
from engine.explain.perturbation import perturbation
from engine.explain.saturation import saturation

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


@router.post("/gradient-check", response_model=GradientCheckAnswer, summary="The gradient, checked numerically")
def post_gradient_check(request: GradientCheckRequest) -> Any:
    """The gradient of backpropagation beside difference quotients of the cost (46), and what both of them take."""
    checked = gradient_check(
        *request.problem(),
        method=request.method,
        epsilon=request.epsilon,
        parameters=request.chosen(),
        sweep=request.sweep,
    )
    return gradient_check_answer(checked)


@router.post("/perturbation", response_model=PerturbationAnswer, summary="A nudge and its consequences")
def post_perturbation(request: PerturbationRequest) -> Any:
    """A weight or bias is changed, and the change runs forward to the cost; beside it what the slopes predict."""
    network, example, loss, regularization = request.problem()
    parameter = request.parameter.to_engine()
    return perturbation_answer(perturbation(network, example, loss, parameter, request.change, regularization))


@router.post("/saturation", response_model=SaturationAnswer, summary="Where learning is slow")
def post_saturation(request: SaturationRequest) -> Any:
    """Each neuron's slope as a share of what it could be, saturated and dead ones in words, the size of each delta."""
    return saturation(*request.problem())


@router.post("/paths", response_model=PathsAnswer, summary="The sum over all paths")
def post_paths(request: PathsRequest) -> dict[str, Any]:
    """Every path from a parameter to the cost, and the delta recursion that saves multiplying each of them out."""
    network, example, loss, regularization = request.problem()
    parameter, growth = request.parameter.to_engine(), request.growth
    size = (growth.width, growth.depth) if growth else None
    return paths_answer(paths(network, example, loss, parameter, request.largest, size, regularization))


EXPLANATIONS = tuple(route.path.rpartition("/")[2] for route in router.routes if isinstance(route, APIRoute))
"""The names of all explanations, in the order of this file: the catalog lists them."""
