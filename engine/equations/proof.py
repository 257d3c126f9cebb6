"""Proof, ProofLine, ProofSymbol: a proof as steps, each of them a formula that can be evaluated.

Proofs are of one example: C stands for C_x. Besides the symbols of the equations (`engine.equations.equation`) they
need the derivatives that the chain rule speaks of, which nothing records:

    grad_z[l,j] = dC/dz    grad_w[l,j,k] = dC/dw    grad_b[l,j] = dC/db    da_dz[l,k,l,j] = da^l_k/dz^l_j
    dz_dz[l+1,q,l,j] = dz^{l+1}_q/dz^l_j    dz_dw[l,i,l,j,k] = dz^l_i/dw^l_jk    dz_db[l,i,l,j] = dz^l_i/db^l_j

Each proof brings those that it uses, with how LaTeX writes them and a formula for the number. ``f`` is the activation
of layer l. Letters: j is the neuron at hand, k one of its layer or, with weights, of the layer before, q one of the
layer after, i is summed over.
"""

import re
from dataclasses import dataclass

from engine.equations.equation import Line

SOURCE = "Nielsen's chapter 2, the proof of the four equations"


@dataclass(frozen=True)
class ProofSymbol:
    """A derivative that only proofs speak of.

    Attributes:
        name: in formulas.
        latex: ``<1>``, ``<2>``, … stand for its indices in their order; of two that adjoin, a comma sets numbers
            above 9 apart.
        meaning: the symbol with letters for indices, and a formula for its number in what is recorded.
    """

    name: str
    latex: str
    meaning: Line


@dataclass(frozen=True)
class ProofLine:
    """A step of a proof.

    Attributes:
        line: ``result`` is what the proof is about, or what the next step needs to know.
        tag: the number of the equation in the source; None where the source does without the line.
        sentence: why.
        free: the letters in ``result`` besides l and j, each with the layer whose neurons it stands for.
    """

    line: Line
    tag: str | None
    sentence: str
    free: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Proof:
    """The proof of one of the four equations.

    Attributes:
        equation: the name of what is proved: BP1, BP2, BP3, BP4.
        forms: of the frames that it belongs to, ids in EQUATIONS.
        result: what every step but the asides equals.
    """

    id: str
    title: str
    equation: str
    source: str
    forms: tuple[str, ...]
    result: str
    symbols: tuple[ProofSymbol, ...]
    lines: tuple[ProofLine, ...]


_SYMBOLS = (
    ProofSymbol("grad_z", r"\frac{\partial C}{\partial z^{<1>}_{<2>}}", Line("grad_z[l,j]", "delta[l,j]")),
    ProofSymbol(
        "grad_w", r"\frac{\partial C}{\partial w^{<1>}_{<2><3>}}", Line("grad_w[l,j,k]", "a[l-1,k] * delta[l,j]")
    ),
    ProofSymbol("grad_b", r"\frac{\partial C}{\partial b^{<1>}_{<2>}}", Line("grad_b[l,j]", "delta[l,j]")),
    ProofSymbol(
        "da_dz",
        r"\frac{\partial a^{<1>}_{<2>}}{\partial z^{<3>}_{<4>}}",
        Line("da_dz[l,k,l,j]", "slope[l,j] if k == j else 0"),
    ),
    ProofSymbol(
        "dz_dz",
        r"\frac{\partial z^{<1>}_{<2>}}{\partial z^{<3>}_{<4>}}",
        Line("dz_dz[l+1,q,l,j]", "w[l+1,q,j] * slope[l,j]"),
    ),
    ProofSymbol(
        "dz_dw",
        r"\frac{\partial z^{<1>}_{<2>}}{\partial w^{<3>}_{<4><5>}}",
        Line("dz_dw[l,i,l,j,k]", "a[l-1,k] if i == j else 0"),
    ),
    ProofSymbol(
        "dz_db",
        r"\frac{\partial z^{<1>}_{<2>}}{\partial b^{<3>}_{<4>}}",
        Line("dz_db[l,i,l,j]", "1 if i == j else 0"),
    ),
)
_OF_SOFTMAX = {
    "da_dz": Line("da_dz[l,k,l,j]", "a[l,k] * (1 - a[l,j]) if k == j else -a[l,k] * a[l,j]"),
    "dz_dz": Line("dz_dz[l+1,q,l,j]", "a[l,j] * (w[l+1,q,j] - sum(w[l+1,q,i] * a[l,i] for i in layer(l)))"),
}


def proof_of(
    id: str,
    title: str,
    forms: tuple[str, ...],
    result: str,
    lines: tuple[ProofLine, ...],
    *,
    softmax: bool = False,
    source: str = SOURCE,
) -> Proof:
    """The proof with the symbols that its lines use."""
    written = " ".join(f"{step.line.result} {step.line.formula}" for step in lines)
    symbols = tuple(
        ProofSymbol(entry.name, entry.latex, _OF_SOFTMAX.get(entry.name, entry.meaning) if softmax else entry.meaning)
        for entry in _SYMBOLS
        if re.search(rf"\b{entry.name}\b", written)
    )
    return Proof(id, title, id.partition("_")[0], source, forms, result, symbols, lines)


DEEP_DIVE = f"{SOURCE}; Deep Dive, the softmax Jacobian"


def delta_line(formula: str, tag: str | None, sentence: str) -> ProofLine:
    """A step that delta itself equals."""
    return ProofLine(Line("delta[l,j]", formula), tag, sentence)


SOFTMAX_JACOBIAN = ProofLine(
    _OF_SOFTMAX["da_dz"],
    None,
    "Raising one z of a softmax raises its own share and lowers all the others: no entry of the Jacobian is 0.",
    (("k", "l"),),
)
