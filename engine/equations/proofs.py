"""PROOFS: the proofs of BP1 to BP4 for each kind of layer; those of BP2, BP3 and BP4 are here."""

from engine.equations.equation import Line
from engine.equations.proof import DEEP_DIVE, SOFTMAX_JACOBIAN, ProofLine, delta_line, proof_of
from engine.equations.proof_of_bp1 import BP1

_BP2_BEGINS = (
    delta_line("grad_z[l,j]", "40", "The same meaning as before, now of a neuron inside the network."),
    delta_line(
        "sum(grad_z[l+1,q] * dz_dz[l+1,q,l,j] for q in layer(l+1))",
        "41",
        "The cost sees this z only through the weighted inputs of the next layer: the chain rule adds up over them.",
    ),
    delta_line(
        "sum(dz_dz[l+1,q,l,j] * delta[l+1,q] for q in layer(l+1))",
        "42",
        "The derivative by a weighted input of the next layer is its delta, and that has been computed already.",
    ),
    ProofLine(
        Line("z[l+1,q]", "sum(w[l+1,q,i] * a[l,i] for i in layer(l)) + b[l+1,q]"),
        "43",
        "To know the other factor, look at how the next layer's weighted input is made.",
        (("q", "l+1"),),
    ),
)

_BP2 = (
    proof_of(
        "BP2",
        "From layer to layer",
        ("BP2",),
        "delta[l,j]",
        (
            *_BP2_BEGINS,
            ProofLine(
                Line("z[l+1,q]", "sum(w[l+1,q,i] * f(z[l,i]) for i in layer(l)) + b[l+1,q]"),
                "43",
                "Each activation in it is f of one z of this layer.",
                (("q", "l+1"),),
            ),
            ProofLine(
                Line("dz_dz[l+1,q,l,j]", "w[l+1,q,j] * slope[l,j]"),
                "44",
                "Only the term of neuron j moves with this z: by the weight, times the slope.",
                (("q", "l+1"),),
            ),
            delta_line(
                "sum(w[l+1,q,j] * delta[l+1,q] * slope[l,j] for q in layer(l+1))",
                "45",
                "Put back into the sum of (42).",
            ),
            delta_line(
                "sum(w[l+1,q,j] * delta[l+1,q] for q in layer(l+1)) * slope[l,j]",
                "BP2",
                "The slope is the same in every term. The sum runs down a column of w: the transpose of BP2.",
            ),
        ),
    ),
    proof_of(
        "BP2_softmax",
        "From layer to layer, through a softmax",
        ("BP2_softmax",),
        "delta[l,j]",
        (
            *_BP2_BEGINS,
            ProofLine(
                Line("dz_dz[l+1,q,l,j]", "sum(w[l+1,q,i] * da_dz[l,i,l,j] for i in layer(l))"),
                None,
                "A softmax moves every activation of the layer with this z, so every weight into q counts.",
                (("q", "l+1"),),
            ),
            delta_line(
                "sum(sum(w[l+1,q,i] * da_dz[l,i,l,j] for i in layer(l)) * delta[l+1,q] for q in layer(l+1))",
                None,
                "Put back into the sum of (42).",
            ),
            ProofLine(
                Line("grad_a[l,i]", "sum(w[l+1,q,i] * delta[l+1,q] for q in layer(l+1))"),
                None,
                "Summed over q first, the weights and deltas are how the cost changes with one activation.",
                (("i", "l"),),
            ),
            delta_line(
                "sum(grad_a[l,i] * da_dz[l,i,l,j] for i in layer(l))",
                None,
                "With that, it is the row of derivatives by the activations times the Jacobian, as at the output.",
            ),
            SOFTMAX_JACOBIAN,
            delta_line(
                "a[l,j] * (grad_a[l,j] - sum(a[l,i] * grad_a[l,i] for i in layer(l)))",
                "BP2",
                "Put in and gathered: BP2 with the whole Jacobian in the place of the slope.",
            ),
        ),
        softmax=True,
        source=DEEP_DIVE,
    ),
)


def _grad_b(formula: str, tag: str | None, sentence: str) -> ProofLine:
    return ProofLine(Line("grad_b[l,j]", formula), tag, sentence)


def _grad_w(formula: str, tag: str | None, sentence: str) -> ProofLine:
    return ProofLine(Line("grad_w[l,j,k]", formula), tag, sentence, (("k", "l-1"),))


_WEIGHTED_INPUT = Line("z[l,j]", "sum(w[l,j,i] * a[l-1,i] for i in layer(l-1)) + b[l,j]")

_BP3_BP4 = (
    proof_of(
        "BP3",
        "A bias",
        ("BP3_BP4",),
        "grad_b[l,j]",
        (
            _grad_b(
                "sum(grad_z[l,i] * dz_db[l,i,l,j] for i in layer(l))",
                None,
                "A bias reaches the cost only through the weighted inputs of its layer.",
            ),
            _grad_b("grad_z[l,j] * dz_db[l,j,l,j]", None, "It stands in the weighted input of its own neuron alone."),
            ProofLine(_WEIGHTED_INPUT, "23", "There it is simply added."),
            ProofLine(Line("dz_db[l,j,l,j]", "1"), None, "So z moves exactly as far as the bias does."),
            _grad_b("delta[l,j]", "BP3", "What is left is the derivative by z, which is called delta."),
        ),
    ),
    proof_of(
        "BP4",
        "A weight",
        ("BP3_BP4",),
        "grad_w[l,j,k]",
        (
            _grad_w(
                "sum(grad_z[l,i] * dz_dw[l,i,l,j,k] for i in layer(l))",
                None,
                "A weight reaches the cost only through the weighted inputs of the layer that it leads into.",
            ),
            _grad_w("grad_z[l,j] * dz_dw[l,j,l,j,k]", None, "It stands in the weighted input of neuron j alone."),
            ProofLine(_WEIGHTED_INPUT, "23", "There it is multiplied by the activation that it carries."),
            ProofLine(
                Line("dz_dw[l,j,l,j,k]", "a[l-1,k]"),
                None,
                "So z moves by that activation for each unit of the weight; the other terms stand still.",
                (("k", "l-1"),),
            ),
            _grad_w("grad_z[l,j] * a[l-1,k]", None, "Put in."),
            _grad_w("a[l-1,k] * delta[l,j]", "BP4", "The activation that goes in times the delta that comes out (32)."),
        ),
    ),
)

PROOFS = {entry.id: entry for entry in (*BP1, *_BP2, *_BP3_BP4)}
"""Every proof by its id."""
