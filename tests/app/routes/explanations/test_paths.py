"""POST /paths: the numbers are the engine's, the names those of the contract, and no count is rounded."""

import pytest

from engine import PRESETS
from tests.app.client import Client
from tests.app.examples import explanation_request, trace_request, uniform_request

KEYS = {
    "parameter",
    "symbol",
    "ref",
    "gradient",
    "count",
    "listed",
    "paths",
    "listed_total",
    "total",
    "summed",
    "recursion",
    "operations",
    "operations_all",
    "growth",
    "out_of_range",
}


@pytest.mark.parametrize("name", [name for name in PRESETS if name not in ("xor", "mini-batch")])
def test_the_total_is_the_traces_gradient_and_the_names_are_the_contracts(client: Client, name: str) -> None:
    trace = client.answer("/trace", trace_request(name))
    for layer in trace["layers"][1:]:
        for j, row in enumerate(layer["nabla_w"], start=1):
            parameter = {"layer": layer["layer"], "kind": "weight", "j": j, "k": 1}
            answer = client.answer("/paths", explanation_request("paths", name, parameter=parameter))
            assert answer.keys() == KEYS
            assert answer["parameter"] == parameter
            assert answer["gradient"] == pytest.approx(row[0], rel=1e-15)
            assert answer["total"] == pytest.approx(row[0], rel=1e-12)
            assert answer["listed"] == len(answer["paths"]) == int(answer["count"])
            for path in answer["paths"]:
                assert path.keys() == {"neurons", "nodes", "factors", "product"}
            assert answer["operations"].keys() == {"paths", "paths_digits", "backprop", "counted"}
            deltas = {step["ref"]: step["value"] for step in answer["recursion"]}
            assert deltas[f"delta.{layer['layer']}.{j}"] == layer["delta"][0][j - 1]


def test_counts_beyond_what_a_double_holds_are_exact(client: Client) -> None:
    request = uniform_request([2, *[8] * 40, 1])
    del request["optimizer"]
    answer = client.answer("/paths", request | {"parameter": {"layer": 2, "kind": "bias", "j": 1}, "largest": 5})
    assert answer["count"] == str(8**39)
    assert (answer["listed"], answer["summed"]) == (5, "layer by layer")
    assert int(answer["operations"]["paths_digits"]) == 8**39 * 81
    assert answer["operations"]["paths"] == float(8**39 * 81)
    assert not answer["operations"]["counted"]


def test_fewer_paths_are_listed_where_fewer_are_asked_for(client: Client) -> None:
    request = explanation_request("paths", "deep", largest=3)
    answer = client.answer("/paths", request)
    assert (answer["listed"], answer["count"]) == (3, "9")
    assert answer["total"] == pytest.approx(answer["gradient"], rel=1e-12)
    assert answer["total"] != answer["listed_total"]


def test_growth_comes_where_it_is_asked_for(client: Client) -> None:
    request = explanation_request("paths", growth={"width": 10, "depth": 20})
    growth = client.answer("/paths", request)["growth"]
    assert [entry["hidden_layers"] for entry in growth] == list(range(1, 21))
    assert int(growth[-1]["multiplications_paths"]) > 10**20 > growth[-1]["multiplications_backprop"] ** 5
    del request["growth"]
    assert client.answer("/paths", request)["growth"] == []
