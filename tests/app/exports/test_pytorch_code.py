"""The program in PyTorch prints the same numbers; where PyTorch is installed it is run, elsewhere it is only read."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from app.exports.numpy_code import numpy_code
from app.exports.pytorch_code import pytorch_code
from engine import ACTIVATIONS, LOSSES, OPTIMIZERS
from tests.app.exports.printed import Printed, assert_same, expected, run
from tests.app.exports.samples import EXPERIMENTS, HOSTILE, SATURATED, STEPS, request_of

ALL = EXPERIMENTS | SATURATED

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")


def without_output_gradient(printed: Printed, depth: int) -> Printed:
    """PyTorch computes a careful cost from z, so that there is no dC/da of the outputs."""
    return [(label, numbers) for label, numbers in printed if label != f"dC/da[{depth}]"]


@needs_torch
@pytest.mark.parametrize("name", EXPERIMENTS)
def test_it_prints_the_numbers_of_the_trace(name: str, tmp_path: Path) -> None:
    printed = run(pytorch_code(request_of(EXPERIMENTS[name])), tmp_path)
    assert_same(printed, expected(EXPERIMENTS[name], STEPS), relative=1e-11, absolute=1e-14)


@needs_torch
@pytest.mark.parametrize("name", SATURATED)
def test_near_the_ends_of_a_range_it_loses_only_what_autograd_loses(name: str, tmp_path: Path) -> None:
    experiment = SATURATED[name]
    printed = run(pytorch_code(request_of(experiment)), tmp_path)
    awaited = expected(experiment, STEPS)
    if "F." in pytorch_code(request_of(experiment)):
        printed, awaited = (without_output_gradient(every, experiment.network.depth) for every in (printed, awaited))
    assert_same(printed, awaited, relative=1e-7, absolute=1e-9)


@pytest.mark.parametrize("name", ALL)
def test_it_has_the_labels_and_the_numbers_of_the_program_in_numpy(name: str) -> None:
    ours, theirs = pytorch_code(request_of(ALL[name])), numpy_code(request_of(ALL[name]))
    assert shown(ours) == shown(theirs)
    assert values(ours) == values(theirs)
    assert max(map(len, ours.splitlines())) <= 120
    assert not re.search(r"\n{4}|[ \t]\n|\t", ours)


def shown(program: str) -> set[str]:
    return set(re.findall(r'show\((f?"[^"]+")', program))


def values(program: str) -> list[object]:
    """The lists that are written out: w, b, x and y."""
    lists = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.List)]
    return [ast.literal_eval(node) for node in lists if re.fullmatch(r"[\[\]\s\d.,e+-]+", ast.unparse(node))]


def test_an_activation_a_cost_and_an_optimizer_has_its_line() -> None:
    for entry in (*ACTIVATIONS.values(), *LOSSES.values()):
        ast.parse(entry.torch, mode="eval")
    for rule in OPTIMIZERS.values():
        assert rule.torch.keys() == rule.numpy.keys()


def test_biases_that_are_not_trained_have_gradients_all_the_same() -> None:
    program = pytorch_code(request_of(ALL["biases not trained"]))
    assert "parameters = [*w.values()]\n" in program
    assert 'show(f"dC/db[{l}]", b[l].grad)' in program
    assert '] after", b[l]' not in program


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_or_link_ends_the_docstring(text: str) -> None:
    program = pytorch_code(request_of(ALL["preset xor"], title=text, link=text))
    harmless = pytorch_code(request_of(ALL["preset xor"]))
    assert below_the_docstring(program) == below_the_docstring(harmless)


def below_the_docstring(program: str) -> list[str]:
    return [ast.dump(statement) for statement in ast.parse(program).body[1:]]
