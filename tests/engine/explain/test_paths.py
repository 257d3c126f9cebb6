"""The sum over paths is the gradient, path by path and layer by layer, and listing the largest misses none."""

from collections.abc import Iterator
from math import fsum, prod

import numpy as np
import pytest

from engine import LOSSES, PRESETS, Batch, Dense, Diverged, InvalidNumber, Network, ShapeMismatch
from engine.explain.parameter import ParameterIndex
from engine.explain.paths import PathsExplanation, paths
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem
from tests.engine.samples import random_batch, random_network

EVERY_PROBLEM = pytest.mark.parametrize("problem", PROBLEMS, ids=PROBLEM_NAMES)
HALF_SQUARED = LOSSES["half_squared_error"]
ALL = 10_000


def explained(problem: Problem, parameter: ParameterIndex, most: int = ALL) -> PathsExplanation:
    return paths(problem.network, problem.example, problem.loss, parameter, most, None, problem.regularization)


def one_by_one(problem: Problem, parameter: ParameterIndex) -> Iterator[tuple[tuple[int, ...], float]]:
    """Neurons and product of every path, by nothing but recursion from the parameter upwards."""
    passes = problem.passes()
    network = problem.network

    def from_z(l: int, j: int, product: float) -> Iterator[tuple[tuple[int, ...], float]]:
        f = network.layer(l).f
        column = f.jacobian(passes.forward.z[l], passes.forward.a[l])[0][:, j]
        for i in [j] if f.elementwise else range(len(column)):
            here = (j + 1,) if f.elementwise else (j + 1, i + 1)
            through = product * float(column[i])
            if l == network.depth:
                yield here, through * float(passes.backward.grad_a[l][0, i])
                continue
            for q, weight in enumerate(network.layer(l + 1).weights[:, i].tolist()):
                for neurons, value in from_z(l + 1, q, through * weight):
                    yield here + neurons, value

    l, k = parameter.layer, parameter.k
    yield from from_z(l, parameter.j - 1, float(passes.forward.a[l - 1][0, k - 1]) if k else 1.0)


@EVERY_PROBLEM
def test_the_sum_over_all_paths_is_the_gradient(problem: Problem) -> None:
    for parameter in problem.some_parameters():
        brute = dict(one_by_one(problem, parameter))
        found = explained(problem, parameter)
        assert found.count == len(brute) == len(found.paths)
        assert found.summed == "path by path"
        assert {path.neurons: pytest.approx(path.product, rel=1e-12, abs=1e-300) for path in found.paths} == brute
        assert found.total == found.listed_total == pytest.approx(fsum(brute.values()), rel=1e-11, abs=1e-14)
        assert found.total == pytest.approx(found.gradient, rel=1e-10, abs=1e-13)


@EVERY_PROBLEM
def test_the_factors_of_a_path_multiply_to_its_product(problem: Problem) -> None:
    for parameter in problem.some_parameters():
        for path in explained(problem, parameter).paths:
            assert prod([factor.value for factor in path.factors]) == path.product
            assert path.nodes[-1] == "cost_of_example"
            weights = {factor.ref for factor in path.factors if factor.ref and factor.ref.startswith("w.")}
            assert weights <= set(path.nodes)


@EVERY_PROBLEM
@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_largest_are_listed_and_the_total_is_of_all(problem: Problem, most: int) -> None:
    for parameter in problem.some_parameters():
        brute = dict(one_by_one(problem, parameter))
        found = explained(problem, parameter, most)
        sizes = sorted((abs(product) for product in brute.values()), reverse=True)
        listed = [abs(path.product) for path in found.paths]
        np.testing.assert_allclose(listed, sizes[:most], rtol=1e-12, atol=1e-300)
        assert listed == sorted(listed, reverse=True)
        assert len({path.neurons for path in found.paths}) == len(found.paths) == min(most, len(brute))
        assert found.total == pytest.approx(found.gradient, rel=1e-10, abs=1e-13)
        assert found.summed == ("path by path" if most >= len(brute) else "layer by layer")


def test_more_paths_than_can_be_listed_are_counted_exactly() -> None:
    source = np.random.default_rng(4)
    sizes = [2, *[20] * 14, 3]
    network = random_network(source, sizes, ["tanh"] * 13 + ["softmax", "sigmoid"])
    example = random_batch(source, network, HALF_SQUARED, 1)
    found = paths(network, example, HALF_SQUARED, ParameterIndex(2, "weight", 7, 2), 30)
    assert found.count == 20**13 * 20 * 3 > 2**53
    assert len(found.paths) == 30
    assert found.total == pytest.approx(found.gradient, rel=1e-9)


def test_a_factor_says_how_many_paths_share_it() -> None:
    preset = PRESETS["deep"]
    found = paths(preset.network, preset.batch, preset.loss, ParameterIndex(2, "weight", 1, 1), ALL)
    chains = [[factor.symbol for factor in path.factors] for path in found.paths]
    assert found.count == 9
    for path, chain in zip(found.paths, chains, strict=True):
        for p, factor in enumerate(path.factors):
            assert factor.from_cost == sum(other[: p + 1] == chain[: p + 1] for other in chains)
            assert factor.to_parameter == sum(other[p:] == chain[p:] for other in chains)
            assert factor.shared_with == max(factor.from_cost, factor.to_parameter)
        assert [path.factors[i].from_cost for i in (0, 1, 2, 3)] == [9, 9, 3, 3]
        assert [path.factors[i].to_parameter for i in (-1, -2, -3, -4)] == [9, 9, 3, 3]


