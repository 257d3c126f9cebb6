"""What the explanations speak of, by name: the symbol as LaTeX writes it, and the ref under which the page has it.

Symbols have the layer above and the indices below; refs are those of recorded numbers: ``a.2.1``, ``w.2.1.3``.
"""

from typing import NamedTuple

from engine.activations import Activation
from engine.explain.parameter import ParameterIndex


class Name(NamedTuple):
    """A quantity's symbol and ref."""

    symbol: str
    ref: str


COST = Name("C", "cost_of_example")
"""The cost of the one example, without a penalty: what delta and grad_a are derivatives of."""

DELTA = r"\delta"


def indexed(letter: str, l: int, *indices: int | str) -> str:
    """``w^{3}_{12}``; with a comma where an index has two digits: ``w^{3}_{1,12}``."""
    words = [str(index) for index in indices]
    comma = "," if any(word.isdigit() and len(word) > 1 for word in words) else ""
    return f"{letter}^{{{l}}}_{{{comma.join(words)}}}"


def w(l: int, j: int, k: int) -> Name:
    """The weight into neuron j of layer l from neuron k of the layer before."""
    return Name(indexed("w", l, j, k), f"w.{l}.{j}.{k}")


def b(l: int, j: int) -> Name:
    """The bias of neuron j of layer l."""
    return Name(indexed("b", l, j), f"b.{l}.{j}")


def z(l: int, j: int) -> Name:
    """The weighted input of neuron j of layer l."""
    return Name(indexed("z", l, j), f"z.{l}.{j}")


def a(l: int, j: int) -> Name:
    """The activation of neuron j of layer l."""
    return Name(indexed("a", l, j), f"a.{l}.{j}")


def y(j: int) -> Name:
    """The target of output j."""
    return Name(f"y_{{{j}}}", f"y.{j}")


def delta(l: int, j: int) -> Name:
    """DC/dz of neuron j of layer l."""
    return Name(indexed(DELTA, l, j), f"delta.{l}.{j}")


def grad_a(l: int, j: int) -> Name:
    """DC/da of neuron j of layer l."""
    return Name(partial(COST, a(l, j)), f"grad_a.{l}.{j}")


def slope(f: Activation, l: int, j: int) -> Name:
    """f'(z) of neuron j of layer l, f with its own symbol."""
    return Name(f"{f.symbol}'({z(l, j).symbol})", f"slope.{l}.{j}")


def of_parameter(parameter: ParameterIndex) -> Name:
    """The weight or bias."""
    l, j, k = parameter.layer, parameter.j, parameter.k
    return b(l, j) if k is None else w(l, j, k)


def gradient(parameter: ParameterIndex) -> Name:
    """DC/dw or dC/db."""
    name = of_parameter(parameter)
    return Name(partial(COST, name), f"nabla_{name.ref}")


def partial(of: Name, by: Name) -> str:
    """The symbol of the derivative of ``of`` by ``by``."""
    return rf"\frac{{\partial {of.symbol}}}{{\partial {by.symbol}}}"
