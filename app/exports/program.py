"""What the programs in NumPy and in PyTorch share: the opening, the numbers written out, what is there and what not."""

import re
from textwrap import fill, indent
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.assets import asset_dir
from app.experiment import Experiment
from app.exports.careful import needs_care
from app.exports.request import ExportRequest
from engine import ACTIVATIONS, forward
from engine.arrays import FloatArray

WIDTH = 110
_IN_A_LINE = 4  # numbers with all their digits

_ROWS = """Layers are numbered as in the equations: the input is layer 1, the output layer L. A row of x, y, z, a and
delta is an example; w[l][j, k] leads from neuron k of layer l - 1 to neuron j of layer l, both counted from 0. A delta
belongs to one example, the gradient of a weight or a bias is the mean over all of them."""

_templates = Environment(
    loader=FileSystemLoader(asset_dir("templates") / "programs"),
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
)


def write_program(template: str, work: ExportRequest, library: str, about: str, **more: Any) -> str:
    """The program that ``template`` makes of an experiment.

    Args:
        template: a file in templates/programs.
        work: what to compute.
        library: what it is written in.
        about: what is to be said of it, besides how things are numbered.
        more: what only this template asks for.
    """
    experiment = work.experiment
    network, loss, penalties = experiment.network, experiment.loss, experiment.regularization
    biased = {l: layer.biases for l, layer in network.numbered() if layer.biases is not None}
    return _templates.get_template(template).render(
        heading=_heading(work, library),
        about=fill(" ".join(f"{about} {_ROWS}".split()), WIDTH),
        steps=work.steps,
        w={l: written(layer.weights) for l, layer in network.numbered()},
        b={l: written(values) for l, values in biased.items()},
        biases="none" if not biased else "all" if len(biased) == len(network.layers) else "some",
        trained=("w", "b") if biased and experiment.optimizer.train_biases else ("w",),
        x=written(experiment.batch.inputs),
        y=written(experiment.batch.targets),
        depth=network.depth,
        activations=[entry for entry in ACTIVATIONS.values() if any(layer.f is entry for layer in network.layers)],
        functions=table({l: layer.activation for l, layer in network.numbered()}, "f"),
        loss=loss,
        penalized=penalties.present,
        l1=penalties.l1,
        l2=penalties.l2,
        **more,
    )


def survey(work: ExportRequest) -> tuple[str, bool]:
    """The form of the output layer's delta, as the page shows it, and whether careful lines are needed.

    They are where one of the steps needs them, or the cost after the last.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    form, careful = "", False
    after = work.experiment.network
    for trace in work.experiment.traces(work.steps):
        form = next(frame.form for frame in trace.frames if frame.equation == "BP1")
        careful |= needs_care(trace.network, trace.forward)
        after = trace.updated_network
    return form, careful or needs_care(after, forward(after, work.experiment.batch.inputs))


def settings(experiment: Experiment, lines: str) -> list[tuple[str, str]]:
    """The settings of the optimizer that ``lines`` speak of, and the penalties that there are."""
    named = [(name, value) for name, value in experiment.optimizer.settings.items() if speaks_of(lines, name)]
    penalties = experiment.regularization
    named += [(name, value) for name, value in (("l1", penalties.l1), ("l2", penalties.l2)) if value]
    return [(name, repr(value)) for name, value in named]


def speaks_of(lines: str, name: str) -> bool:
    """Whether ``name`` stands in ``lines`` as a word; a keyword argument of that name is none."""
    return re.search(rf"\b{name}\b(?!=)", lines) is not None


def penalty(experiment: Experiment, absolute: str) -> str:
    """What is added to the cost, ``absolute`` being the function |w|."""
    terms = {
        f"l1 * sum({absolute}(w[l]).sum() for l in w)": experiment.regularization.l1,
        "l2 / 2 * sum((w[l]**2).sum() for l in w)": experiment.regularization.l2,
    }
    return " + ".join(term for term, factor in terms.items() if factor)


def table(functions: dict[int, str], name: str) -> str:
    """A dictionary from layers to functions, which is to be called ``name``."""
    return hanging("{" + ", ".join(f"{l}: {function}" for l, function in functions.items()) + "}", f"{name} = {{")


def hanging(text: str, before: str) -> str:
    """The text over as many lines as it takes, those after the first below the end of ``before``."""
    return fill(text, WIDTH - len(before), subsequent_indent=" " * len(before), break_long_words=False)


def written(values: FloatArray) -> str:
    """A list of numbers that read back as they are: in one line, or else a row a line."""
    if values.ndim == 1:
        return _row(values)
    rows = [_row(row) for row in values]
    whole = f"[{', '.join(rows)}]"
    if len(whole) <= WIDTH - 30:
        return whole
    return "[\n" + "".join(indent(row, "    ") + ",\n" for row in rows) + "]"


def _row(values: FloatArray) -> str:
    numbers = [repr(value) for value in values.tolist()]
    if sum(map(len, numbers)) + 2 * len(numbers) <= WIDTH - 30:
        return f"[{', '.join(numbers)}]"
    lines = [", ".join(numbers[i : i + _IN_A_LINE]) for i in range(0, len(numbers), _IN_A_LINE)]
    return "[\n" + "".join(f"    {line},\n" for line in lines) + "]"


def _heading(work: ExportRequest, library: str) -> str:
    """Title and link are anybody's text: nothing in them may end the docstring."""
    title, link = (text.replace("\\", r"\\").replace('"', r"\"") for text in (work.title, work.link))
    sizes = "-".join(map(str, work.experiment.network.sizes))
    steps = "one learning step" if work.steps == 1 else f"{work.steps} learning steps"
    heading = f"{title}: {steps} of a {sizes} network in {library}."
    return f"{heading}\n\n{link}" if link else heading
