"""The unfolded neuron: figure 2, with the numbers of the computation graph."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.visualizer import PRESETS, SIZES, Visualizer, is_shown_as, numbers, read

POINTED = re.compile(r"\bpointed\b")
PROBLEM = ("network", "inputs", "targets", "loss")


def picture(visualizer: Visualizer) -> Locator:
    return visualizer.part("explain-stage").locator(".graph")


def node(visualizer: Visualizer, id_: str) -> Locator:
    return picture(visualizer).locator(f'[data-node="{id_}"]')


def graph(visualizer: Visualizer, preset: str, example: int = 0) -> dict[str, Any]:
    entry = visualizer.ask(f"/presets/{preset}")
    body = {key: entry[key] for key in PROBLEM}
    body |= {key: [body[key][example]] for key in ("inputs", "targets")}
    return dict(visualizer.ask("/computation-graph", body))


def unfold_all(visualizer: Visualizer) -> None:
    button = visualizer.button("Unfold all")
    if button.is_enabled():
        button.click()
    expect(picture(visualizer).locator(".node-neuron")).to_have_count(0)


def shown(visualizer: Visualizer, kind: str) -> dict[str, str]:
    script = "(nodes, kind) => nodes.map((node) => [node.dataset.node, node.querySelector(kind)?.textContent ?? ''])"
    return dict(picture(visualizer).locator(".node").evaluate_all(script, f".{kind}"))


def test_it_opens_from_the_menu_in_two_clicks_and_by_its_link(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1")
    visualizer.button("Explain").click()
    visualizer.page.locator('.card[data-explanation="unfolded"]').click()
    expect(node(visualizer, "z.2.1")).to_be_visible()
    visualizer.at(9)
    expect(visualizer.page).to_have_url(re.compile("views=unfolded"))
    visualizer.open("/?preset=2-2-1&views=unfolded#at=d2")
    expect(node(visualizer, "z.2.1").locator(".adjoint")).not_to_have_text("")
    visualizer.part("stage-tabs").get_by_role("button", name="network").click()
    expect(visualizer.part("network")).to_be_visible()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_is_that_of_the_answer_and_of_the_trace(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}&views=unfolded#at=u")
    unfold_all(visualizer)
    answer = graph(visualizer, preset)
    values, adjoints = shown(visualizer, "value"), shown(visualizer, "adjoint")
    assert set(values) == {entry["id"] for entry in answer["nodes"]}
    for entry in answer["nodes"]:
        assert is_shown_as(entry["value"], values[entry["id"]]), entry
        if entry["adjoint"] is None:
            assert adjoints[entry["id"]] == ""
        else:
            assert is_shown_as(entry["adjoint"], adjoints[entry["id"]]), entry
    trace = visualizer.trace(preset)
    for ref, text in (
        picture(visualizer)
        .locator(".number[data-ref]")
        .evaluate_all("nodes => nodes.map((node) => [node.dataset.ref, node.textContent])")
    ):
        value = read(trace, ref)
        assert value is not None, ref
        assert is_shown_as(value, numbers(text)[-1]), (ref, text)


def test_a_local_derivative_times_what_is_behind_it_is_what_arrives(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1&views=unfolded#at=u")
    node(visualizer, "a.2.1").hover()
    told = visualizer.part("explain-stage").locator(".unfolded-told")
    expect(told).to_contain_text("Backward: ∂C/∂a²₁ = 0.90 × (−0.118) = −0.106")


def test_nothing_is_there_before_its_step(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1&views=unfolded#at=z2")
    unfold_all(visualizer)
    values, adjoints = shown(visualizer, "value"), shown(visualizer, "adjoint")
    assert all(values[made] for made in ("p.2.1.1", "z.2.1"))
    assert not any(values[later] for later in ("a.2.1", "C"))
    assert not any(adjoints.values())
    visualizer.step_by("term")
    visualizer.page.evaluate("location.hash = 'at=z2.1.1'")
    expect(node(visualizer, "p.2.1.2").locator(".value")).to_have_text("")
    values = shown(visualizer, "value")
    assert values["p.2.1.1"]
    assert not values["z.2.1"]
    visualizer.page.evaluate("location.hash = 'at=d2.1.1'")
    expect(node(visualizer, "z.2.1").locator(".adjoint")).to_have_text("")
    expect(node(visualizer, "p.3.1.1").locator(".adjoint")).not_to_have_text("")


def test_a_neuron_folds_and_unfolds_by_click_and_by_key(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1&views=unfolded")
    node(visualizer, "z.2.1").click()
    expect(node(visualizer, "neuron.2.1")).to_be_visible()
    expect(node(visualizer, "z.2.1")).to_have_count(0)
    node(visualizer, "neuron.2.1").locator(".box").focus()
    visualizer.press("Enter")
    expect(node(visualizer, "z.2.1").locator(".box")).to_be_focused()
    visualizer.press("ArrowRight")
    expect(node(visualizer, "a.2.1").locator(".box")).to_be_focused()
    visualizer.button("Fold all").click()
    expect(picture(visualizer).locator(".node-neuron")).to_have_count(3)
    expect(node(visualizer, "neuron.3.1").locator(".box")).to_have_attribute("aria-expanded", "false")


def test_a_softmax_layer_opens_as_a_whole(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax&views=unfolded")
    visualizer.button("Fold all").click()
    node(visualizer, "neuron.3.2").click()
    expect(picture(visualizer).locator(".node-sum")).to_have_count(3)


def test_a_number_lights_up_with_the_equation(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1&views=unfolded#at=d2")
    node(visualizer, "w.3.1.1").locator(".box").focus()
    node(visualizer, "z.2.1").hover()
    visualizer.part("equation").locator('.numbers .katex-html [data-ref="delta.2.1"]').first.hover()
    expect(node(visualizer, "z.2.1").locator(".adjoint")).to_have_class(POINTED)


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_axe_finds_nothing(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?preset=2-3-1&theme={theme}&views=unfolded#at=d2")
    visualizer.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert visualizer.page.evaluate(RUN_AXE, ".explain-stage") == []


@pytest.mark.parametrize("size", ["phone", "small phone", "slide"])
def test_a_small_screen_does_not_scroll_sideways(visualizer: Visualizer, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    visualizer.open("/?preset=2-2-2&views=unfolded#at=d2")
    expect(node(visualizer, "z.2.1")).to_be_attached()
    assert visualizer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_chosen_neuron_is_opened_alone_and_a_chosen_weight_folds_nothing(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1&views=unfolded#at=d2&of=neuron.2.1")
    expect(picture(visualizer).locator(".block")).to_have_count(1)
    expect(node(visualizer, "z.2.1")).to_be_visible()
    visualizer.button("Unfold all").click()
    node(visualizer, "w.2.1.1").click()
    node(visualizer, "a.1.2").click()
    expect(picture(visualizer).locator(".block")).to_have_count(3)


@pytest.mark.parametrize("size", [(480, 270), (800, 600), (960, 540), (1920, 1080)])
@pytest.mark.parametrize("preset", ["2-2-1", "2-2-2"])
def test_in_a_frame_all_of_it_is_on_show(visualizer: Visualizer, preset: str, size: tuple[int, int]) -> None:
    visualizer.page.set_viewport_size({"width": size[0], "height": size[1]})
    visualizer.open(f"/embed?preset={preset}&views=unfolded#at=d2")
    stage = visualizer.part("explain-stage")
    expect(stage.locator(".graph")).to_be_visible()
    outside = stage.evaluate(
        """stage => {
          const edge = stage.getBoundingClientRect();
          return [...stage.querySelectorAll(".graph, .node")]
            .map((node) => node.getBoundingClientRect())
            .filter(({ left, right, bottom }) => left < edge.left || right > edge.right || bottom > edge.bottom).length;
        }"""
    )
    assert outside == 0
    assert stage.evaluate("stage => stage.scrollHeight <= stage.clientHeight + 1")
