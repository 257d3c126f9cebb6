"""Whatever is shown is true: every formula, NumPy line and sentence is evaluated on recorded steps."""

import ast
import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import cycle
from typing import Any

import numpy as np
import pytest

from engine import EQUATIONS, LOSSES, OPTIMIZERS, Batch, Equation, Frame, Network, Optimizer, Regularization, record
from engine.arrays import FloatArray
from engine.equations.update import update_equation
from engine.expressions import parse
from engine.optimizers import OptimizerRule
from engine.trace import frames_of
from tests.engine.equations.evaluation import Evaluation, with_numbers, with_parts
from tests.engine.samples import PAIRS, random_batch, random_network

TOLERANCE = 1e-9

OPTIMIZER_SETTINGS = (
    Optimizer("sgd", learning_rate=0.3),
    Optimizer("sgd", learning_rate=0.3, train_biases=False),
    Optimizer("sgd", learning_rate=0.2, momentum=0.8),
    Optimizer("sgd", learning_rate=0.2, momentum=0.8, nesterov=True),
    Optimizer("rmsprop", learning_rate=0.02, rho=0.9),
    Optimizer("adam", learning_rate=0.05),
    Optimizer("adamw", learning_rate=0.05, weight_decay=0.1),
)
HIDDEN = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu", "softmax")


@cache
def recorded() -> tuple[Evaluation, ...]:
    """Steps of every pair of activation and cost, the third step of each run, so that slots are not zero."""
    evaluations = []
    optimizers, hiddens = cycle(OPTIMIZER_SETTINGS), cycle(HIDDEN)
    for number, (output, loss) in enumerate(PAIRS * 2):
        for distribution in (True, False):
            source = np.random.default_rng(number)
            names = [next(hiddens), next(hiddens), output.name]
            network = random_network(source, [2, 3, 2, 3], names, biases=number % 3 > 0)
            penalty = Regularization(0.02, 0.1) if number % 2 else Regularization()
            optimizer = next(optimizers)
            batch = random_batch(source, network, loss, 1 + 3 * (number % 2), distribution)
            state = None
            for _ in range(3):
                trace = record(network, batch, loss, optimizer, state, penalty)
                network, state = trace.updated_network, trace.optimizer_state
            evaluations.append(Evaluation(trace, optimizer, penalty))
    return tuple(evaluations)


@cache
def shown() -> dict[str, list[tuple[Evaluation, Frame]]]:
    """The recorded frames by their form."""
    frames = defaultdict(list)
    for evaluation in recorded():
        for frame in evaluation.trace.frames:
            frames[frame.form].append((evaluation, frame))
    return frames


EVERY_EQUATION = pytest.mark.parametrize("entry", EQUATIONS.values(), ids=lambda entry: entry.id)


def test_every_form_of_a_frame_has_its_equation_and_every_equation_a_frame() -> None:
    targets = (True, False)
    forms = {
        frame.form
        for output, loss in PAIRS
        for hidden in HIDDEN
        for to_one in targets
        for optimizer in OPTIMIZER_SETTINGS
        for frame in frames_of((hidden, output.name), loss.name, to_one, optimizer.form)
    }
    assert forms == set(EQUATIONS)


def test_every_form_of_every_optimizer_is_recorded_here() -> None:
    assert {optimizer.form for optimizer in OPTIMIZER_SETTINGS} == {
        form for rule in OPTIMIZERS.values() for form in rule.formulas
    }
    assert all(set(rule.numpy) == set(rule.words) == set(rule.formulas) for rule in OPTIMIZERS.values())


@EVERY_EQUATION
def test_every_line_equals_what_was_recorded(entry: Equation) -> None:
    assert shown()[entry.id]
    for evaluation, frame in shown()[entry.id]:
        layers = [evaluation.layer_of(frame)] if entry.tag not in _UPDATES else _layers(evaluation)
        for l in layers:
            for line in (*entry.index, *entry.lines):
                if _lacks_biases(evaluation, l) and re.match(r"(nabla|updated)_b", line.result):
                    continue
                for x in range(evaluation.examples.count):
                    evaluation.examples.current = x
                    for at in evaluation.indices(line.result, l):
                        expected = evaluation.number(line.result, **at)
                        assert evaluation.number(line.formula, **at) == pytest.approx(
                            expected, rel=TOLERANCE, abs=1e-15
                        ), f"{line} at {at}"


