"""Nothing that axe-core or the contrast of words and lines would object to, in every state and theme."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import SIZES, Visualizer

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """(part) => axe.run(part ? { include: part } : document, { resultTypes: ["violations"] })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`)))"""
THEMES = ["light", "dark", "projector"]


def start(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")


def forward(visualizer: Visualizer) -> None:
    visualizer.press("Home", "ArrowRight", "ArrowRight")


def backward(visualizer: Visualizer) -> None:
    visualizer.press("End", "ArrowLeft", "ArrowLeft")


def neuron(visualizer: Visualizer) -> None:
    visualizer.key_to("neuron.2.2").focus()
    visualizer.press("Enter")
    expect(visualizer.part("inspector").locator(".terms").first).to_be_visible()


def weight(visualizer: Visualizer) -> None:
    visualizer.press("End")
    visualizer.key_to("edge.3.1.2").focus()
    visualizer.press("Enter")
    expect(visualizer.part("inspector")).to_contain_text("after the update")


def tables(visualizer: Visualizer) -> None:
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    expect(visualizer.part("table").locator("table").first).to_be_visible()


def matrices(visualizer: Visualizer) -> None:
    visualizer.press("Home", "ArrowRight")
    visualizer.button("matrix").click()


def batch(visualizer: Visualizer) -> None:
    visualizer.load("mini-batch")
    visualizer.button("+10 learning steps").click()
    visualizer.quiet()


def builder(visualizer: Visualizer) -> None:
    visualizer.part("build").click()
    expect(visualizer.builder.get_by_role("heading")).to_be_visible()


def fault(visualizer: Visualizer) -> None:
    visualizer.page.evaluate("location.hash = 'at=q9'")
    expect(visualizer.fault).to_be_visible()


def help_(visualizer: Visualizer) -> None:
    visualizer.button("Help").click()
    expect(visualizer.page.get_by_role("dialog")).to_be_visible()


STATES: list[Callable[[Visualizer], None]] = [
    *(start, forward, backward, neuron, weight, tables, matrices, batch, builder, fault, help_)
]


def walk(visualizer: Visualizer, theme: str) -> Iterator[str]:
    """Through all states of the page, the name of each."""
    visualizer.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    for state in STATES:
        state(visualizer)
        if state is start and theme == "projector":
            visualizer.page.evaluate("document.documentElement.dataset.theme = 'projector'")
        yield state.__name__


def violations(visualizer: Visualizer, part: str | None = None) -> list[str]:
    if not visualizer.page.evaluate("'axe' in window"):
        # as the browser's own tools do: the page's policy forbids inline scripts, not these
        visualizer.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = visualizer.page.evaluate(RUN_AXE, part)
    return found


@pytest.mark.parametrize(
    ("theme", "size"), [*((theme, "laptop") for theme in THEMES), ("light", "phone"), ("light", "slide")]
)
def test_axe_finds_nothing(visualizer: Visualizer, theme: str, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES[size])
    found = {state: violations(visualizer) for state in walk(visualizer, theme)}
    assert {state: lines for state, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("address", "part"), [("/docs", ".back"), ("/problems/diverged", None), ("/embedding", None)])
def test_axe_finds_nothing_in_what_is_ours_of_the_other_pages(
    visualizer: Visualizer, address: str, part: str | None
) -> None:
    visualizer.open(address, ready=False)
    visualizer.page.wait_for_load_state("networkidle")
    assert violations(visualizer, part) == []


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_lines_of_the_diagram_stand_out(visualizer: Visualizer, theme: str) -> None:
    visualizer.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    faint: dict[str, Any] = {}
    for preset in ("2-2-1", "softmax", "xor"):
        visualizer.open(f"/?preset={preset}&theme={theme}")
        for step in range(11):
            faint |= {f"{preset} {step + 1}": lines for lines in [visualizer.run("contrast")] if lines}
            visualizer.press("ArrowRight")
    assert faint == {}


def test_values_near_zero_stand_out_too(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1#at=a3")
    for ref, value in (("w.2.1.1", "0.001"), ("w.2.1.2", "0"), ("x.1", "0")):
        visualizer.of(ref).click()
        visualizer.page.locator("input.in-place").fill(value)
        visualizer.press("Enter")
        visualizer.quiet()
    assert visualizer.run("contrast") == []


def test_the_sign_of_every_weight_can_be_told_without_colour(visualizer: Visualizer) -> None:
    for preset in ("2-3-1", "xor", "deep"):
        visualizer.open(f"/?preset={preset}")
        for layer in visualizer.trace(preset)["layers"][1:]:
            for j, row in enumerate(layer["weights"], start=1):
                for k, w in enumerate(row, start=1):
                    at = f"{layer['layer']}.{j}.{k}"
                    line = visualizer.mark(f"edge.{at}").locator(".weight")
                    dashes = line.evaluate("node => getComputedStyle(node).strokeDasharray")
                    assert (dashes == "none") == (w > 0), at
                    assert (visualizer.of(f"w.{at}").first.text_content() or "")[0] == ("+" if w > 0 else "−")


def test_the_page_is_used_by_keyboard_alone(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    reached = set()
    for _ in range(40):
        visualizer.press("Tab")
        name = visualizer.page.evaluate(
            """document.activeElement.getAttribute("aria-label")
               ?? document.activeElement.textContent.trim().slice(0, 40)"""
        )
        outline = visualizer.page.evaluate(
            """() => { const { outlineStyle, boxShadow, stroke } = getComputedStyle(document.activeElement);
               return document.activeElement === document.body || outlineStyle !== "none" || boxShadow !== "none"
                 || document.activeElement.matches(":focus-visible") && stroke !== "none"; }"""
        )
        assert outline, name
        reached.add(name)
    for wanted in ("Skip to the diagram", "Undo", "Input 1, 0.90", "Play", "One step on", "Next learning step"):
        assert wanted in reached or wanted == "Undo", wanted
    assert sum("Weight into" in name or "Neuron" in name for name in reached) == 0


def test_nothing_is_said_by_hovering_alone(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=d2")
    before = visualizer.page.locator("body").inner_text()
    visualizer.mark("neuron.2.1").locator(".disc").hover(position={"x": 20, "y": 40})
    assert visualizer.page.locator("body").inner_text() == before


def test_problems_are_expected_nowhere_here(problems: Problems) -> None:
    assert problems.verdict() == []
