"""The engine: three verbs, forward, backward and step, and record, which keeps all that they compute.

>>> from engine import PRESETS, record
>>> preset = PRESETS["2-2-2"]
>>> trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
>>> f"{trace.cost.value:.9f}"
'0.298371109'
"""

from engine.activations import ACTIVATIONS, Activation
from engine.algorithm import ALGORITHM, CODE, AlgorithmStep, CodeBlock, CodeLine
from engine.backprop import BackwardTrace, Cost, ForwardTrace, Regularization, backward, cost, forward
from engine.equations import EQUATIONS, PROOFS, Equation, Line, Proof, ProofLine, ProofSymbol
from engine.errors import Diverged, EngineError, InvalidNumber, ShapeMismatch, UndefinedPair, UnknownName
from engine.initializers import INITIALIZERS, Initializer
from engine.losses import LOSSES, Loss, find_loss
from engine.network import Batch, Dense, Network, network_of, new_network
from engine.optimizers import OPTIMIZERS, Optimizer
from engine.presets import PRESETS, Preset
from engine.stepping import OptimizerState, step
from engine.trace import Frame, Trace, record

__all__ = [
    "ACTIVATIONS",
    "ALGORITHM",
    "CODE",
    "EQUATIONS",
    "INITIALIZERS",
    "LOSSES",
    "OPTIMIZERS",
    "PRESETS",
    "PROOFS",
    "Activation",
    "AlgorithmStep",
    "BackwardTrace",
    "Batch",
    "CodeBlock",
    "CodeLine",
    "Cost",
    "Dense",
    "Diverged",
    "EngineError",
    "Equation",
    "ForwardTrace",
    "Frame",
    "Initializer",
    "InvalidNumber",
    "Line",
    "Loss",
    "Network",
    "Optimizer",
    "OptimizerState",
    "Preset",
    "Proof",
    "ProofLine",
    "ProofSymbol",
    "Regularization",
    "ShapeMismatch",
    "Trace",
    "UndefinedPair",
    "UnknownName",
    "backward",
    "cost",
    "find_loss",
    "forward",
    "network_of",
    "new_network",
    "record",
    "step",
]
