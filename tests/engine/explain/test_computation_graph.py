"""The computation graph: forwards through it come the engine's values, backwards along its edges its deltas."""

from collections import defaultdict

import numpy as np
import pytest

from engine import LOSSES, PRESETS, Batch, Dense, InvalidNumber, Network, ShapeMismatch
from engine.explain.computation_graph import ComputationGraph, NeuronIndex, Node, computation_graph
from engine.trace import frames_of
from tests.engine.explain.problems import PROBLEM_NAMES, PROBLEMS, Problem

EVERY_PROBLEM = pytest.mark.parametrize("problem", PROBLEMS, ids=PROBLEM_NAMES)


def graph_of(problem: Problem, neuron: NeuronIndex | None = None) -> ComputationGraph:
    return computation_graph(problem.network, problem.example, problem.loss, neuron, problem.regularization)


def by_id(graph: ComputationGraph) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes}


@EVERY_PROBLEM
def test_reverse_mode_along_the_edges_gives_every_adjoint(problem: Problem) -> None:
    graph = graph_of(problem)
    leaving = defaultdict(list)
    for edge in graph.edges:
        leaving[edge.source].append(edge)
    adjoints = {"C": 1.0}
    for node in reversed(graph.nodes):
        if node.op == "target":
            assert (node.adjoint, node.adjoint_frame) == (None, None)
            assert [edge.local_derivative for edge in leaving[node.id]] == [None]
            continue
        if node.op != "cost":
            adjoints[node.id] = sum((edge.local_derivative or 0.0) * adjoints[edge.target] for edge in leaving[node.id])
        assert node.adjoint == pytest.approx(adjoints[node.id], rel=1e-10, abs=1e-13)


@EVERY_PROBLEM
def test_forwards_each_value_follows_from_those_that_go_into_it(problem: Problem) -> None:
    graph = graph_of(problem)
    values = {node.id: node.value for node in graph.nodes}
    entering = defaultdict(list)
    for edge in graph.edges:
        entering[edge.target].append(edge.source)
    seen: set[str] = set()
    for node in graph.nodes:
        sources = [values[source] for source in entering[node.id]]
        assert seen.issuperset(entering[node.id])
        seen.add(node.id)
        if node.op == "multiply":
            assert node.value == sources[0] * sources[1]
        elif node.op == "sum":
            assert node.value == pytest.approx(sum(sources), rel=1e-12, abs=1e-14)
        elif node.op == "activation":
            assert node.layer is not None
            f = problem.network.layer(node.layer).f
            row = f.function(np.array([sources]))[0]
            assert node.value == pytest.approx(row[0 if f.elementwise else (node.j or 0) - 1], rel=1e-14)
        elif node.op in ("input", "weight", "bias", "target"):
            assert sources == []


@EVERY_PROBLEM
def test_values_and_adjoints_are_those_of_the_trace(problem: Problem) -> None:
    passes, nodes = problem.passes(), by_id(graph_of(problem))
    unpenalised = computation_graph(problem.network, problem.example, problem.loss)
    assert [node.adjoint for node in unpenalised.nodes] == [node.adjoint for node in nodes.values()]
    for l, layer in problem.network.numbered():
        for j in range(1, layer.n_out + 1):
            a, z = nodes[f"a.{l}.{j}"], nodes[f"z.{l}.{j}"]
            assert (a.value, a.adjoint) == (passes.forward.a[l][0, j - 1], passes.backward.grad_a[l][0, j - 1])
            assert (z.value, z.adjoint) == (passes.forward.z[l][0, j - 1], passes.backward.delta[l][0, j - 1])
            assert (f"b.{l}.{j}" in nodes) == (layer.biases is not None)
            for k in range(1, layer.n_in + 1):
                w = nodes[f"w.{l}.{j}.{k}"]
                assert w.value == layer.weights[j - 1, k - 1]
                penalty = problem.regularization.gradient(layer.weights)[j - 1, k - 1]
                assert w.adjoint == pytest.approx(passes.backward.nabla_w[l][j - 1, k - 1] - penalty, abs=1e-14)
    inputs = passes.backward.delta[2][0] @ problem.network.layer(2).weights
    for k, adjoint in enumerate(inputs, start=1):
        assert nodes[f"a.1.{k}"].adjoint == pytest.approx(adjoint, rel=1e-14, abs=1e-300)
    assert nodes["C"].value == passes.cost.per_example[0]


