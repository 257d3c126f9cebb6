"""GET /catalog, /presets: the engine's tables, whole, and presets that can be posted as they are."""

from typing import Any

import numpy as np
import pytest

from app.limits import LIMITS
from app.wire.catalog import CatalogAnswer
from engine import (
    ACTIVATIONS,
    ALGORITHM,
    CODE,
    EQUATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    PRESETS,
    PROOFS,
    expressions,
)
from engine.parameters import Parameter, Switch
from tests.app.client import Client, strictly

TAG = "Explanations"
EVERY_PRESET = pytest.mark.parametrize("name", PRESETS)


@pytest.fixture(scope="module")
def catalog(client: Client) -> dict[str, Any]:
    answered: dict[str, Any] = strictly(client.get("/api/v1/catalog").content)
    return answered


def names(entries: list[dict[str, Any]], key: str = "name") -> list[str]:
    return [entry[key] for entry in entries]


def test_the_catalog_holds_what_the_contract_says(catalog: dict[str, Any]) -> None:
    assert [*catalog] == [
        "activations",
        "losses",
        "optimizers",
        "initializers",
        "default_initializer",
        "datasets",
        "equations",
        "proofs",
        "algorithm",
        "explanations",
        "exports",
        "link_keys",
        "limits",
    ]
    CatalogAnswer.model_validate(catalog, strict=False)


def test_it_lists_every_entry_of_every_table_in_the_tables_order(catalog: dict[str, Any]) -> None:
    assert names(catalog["activations"]) == [*ACTIVATIONS]
    assert names(catalog["losses"]) == [*LOSSES]
    assert names(catalog["optimizers"]) == [*OPTIMIZERS]
    assert names(catalog["initializers"]) == [*INITIALIZERS]
    assert names(catalog["equations"], "id") == [*EQUATIONS]
    assert names(catalog["limits"]) == names([vars(limit) for limit in LIMITS])


def test_it_lists_the_explanations_of_the_contract(client: Client, catalog: dict[str, Any]) -> None:
    assert catalog["explanations"] == [
        "jacobian",
        "chain-rule",
        "computation-graph",
        "gradient-check",
        "perturbation",
        "saturation",
        "paths",
    ]
    schema = client.get("/openapi.json").json()
    tagged = [path for path, methods in schema["paths"].items() if methods.get("post", {}).get("tags") == [TAG]]
    assert tagged == [f"/api/v1/{name}" for name in catalog["explanations"]]


def test_every_title_is_the_tables(catalog: dict[str, Any]) -> None:
    tables: dict[str, Any] = {
        "activations": ACTIVATIONS,
        "losses": LOSSES,
        "optimizers": OPTIMIZERS,
        "initializers": INITIALIZERS,
    }
    for key, table in tables.items():
        for entry in catalog[key]:
            assert entry["title"] == table[entry["name"]].title


@pytest.mark.parametrize("kind", ["optimizers", "initializers"])
def test_every_parameter_comes_with_its_default_and_its_bounds(catalog: dict[str, Any], kind: str) -> None:
    tables: dict[str, dict[str, Any]] = {"optimizers": {**OPTIMIZERS}, "initializers": {**INITIALIZERS}}
    table = tables[kind]
    for entry in catalog[kind]:
        expected: tuple[Parameter | Switch, ...] = table[entry["name"]].parameters
        assert names(entry["parameters"]) == [parameter.name for parameter in expected]
        for answered, parameter in zip(entry["parameters"], expected, strict=True):
            assert answered["default"] == parameter.default
            if isinstance(parameter, Switch):
                assert answered.keys() == {"name", "title", "kind", "default"}
                assert answered["kind"] == "switch"
            else:
                assert answered["kind"] == "number"
                assert (answered["low"], answered["high"]) == (parameter.low, parameter.high)
                assert (*answered["slider"].values(),) == parameter.slider


def test_a_curve_is_the_function(catalog: dict[str, Any]) -> None:
    for entry in catalog["activations"]:
        activation = ACTIVATIONS[entry["name"]]
        assert entry["elementwise"] == activation.elementwise == (entry["curve"] is not None)
        if entry["curve"]:
            z, a = np.array(entry["curve"]).T
            assert (z[0], z[-1]) == (-8.0, 8.0)
            assert np.allclose(a, activation.function(z[:, None])[:, 0], atol=1e-6)


