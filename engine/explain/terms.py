"""Terms: the two sums of the backward pass, over the neurons that a neuron feeds and over the outputs of softmax."""

from dataclasses import dataclass
from math import isfinite

from engine.errors import Diverged
from engine.explain import names
from engine.explain.names import COST, Name
from engine.explain.passes import Passes


@dataclass(frozen=True)
class Term:
    """A summand: the product of two numbers.

    Attributes:
        j: the neuron that the sum has come to.
        symbol: of the product.
        refs: where the two are recorded; an entry of a softmax Jacobian is not.
        weight: w^{l+1}_qj; in a sum over the outputs of softmax da_i/dz_j.
        delta: delta^{l+1}_q; None in a sum over the outputs of softmax, which has dC/da_i in its place.
        grad_a: dC/da_i there, else None.
    """

    j: int
    symbol: str
    refs: tuple[str, ...]
    weight: float
    delta: float | None
    grad_a: float | None
    product: float


def terms_over_neurons(passes: Passes, l: int, j: int) -> tuple[Term, ...]:
    """w^{l+1}_qj delta^{l+1}_q for every neuron q that neuron j of layer l feeds (BP2)."""
    terms = []
    for q in range(1, passes.network.layer(l + 1).n_out + 1):
        w, delta = names.w(l + 1, q, j), names.delta(l + 1, q)
        weight = float(passes.network.layer(l + 1).weights[q - 1, j - 1])
        value = float(passes.backward.delta[l + 1][0, q - 1])
        terms.append(Term(q, f"{w.symbol} {delta.symbol}", (w.ref, delta.ref), weight, value, None, weight * value))
    return _checked(terms, l)


def terms_over_outputs(passes: Passes, l: int, j: int) -> tuple[Term, ...] | None:
    """dC/da_i da_i/dz_j for every output i of the softmax of layer l (BP1); None where dC/da is out of range."""
    if l == passes.network.depth and passes.grad_a_is_out_of_range:
        return None
    terms = []
    for i, slope in enumerate(passes.jacobian(l)[:, j - 1].tolist(), start=1):
        grad_a, value = names.grad_a(l, i), float(passes.backward.grad_a[l][0, i - 1])
        symbol = f"{grad_a.symbol} {names.partial(names.a(l, i), names.z(l, j))}"
        terms.append(Term(i, symbol, (grad_a.ref,), slope, None, value, slope * value))
    return _checked(terms, l)


def _checked(terms: list[Term], l: int) -> tuple[Term, ...]:
    """The terms, or Diverged: one can overflow although the engine's sum, which does not round each, has not."""
    if not all(isfinite(term.product) for term in terms):
        raise Diverged(f"layer {l}: a term of grad_a became infinite or undefined", layer=l, quantity="grad_a")
    return tuple(terms)


def sum_over_neurons(l: int, j: int) -> str:
    """The symbol of the sum of `terms_over_neurons`: dC/da^l_j."""
    return rf"\sum_q {names.indexed('w', l + 1, 'q', j)} {names.indexed(names.DELTA, l + 1, 'q')}"


def sum_over_outputs(l: int, j: int) -> str:
    """The symbol of the sum of `terms_over_outputs`: dC/dz^l_j."""
    a = Name(names.indexed("a", l, "i"), "")
    return rf"\sum_i {names.partial(COST, a)} {names.partial(a, names.z(l, j))}"
