"""The experiment as a program in PyTorch, which leaves the backward pass to autograd and prints the same numbers."""

from app.exports.careful import CAREFUL_COSTS
from app.exports.program import hanging, penalty, settings, speaks_of, survey, write_program
from app.exports.request import ExportRequest

_ABOUT = """It needs PyTorch and prints every number of the learning under the labels of the program in NumPy. There is
no backward pass in it: autograd makes the deltas and the gradients, and an optimizer of PyTorch moves the weights."""

_CARE = """Some outputs come close to the ends of their range, or some z are very large: the cost is computed from z
where PyTorch can, and where a slope such as a * (1 - a) has lost its digits, so have the deltas before it."""


def pytorch_code(work: ExportRequest) -> str:
    """The program.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    _, careful = survey(work)
    experiment = work.experiment
    rule, form = experiment.optimizer.rule, experiment.optimizer.form
    output = experiment.network.layers[-1].f
    careful_cost = CAREFUL_COSTS.get((experiment.loss.name, output.name)) if careful else None
    lines = [layer.f.torch for layer in experiment.network.layers] + [(careful_cost or experiment.loss).torch]
    return write_program(
        "pytorch.jinja",
        work,
        "PyTorch",
        f"{_ABOUT} {_CARE}" if careful else _ABOUT,
        functional=speaks_of("\n".join(lines), "F"),
        settings=settings(experiment, rule.torch[form]),
        careful_cost=careful_cost,
        penalty=penalty(experiment, "abs"),
        optimizer=hanging(rule.torch[form], f"optimizer = torch.optim.{rule.torch[form].partition('(')[0]}("),
    )
