"""Read from the last row: at every size, at every step, nothing is small, cut off, covered or to be scrolled."""

import pytest
from playwright.sync_api import Page

from tests.browser.visualizer import PRESETS, Visualizer

SIZES = [(480, 270), (500, 300), (800, 600), (960, 540), (960, 700), (1024, 768), (1920, 1080)]
EVERY_PRESET = {(480, 270), (800, 600), (960, 540)}
SHARE, LEAST = 0.022, 11  # of the frame's height; pixels


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_everything_can_be_read_at_every_step_and_nothing_scrolls(
    page: Page, visualizer: Visualizer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    found = {}
    for preset in PRESETS if (width, height) in EVERY_PRESET else ["2-3-1"]:
        visualizer.open(f"/embed?preset={preset}")
        found[f"{preset} text"] = visualizer.run("legible", SHARE, LEAST)
        found |= {f"{preset} {kind}": places[:6] for kind, places in visualizer.run("misplaced").items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("theme", ["dark", "projector", "clear"])
def test_themes_are_as_legible(page: Page, visualizer: Visualizer, theme: str) -> None:
    found = {}
    for size in ({"width": 480, "height": 270}, {"width": 1024, "height": 768}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        visualizer.open(f"/embed?preset=2-3-1&theme={theme}")
        found[str(size)] = visualizer.run("legible", SHARE, LEAST)
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_diagram_stays_where_it_is_from_step_to_step(
    page: Page, visualizer: Visualizer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visualizer.open("/embed?preset=xor")
    places = set()
    for _ in range(11):
        places.add(visualizer.part("network").evaluate("node => JSON.stringify(node.getBoundingClientRect())"))
        visualizer.press("ArrowRight")
    assert len(places) == 1


def test_every_part_of_the_timeline_has_its_name_in_a_small_frame(page: Page, visualizer: Visualizer) -> None:
    page.set_viewport_size({"width": 480, "height": 270})
    visualizer.open("/embed?preset=2-3-1")
    assert visualizer.page.locator(".cell-name:visible").count() == 11
    for name in ("One step back", "Play", "One step on"):
        assert visualizer.button(name).is_visible()


def test_the_cost_has_its_box_at_every_step(visualizer: Visualizer) -> None:
    visualizer.open("/embed?preset=2-3-1")
    for _ in range(11):
        box = visualizer.page.locator(".cost-box .disc").bounding_box()
        assert box is not None
        assert box["width"] > 40
        visualizer.press("ArrowRight")


CUT = """() => {
  const box = document.querySelector(".numbers");
  const { left, right } = box.getBoundingClientRect();
  const bases = [...box.querySelectorAll(".katex-html > .katex-base")].map((node) => node.getBoundingClientRect());
  const rows = [...box.querySelectorAll(".mtable")].map((node) => node.getBoundingClientRect());
  return [
    ...bases.filter((one) => one.left < left - 1 || one.right > right + 1).map(() => "cut off"),
    ...rows.flatMap((one) => rows.filter(({ top }) => top > one.top + 20 && top < one.bottom + 4)).map(() => "touch"),
    ...(box.scrollWidth > box.clientWidth ? ["to be scrolled"] : []),
  ];
}"""


@pytest.mark.parametrize(("width", "height"), [(800, 600), (960, 540), (1024, 768), (1920, 1080)])
def test_matrices_are_seen_whole_and_their_rows_apart(
    page: Page, visualizer: Visualizer, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    found = {}
    for link in ("preset=softmax&form=matrix#at=d2", "preset=deep&form=matrix#at=d3", "preset=2-3-1&form=matrix#at=z2"):
        visualizer.open(f"/embed?v=1&{link}")
        found[link] = page.evaluate(CUT)
        found[f"{link} text"] = visualizer.run("legible", SHARE, LEAST)
        page.goto("about:blank")
    assert {link: faults for link, faults in found.items() if faults} == {}
