"""The requests and answers of the explanations, a file for each question."""

from app.wire.explanations.chain_rule import ChainRuleAnswer, ChainRuleRequest
from app.wire.explanations.computation_graph import ComputationGraphAnswer, ComputationGraphRequest
from app.wire.explanations.gradient_check import GradientCheckAnswer, GradientCheckRequest, gradient_check_answer
from app.wire.explanations.jacobian import JacobianAnswer, JacobianRequest
from app.wire.explanations.paths import PathsAnswer, PathsRequest, paths_answer
from app.wire.explanations.perturbation import PerturbationAnswer, PerturbationRequest, perturbation_answer
from app.wire.explanations.saturation import SaturationAnswer, SaturationRequest

__all__ = [
    "ChainRuleAnswer",
    "ChainRuleRequest",
    "ComputationGraphAnswer",
    "ComputationGraphRequest",
    "GradientCheckAnswer",
    "GradientCheckRequest",
    "JacobianAnswer",
    "JacobianRequest",
    "PathsAnswer",
    "PathsRequest",
    "PerturbationAnswer",
    "PerturbationRequest",
    "SaturationAnswer",
    "SaturationRequest",
    "gradient_check_answer",
    "paths_answer",
    "perturbation_answer",
]