@EVERY_EQUATION
def test_every_matrix_line_equals_what_was_recorded(entry: Equation) -> None:
    for evaluation, frame in shown()[entry.id]:
        layers = [evaluation.layer_of(frame)] if entry.tag not in _UPDATES else _layers(evaluation)
        for l in layers:
            for line in entry.matrix:
                if _lacks_biases(evaluation, l) and re.match(r"(nabla|updated)_b", line.result):
                    continue
                for x in range(evaluation.examples.count):
                    evaluation.examples.current = x
                    expected = evaluation.column(line.result, l)
                    actual = evaluation.column(line.formula, l)
                    assert actual.shape == expected.shape, f"{line}"
                    np.testing.assert_allclose(actual, expected, rtol=TOLERANCE, atol=1e-15, err_msg=str(line))


def test_the_numpy_lines_of_all_frames_in_order_are_a_program_that_computes_the_trace() -> None:
    for evaluation in recorded():
        trace, names = evaluation.trace, evaluation.program()
        for frame in trace.frames:
            if frame.phase != "update":
                l = evaluation.layer_of(frame)
                for line in EQUATIONS[frame.form].numpy:
                    exec(with_numbers(with_parts(line, _present(evaluation, l)), l), names)
        computed = {"z": trace.forward.z, "a": trace.forward.a, "df": trace.backward.slope}
        computed |= {"delta": trace.backward.delta, "nabla_w": trace.backward.nabla_w}
        computed |= {"nabla_b": trace.backward.nabla_b}
        for name, layers in computed.items():
            for l, expected in layers.items():
                np.testing.assert_allclose(names[f"{name}{l}"], expected, rtol=TOLERANCE, atol=1e-15, err_msg=name)
        np.testing.assert_allclose(names["C_x"], trace.cost.per_example, rtol=TOLERANCE)
        assert names["C"] == pytest.approx(trace.cost.value, rel=TOLERANCE)


@pytest.mark.parametrize("optimizer", OPTIMIZER_SETTINGS, ids=str)
def test_the_numpy_lines_of_an_update_make_that_update(optimizer: Optimizer) -> None:
    source = np.random.default_rng(3)
    network = random_network(source, [2, 3, 2], ["tanh", "linear"])
    batch = Batch(source.standard_normal((4, 2)), source.standard_normal((4, 2)))
    state = None
    slots: dict[tuple[int, str], dict[str, Any]] = defaultdict(lambda: dict.fromkeys(optimizer.rule.every_slot, 0.0))
    for _ in range(4):
        trace = record(network, batch, LOSSES["half_squared_error"], optimizer, state)
        moves = {(l, "w"): (w, trace.backward.nabla_w[l]) for l, w in _weights(network).items()}
        after = {(l, "w"): w for l, w in _weights(trace.updated_network).items()}
        if optimizer.train_biases:
            moves |= {(l, "b"): (b, trace.backward.nabla_b[l]) for l, b in _biases(network).items()}
            after |= {(l, "b"): b for l, b in _biases(trace.updated_network).items()}
        else:
            assert _biases(trace.updated_network) == _biases(network)
        for key, (w, g) in moves.items():
            names: dict[str, Any] = {"np": np, "w": w, "g": g, "step": trace.optimizer_state.step}
            names |= slots[key]
            names |= optimizer.settings
            for line in EQUATIONS[f"update_{optimizer.form}"].numpy:
                exec(line, names)
            slots[key] = {slot: names[slot] for slot in optimizer.rule.every_slot}
            np.testing.assert_allclose(names["w"], after[key], rtol=TOLERANCE)
        network, state = trace.updated_network, trace.optimizer_state


def test_the_slots_of_an_added_optimizer_get_their_indices() -> None:
    added = replace(
        OPTIMIZERS["rmsprop"],
        symbols={"total": "G"},
        slots=lambda s: ("total",),
        formulas={"adagrad": "w - learning_rate * g / (sqrt(total) + epsilon)"},
        numpy={"adagrad": ("total = total + g**2",)},
        words={"adagrad": "moves"},
    )
    of_weights, of_biases = update_equation(added, "adagrad").lines
    assert "sqrt(total_w[l,j,k])" in of_weights.formula
    assert "sqrt(total_b[l,j])" in of_biases.formula


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=lambda rule: rule.name)
def test_every_slot_has_a_symbol(rule: OptimizerRule) -> None:
    largest = {entry.name: getattr(entry, "high", True) for entry in rule.parameters}
    assert set(rule.slots(largest)) == set(rule.every_slot)
    assert set(rule.squares) <= set(rule.every_slot)


_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


@EVERY_EQUATION
def test_sentences_ask_only_for_numbers_that_there_are(entry: Equation) -> None:
    for evaluation, frame in shown()[entry.id]:
        _check_sentences(entry, evaluation, evaluation.layer_of(frame))


