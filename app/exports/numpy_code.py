"""The experiment as a program in NumPy that stands alone and prints the numbers that the page shows.

The lines of activations, costs and optimizers are those of the engine's tables.
"""

from app.exports.careful import CAREFUL_ACTIVATIONS, CAREFUL_COSTS, CarefulActivation
from app.exports.program import penalty, settings, speaks_of, survey, table, write_program
from app.exports.request import ExportRequest
from engine import ACTIVATIONS, Activation

_ABOUT = """It needs NumPy alone and prints every number of the learning: forward the weighted inputs z and activations
a, backward the deltas by BP1 and BP2 and the gradients by BP3 and BP4, and then the parameters after the step."""

_CARE = """Some outputs come close to the ends of their range, where 1 - a loses its digits, or some z are so large that
e^z overflows: here slopes, costs and deltas come from z by other lines than the shorter ones of a textbook."""

_ORDINARY = CarefulActivation()


def numpy_code(work: ExportRequest) -> str:
    """The program.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    form, careful = survey(work)
    experiment = work.experiment
    optimizer, layers = experiment.optimizer, dict(experiment.network.numbered())
    output = layers[experiment.network.depth].f
    careful_cost = CAREFUL_COSTS.get((experiment.loss.name, output.name)) if careful else None
    slopeless = careful_cost is not None or form.endswith("_canonical")  # delta of the output has a line of its own
    passed = {l: layer.f for l, layer in layers.items() if l < experiment.network.depth or not slopeless}
    hidden = [layer.f for layer in experiment.network.layers[:-1]]
    needs = [line for entry in ACTIVATIONS.values() if entry in _used(work) for line in entry.numpy_needs]
    update = optimizer.rule.numpy[optimizer.form]

    def careful_lines(entry: Activation) -> CarefulActivation:
        return CAREFUL_ACTIVATIONS.get(entry.name, _ORDINARY) if careful else _ORDINARY

    careful_needs = [function for entry in _used(work) for function in careful_lines(entry).needs]
    careful_needs += careful_cost.needs if careful_cost else ()
    return write_program(
        "numpy.jinja",
        work,
        "NumPy",
        f"{_ABOUT} {_CARE}" if careful else _ABOUT,
        imports=[line for line in needs if line.startswith("from ")],
        needs=[line for line in needs if not line.startswith("from ")],
        settings=settings(experiment, "\n".join(update)),
        careful=careful_lines,
        careful_needs=list(dict.fromkeys(careful_needs)),
        quiet=careful,
        careful_cost=careful_cost,
        canonical=form.endswith("_canonical"),
        pulled_back=[entry for entry in ACTIVATIONS.values() if entry in passed.values()],
        derivatives=table({l: f"{f.name}_derivative" for l, f in passed.items() if f.elementwise}, "df"),
        output=output,
        hidden=_kinds(hidden),
        penalty=penalty(experiment, "abs"),
        optimizer=optimizer,
        slots=optimizer.rule.slots(optimizer.settings),
        counts=speaks_of("\n".join(update), "step"),
        update=update,
    )


def _used(work: ExportRequest) -> list[Activation]:
    return [layer.f for layer in work.experiment.network.layers]


def _kinds(activations: list[Activation]) -> list[Activation]:
    """One of those that are elementwise, at the end, and before it each that is not: as many as there are ways back."""
    kinds = {"" if entry.elementwise else entry.name: entry for entry in activations}
    return sorted(kinds.values(), key=lambda entry: entry.elementwise)
