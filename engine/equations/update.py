"""The equation of the update, one for each form that an optimizer takes."""

import re

from engine.equations.equation import Equation, Line
from engine.optimizers import OPTIMIZERS, OptimizerRule

_EVERY = "Every weight[trained_biases: and every bias]"


def update_equation(rule: OptimizerRule, form: str) -> Equation:
    """What is shown for the update by ``rule`` in one of its forms."""
    formula = rule.formulas[form]

    def of(parameter: str, kind: str, at: str) -> Line:
        names = {"w": f"{parameter}{at}", "g": f"nabla_{kind}{at}"}
        names |= {slot: f"{slot}_{kind}{at}" for slot in rule.every_slot}
        return Line(f"updated_{kind}{at}", re.sub(r"\b[a-z]+\b", lambda m: names.get(m[0], m[0]), formula))

    lines = (of("w", "w", "[l,j,k]"), of("b", "b", "[l,j]"))
    return Equation(
        id=f"update_{form}",
        title="Update",
        tag=rule.title,
        source="Nielsen's chapter 2, gradient descent; Demystified, the update rule"
        if form == "sgd"
        else "the update rule of PyTorch",
        index=lines,
        lines=lines,
        matrix=(of("w", "w", "[l]"), of("b", "b", "[l]")) if form == "sgd" else (),
        numpy=rule.numpy[form],
        sentence=f"{_EVERY} {rule.words[form]}, and the cost goes from {{cost}} to {{cost_after}}.",
        neuron_sentence=f"{_EVERY} of layer <l> {rule.words[form]}.",
    )


UPDATE = tuple(update_equation(rule, form) for rule in OPTIMIZERS.values() for form in rule.formulas)
