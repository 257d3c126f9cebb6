"""chain_rule: dC/dw of one parameter as a product of factors from the cost down to it, each with its frame.

The chain is unrolled as long as there is one path. Walking from the parameter towards the cost, it stops at the first
neuron that feeds several others: dC/da of that neuron is one factor, a sum over them that its ``terms`` spell out. In
a layer of softmax every z feeds every output, so there the chain begins with dC/dz. It also does at an output so
saturated that dC/da is larger than double precision holds, while its delta is an ordinary number.

Where a factor belongs: the backward pass meets dC/da^l, f'(z^l) and the weights that lead out of layer l
(dz^{l+1}/da^l) in frame ``dl``, where delta^l is made of them (BP1, BP2), and dz^l/dw = a^{l-1} in frame ``gl``
(BP3, BP4), although w and a have been there since the forward pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from engine.backprop import NO_REGULARIZATION, Regularization
from engine.explain import names
from engine.explain.names import COST, Name
from engine.explain.parameter import ParameterIndex
from engine.explain.passes import Passes, both_passes, check_one_example
from engine.explain.terms import Term, sum_over_neurons, sum_over_outputs, terms_over_neurons, terms_over_outputs
from engine.losses import Loss
from engine.network import Batch, Network


@dataclass(frozen=True)
class Factor:
    """One partial derivative of the chain.

    Attributes:
        symbol: the derivative.
        numerator: the symbol of what is differentiated.
        expression: the symbol of what it comes to, such as w^3_11; None for dC/da of an output, for which the cost
            has a formula of its own.
        of: the ref of the numerator.
        by: the ref of the denominator.
        ref: where the number itself is recorded; None for what is not, as the 1 of a bias.
        frame: where the backward pass meets it.
        uses: in how many gradients of the whole network this very number is a factor.
        reused: whether the frames of a later layer, which come first, have used it already.
        terms: the summands where it stands for a sum, else None.
    """

    symbol: str
    numerator: str
    expression: str | None
    value: float
    of: str
    by: str
    ref: str | None
    frame: str
    uses: int
    reused: bool
    terms: tuple[Term, ...] | None


@dataclass(frozen=True)
class ChainRule:
    """dC/dw of one example, without the penalty, as a product.

    Attributes:
        symbol: of the gradient.
        ref: where it is recorded; there with the penalty, if there is one.
        gradient: delta^l_j a^{l-1}_k, or delta^l_j for a bias (BP3, BP4).
        factors: from the cost to the parameter.
        stages: the equalities that lead there, as lists of symbols; each splits the last symbol of the one before.
    """

    parameter: ParameterIndex
    symbol: str
    ref: str
    gradient: float
    factors: tuple[Factor, ...]
    stages: tuple[tuple[str, ...], ...]


def chain_rule(
    network: Network,
    example: Batch,
    loss: Loss,
    parameter: ParameterIndex,
    regularization: Regularization = NO_REGULARIZATION,
) -> ChainRule:
    """The product dC/da · da/dz · dz/da · … · dz/dw for one parameter.

    Raises:
        InvalidNumber, ShapeMismatch: a parameter that does not exist; more than one example.
        UndefinedPair, Diverged: as the verbs.
    """
    check_one_example(example)
    parameter.check(network)
    passes = both_passes(network, example, loss, regularization)
    with np.errstate(all="ignore"):
        factors = (*_chain(passes, parameter),)[::-1]
    name = names.of_parameter(parameter)
    stages = tuple(
        (*(factor.symbol for factor in factors[:i]), names.partial(Name(factors[i].numerator, factors[i].of), name))
        for i in range(1, len(factors))
    )
    return ChainRule(parameter, *names.gradient(parameter), passes.gradient_of_example(parameter), factors, stages)


def _chain(passes: Passes, parameter: ParameterIndex) -> Iterator[Factor]:
    """The factors from the parameter towards the cost, as long as there is one path."""
    network, backward = passes.network, passes.backward
    l, j = parameter.layer, parameter.j

    def factor(
        derivative: tuple[Name, Name],
        value: float,
        ref: str | None,
        expression: str | None,
        terms: tuple[Term, ...] | None = None,
    ) -> Factor:
        of, by = derivative
        return Factor(
            symbol=names.partial(of, by),
            numerator=of.symbol,
            expression=expression,
            value=float(value),
            of=of.ref,
            by=by.ref,
            ref=ref,
            frame=f"d{l}",
            uses=parameters_behind(network, l),
            reused=l > parameter.layer,
            terms=terms,
        )

    yield _last_factor(passes, parameter)
    while True:
        layer, z, a = network.layer(l), names.z(l, j), names.a(l, j)
        if passes.ties(l):
            value, terms = backward.delta[l][0, j - 1], terms_over_outputs(passes, l, j)
            yield factor((COST, z), value, names.delta(l, j).ref, sum_over_outputs(l, j), terms)
            return
        if l == network.depth and passes.grad_a_is_out_of_range:
            yield factor((COST, z), backward.delta[l][0, j - 1], *names.delta(l, j)[::-1])
            return
        slope = names.slope(layer.f, l, j)
        if layer.f.elementwise:
            yield factor((a, z), backward.slope[l][0, j - 1], *slope[::-1])
        else:  # softmax of one neuron: always 1, so its slope is 0, and it is recorded nowhere
            yield factor((a, z), passes.jacobian(l)[0, 0], None, slope.symbol)
        grad_a, ref = backward.grad_a[l][0, j - 1], names.grad_a(l, j).ref
        if l == network.depth:
            yield factor((COST, a), grad_a, ref, None)
            return
        if network.layer(l + 1).n_out > 1:
            yield factor((COST, a), grad_a, ref, sum_over_neurons(l, j), terms_over_neurons(passes, l, j))
            return
        w = names.w(l + 1, 1, j)
        yield factor((names.z(l + 1, 1), a), network.layer(l + 1).weights[0, j - 1], w.ref, w.symbol)
        l, j = l + 1, 1


def _last_factor(passes: Passes, parameter: ParameterIndex) -> Factor:
    """dz/dw = a of the layer before, or dz/db = 1."""
    l, j, k = parameter.layer, parameter.j, parameter.k
    of, by = names.z(l, j), names.of_parameter(parameter)
    a = names.a(l - 1, k) if k else None
    return Factor(
        symbol=names.partial(of, by),
        numerator=of.symbol,
        expression=a.symbol if a else "1",
        value=float(passes.forward.a[l - 1][0, k - 1]) if k else 1.0,
        of=of.ref,
        by=by.ref,
        ref=a.ref if a else None,
        frame=f"g{l}",
        # every weight that leaves neuron k has this a in its gradient
        uses=passes.network.layer(l).n_out if k else 1,
        reused=False,
        terms=None,
    )


def parameters_behind(network: Network, l: int) -> int:
    """How many parameters move one z of layer ``l``: those of its neuron, and all of the layers before."""
    before = network.layers[: l - 2]
    own = network.layer(l)
    return own.n_in + (own.biases is not None) + sum(n.weights.size + (n.biases is not None) * n.n_out for n in before)
