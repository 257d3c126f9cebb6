"""Every line of every proof is true: evaluated on recorded steps it gives what it claims, for every neuron."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest

from engine import EQUATIONS, PRESETS, Batch, Network, Optimizer, Regularization, forward, record
from engine.equations.proof import Proof, ProofLine, ProofSymbol
from engine.equations.proofs import PROOFS
from engine.expressions import parse
from tests.engine.equations.evaluation import Evaluation
from tests.engine.samples import PAIRS, random_batch, random_network

EVERY_PROOF = pytest.mark.parametrize("proof", PROOFS.values(), ids=lambda proof: proof.id)


class Derivative:
    """A symbol of the proofs by what it means, computed without its formula."""

    def __init__(self, of: Callable[..., float]) -> None:
        self.of = of

    def __getitem__(self, at: tuple[int, ...]) -> float:
        return self.of(*at)


class ProofEvaluation(Evaluation):
    """The namespace of the proofs for one recorded step."""

    def __init__(self, network: Network, batch: Batch, loss: Any) -> None:
        super().__init__(record(network, batch, loss, Optimizer("sgd")), Optimizer("sgd"), Regularization())
        self.network = network
        self.names |= {
            "grad_z": Derivative(lambda l, j: self.recorded("delta", l, j)),
            "grad_b": Derivative(lambda l, j: self.recorded("delta", l, j)),
            "grad_w": Derivative(lambda l, j, k: self.recorded("delta", l, j) * self.recorded("a", l - 1, k)),
            "da_dz": Derivative(self.da_dz),
            "dz_dz": Derivative(self.dz_dz),
            "dz_dw": Derivative(lambda l, i, m, j, k: self.recorded("a", l - 1, k) if (l, i) == (m, j) else 0.0),
            "dz_db": Derivative(lambda l, i, m, j: float((l, i) == (m, j))),
        }

    def recorded(self, name: str, *at: int) -> float:
        return float(self.names[name][at])

    def da_dz(self, l: int, k: int, m: int, j: int) -> float:
        assert l == m
        z, a = (values[l][[self.examples.current]] for values in (self.trace.forward.z, self.trace.forward.a))
        return float(self.network.layer(l).f.jacobian(z, a)[0, k - 1, j - 1])

    def dz_dz(self, after: int, q: int, l: int, j: int) -> float:
        assert after == l + 1
        column = [self.da_dz(l, i, l, j) for i in range(1, self.network.sizes[l - 1] + 1)]
        return float(self.network.layer(after).weights[q - 1] @ column)

    def at(self, l: int) -> "ProofEvaluation":
        """The same with f the activation of layer ``l``."""
        f = self.network.layer(l).f
        self.names["f"] = lambda z: float(f.function(np.array([[float(z)]]))[0, 0])
        return self


@cache
def evaluations() -> tuple[ProofEvaluation, ...]:
    """Every preset, and every pair of output and cost behind hidden layers of two kinds."""
    found = [ProofEvaluation(preset.network, preset.batch, preset.loss) for preset in PRESETS.values()]
    hidden = ("sigmoid", "softmax", "relu", "gelu", "tanh")
    for number, (output, loss) in enumerate(PAIRS):
        for distribution in (True, False):
            source = np.random.default_rng(number)
            names = [hidden[number % 5], hidden[(number + 1) % 5], output.name]
            network = random_network(source, [2, 3, 2, 3], names, biases=number % 3 > 0)
            batch = random_batch(source, network, loss, 1 + number % 3, distribution)
            found.append(ProofEvaluation(network, batch, loss))
    return tuple(found)


def places(proof: Proof) -> Iterator[tuple[ProofEvaluation, int, int]]:
    """Every evaluation, layer and neuron that a proof is about, for every example."""
    for evaluation in evaluations():
        for frame in evaluation.trace.frames:
            if frame.form in proof.forms and frame.layer:
                if proof.id == "BP3" and evaluation.network.layer(frame.layer).biases is None:
                    continue
                for x in range(evaluation.examples.count):
                    evaluation.examples.current = x
                    for j in range(1, evaluation.network.sizes[frame.layer - 1] + 1):
                        yield evaluation.at(frame.layer), frame.layer, j


def free_indices(step: ProofLine, evaluation: ProofEvaluation, l: int) -> Iterator[dict[str, int]]:
    ranges = [range(1, evaluation.network.sizes[eval(layer, {"l": l}) - 1] + 1) for _, layer in step.free]
    for values in product(*ranges):
        yield dict(zip([letter for letter, _ in step.free], values, strict=True))


@EVERY_PROOF
def test_every_line_is_true_for_every_neuron(proof: Proof) -> None:
    seen = 0
    for evaluation, l, j in places(proof):
        for step in proof.lines:
            for others in free_indices(step, evaluation, l):
                at = {"l": l, "j": j} | others
                expected = evaluation.number(step.line.result, **at)
                assert evaluation.number(step.line.formula, **at) == pytest.approx(expected, rel=1e-9, abs=1e-15), step
                seen += 1
    assert seen > 10 * len(proof.lines)


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_every_delta_and_gradient_proved(name: str) -> None:
    evaluation = evaluations()[[*PRESETS].index(name)]
    for frame in evaluation.trace.frames:
        if frame.phase == "backward":
            proving = {proof.equation for proof in PROOFS.values() if frame.form in proof.forms}
            assert proving == set(re.findall(r"BP\d", frame.equation))


def test_every_form_of_the_backward_pass_is_proved_once() -> None:
    for entry in EQUATIONS.values():
        if entry.tag.startswith("BP"):
            proofs = [proof for proof in PROOFS.values() if entry.id in proof.forms]
            assert [proof.equation for proof in proofs] == re.findall(r"BP\d", entry.tag)


@EVERY_PROOF
def test_the_last_line_is_the_equation_that_is_shown(proof: Proof) -> None:
    last = proof.lines[-1].line
    assert last.result == proof.result
    if proof.result == "delta[l,j]":
        for form in proof.forms:
            shown = [line.formula for line in EQUATIONS[form].index]
            flat = [re.sub(r"\bi\b", "k", formula) for formula in shown]
            assert re.sub(r"\bi\b", "k", last.formula) in flat


@EVERY_PROOF
def test_letters_besides_l_and_j_are_bound_or_declared(proof: Proof) -> None:
    for step in proof.lines:
        declared = {letter for letter, _ in step.free}
        for formula in (step.line.result, step.line.formula):
            parse(formula)
            used = set(re.findall(r"\b[ijkq]\b", formula)) - {"j"}
            bound = set(re.findall(r"for ([ikq]) in", formula))
            assert used - bound <= declared
        assert declared <= set(re.findall(r"\b[ikq]\b", step.line.result))


@EVERY_PROOF
def test_a_proof_brings_the_symbols_it_uses_and_no_others(proof: Proof) -> None:
    written = " ".join(f"{step.line.result} {step.line.formula}" for step in proof.lines)
    used = set(re.findall(r"\b(?:grad_[zwb]|da_dz|dz_d[zwb])\b", written))
    assert {symbol.name for symbol in proof.symbols} == used
    for symbol in proof.symbols:
        arity = len(symbol.meaning.result.partition("[")[2].split(","))
        assert re.findall(r"<(\d)>", symbol.latex) == [str(i + 1) for i in range(arity)]
        parse(symbol.meaning.result)
        parse(symbol.meaning.formula)


LAYER_OF = {"i": "l", "q": "l+1"}


@EVERY_PROOF
def test_the_formula_of_a_symbol_gives_what_it_means(proof: Proof) -> None:
    for evaluation, l, j in places(proof):
        for symbol in proof.symbols:
            letters = sorted(set(re.findall(r"\b[ikq]\b", symbol.meaning.result)))
            layers = [
                ("l" if symbol.name == "da_dz" else "l-1") if letter == "k" else LAYER_OF[letter] for letter in letters
            ]
            free = tuple(zip(letters, layers, strict=True))
            for others in free_indices(ProofLine(symbol.meaning, None, "", free), evaluation, l):
                at = {"l": l, "j": j} | others
                expected = evaluation.number(symbol.meaning.result, **at)
                assert evaluation.number(symbol.meaning.formula, **at) == pytest.approx(expected, rel=1e-9, abs=1e-15)


def test_the_derivatives_are_those_of_the_forward_pass() -> None:
    """The meanings above against central differences in z."""
    step = 1e-6
    for name in ("2-3-1", "softmax", "deep"):
        preset = PRESETS[name]
        evaluation = evaluations()[[*PRESETS].index(name)]
        evaluation.examples.current = 0
        trace = forward(preset.network, preset.batch.inputs)
        for l, layer in preset.network.numbered():
            for j, k in product(range(1, layer.n_out + 1), repeat=2):
                shift = np.zeros(layer.n_out)
                shift[j - 1] = step
                above, below = (layer.f.function(trace.z[l][:1] + sign * shift)[0] for sign in (1, -1))
                assert evaluation.da_dz(l, k, l, j) == pytest.approx((above - below)[k - 1] / (2 * step), abs=1e-8)
                if l < preset.network.depth:
                    of_z = preset.network.layer(l + 1).weights @ (above - below) / (2 * step)
                    for q, expected in enumerate(of_z, start=1):
                        assert evaluation.dz_dz(l + 1, q, l, j) == pytest.approx(expected, abs=1e-8)


@EVERY_PROOF
def test_every_line_says_why_in_a_sentence(proof: Proof) -> None:
    for step in proof.lines:
        assert step.sentence.endswith(".")
        assert step.sentence[0].isupper()
    assert proof.title.strip() == proof.title != ""
    assert isinstance(proof.symbols[0], ProofSymbol)


def test_the_numbers_of_the_source_come_in_its_order() -> None:
    def tags(id: str) -> list[str]:
        return [step.tag for step in PROOFS[id].lines if step.tag]

    assert tags("BP1") == ["36", "37", "38", "39"]
    assert tags("BP2") == ["40", "41", "42", "43", "43", "44", "45", "BP2"]
