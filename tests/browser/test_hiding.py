"""What a link hides is out of sight and out of reach, what is left takes the room; and numbers can be hidden alone."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.test_accessibility import AXE, RUN_AXE
from tests.browser.test_locks import tab_stops
from tests.browser.visualizer import SIZES, Visualizer

# part: what of the page it is
PARTS = {
    "menu": ".bar",
    "description": ".description",
    "panel": ".panel",
    "equation": ".equation",
    "inspector": ".inspector",
    "controls": ".controls",
    "timeline": ".timeline",
    "loss": "div.loss",
    "learning": ".learning-buttons",
    "table": ".twin",
}
IN_FRAME = ["panel", "equation", "controls", "timeline", "learning"]
FRAME: ViewportSize = {"width": 960, "height": 540}
A_NUMBER = re.compile(r"\d\.\d|\d\d\d|\de−?\d")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_hidden_on_the_page_cannot_be_reached(visualizer: Visualizer, part: str) -> None:
    visualizer.open(f"/?v=1&preset=2-3-1&hide={part}#at=d2")
    page = visualizer.page
    expect(page.locator(PARTS[part])).to_be_hidden()
    assert inside(page, PARTS[part]) == 0
    assert len(tab_stops(page)) > 3
    page.evaluate("document.activeElement?.blur()")
    visualizer.press("ArrowRight")
    visualizer.expect_address(f"/?preset=2-3-1&hide={part}#at=g2")


@pytest.mark.parametrize("part", IN_FRAME)
def test_what_is_hidden_in_a_frame_cannot_be_reached(visualizer: Visualizer, part: str) -> None:
    visualizer.page.set_viewport_size(FRAME)
    visualizer.open("/embed?v=1&preset=2-3-1#at=d2")
    expect(visualizer.page.locator(PARTS[part])).to_be_visible()
    visualizer.open(f"/embed?v=1&preset=2-3-1&hide={part}#at=d2")
    expect(visualizer.page.locator(PARTS[part])).to_be_hidden()
    assert inside(visualizer.page, PARTS[part]) == 0


def inside(page: Page, part: str) -> int:
    """How often Tab comes by something in a part of the page."""
    count = 0
    page.evaluate("document.activeElement?.blur()")
    for _ in range(40):
        page.keyboard.press("Tab")
        count += page.evaluate("part => Boolean(document.activeElement?.closest(part))", part)
    return count


@pytest.mark.parametrize("way", ["/", "/embed"])
@pytest.mark.parametrize("size", ["laptop", "projector", "hall", "phone", "frame"])
def test_the_diagram_takes_the_room(visualizer: Visualizer, way: str, size: str) -> None:
    visualizer.page.set_viewport_size(SIZES.get(size, FRAME))
    visualizer.open(f"{way}?v=1&preset=2-3-1#at=d2")
    before = canvas(visualizer)
    visualizer.open(f"{way}?v=1&preset=2-3-1&hide=panel,controls,timeline,learning,loss#at=d2")
    after = canvas(visualizer)
    assert after[0] * after[1] > 1.2 * before[0] * before[1]
    if way == "/embed" or size != "phone":
        width, height = visualizer.page.evaluate("[innerWidth, innerHeight]")
        taken = after[0] * after[1] / (width * (height - (0 if way == "/embed" else 52)))
        assert taken > 0.85
    assert visualizer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(visualizer.mark("neuron.3.1")).to_be_in_viewport()


def canvas(visualizer: Visualizer) -> tuple[float, float]:
    box = visualizer.part("network").bounding_box()
    assert box
    return box["width"], box["height"]


def test_what_would_open_in_a_hidden_panel_is_not_offered(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&hide=panel#at=d2")
    expect(visualizer.part("build")).to_be_hidden()
    visualizer.button("Explain").click()
    expect(visualizer.part("explain-list").get_by_role("button", name="matrices")).to_be_visible()
    cards = visualizer.part("explain-list").locator("button:visible")
    places = set(cards.evaluate_all("cards => cards.map((card) => card.dataset.place)"))
    assert places == {"stage"}
    for group in visualizer.part("explain-list").locator("section:visible").all():
        expect(group.locator("button:visible").first).to_be_visible()


def words_of(visualizer: Visualizer) -> str:
    """All that is written on the page or said of it: text, labels, values, what is announced."""
    return str(
        visualizer.page.evaluate(
            """() => {
              const said = ["aria-label", "aria-valuetext", "title", "placeholder"];
              const main = document.querySelector("main");
              const nodes = [...main.querySelectorAll("*")];
              const texts = (node) =>
                node.nodeType === Node.TEXT_NODE ? [node.data]
                : node.localName === "annotation" ? [] : [...node.childNodes].flatMap(texts);
              return [
                ...texts(main), document.querySelector("[data-part=live]").textContent,
                ...nodes.flatMap((node) => said.map((name) => node.getAttribute(name) ?? "")),
                ...nodes.map((node) => node.matches("input:not([type=range])") ? node.value : ""),
              ].join("\\n");
            }"""
        )
    )


@pytest.mark.parametrize("way", ["/", "/embed"])
@pytest.mark.parametrize("chosen", ["neuron.2.1", "edge.3.1.2", "neuron.1.1"])
def test_no_number_is_given_away(visualizer: Visualizer, way: str, chosen: str) -> None:
    visualizer.open(f"{way}?v=1&preset=2-3-1&hide=numbers#of={chosen}")
    tables(visualizer)
    steps = int(visualizer.slider.get_attribute("aria-valuemax") or 0)
    assert steps == 11
    for _ in range(steps):
        visualizer.press("ArrowRight")
        found = A_NUMBER.findall(speed_aside(words_of(visualizer)))
        assert found == []
    visualizer.open(f"{way}?v=1&preset=2-3-1#at=u&of={chosen}")
    tables(visualizer)
    assert len(A_NUMBER.findall(words_of(visualizer))) > 50  # what is looked for would be found


def tables(visualizer: Visualizer) -> None:
    if visualizer.page.locator("details.twin").count():
        visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")


def speed_aside(words: str) -> str:
    """The speeds of the player are no numbers of the network, nor is the year of a source."""
    return re.sub(r"0\.25×|0\.5×|\(2016\)", "", words)


def test_the_equation_in_matrices_has_no_numbers_either(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&hide=numbers&form=matrix&digits=6&granularity=term#at=d2")
    assert A_NUMBER.findall(speed_aside(words_of(visualizer))) == []
    expect(visualizer.button("Copy LaTeX")).to_be_hidden()


@pytest.mark.parametrize(
    "view",
    [
        "unfolded",
        "matrices",
        "chain-rule",
        "paths",
        "four-equations",
        "gradient-check",
        "perturbation",
        "slow-learning",
        "algorithm",
    ],
)
def test_explanations_write_no_number_of_the_network(visualizer: Visualizer, view: str) -> None:
    """Counts, axes and settings stay; the numbers that the trace has do not."""
    visualizer.open(f"/?v=1&preset=2-3-1&hide=numbers&views={view}#at=u&of=edge.2.1.1")
    trace = visualizer.trace("2-3-1")
    words = words_of(visualizer)
    layers = trace["layers"][1:]
    values = [value for layer in layers for key in ("delta", "z", "a") for value in layer[key][0]]
    values += [value for layer in layers for row in layer["nabla_w"] for value in row]
    shown = [f"{abs(value):.3f}" for value in values] + [f"{abs(value):.3g}" for value in values]
    assert [number for number in shown if number in words] == []
    expect(visualizer.fault).to_be_hidden()


def test_what_is_hidden_is_said_to_be(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&hide=numbers#at=d2&of=neuron.2.1")
    tables(visualizer)
    expect(visualizer.key_to("neuron.2.1")).to_have_attribute(
        "aria-label", "Neuron 1 of layer 2, weighted input hidden, activation hidden, delta hidden"
    )
    expect(visualizer.key_to("edge.2.1.1")).to_have_attribute("aria-label", re.compile(", hidden, gradient not"))
    expect(visualizer.of("delta.2.1")).to_have_text("δ = ?")
    visualizer.press("ArrowLeft", "ArrowRight")
    expect(visualizer.part("live")).to_contain_text("delta = hidden, hidden and hidden")
    expect(visualizer.part("table").locator('[data-ref="delta.2.1"]')).to_have_text("hidden")
    expect(visualizer.part("table").locator('[data-ref="nabla_w.2.1.1"]')).to_have_text("–")
    sentence = visualizer.part("equation").locator(".sentence")
    heard = sentence.evaluate(
        "it => [...it.childNodes].filter((n) => !n.ariaHidden).map((n) => n.textContent).join('')"
    )
    assert "hidden, hidden and hidden" in heard
    assert "?" not in heard
    slider = visualizer.page.get_by_role("slider", name="Learning step", exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "Learning step 1 of 1 · C = hidden")


def test_not_computed_and_hidden_look_different(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&hide=numbers#at=a2")
    expect(visualizer.of("a.2.1")).to_have_text("?")
    expect(visualizer.of("a.3.1")).to_have_text("")
    expect(visualizer.mark("neuron.2.1").locator(".disc")).not_to_have_class(re.compile("hollow"))
    expect(visualizer.mark("neuron.3.1").locator(".disc")).to_have_class(re.compile("hollow"))


def test_a_hidden_number_can_be_replaced_and_is_not_shown(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&hide=numbers#at=d2")
    page = visualizer.page
    visualizer.of("x.1").click()
    expect(page.locator(".in-place")).to_have_value("")
    visualizer.press("Enter")
    expect(visualizer.fault).to_be_hidden()
    expect(visualizer.part("edited")).to_be_hidden()
    visualizer.of("x.1").click()
    page.locator(".in-place").fill("seven")
    visualizer.press("Enter")
    expect(visualizer.fault).to_contain_text("“seven” is not a number")
    expect(visualizer.fault).to_contain_text("stays as it is")
    visualizer.of("x.1").click()
    page.locator(".in-place").fill("0.7")
    visualizer.press("Enter")
    expect(visualizer.part("edited")).to_be_visible()
    expect(visualizer.of("x.1")).to_have_text("?")


def test_nothing_that_axe_would_object_to(visualizer: Visualizer) -> None:
    visualizer.page.add_init_script(AXE.read_text(encoding="utf-8"))
    everything = "edit,example,learn,steps,speed,granularity,explain"
    visualizer.open(f"/?v=1&preset=mini-batch&hide=numbers,timeline&lock={everything}#at=d2&of=neuron.2.1")
    assert visualizer.page.evaluate(RUN_AXE, None) == []
