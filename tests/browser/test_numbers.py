"""Every number on the page is the one that the API answers, and none is shown before it is computed."""

import re
from typing import Any

import pytest

from tests.browser.visualizer import PRESETS, Trace, Visualizer, every_ref, frame_of, is_shown_as, numbers, read

EXAMPLE = {"xor": 2, "mini-batch": 3}


@pytest.fixture(scope="module")
def walks() -> dict[str, tuple[Trace, int, list[dict[str, Any]]]]:
    """One walk through each preset, which all tests look at."""
    return {}


@pytest.fixture(params=PRESETS)
def walk(
    request: pytest.FixtureRequest, walks: dict[str, Any], visualizer: Visualizer
) -> tuple[Trace, int, list[dict[str, Any]]]:
    preset = request.param
    if preset not in walks:
        visualizer.open(f"/?preset={preset}")
        visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
        example = EXAMPLE.get(preset, 0)
        if example:
            visualizer.part("examples").get_by_role("button", name=str(example + 1)).click()
        walks[preset] = (visualizer.trace(preset), example, visualizer.run("shown"))
    found: tuple[Trace, int, list[dict[str, Any]]] = walks[preset]
    return found


def order(trace: Trace) -> dict[str, int]:
    return {frame["id"]: i for i, frame in enumerate(trace["frames"])}


def test_every_number_with_a_name_is_that_of_the_trace(walk: tuple[Trace, int, list[dict[str, Any]]]) -> None:
    trace, example, steps = walk
    for step in steps:
        for place in ("diagram", "panel", "table"):
            for shown in step[place]:
                written = numbers(shown["text"])
                symbol = place == "panel" and re.search(r"[^\W\d]|∂", shown["text"])
                if not written or symbol or "passing" in shown["kind"]:
                    continue
                ref = shown["ref"]
                if ref.startswith(("w.", "b.")) and place == "diagram" and step["id"] == "u":
                    ref = f"updated_{ref}"
                value = read(trace, ref, example)
                assert value is not None, (step["id"], place, shown)
                assert is_shown_as(value, written[-1]), (step["id"], place, shown, value)


def test_no_number_is_shown_before_it_is_computed(walk: tuple[Trace, int, list[dict[str, Any]]]) -> None:
    trace, _, steps = walk
    when, layers = order(trace), len(trace["layers"])
    for now, step in enumerate(steps):
        for place in ("diagram", "table"):
            for shown in step[place]:
                if numbers(shown["text"]) and "passing" not in shown["kind"]:
                    assert when[frame_of(shown["ref"], layers)] <= now, (step["id"], place, shown)


def test_at_the_end_the_table_has_every_number(walk: tuple[Trace, int, list[dict[str, Any]]]) -> None:
    trace, _, steps = walk
    listed = {shown["ref"] for shown in steps[-1]["table"] if numbers(shown["text"])}
    missing = [ref for ref in every_ref(trace) if ref not in listed and not ref.startswith(("x.", "y."))]
    assert missing == []


def test_at_the_end_the_diagram_has_every_neuron_and_every_updated_weight(
    walk: tuple[Trace, int, list[dict[str, Any]]],
) -> None:
    trace, _, steps = walk
    drawn = {shown["ref"] for shown in steps[-1]["diagram"] if numbers(shown["text"])}
    wanted = [ref for ref in every_ref(trace) if ref.split(".")[0] in ("x", "y", "a", "z", "delta", "w", "b")]
    assert [ref for ref in wanted if ref not in drawn] == []


def test_a_neuron_is_hollow_until_its_activation_is_computed(walk: tuple[Trace, int, list[dict[str, Any]]]) -> None:
    trace, _, steps = walk
    when, layers = order(trace), len(trace["layers"])
    for now, step in enumerate(steps):
        for layer in trace["layers"]:
            for j in range(1, len(layer["a"][0]) + 1):
                home = f"neuron.{layer['layer']}.{j}"
                made = when[frame_of(f"a.{layer['layer']}.{j}", layers)] <= now
                assert (home in step["hollow"]) != made, (step["id"], home)
                has_delta = layer["layer"] > 1 and when[f"d{layer['layer']}"] <= now
                assert (home in step["badges"]) == has_delta, (step["id"], home)


def test_what_passes_along_an_edge_is_the_product_of_what_stands_at_its_ends(
    walk: tuple[Trace, int, list[dict[str, Any]]],
) -> None:
    trace, example, steps = walk
    products = 0
    for step in steps:
        passing = [
            shown for shown in step["diagram"] if "passing" in shown["kind"] and "from-cost" not in shown["kind"]
        ]
        for shown in passing:
            written = numbers(shown["text"])
            value = read(trace, shown["ref"], example)
            assert value is not None
            if "gradient" in shown["kind"]:
                assert is_shown_as(value, written[-1].lstrip("+")), (step["id"], shown)
                continue
            if len(written) > 1:
                assert is_shown_as(value, written[0]), (step["id"], shown)
            l = int(step["id"][1:]) + (0 if "forward" in shown["kind"] else 1)
            rows = trace["layers"][l - 1]["weights"]
            index = int(shown["ref"].split(".")[2]) - 1
            weights = [row[index] for row in rows] if "forward" in shown["kind"] else rows[index]
            assert any(is_shown_as(w * value, written[-1].lstrip("+")) for w in weights), (step["id"], shown)
            products += 1
    assert products > 0


def test_the_panel_calculates_with_numbers_at_every_step(walk: tuple[Trace, int, list[dict[str, Any]]]) -> None:
    _, _, steps = walk
    for step in steps:
        assert any(numbers(shown["text"]) for shown in step["panel"]), step["id"]
