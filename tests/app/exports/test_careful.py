"""The careful lines: every number of the page wherever outputs saturate, before the update or only after it."""

import io
from contextlib import redirect_stdout
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from app.experiment import Experiment
from app.exports.careful import CAREFUL_ACTIVATIONS, CAREFUL_COSTS, needs_care
from app.exports.numpy_code import numpy_code
from app.exports.pytorch_code import pytorch_code
from app.links import parse_link
from engine import ACTIVATIONS, LOSSES, Batch, Optimizer, forward, network_of
from engine.losses import LogLoss
from tests.app.exports.printed import Printed, assert_same, expected, read, run
from tests.app.exports.samples import request_of

PAIRS = [
    (loss.name, f.name)
    for loss in LOSSES.values()
    if isinstance(loss, LogLoss)
    for f in ACTIVATIONS.values()
    if f.log_outputs
]

EVERY_PAIR = pytest.mark.parametrize(("loss", "activation"), PAIRS)

SATURATED = [
    [40.0, -40.0],
    [-40.0, 40.0, 0.0],
    [36.0, 35.0, -36.0],
    [-800.0, 800.0],
    [1000.0, 1000.0],
    [-1000.0, -1000.0, -999.0],
    [5000.0, 0.0, -5000.0],
    [800.0],
]
"""Weighted inputs of an output layer."""

FOUND = [
    "?net=1-1&act=sigmoid&loss=binary_cross_entropy&x=1&y=1&biases=0&w=0&lr=75",
    "?preset=softmax&lr=1000",
    "?net=1-2&act=softmax&loss=binary_cross_entropy&biases=0&w=40,-40&x=1&y=1,0",
    "?net=1-1&act=softmax&loss=binary_cross_entropy&x=1&y=1",
]
"""Links whose programs once printed nan."""

needs_torch = pytest.mark.skipif(find_spec("torch") is None, reason="PyTorch is not installed")


def experiment_with(loss: str, activation: str, z: list[float], y: list[float], rate: float) -> Experiment:
    """One layer of weights, whose weighted inputs are ``z`` before the update."""
    network = network_of([(np.eye(len(z)), None, activation)])
    return Experiment(network, Batch([z], [y]), LOSSES[loss], Optimizer("sgd", learning_rate=rate))


def targets(n: int) -> list[list[float]]:
    """Each outcome on its own, and some that are shared; a single output that is all there is can only be right."""
    return [[1.0]] if n == 1 else [*np.eye(n).tolist(), [1 / n] * n, [0.25] + [0.75 / (n - 1)] * (n - 1)]


def saturated(loss: str, activation: str) -> list[Experiment]:
    """Before the update, and the same outputs only after it, which then is a large one."""
    before = [experiment_with(loss, activation, z, y, 1e-6) for z in SATURATED for y in targets(len(z))]
    after = [
        experiment_with(loss, activation, z, y, rate)
        for z in ([0.5, -0.25], [1.0, 0.75, -0.5])
        for y in targets(len(z))
        for rate in (75.0, 1000.0)
    ]
    return before + after


def printed_by(program: str) -> Printed:
    """What a program prints with all its digits, run in this process; its settings of NumPy end with it."""
    output = io.StringIO()
    with redirect_stdout(output), np.errstate():
        exec(compile(program.replace("DIGITS = 6", "DIGITS = 17"), "program.py", "exec"), {})
    return read(output.getvalue())


@EVERY_PAIR
def test_the_program_in_numpy_prints_every_digit_of_saturated_outputs(loss: str, activation: str) -> None:
    for experiment in saturated(loss, activation):
        printed = printed_by(numpy_code(request_of(experiment, steps=2)))
        assert_same(printed, expected(experiment, 2), relative=1e-11, absolute=0)


@needs_torch
@EVERY_PAIR
def test_the_program_in_pytorch_loses_only_what_autograd_loses(loss: str, activation: str) -> None:
    for experiment in saturated(loss, activation):
        program = pytorch_code(request_of(experiment, steps=2))
        depth = experiment.network.depth
        printed, awaited = (
            [line for line in every if line[0] != f"dC/da[{depth}]"]
            for every in (printed_by(program), expected(experiment, 2))
        )
        assert_same(printed, awaited, relative=1e-7, absolute=1e-9)


@pytest.mark.parametrize("link", FOUND)
def test_what_once_was_nan_is_the_number_of_the_page(link: str, tmp_path: Path) -> None:
    experiment = parse_link(link).experiment
    printed = run(numpy_code(request_of(experiment, steps=1)), tmp_path)
    assert_same(printed, expected(experiment, 1), relative=1e-11, absolute=1e-300)


@pytest.mark.parametrize("activation", CAREFUL_ACTIVATIONS)
def test_hidden_layers_that_saturate_print_every_digit_too(activation: str) -> None:
    for z in SATURATED:
        hidden, output = (np.eye(len(z)), None, activation), ([[0.5] * len(z)], [0.25], "linear")
        network, batch = network_of([hidden, output]), Batch([z], [[1.0]])
        experiment = Experiment(network, batch, LOSSES["half_squared_error"], Optimizer("sgd", learning_rate=1e-9))
        printed = printed_by(numpy_code(request_of(experiment, steps=1)))
        assert_same(printed, expected(experiment, 1), relative=1e-11, absolute=1e-300)


def test_every_cost_made_of_logarithms_has_its_lines_for_every_activation_that_offers_them() -> None:
    assert CAREFUL_COSTS.keys() == set(PAIRS)
    assert {activation for _, activation in PAIRS} <= CAREFUL_ACTIVATIONS.keys()


def test_outputs_in_the_middle_of_their_range_need_no_care() -> None:
    middle = experiment_with("cross_entropy", "softmax", [0.5, -0.25], [1.0, 0.0], 0.1)
    assert not needs_care(middle.network, forward(middle.network, middle.batch.inputs))
    assert "log_softmax" not in numpy_code(request_of(middle))
    assert "log_softmax" in numpy_code(request_of(replace(middle, optimizer=Optimizer("sgd", learning_rate=75.0))))


@pytest.mark.parametrize(("z", "wanted"), [([10.0, 0.0], True), ([701.0, 701.0], True), ([-699.0, -699.0], False)])
def test_an_output_near_an_end_or_an_input_that_goes_far_needs_care(z: list[float], wanted: bool) -> None:
    network = network_of([(np.eye(2), None, "softmax")])
    assert needs_care(network, forward(network, [z])) is wanted
