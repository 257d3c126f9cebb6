"""A frame for everybody: by keys alone, without colour, with enough contrast, and as text."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Problems
from tests.browser.embed.slide import Slide
from tests.browser.visualizer import Visualizer, every_ref, is_shown_as, read

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """() => axe.run(document, { resultTypes: ["violations"] })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`)))"""
FOCUS = """() => { const node = document.activeElement;
  const { outlineStyle, stroke } = getComputedStyle(node);
  return [node.getAttribute("aria-label") ?? node.textContent.trim(),
    outlineStyle !== "none" || (node.matches(":focus-visible") && stroke !== "none")]; }"""


def test_all_is_done_by_keys_alone_and_tab_leads_out_of_the_frame(page: Page, slide: Slide) -> None:
    slide.open("/embed?preset=2-2-1", before='<button id="before">b</button>', after='<button id="after">a</button>')
    page.locator("#before").focus()
    reached: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "after":
            break
        name, seen = slide.frame.evaluate(FOCUS)
        assert seen, name
        reached.append(name)
    else:
        pytest.fail(f"no way out: {reached}")
    assert sum("Neuron" in name or "Weight" in name or "Input" in name for name in reached) == 1
    assert {"Play", "One step on", "Next learning step"} <= set(reached)
    slide.button("One step on").focus()
    page.keyboard.press("Enter")
    slide.at(2)
    home = slide.part("network").locator('[data-home="edge.2.1.1"][role], [data-home="edge.2.1.1"] [role]').first
    home.focus()
    page.keyboard.press("Enter")
    expect(slide.part("inspector")).to_be_visible()
    page.keyboard.type("0.75")
    page.keyboard.press("Enter")
    expect(slide.of("w.2.1.1")).to_have_text("+0.75")


@pytest.mark.parametrize("route", ["/embed", "/export"])
def test_letters_are_keys_only_while_the_focus_is_within_the_picture(
    visualizer: Visualizer, problems: Problems, tmp_path: Path, route: str
) -> None:
    page = visualizer.page
    if route == "/embed":
        visualizer.open("/embed?preset=2-3-1")
    else:
        problems.allow(f"file://{tmp_path}")
        file = tmp_path / "step.html"
        file.write_bytes(page.request.get(f"{visualizer.base_url}/export?preset=2-3-1&steps=2").body())
        page.goto(file.as_uri())
        page.wait_for_selector("[data-ready]")
    rewind = visualizer.part("rewind")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("n")
    page.keyboard.press("ArrowRight")
    visualizer.at(2)
    page.wait_for_timeout(300)
    expect(rewind).to_be_disabled()
    visualizer.button("One step on").focus()
    page.keyboard.press("n")
    expect(rewind).to_be_enabled()


@pytest.mark.parametrize("theme", ["light", "dark", "projector", "clear"])
def test_axe_and_the_contrast_of_words_and_lines_find_nothing(page: Page, visualizer: Visualizer, theme: str) -> None:
    faint: dict[str, Any] = {}
    for size in ({"width": 480, "height": 270}, {"width": 960, "height": 540}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        visualizer.open(f"/embed?preset=2-3-1&theme={theme}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for step in range(1, 12):
            faint |= {f"{size} {step}": lines for lines in [visualizer.run("contrast")] if lines}
            if step in (1, 6, 9, 11):
                faint |= {f"{size} {step} axe": lines for lines in [page.evaluate(RUN_AXE)] if lines}
            visualizer.press("ArrowRight")
    assert faint == {}


def test_the_sign_of_every_weight_can_be_told_without_colour(page: Page, visualizer: Visualizer) -> None:
    page.set_viewport_size({"width": 960, "height": 540})
    visualizer.open("/embed?preset=2-3-1")
    for layer in visualizer.trace("2-3-1")["layers"][1:]:
        for j, row in enumerate(layer["weights"], start=1):
            for k, w in enumerate(row, start=1):
                at = f"{layer['layer']}.{j}.{k}"
                line = visualizer.mark(f"edge.{at}").locator(".weight")
                dashes = line.evaluate("node => getComputedStyle(node).strokeDasharray")
                assert (dashes == "none") == (w > 0), at
                assert (visualizer.of(f"w.{at}").first.text_content() or "")[0] == ("+" if w > 0 else "−")


def test_without_styles_and_pictures_every_number_and_the_step_are_there_as_text(visualizer: Visualizer) -> None:
    visualizer.open("/embed?preset=2-3-1#at=u")
    visualizer.page.evaluate("document.querySelectorAll('svg, style, link').forEach((node) => node.remove())")
    trace = visualizer.trace("2-3-1")
    cells = visualizer.page.evaluate(
        """Object.fromEntries([...document.querySelectorAll('[data-part="table"] [data-ref]')]
             .map((cell) => [cell.dataset.ref, cell.textContent.trim()]))"""
    )
    named = [ref for ref in every_ref(trace) if ref.split(".")[0] in ("z", "a", "delta", "nabla_w", "nabla_b")]
    assert len(named) > 20
    for ref in named:
        value = read(trace, ref)
        assert value is not None
        assert is_shown_as(value, cells[ref].split()[0]), ref
    for value in trace["layers"][0]["a"][0]:
        assert f"{value:.2f}" in visualizer.part("table").inner_text()
    expect(visualizer.part("live")).to_contain_text("Update.")
