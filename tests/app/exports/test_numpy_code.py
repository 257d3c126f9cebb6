"""The program in NumPy prints what the engine computed, for everything that can be exported, and is short and safe."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

from app.experiment import experiment_of
from app.exports.careful import CAREFUL_ACTIVATIONS, CAREFUL_COSTS
from app.exports.numpy_code import numpy_code
from engine import ACTIVATIONS, LOSSES, OPTIMIZERS, PRESETS, Diverged, Optimizer, Regularization
from tests.app.exports.printed import assert_same, expected, run
from tests.app.exports.samples import EXPERIMENTS, HOSTILE, SATURATED, STEPS, request_of, sampled

ALL = EXPERIMENTS | SATURATED


@pytest.mark.parametrize("name", ALL)
def test_it_prints_the_numbers_of_the_trace(name: str, tmp_path: Path) -> None:
    printed = run(numpy_code(request_of(ALL[name])), tmp_path)
    assert_same(printed, expected(ALL[name], STEPS), relative=1e-12, absolute=1e-15)


def test_the_samples_hold_every_entry_and_every_form() -> None:
    networks = [experiment.network for experiment in EXPERIMENTS.values()]
    assert {layer.activation for network in networks for layer in network.layers[:-1]} == set(ACTIVATIONS)
    assert {experiment.loss.name for experiment in EXPERIMENTS.values()} == set(LOSSES)
    assert {experiment.optimizer.form for experiment in EXPERIMENTS.values()} == {
        form for rule in OPTIMIZERS.values() for form in rule.numpy
    }


def test_every_rule_of_an_optimizer_ends_with_the_new_w() -> None:
    for rule in OPTIMIZERS.values():
        assert all(lines[-1].startswith("w = ") for lines in rule.numpy.values())


def test_the_careful_lines_are_of_entries_that_exist() -> None:
    assert CAREFUL_ACTIVATIONS.keys() <= ACTIVATIONS.keys()
    assert {loss for loss, _ in CAREFUL_COSTS} <= LOSSES.keys()
    assert {activation for _, activation in CAREFUL_COSTS} <= CAREFUL_ACTIVATIONS.keys()


def test_it_prints_six_digits_that_a_person_can_read(tmp_path: Path) -> None:
    program = numpy_code(request_of(experiment_of(PRESETS["2-2-2"]), steps=1))
    assert "\nDIGITS = 6  #" in program
    assert dict(run(program, tmp_path, digits=6))["C"] == [0.298371]
    assert dict(run(program, tmp_path))["C"] == [0.2983711087600027]


def test_it_holds_nothing_that_is_not_used() -> None:
    plain = numpy_code(request_of(experiment_of(PRESETS["2-2-1"])))
    for word in ("memory", "penalty", "l1", "l2", "momentum", "nabla_b", "softmax", "tanh", "log", "output_delta"):
        assert not re.search(rf"\b{word}", plain), word
    tree = ast.parse(plain)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert functions <= called


@pytest.mark.parametrize("name", ALL)
def test_every_function_is_used_every_equation_is_named_and_no_line_is_long(name: str) -> None:
    program = numpy_code(request_of(ALL[name]))
    tree = ast.parse(program)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert functions <= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    network = ALL[name].network
    tags = {"BP1", "BP4"}
    tags |= {"BP2"} if network.depth > 2 else set()
    tags |= {"BP3"} if any(layer.biases is not None for layer in network.layers) else set()
    assert {tag for tag in ("BP1", "BP2", "BP3", "BP4") if f"  # {tag}" in program} == tags
    assert max(map(len, program.splitlines())) <= 120
    assert not re.search(r"\n{4}|[ \t]\n|\t", program)
    assert program.endswith(")\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_title_or_link_ends_the_docstring(text: str) -> None:
    program = numpy_code(request_of(experiment_of(PRESETS["xor"]), title=text, link=text))
    harmless = numpy_code(request_of(experiment_of(PRESETS["xor"]), title="A title", link="/?preset=xor"))
    program.encode("utf-8")
    tree, other = ast.parse(program), ast.parse(harmless)
    assert ast.dump(ast.Module(tree.body[1:], [])) == ast.dump(ast.Module(other.body[1:], []))
    assert " ".join(text.split())[:4] in (ast.get_docstring(tree) or "")


def test_a_run_that_diverges_is_refused() -> None:
    experiment = sampled(["linear", "linear"], "half_squared_error", Optimizer("sgd", learning_rate=1e6))
    with pytest.raises(Diverged):
        numpy_code(request_of(experiment, steps=200))


def test_penalties_stand_in_cost_and_gradient() -> None:
    experiment = sampled(["tanh", "tanh"], "half_squared_error", regularization=Regularization(l1=0.5, l2=0.25))
    program = numpy_code(request_of(experiment))
    assert "\nl1 = 0.5\nl2 = 0.25\n" in program
    assert "/ m + l2 * w[l] + l1 * np.sign(w[l])" in program
    assert np.count_nonzero(["penalty()" in line for line in program.splitlines()]) == 3
