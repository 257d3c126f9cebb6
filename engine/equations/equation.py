"""Line, Term, Equation: what is shown for one kind of frame, and the small language it is written in.

Formulas are expressions in the grammar of `engine.expressions`, in these symbols:

    x[j]  w[l,j,k]  b[l,j]  z[l,j]  a[l,j]  y[j]  slope[l,j] = f'(z)  jacobian[l]  grad_a[l,j]  delta[l,j]
    nabla_w[l,j,k]  nabla_b[l,j]  updated_w[l,j,k]  updated_b[l,j]  cost_of_example  penalty  l1  l2  cost
    the optimizer's settings, its slots after the step, velocity_w[l,j,k] or velocity_b[l,j], and step, from 1

In matrix lines ``a[l]`` is a column, ``w[l]`` a matrix. The cost is of the output layer: there l is L.

A term whose symbol the network lacks (the biases of a layer without any) and a term whose factor is a penalty of
zero are left out when the formula is shown, and so is a line for biases that are absent or not trained. In text and
NumPy, ``<l>`` stands for a layer number, ``[biases: …]``, ``[l1: …]``, ``[l2: …]`` and ``[penalty: …]`` for what is
left out likewise, ``[trained_biases: …]`` for biases that learn, ``[batch: …]`` and ``[single: …]`` for what holds for
several examples and for one; such parts may stand in one another. In text ``{…}`` is numbers: ``{line 1}`` a whole
line of the calculation, ``{z[l,j]}`` a value, ``{list z[l]}`` all of a layer; where ``×`` stands before it, a negative
value gets brackets.

The NumPy lines of the frames up to the gradients, one after the other, are a program; given np, x, y, m, w<l>, b<l>,
the penalty and its factors, and nothing else, it computes the trace.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """``result`` = ``formula``."""

    result: str
    formula: str


@dataclass(frozen=True)
class Term:
    """What is said of one part of a neuron's calculation, where that is taken part by part.

    Attributes:
        name: the index of a sum or of the weights, ``k`` or ``q``, whose terms come one after the other; ``b`` for the
            bias and ``f`` for the slope, which come last.
        sentence: for that part alone.
    """

    name: str
    sentence: str


@dataclass(frozen=True)
class Equation:
    """What is shown for one kind of frame.

    Attributes:
        id: the frame's form.
        title: the heading of the step.
        tag: its number in the sources, or a name.
        source: where the sources derive it.
        index: the equation in index form.
        lines: the calculation for neuron j of layer l, line by line, numbers to be put in.
        matrix: the same for a whole layer, columns as in the book; empty where no such form is in use.
        numpy: the same for the batch; rows are examples. For an update, w is a parameter and g its gradient.
        sentence: for a layer at once.
        neuron_sentence: for neuron j.
        terms: for the parts of neuron j's calculation, where it has any.
        meaning: what the quantity is, in a sentence for somebody who meets it for the first time; empty where the name
            says it.
    """

    id: str
    title: str
    tag: str
    source: str
    index: tuple[Line, ...]
    lines: tuple[Line, ...]
    matrix: tuple[Line, ...]
    numpy: tuple[str, ...]
    sentence: str
    neuron_sentence: str
    terms: tuple[Term, ...] = ()
    meaning: str = ""


def with_layer(numpy: str) -> str:
    """A table's NumPy line in z and a, with the layer number put in."""
    return re.sub(r"\b([za])\b", r"\1<l>", numpy)


def of_neuron(formula: str) -> str:
    """A table's formula in z and a, with the indices of neuron j put in."""
    return re.sub(r"\b([za])\b(?!\[)", r"\1[l,j]", formula)
