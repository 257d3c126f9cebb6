"""POST /jacobian, …: the explanations over HTTP. Each answers with what its file in `engine.explain` returns."""

from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from app.operation import OperationRoute
from app.problems import problem_responses
from app.wire.explanations import JacobianAnswer, JacobianRequest
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


EXPLANATIONS = tuple(route.path.rpartition("/")[2] for route in router.routes if isinstance(route, APIRoute))
"""The names of all explanations, in the order of this file: the catalog lists them."""
