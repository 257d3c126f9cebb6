"""BP1: the proofs of the delta of the output layer, for each way in which output and cost go together."""

import re

from engine.equations.backward import BACKWARD
from engine.equations.equation import Line
from engine.equations.proof import DEEP_DIVE, SOFTMAX_JACOBIAN, SOURCE, ProofLine, delta_line, proof_of
from engine.losses import LOSSES

_OUTPUT = "The output layer"

_BP1_BEGINS = (
    delta_line("grad_z[l,j]", "36", "This is what delta means: how much the cost changes for each unit of z."),
    delta_line(
        "sum(grad_a[l,k] * da_dz[l,k,l,j] for k in layer(l))",
        "37",
        "The cost sees z only through the outputs, so the chain rule adds up what reaches it through each of them.",
    ),
)
_BP1_ALONE = (
    delta_line(
        "grad_a[l,j] * da_dz[l,j,l,j]",
        "38",
        "Output k is made from its own z alone: for every k other than j the derivative is 0, and one term is left.",
    ),
    delta_line(
        "grad_a[l,j] * slope[l,j]",
        "39",
        "The output is f of that z, so the derivative is the slope of f. This is BP1, neuron by neuron.",
    ),
)


def _gradient_of(loss: str, index: str, sentence: str) -> ProofLine:
    formula = re.sub(r"\bj\b", index, LOSSES[loss].gradient_formula)
    return ProofLine(Line(f"grad_a[l,{index}]", formula), None, sentence, () if index == "j" else ((index, "l"),))


def _plain_forms() -> tuple[str, ...]:
    ids = [entry.id for entry in BACKWARD if entry.tag == "BP1"]
    return tuple(form for form in ids if not form.endswith(("_softmax", "_canonical")))


BP1 = (
    proof_of("BP1", _OUTPUT, _plain_forms(), "delta[l,j]", (*_BP1_BEGINS, *_BP1_ALONE)),
    proof_of(
        "BP1_binary_cross_entropy",
        f"{_OUTPUT}, sigmoid with binary cross-entropy",
        ("BP1_binary_cross_entropy_canonical",),
        "delta[l,j]",
        (
            *_BP1_BEGINS,
            *_BP1_ALONE,
            _gradient_of(
                "binary_cross_entropy", "j", "The slope of this cost grows without limit as an output goes wrong."
            ),
            ProofLine(Line("slope[l,j]", "a[l,j] * (1 - a[l,j])"), None, "The slope of a sigmoid, by its output."),
            delta_line(
                "(1 - y[j]) * a[l,j] - y[j] * (1 - a[l,j])",
                None,
                "Multiplied out, the slope cancels both denominators.",
            ),
            delta_line("a[l,j] - y[j]", None, "The two products y a cancel as well: output minus target is left."),
        ),
        source=f"{SOURCE}; Deep Dive, p − y",
    ),
    proof_of(
        "BP1_softmax",
        f"{_OUTPUT}, softmax",
        tuple(entry.id for entry in BACKWARD if entry.tag == "BP1" and entry.id.endswith("_softmax")),
        "delta[l,j]",
        (
            *_BP1_BEGINS,
            SOFTMAX_JACOBIAN,
            delta_line(
                "grad_a[l,j] * a[l,j] - sum(grad_a[l,k] * a[l,k] * a[l,j] for k in layer(l))",
                None,
                "Put in: each output takes the product of two shares away, and output j adds its own share.",
            ),
            delta_line(
                "a[l,j] * (grad_a[l,j] - sum(a[l,k] * grad_a[l,k] for k in layer(l)))",
                None,
                "The share of j stands in every term. What is left compares its derivative with the mean of all.",
            ),
        ),
        softmax=True,
        source=DEEP_DIVE,
    ),
    proof_of(
        "BP1_cross_entropy",
        f"{_OUTPUT}, softmax with cross-entropy",
        ("BP1_cross_entropy_canonical",),
        "delta[l,j]",
        (
            *_BP1_BEGINS,
            SOFTMAX_JACOBIAN,
            _gradient_of("cross_entropy", "k", "Cross-entropy looks at each output by its logarithm."),
            delta_line(
                "-y[j] / a[l,j] * a[l,j] + sum(y[k] / a[l,k] * a[l,k] * a[l,j] for k in layer(l))",
                None,
                "Put in: the term of output j, and the product of two shares that every output takes away.",
            ),
            delta_line(
                "a[l,j] * sum(y[k] for k in layer(l)) - y[j]",
                None,
                "Every share in a denominator meets itself and cancels.",
            ),
            delta_line("a[l,j] - y[j]", None, "The targets sum to 1: p − y, and no slope is left to slow it."),
        ),
        softmax=True,
        source="Deep Dive, p − y",
    ),
)
