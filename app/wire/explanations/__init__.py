"""The requests and answers of the explanations, a file for each question."""

from app.wire.explanations.chain_rule import ChainRuleAnswer, ChainRuleRequest
from app.wire.explanations.computation_graph import ComputationGraphAnswer, ComputationGraphRequest
from app.wire.explanations.jacobian import JacobianAnswer, JacobianRequest

__all__ = [
    "ChainRuleAnswer",
    "ChainRuleRequest",
    "ComputationGraphAnswer",
    "ComputationGraphRequest",
    "JacobianAnswer",
    "JacobianRequest",
]