@EVERY_PROBLEM
def test_every_node_is_there_once_and_becomes_known_in_a_frame_of_the_trace(problem: Problem) -> None:
    graph = graph_of(problem)
    assert len({node.id for node in graph.nodes}) == len(graph.nodes)
    assert len({(edge.source, edge.target) for edge in graph.edges}) == len(graph.edges)
    activations = tuple(layer.activation for layer in problem.network.layers)
    order = [frame.id for frame in frames_of(activations, problem.loss.name, False, "sgd")]
    nodes = by_id(graph)
    for node in graph.nodes:
        assert node.frame in order
        assert node.adjoint_frame is None or order.index(node.adjoint_frame) >= order.index("C")
    for edge in graph.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        assert order.index(source.frame) <= order.index(target.frame)
        if source.adjoint_frame and target.adjoint_frame:
            assert order.index(source.adjoint_frame) >= order.index(target.adjoint_frame)


def test_the_smallest_network_is_figure_2_of_the_text() -> None:
    preset = PRESETS["2-2-1"]
    graph = computation_graph(preset.network, preset.batch, preset.loss)
    ops = [node.op for node in graph.nodes]
    assert {op: ops.count(op) for op in ops} == {
        "input": 2,
        "weight": 6,
        "multiply": 6,
        "sum": 3,
        "activation": 3,
        "target": 1,
        "cost": 1,
    }
    edges = {(edge.source, edge.target): edge.symbol for edge in graph.edges}
    assert len(edges) == 3 * 6 + 3 + 2
    assert edges["a.2.1", "p.3.1.1"] == "w^{3}_{11}"
    assert edges["w.3.1.1", "p.3.1.1"] == "a^{2}_{1}"
    assert edges["z.3.1", "a.3.1"] == r"\sigma'(z^{3}_{1})"
    assert edges["a.3.1", "C"] == r"\frac{\partial C}{\partial a^{3}_{1}}"


def test_every_z_of_softmax_goes_into_every_a() -> None:
    preset = PRESETS["softmax"]
    graph = computation_graph(preset.network, preset.batch, preset.loss)
    found = {(edge.source, edge.target) for edge in graph.edges if edge.source.startswith("z.3.")}
    assert found == {(f"z.3.{j}", f"a.3.{i}") for j in (1, 2, 3) for i in (1, 2, 3)}


@EVERY_PROBLEM
def test_the_part_of_a_neuron_is_a_part_of_the_whole(problem: Problem) -> None:
    whole = graph_of(problem)
    for l, layer in problem.network.numbered():
        for j in range(1, layer.n_out + 1):
            part = graph_of(problem, NeuronIndex(l, j))
            assert set(part.nodes) <= set(whole.nodes)
            assert set(part.edges) <= set(whole.edges)
            own = [node.id for node in part.nodes if node.layer == l]
            assert {f"z.{l}.{j}", f"a.{l}.{j}"} <= set(own)
            assert len(part.nodes) == 3 * layer.n_in + (layer.biases is not None) + 2
            inside = {node.id for node in part.nodes}
            within = [edge for edge in whole.edges if {edge.source, edge.target} <= inside]
            assert sorted(part.edges, key=str) == sorted(within, key=str)


@pytest.mark.parametrize(
    ("neuron", "where"), [((1, 1), "layer"), ((4, 1), "layer"), ((2, 3), "j"), ((2, 0), "j"), ((3, 2), "j")]
)
def test_a_neuron_that_does_not_exist_is_refused(neuron: tuple[int, int], where: str) -> None:
    preset = PRESETS["2-2-1"]
    with pytest.raises(InvalidNumber, match="expected") as caught:
        computation_graph(preset.network, preset.batch, preset.loss, NeuronIndex(*neuron))
    assert caught.value.where == ("neuron", where)


def test_more_than_one_example_is_refused() -> None:
    preset = PRESETS["xor"]
    with pytest.raises(ShapeMismatch, match="exactly one"):
        computation_graph(preset.network, preset.batch, preset.loss)


def test_an_output_saturated_beyond_all_numbers_is_marked() -> None:
    network = Network((Dense([[-2000.0]], None, "sigmoid"),))
    graph = computation_graph(network, Batch([[1.0]], [[1.0]]), LOSSES["binary_cross_entropy"])
    assert graph.out_of_range
    assert by_id(graph)["z.2.1"].adjoint == -1.0
