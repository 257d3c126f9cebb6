"""What an exported program prints, and what the trace says that it should."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from app.experiment import Experiment
from engine import Trace
from engine.arrays import FloatArray

Printed = list[tuple[str, list[float]]]
"""Labels with their numbers, in order."""

LABEL = 12  # letters before the numbers


def run(program: str, folder: Path, digits: int = 17) -> Printed:
    """Run a program as somebody would who has only saved it, but with every digit; warnings are errors."""
    path = folder / "program.py"
    path.write_text(program.replace("DIGITS = 6", f"DIGITS = {digits}"), "utf-8")
    command = [sys.executable, "-I", "-W", "error", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    return read(done.stdout)


def read(output: str) -> Printed:
    printed: Printed = []
    for line in output.splitlines():
        if line.startswith("learning step "):
            printed.append(("step", [float(line.rpartition(" ")[2])]))
            continue
        label, numbers = line[:LABEL].strip(), [float(word) for word in line[LABEL:].split()]
        if label:
            printed.append((label, numbers))
        else:
            printed[-1][1].extend(numbers)
    return printed


def expected(experiment: Experiment, steps: int) -> Printed:
    printed: Printed = []
    for number, trace in enumerate(experiment.traces(steps), start=1):
        printed.append(("step", [float(number)]))
        printed += [(label, np.ravel(values).tolist()) for label, values in _of(trace, experiment)]
    return [*printed, ("C after", [trace.cost_after.value])]


def _of(trace: Trace, experiment: Experiment) -> Iterator[tuple[str, FloatArray | float]]:
    forward, backward, after = trace.forward, trace.backward, trace.updated_network
    for l in forward.z:
        yield f"z[{l}]", forward.z[l]
        yield f"a[{l}]", forward.a[l]
    yield "C_x", trace.cost.per_example
    yield "C", trace.cost.value
    for l in backward.delta:
        yield f"dC/da[{l}]", backward.grad_a[l]
        yield f"delta[{l}]", backward.delta[l]
        yield f"dC/dw[{l}]", backward.nabla_w[l]
        if l in backward.nabla_b:
            yield f"dC/db[{l}]", backward.nabla_b[l]
    for l, layer in after.numbered():
        yield f"w[{l}] after", layer.weights
    for l, layer in after.numbered():
        if layer.biases is not None and experiment.optimizer.train_biases:
            yield f"b[{l}] after", layer.biases


def assert_same(printed: Printed, awaited: Printed, relative: float, absolute: float) -> None:
    assert [label for label, _ in printed] == [label for label, _ in awaited]
    for (label, numbers), (_, wanted) in zip(printed, awaited, strict=True):
        np.testing.assert_allclose(numbers, wanted, rtol=relative, atol=absolute, err_msg=label)
