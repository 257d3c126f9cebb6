"""PROBLEMS: what the explanations are tried on: every hidden activation, output and cost, and every preset."""

from dataclasses import dataclass

import numpy as np

from engine import ACTIVATIONS, PRESETS, Batch, Loss, Network, Regularization
from engine.explain.parameter import ParameterIndex, every_parameter
from engine.explain.passes import Passes, both_passes
from tests.engine.samples import PAIRS, PENALTIES, random_batch, random_network


@dataclass(frozen=True, eq=False)
class Problem:
    """A network and one example."""

    name: str
    network: Network
    example: Batch
    loss: Loss
    regularization: Regularization

    def passes(self) -> Passes:
        return both_passes(self.network, self.example, self.loss, self.regularization)

    def parameters(self) -> list[ParameterIndex]:
        return every_parameter(self.network)

    def some_parameters(self) -> list[ParameterIndex]:
        """The first, the last, and two between."""
        parameters = self.parameters()
        last = len(parameters) - 1
        return [parameters[i] for i in sorted({0, last // 3, 2 * last // 3, last})]


def _drawn() -> list[Problem]:
    problems: list[Problem] = []
    penalties = list(PENALTIES.values())
    shapes = ([2, 3, 2], [3, 2, 3, 2], [1, 2, 2, 3, 1], [2, 1, 2])
    for output, loss in PAIRS:
        for position, hidden in enumerate(ACTIVATIONS):
            source = np.random.default_rng(len(problems))
            sizes = shapes[position % len(shapes)]
            if sizes[-1] == 1 and output.name == "softmax":
                sizes = [*sizes[:-1], 2]  # one softmax output is always 1, and its cost may be infinite
            hidden_layers = len(sizes) - 2
            biases = bool((position + len(problems)) % 3)
            network = random_network(source, sizes, [hidden] * hidden_layers + [output.name], biases)
            example = random_batch(source, network, loss, 1)
            penalty = penalties[position % len(penalties)]
            problems.append(Problem(f"{hidden}-{output.name}-{loss.name}", network, example, loss, penalty))
    return problems


def _presets() -> list[Problem]:
    return [
        Problem(
            name,
            preset.network,
            Batch(preset.batch.inputs[:1].tolist(), preset.batch.targets[:1].tolist()),
            preset.loss,
            Regularization(),
        )
        for name, preset in PRESETS.items()
    ]


PROBLEMS = [*_drawn(), *_presets()]
PROBLEM_NAMES = [problem.name for problem in PROBLEMS]
