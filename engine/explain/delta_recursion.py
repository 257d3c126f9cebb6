"""delta_recursion: the deltas that one parameter's gradient needs, each computed once and used again and again."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.explain import names
from engine.explain.multiplications import shape_of
from engine.explain.names import Name
from engine.explain.passes import Passes
from engine.explain.terms import Term, sum_over_neurons, sum_over_outputs, terms_over_neurons, terms_over_outputs


@dataclass(frozen=True)
class Number:
    """A factor; ``ref`` is where it is recorded, None where it is not."""

    symbol: str
    value: float
    ref: str | None


@dataclass(frozen=True)
class RecursionStep:
    """A delta, or a dC/da that the softmax of a hidden layer shares out.

    Attributes:
        expression: the symbol of what it comes to.
        factors: delta = dC/da f'(z), where f is elementwise; else empty.
        terms: the summands of dC/da where there are factors and in a step that is a dC/da, else of delta; None at an
            output, whose dC/da is no sum, and where dC/da is out of range.
        uses: how often this parameter's recursion uses it.
        uses_for_all: how often the whole backward pass does.
        paths: how many paths to the cost are gathered in it, as decimal digits.
    """

    symbol: str
    ref: str
    layer: int
    j: int
    frame: str
    expression: str
    factors: tuple[Number, ...]
    terms: tuple[Term, ...] | None
    value: float
    uses: int
    uses_for_all: int
    paths: str


def delta_recursion(passes: Passes, l: int, j: int) -> Iterator[RecursionStep]:
    """All that delta^l_j is made of, from the output layer down to itself (BP1, BP2)."""
    network = passes.network
    for m in range(network.depth, l - 1, -1):
        everyone = range(1, network.layer(m).n_out + 1)
        wanted = everyone if m > l else [j]
        if not network.layer(m).f.elementwise and m < network.depth:
            for i in everyone:
                yield _shared_out(passes, m, i, len(wanted))
        for i in wanted:
            yield _delta(passes, m, i, _uses(passes, m, l))


def _uses(passes: Passes, m: int, l: int) -> int:
    """By how many numbers of this recursion a delta of layer ``m`` is used."""
    if m == l:
        return 1
    whole = m - 1 > l or not passes.network.layer(m - 1).f.elementwise
    return passes.network.layer(m).n_in if whole else 1


def _delta(passes: Passes, m: int, j: int, uses: int) -> RecursionStep:
    layer, delta = passes.network.layer(m), names.delta(m, j)
    factors: tuple[Number, ...] = ()
    if m == passes.network.depth and passes.grad_a_is_out_of_range:
        expression, terms = delta.symbol, None
    elif layer.f.elementwise:
        grad_a, slope = names.grad_a(m, j), names.slope(layer.f, m, j)
        factors = (
            _number(grad_a, passes.backward.grad_a[m][0, j - 1]),
            _number(slope, passes.backward.slope[m][0, j - 1]),
        )
        output = m == passes.network.depth
        terms = None if output else terms_over_neurons(passes, m, j)
        expression = f"{grad_a.symbol} {slope.symbol}"
        if not output:
            expression = rf"\Bigl({sum_over_neurons(m, j)}\Bigr) {slope.symbol}"
    else:
        expression, terms = sum_over_outputs(m, j), terms_over_outputs(passes, m, j)
    for_all = layer.n_in * (1 + (m > 2)) + (layer.biases is not None)
    paths = shape_of(passes).paths(m)
    value = float(passes.backward.delta[m][0, j - 1])
    return RecursionStep(*delta, m, j, f"d{m}", expression, factors, terms, value, uses, for_all, str(paths))


def _shared_out(passes: Passes, m: int, i: int, uses: int) -> RecursionStep:
    """dC/da^m_i of a hidden layer of softmax, which goes into every delta of the layer."""
    n = passes.network.layer(m).n_out
    value = float(passes.backward.grad_a[m][0, i - 1])
    paths = shape_of(passes).paths(m) // n
    name, terms = names.grad_a(m, i), terms_over_neurons(passes, m, i)
    return RecursionStep(*name, m, i, f"d{m}", sum_over_neurons(m, i), (), terms, value, uses, n, str(paths))


def _number(name: Name, value: float) -> Number:
    return Number(name.symbol, float(value), name.ref)
