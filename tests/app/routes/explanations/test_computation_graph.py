"""POST /computation-graph: the numbers are the engine's, the names those of the contract."""

import pytest

from app.wire.explanations import ComputationGraphRequest
from engine import PRESETS
from tests.app.client import Client
from tests.app.examples import explanation_request, trace_request

NODE_KEYS = {
    "id",
    "op",
    "layer",
    "j",
    "k",
    "symbol",
    "ref",
    "value",
    "adjoint",
    "adjoint_ref",
    "frame",
    "adjoint_frame",
}


@pytest.mark.parametrize("name", [name for name in PRESETS if name not in ("xor", "mini-batch")])
def test_the_numbers_are_the_traces_and_the_names_the_contracts(client: Client, name: str) -> None:
    trace = client.answer("/trace", trace_request(name))
    graph = client.answer("/computation-graph", explanation_request("computation-graph", name))
    assert graph.keys() == {"nodes", "edges", "out_of_range"}
    frames = {frame["id"] for frame in trace["frames"]}
    for node in graph["nodes"]:
        assert node.keys() == NODE_KEYS
        assert node["frame"] in frames
        assert node["adjoint_frame"] in frames | {None}
    for edge in graph["edges"]:
        assert edge.keys() == {"source", "target", "local_derivative", "symbol"}
    nodes = {node["id"]: node for node in graph["nodes"]}
    for layer in trace["layers"][1:]:
        l = layer["layer"]
        for j, (z, delta) in enumerate(zip(layer["z"][0], layer["delta"][0], strict=True), start=1):
            assert (nodes[f"z.{l}.{j}"]["value"], nodes[f"z.{l}.{j}"]["adjoint"]) == (z, delta)
    assert nodes["C"]["value"] == trace["loss"]["value"]


def test_one_neuron_can_be_opened_alone(client: Client) -> None:
    request = explanation_request("computation-graph", neuron={"layer": 3, "j": 1})
    graph = client.answer("/computation-graph", request)
    assert [node["id"] for node in graph["nodes"]] == [
        "a.2.1", "a.2.2", "w.3.1.1", "p.3.1.1", "w.3.1.2", "p.3.1.2", "z.3.1", "a.3.1",
    ]  # fmt: skip


@pytest.mark.parametrize("name", PRESETS)
def test_no_graph_is_larger_than_was_estimated(client: Client, name: str) -> None:
    last = len(PRESETS[name].network.layers) + 1
    for neuron in (None, {"layer": 2, "j": 1}, {"layer": last, "j": 1}):
        request = explanation_request("computation-graph", name, neuron=neuron)
        graph = client.answer("/computation-graph", request)
        parts = len(graph["nodes"]) + len(graph["edges"])
        assert parts <= ComputationGraphRequest.model_validate(request).parts()