def test_a_loss_names_the_activations_it_goes_with(catalog: dict[str, Any]) -> None:
    for entry in catalog["losses"]:
        defined = [a.name for a in ACTIVATIONS.values() if LOSSES[entry["name"]].why_undefined(a) is None]
        assert entry["activations"] == defined
        assert entry["canonical"] == LOSSES[entry["name"]].canonical


def test_formulas_travel_as_the_engines_trees(catalog: dict[str, Any]) -> None:
    for entry in catalog["activations"]:
        assert entry["formula"] == expressions.parse(ACTIVATIONS[entry["name"]].formula)
    for entry in catalog["equations"]:
        for kind in ("index", "lines", "matrix"):
            assert len(entry[kind]) == len(getattr(EQUATIONS[entry["id"]], kind))


def test_every_proof_travels_with_its_symbols_and_lines(catalog: dict[str, Any]) -> None:
    assert names(catalog["proofs"], "id") == [*PROOFS]
    for entry in catalog["proofs"]:
        proof = PROOFS[entry["id"]]
        assert entry["result"] == expressions.parse(proof.result)
        assert names(entry["symbols"]) == [symbol.name for symbol in proof.symbols]
        for answered, step in zip(entry["lines"], proof.lines, strict=True):
            assert answered["result"] == expressions.parse(step.line.result)
            assert answered["formula"] == expressions.parse(step.line.formula)
            assert (answered["tag"], answered["sentence"]) == (step.tag, step.sentence)
            assert [(free["index"], free["layer"]) for free in answered["free"]] == [*step.free]


def test_the_algorithm_travels_line_by_line(catalog: dict[str, Any]) -> None:
    assert names(catalog["algorithm"]["steps"], "title") == [step.title for step in ALGORITHM]
    assert names(catalog["algorithm"]["code"]) == [block.name for block in CODE]
    for answered, block in zip(catalog["algorithm"]["code"], CODE, strict=True):
        assert answered["lines"] == [{"text": line.text, "frames": [*line.frames]} for line in block.lines]


def test_every_frame_of_every_preset_has_its_equation(client: Client, catalog: dict[str, Any]) -> None:
    known = set(names(catalog["equations"], "id"))
    for preset in strictly(client.get("/api/v1/presets").content):
        frames = client.answer("/trace", postable(preset))["frames"]
        assert {frame["form"] for frame in frames} <= known


def test_the_limits_are_those_that_hold(catalog: dict[str, Any]) -> None:
    shown = {entry["name"]: entry["value"] for entry in catalog["limits"]}
    assert shown["parameters"] >= 50_000
    assert shown["traced_examples"] == 64
    assert shown["neurons_per_layer"] == 1024
    for entry in catalog["limits"]:
        assert entry["what"]
        assert entry["reason"]


def postable(preset: dict[str, Any]) -> dict[str, Any]:
    """What a client does with a preset: all but the words about it goes to /trace."""
    return {key: value for key, value in preset.items() if key not in ("id", "title", "source", "description")}


def test_all_presets_come_in_the_menus_order(client: Client) -> None:
    presets = strictly(client.get("/api/v1/presets").content)
    assert names(presets, "id") == [*PRESETS]
    for preset in presets:
        assert preset == strictly(client.get(f"/api/v1/presets/{preset['id']}").content)


@EVERY_PRESET
def test_a_preset_has_the_contracts_keys_and_the_tables_words(client: Client, name: str) -> None:
    preset = strictly(client.get(f"/api/v1/presets/{name}").content)
    words = ["id", "title", "source", "description"]
    assert [*preset] == [*words, "network", "inputs", "targets", "loss", "optimizer"]
    assert [preset[key] for key in words] == [getattr(PRESETS[name], key) for key in words]


@EVERY_PRESET
def test_a_preset_is_ready_to_post(client: Client, name: str) -> None:
    body = postable(strictly(client.get(f"/api/v1/presets/{name}").content))
    trace = client.answer("/trace", body)
    after = client.answer("/step", body)
    assert after["losses"] == [trace["loss"]["value"]]
    assert after["loss_after"] == trace["loss"]["after_update"] < trace["loss"]["value"]