@EVERY_PROBLEM
def test_the_recursion_ends_in_the_gradient_and_each_step_is_what_it_is_made_of(problem: Problem) -> None:
    passes = problem.passes()
    for parameter in problem.some_parameters():
        found = explained(problem, parameter)
        values = {step.ref: step.value for step in found.recursion}
        for step in found.recursion:
            name = step.ref.split(".")[0]
            recorded = passes.backward.delta if name == "delta" else passes.backward.grad_a
            assert step.value == recorded[step.layer][0, step.j - 1]
            total = fsum(term.product for term in step.terms) if step.terms else None
            if step.factors:
                assert prod(factor.value for factor in step.factors) == pytest.approx(step.value, rel=1e-12, abs=1e-300)
                assert total is None or total == pytest.approx(step.factors[0].value, rel=1e-10, abs=1e-14)
            else:
                assert total == pytest.approx(step.value, rel=1e-10, abs=1e-14)
            for term in step.terms or ():
                deltas = [ref for ref in term.refs if ref.startswith("delta")]
                assert all(values[ref] == term.delta for ref in deltas)  # computed in an earlier step
        last = found.recursion[-1]
        assert (last.layer, last.j, last.paths) == (parameter.layer, parameter.j, str(found.count))


@EVERY_PROBLEM
def test_each_step_is_used_as_often_as_it_says(problem: Problem) -> None:
    for parameter in problem.some_parameters():
        steps = explained(problem, parameter).recursion
        for step in steps:
            users = [
                other
                for other in steps
                if any(step.ref in term.refs for term in other.terms or ())
                or (step.ref.startswith("grad_a") and other.ref.startswith("delta") and other.layer == step.layer)
            ]
            assert step.uses == max(len(users), 1)


def test_the_smallest_network_has_one_path_to_each_weight() -> None:
    preset = PRESETS["2-2-1"]
    found = paths(preset.network, preset.batch, preset.loss, ParameterIndex(2, "weight", 2, 1))
    (path,) = found.paths
    assert path.neurons == (2, 1)
    assert path.nodes == ("a.1.1", "w.2.2.1", "z.2.2", "a.2.2", "w.3.1.2", "z.3.1", "a.3.1", "cost_of_example")
    assert [factor.symbol for factor in path.factors] == [
        r"\frac{\partial C}{\partial a^{3}_{1}}",
        r"\sigma'(z^{3}_{1})",
        "w^{3}_{12}",
        r"\sigma'(z^{2}_{2})",
        "a^{1}_{1}",
    ]


def test_softmax_is_visited_twice() -> None:
    preset = PRESETS["softmax"]
    found = paths(preset.network, preset.batch, preset.loss, ParameterIndex(2, "bias", 1))
    assert found.count == 9
    assert {path.neurons for path in found.paths} == {(1, z, a) for z in (1, 2, 3) for a in (1, 2, 3)}


def test_growth_is_exponential_one_way_and_linear_the_other() -> None:
    preset = PRESETS["2-2-2"]
    found = paths(preset.network, preset.batch, preset.loss, ParameterIndex(2, "weight", 1, 1), growth=(4, 6))
    assert [entry.hidden_layers for entry in found.growth] == [1, 2, 3, 4, 5, 6]
    for fewer, more, most in zip(found.growth, found.growth[1:], found.growth[2:], strict=False):
        step = most.multiplications_backprop - more.multiplications_backprop
        assert step == more.multiplications_backprop - fewer.multiplications_backprop
        assert more.multiplications_paths > 4 * fewer.multiplications_paths
        assert more.paths > 4 * fewer.paths


def test_an_output_saturated_beyond_all_numbers_begins_at_its_delta() -> None:
    for activation, loss in (("sigmoid", "binary_cross_entropy"), ("softmax", "cross_entropy")):
        network = Network((Dense([[1.0], [0.5]], None, "tanh"), Dense([[-2000.0, 1.0], [0.0, 1.0]], None, activation)))
        example = Batch([[1.0]], [[1.0, 0.0]])
        found = paths(network, example, LOSSES[loss], ParameterIndex(2, "weight", 2, 1), ALL)
        assert found.out_of_range
        assert found.count == len(found.paths) == 2
        assert {path.factors[0].symbol for path in found.paths} == {
            r"\frac{\partial C}{\partial z^{3}_{1}}",
            r"\frac{\partial C}{\partial z^{3}_{2}}",
        }
        few = paths(network, example, LOSSES[loss], ParameterIndex(2, "weight", 2, 1), 1)
        assert found.total == pytest.approx(found.gradient, rel=1e-12)
        assert few.total == pytest.approx(found.gradient, rel=1e-12)


def test_a_product_along_a_path_that_overflows_is_told() -> None:
    network = Network(
        (
            Dense([[1e-300]], None, "linear"),
            Dense([[1e200], [1e200]], None, "linear"),
            Dense([[1e200, -1e200]], None, "linear"),
        )
    )
    with pytest.raises(Diverged) as caught:
        paths(network, Batch([[0.0]], [[1e10]]), HALF_SQUARED, ParameterIndex(2, "weight", 1, 1))
    assert caught.value.layer in (2, 3)


def test_a_parameter_that_does_not_exist_and_a_second_example_are_refused() -> None:
    preset = PRESETS["2-2-1"]
    with pytest.raises(InvalidNumber, match="no layer 5"):
        paths(preset.network, preset.batch, preset.loss, ParameterIndex(5, "weight", 1, 1))
    preset = PRESETS["xor"]
    with pytest.raises(ShapeMismatch, match="exactly one"):
        paths(preset.network, preset.batch, preset.loss, ParameterIndex(2, "weight", 1, 1))