def _check_sentences(entry: Equation, evaluation: Evaluation, l: int) -> None:
    terms = [(term.sentence, {"j": 1} | ({term.name: 1} if term.name in "kq" else {})) for term in entry.terms]
    if _lacks_biases(evaluation, l):
        terms = [(sentence, at) for (sentence, at), term in zip(terms, entry.terms, strict=True) if term.name != "b"]
    for text, at in ((entry.title, {}), (entry.sentence, {}), (entry.neuron_sentence, {"j": 1}), *terms):
        plain = with_parts(text, _present(evaluation, l))
        for placeholder in _PLACEHOLDER.findall(plain):
            wanted = placeholder.removeprefix("list ")
            if line := re.fullmatch(r"line (\d+)", wanted):
                assert at
                assert 1 <= int(line[1]) <= len(entry.lines)
                continue
            found = eval(with_numbers(wanted, l), evaluation.names | {"l": l} | at)
            if placeholder.startswith("list "):
                values = found.column if hasattr(found, "column") else found
                assert np.asarray(values).ndim > 0, placeholder
            else:
                assert np.isfinite(float(found)), placeholder
        rest = re.sub(r"<l([+-]1)?>", "", _PLACEHOLDER.sub("", plain))
        for index in at:
            rest = rest.replace(f"<{index}>", "")
        assert not re.search(r"[{}<>\[\]]", rest), text


@EVERY_EQUATION
def test_an_equation_says_what_it_is_and_where_it_comes_from(entry: Equation) -> None:
    said = [entry.sentence, entry.neuron_sentence, *(term.sentence for term in entry.terms)]
    for text in (entry.title, entry.tag, entry.source, *said):
        assert text.strip() == text != ""
    assert entry.index
    assert entry.lines
    assert entry.numpy


def test_a_cost_is_credited_to_the_text_that_has_it() -> None:
    credited = {name: f"{EQUATIONS[f'cost_{name}'].tag}, {EQUATIONS[f'cost_{name}'].source}" for name in LOSSES}
    assert [name for name, source in credited.items() if re.search(r"\b27, Nielsen", source)] == ["half_squared_error"]
    assert [name for name, source in credited.items() if "Deep Dive" in source] == ["cross_entropy"]
    canonical = {entry.id: entry.source for entry in EQUATIONS.values() if entry.id.endswith("_canonical")}
    assert [form for form, source in canonical.items() if "Deep Dive" in source] == ["BP1_cross_entropy_canonical"]


@EVERY_EQUATION
def test_what_may_be_left_out_is_a_term_of_a_sum(entry: Equation) -> None:
    for line in (*entry.index, *entry.lines, *entry.matrix):
        terms = set(map(ast.unparse, _terms(ast.parse(line.formula, mode="eval").body)))
        for name in ("b", "l1", "l2", "penalty"):
            if line.result.startswith("updated_b"):
                continue  # left out as a whole
            holders = [term for term in terms if re.search(rf"\b{name}\b", term)]
            assert len(holders) <= 1
            if holders:
                assert len(terms) > 1, f"{line} would be empty without {name}"


@EVERY_EQUATION
def test_every_formula_is_in_the_grammar(entry: Equation) -> None:
    for line in (*entry.index, *entry.lines, *entry.matrix):
        parse(line.result)
        parse(line.formula)


_UPDATES = {rule.title for rule in OPTIMIZERS.values()}


def _weights(network: Network) -> dict[int, FloatArray]:
    return {l: layer.weights for l, layer in network.numbered()}


def _biases(network: Network) -> dict[int, FloatArray]:
    return {l: layer.biases for l, layer in network.numbered() if layer.biases is not None}


def _terms(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_terms(node.left), *_terms(node.right)]
    return [node]


def _layers(evaluation: Evaluation) -> list[int]:
    return [l for l, _ in evaluation.trace.network.numbered()]


def _lacks_biases(evaluation: Evaluation, l: int) -> bool:
    return evaluation.trace.network.layer(l).biases is None or not evaluation.optimizer.train_biases


def _present(evaluation: Evaluation, l: int) -> dict[str, bool]:
    network, penalty = evaluation.trace.network, evaluation.regularization
    biases = l > 1 and network.layer(l).biases is not None
    return {
        "biases": biases,
        "trained_biases": biases and evaluation.optimizer.train_biases,
        "l1": penalty.l1 > 0,
        "l2": penalty.l2 > 0,
        "penalty": evaluation.trace.cost.penalty > 0,
        "batch": evaluation.examples.count > 1,
        "single": evaluation.examples.count == 1,
    }
