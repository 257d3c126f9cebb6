"""The address of an edited network carries its numbers, to the last bit; addresses act, and are not trusted."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from engine import OPTIMIZERS
from tests.app.links.golden import load as golden
from tests.browser.conftest import NewContext
from tests.browser.visualizer import Trace, Visualizer, every_ref, is_shown_as, read

Edit = Callable[[Visualizer], None]


class Numbers:
    """What a page asks the server about: every number of the experiment as it travels, with all its digits."""

    def __init__(self, page: Page) -> None:
        self.sent: list[dict[str, Any]] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/v1/trace"):
            self.sent.append(json.loads(request.post_data or ""))

    @property
    def last(self) -> str:
        """As text, in which -0 is not 0; an optimizer's settings are written out also where they are as usual."""
        experiment = self.sent[-1]
        usual = {entry.name: entry.default for entry in OPTIMIZERS[experiment["optimizer"]["name"]].parameters}
        return json.dumps(experiment | {"optimizer": usual | experiment["optimizer"]}, sort_keys=True)


def typed(ref: str, value: str) -> Edit:
    """Click a number of the diagram and type another."""

    def edit(visualizer: Visualizer) -> None:
        visualizer.of(ref).click()
        visualizer.page.locator(".in-place").fill(value)
        visualizer.press("Enter")

    return edit


def dragged(ref: str) -> Edit:
    def edit(visualizer: Visualizer) -> None:
        box = visualizer.of(ref).bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse = visualizer.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 23, y - 8, steps=6)
        mouse.up()

    return edit


def built(**fields: str | bool) -> Edit:
    """Fill fields of the builder, by their names with _ for spaces."""

    def edit(visualizer: Visualizer) -> None:
        visualizer.part("build").click()
        for name, value in fields.items():
            field = visualizer.field(name.replace("_", " ")).first
            if isinstance(value, bool):
                field.set_checked(value)
            elif field.evaluate("it => it.localName") == "select":
                field.select_option(value)
            else:
                field.fill(value)
                field.press("Enter")
            visualizer.quiet()

    return edit


def inspected(visualizer: Visualizer) -> None:
    visualizer.key_to("edge.3.1.2").focus()
    visualizer.press("Enter")
    field = visualizer.part("inspector").get_by_role("spinbutton")
    field.fill("-1.2345678901234567")
    field.press("Enter")


def after_learning(visualizer: Visualizer) -> None:
    """An edit of what has been learnt: every number has all its digits."""
    visualizer.button("+10 learning steps").click()
    visualizer.quiet()
    typed("w.2.1.1", "0.5")(visualizer)


def drawn_and_typed(visualizer: Visualizer) -> None:
    built(Seed="7")(visualizer)
    typed("w.2.1.2", "3")(visualizer)


EDITS: dict[str, tuple[str, Edit, set[str]]] = {
    "weight": ("2-3-1", typed("w.2.1.1", "0.1"), {"preset", "w"}),
    "weight with all digits": ("2-3-1", inspected, {"preset", "w"}),
    "weight dragged": ("2-2-1", dragged("w.2.1.1"), {"w"}),
    "tiny weight": ("2-3-1", typed("w.2.2.1", "-4.9e-324"), {"preset", "w"}),
    "bias": ("2-3-1", typed("b.2.2", "1e-9"), {"preset", "w"}),
    "input": ("xor", typed("x.1", "0.30000000000000004"), {"preset", "x"}),
    "target": ("2-3-1", typed("y.1", "0.75"), {"preset", "y"}),
    "optimizer": ("2-3-1", built(Optimizer="adam", Learning_rate="0.07"), {"preset", "opt", "lr"}),
    "penalty": ("xor", built(Penalty_l2="0.25", Penalty_l1="0.01"), {"preset", "l1", "l2"}),
    "cost": ("2-3-1", built(Cost="binary_cross_entropy"), {"preset", "loss"}),
    "activation": ("2-3-1", built(Activation_of_layer_2="tanh"), {"preset", "act"}),
    "seed": ("2-3-1", built(Weights="he_normal", Seed="42"), {"net", "init", "seed", "x", "y", "lr"}),
    "seed and weight": ("2-3-1", drawn_and_typed, {"net", "seed", "x", "y", "lr", "w"}),
    "after learning": ("deep", after_learning, {"preset", "s"}),
    "no trained biases": ("2-3-1", built(Train_the_biases=False), {"preset", "opt", "lr"}),
}


def address_of(visualizer: Visualizer, before: str, *keys: str) -> str:
    """The address, once it has followed an edit, and has these keys."""
    visualizer.quiet()
    for key in keys or ["w"]:
        expect(visualizer.page).to_have_url(re.compile(rf"[?&]{key}="))
    expect(visualizer.page).not_to_have_url(before)
    return visualizer.page.url.removeprefix(visualizer.base_url)


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_network_is_the_same_where_its_address_is_opened(
    visualizer: Visualizer, new_context: NewContext, name: str
) -> None:
    preset, edit, keys = EDITS[name]
    numbers = Numbers(visualizer.page)
    visualizer.open(f"/?v=1&preset={preset}#at=C")
    before, original = visualizer.page.url, numbers.last
    edit(visualizer)
    address = address_of(visualizer, before, *keys)
    assert numbers.last != original
    assert parse_qs(urlsplit(address).query).keys() - {"v"} == keys

    other = Visualizer(new_context(reduced_motion="reduce").new_page(), visualizer.base_url)
    seen = Numbers(other.page)
    other.open(address)
    expect(other.fault).to_be_hidden()
    assert seen.last == numbers.last
    assert other.page.url.removeprefix(other.base_url) == address  # the shortest, so it stays
    assert tables(other) == tables(visualizer)


def tables(visualizer: Visualizer) -> dict[str, str]:
    """All numbers of the step, as they are written."""
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    visualizer.page.evaluate("document.activeElement?.blur()")
    visualizer.press("End")
    cells = visualizer.part("table").locator("td[data-ref]")
    return dict(cells.evaluate_all("cells => cells.map((cell) => [cell.dataset.ref, cell.textContent])"))


def test_undo_brings_the_address_back(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1#at=d2")
    before = visualizer.page.url
    typed("w.2.1.1", "0.1")(visualizer)
    once = address_of(visualizer, before)
    typed("b.2.1", "0.2")(visualizer)
    address_of(visualizer, visualizer.base_url + once)
    visualizer.button("Undo").click()
    expect(visualizer.page).to_have_url(visualizer.base_url + once)
    visualizer.button("Undo").click()
    expect(visualizer.page).to_have_url(before)


def test_back_and_forward_lead_to_edited_networks_too(visualizer: Visualizer) -> None:
    numbers = Numbers(visualizer.page)
    visualizer.open("/?v=1&preset=2-3-1#at=d2")
    before = visualizer.page.url
    typed("w.2.1.1", "0.1")(visualizer)
    address = address_of(visualizer, before)
    edited = json.loads(numbers.last)["network"]
    visualizer.load("xor")
    visualizer.expect_address("/?preset=xor")
    visualizer.page.go_back()
    expect(visualizer.page).to_have_url(visualizer.base_url + address)
    visualizer.quiet()
    expect(visualizer.of("w.2.1.1")).to_have_text("+0.10")
    assert json.loads(numbers.last)["network"] == edited
    visualizer.at(9)
    visualizer.page.go_forward()
    visualizer.expect_address("/?preset=xor")
    expect(visualizer.part("presets")).to_have_value("xor")
    expect(visualizer.fault).to_be_hidden()


def test_a_learning_step_of_an_edited_network(visualizer: Visualizer, new_context: NewContext) -> None:
    numbers = Numbers(visualizer.page)
    visualizer.open("/?v=1&preset=2-3-1")
    before = visualizer.page.url
    typed("w.2.1.1", "0.1")(visualizer)
    address_of(visualizer, before)
    built(Optimizer="adam")(visualizer)
    for _ in range(2):
        visualizer.button("Next learning step").click()
        visualizer.quiet()
    visualizer.press("End")
    expect(visualizer.page).to_have_url(re.compile(r"#step=3&at=u$"))
    other = Visualizer(new_context(reduced_motion="reduce").new_page(), visualizer.base_url)
    seen = Numbers(other.page)
    other.open(visualizer.page.url.removeprefix(visualizer.base_url))
    expect(other.part("loss")).to_contain_text("Learning step 3 of 3")
    assert seen.last == numbers.last
    assert tables(other) == tables(visualizer)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/?v=2&preset=xor#at=d2", "version 2"),
        ("/?v=1&net=2-3-1&w=1,2", "w with 2 numbers"),
        ("/?v=1&net=2-3-1&w=1,nan,3", "w="),
        ("/?v=1&net=0-3", "net=0-3"),
        ("/?v=1&net=2-3-1&seed=-1", "seed=-1"),
        ("/?v=1&preset=xor&loss=cross_entropy", "cross"),
        ("/?v=1&net=2-2&s=z1.AAAA", "s="),
        ("/?v=1&net=1024-1024", "at most"),
        ("/?v=1&x=1,2;3", "row 2 has 1 number"),
    ],
)
def test_a_link_with_a_fault_says_so_and_leaves_a_usable_page(visualizer: Visualizer, address: str, words: str) -> None:
    visualizer.open(address)
    expect(visualizer.fault).to_contain_text(words)
    expect(visualizer.part("presets")).to_have_value("2-2-1")
    visualizer.press("End")
    visualizer.at(11)
    assert read(visualizer.trace("2-2-1"), "delta.3.1") is not None
    expect(visualizer.of("delta.3.1")).to_have_text(re.compile("δ = −0.118"))
    visualizer.button("Dismiss").click()
    typed("w.2.1.1", "0.25")(visualizer)
    expect(visualizer.page).to_have_url(re.compile(r"\?v=1&w="))
    expect(visualizer.fault).to_be_hidden()


def test_an_overlong_link_is_refused_in_words(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&net=2-3-1&x=" + ",".join(["0.123456789"] * 3000), ready=False)
    body = visualizer.page.locator("body")
    expect(body).to_contain_text(re.compile("at most|too long", re.IGNORECASE))


# A sample of the golden links, and of each how many learning steps it makes before it shows its numbers.
SAMPLE = [
    "?preset=softmax#step=4&at=d3",
    "?preset=xor&l1=0.01&l2=0.1#step=3",
    "?preset=xor&opt=sgd,momentum:0.9,nesterov:1,train_biases:0#step=3&at=u",
    "?preset=xor&opt=adam&lr=0.1#step=5",
    "?preset=xor&seed=7",
    "?preset=xor&biases=0,1",
    "?preset=softmax&y=0,0,1&loss=half_squared_error",
    "?preset=mini-batch&net=2-4-1&seed=5",
    "?v=1&net=2-3-1&act=tanh,sigmoid&seed=7&x=0.5,-1&y=1&lr=0.5#at=d2",
    "?net=2-2-1&biases=0&w=0.5,-1,0.25,2,1,-1",
    "?net=4-4-1&s=z1.eNpjYACBB_ZgiuHDfgh9AcaH0rSWJwTg5uzHbh4DAwAJCRnN",
    "?preset=2-3-1&theme=projector#at=d2&of=neuron.2.3",
]


def test_golden_links_show_the_numbers_that_the_api_has(visualizer: Visualizer) -> None:
    """One after the other, as the browser's history leads from one to the next."""
    kept = {text.removeprefix("/"): entry for text, entry in golden().items()}
    visualizer.open("/?v=1&preset=deep")
    numbers = Numbers(visualizer.page)
    for link in SAMPLE:
        visualizer.page.evaluate(
            "link => { history.pushState(null, '', link); dispatchEvent(new PopStateEvent('popstate')); }", f"/{link}"
        )
        step = int(re.search(r"step=(\d+)", link)[1]) if "step=" in link else 1  # type: ignore[index]
        expect(visualizer.part("loss")).to_contain_text(f"Learning step {step} of {step} ")
        visualizer.quiet()
        expect(visualizer.fault).to_be_hidden()
        trace: Trace = visualizer.ask("/trace", numbers.sent[-1])
        assert trace["loss"]["value"] == pytest.approx(kept[link]["cost"], rel=1e-9)
        deltas = [[value for row in layer["delta"] for value in row] for layer in trace["layers"][1:]]
        for now, recorded in zip(deltas, kept[link]["deltas"], strict=True):
            assert now == pytest.approx(recorded, rel=1e-9)
        shown = tables(visualizer)
        cells = [ref for ref in every_ref(trace) if ref in shown]
        assert len(cells) > 10
        for ref in cells:
            value = read(trace, ref)
            assert value is not None, (link, ref)
            assert is_shown_as(value, shown[ref]), (link, ref)


# what a person does, and what the address says then
CHANGES: dict[str, tuple[Callable[[Visualizer], object], str]] = {
    "theme": (lambda v: v.button("Change the theme").click(), "theme=dark"),
    "speed": (lambda v: v.page.get_by_label("Speed").select_option("2"), "speed=2"),
    "speed by key": (lambda v: v.press("["), "speed=0.5"),
    "granularity": (lambda v: v.step_by("neuron"), "granularity=neuron"),
    "form": (lambda v: v.button("matrix").click(), "form=matrix"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_how_it_is_shown_stands_in_the_address(visualizer: Visualizer, name: str) -> None:
    change, said = CHANGES[name]
    visualizer.open("/?v=1&preset=2-3-1&digits=5#at=z2")
    change(visualizer)
    expect(visualizer.page).to_have_url(re.compile(rf"[?&]{re.escape(said)}[&#].*#at=z2|[?&]{re.escape(said)}#at=z2"))
    assert "digits=5" in visualizer.page.url
    visualizer.page.reload()
    visualizer.page.wait_for_selector("[data-ready]")
    visualizer.quiet()
    assert said in visualizer.page.url
    visualizer.press("ArrowRight")
    expect(visualizer.page).to_have_url(re.compile(r"#at="))
    assert said in visualizer.page.url


def test_presentation_acts(visualizer: Visualizer) -> None:
    visualizer.open("/?v=1&preset=2-3-1&theme=clear&motion=off&digits=5&speed=4&granularity=term&form=matrix#at=d2")
    page = visualizer.page
    expect(page.locator("html")).to_have_attribute("data-theme", "clear")
    assert page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor") == "rgba(0, 0, 0, 0)"
    expect(visualizer.of("a.3.1")).to_have_text("0.54959")
    expect(page.get_by_label("Speed")).to_have_value("4")
    expect(page.get_by_label("Step by")).to_have_value("term")
    expect(visualizer.button("matrix")).to_have_attribute("aria-pressed", "true")
    visualizer.press("ArrowRight")
    assert "theme=clear&motion=off&digits=5&speed=4&granularity=term&form=matrix" in page.url


def test_without_motion_a_step_arrives_at_once(new_context: NewContext, base_url: str) -> None:
    page = new_context(reduced_motion="no-preference").new_page()
    visualizer = Visualizer(page, base_url).open("/?v=1&preset=2-3-1&motion=off#at=a2")
    visualizer.press("ArrowRight")
    expect(page).to_have_url(re.compile("#at=z3$"), timeout=400)


@pytest.mark.parametrize(("digits", "written"), [(2, "0.14"), (6, "0.136046")])
def test_the_digits_of_a_link_are_those_of_the_diagram_and_of_the_equation(
    visualizer: Visualizer, digits: int, written: str
) -> None:
    visualizer.open(f"/?v=1&preset=2-3-1&digits={digits}#at=d2")
    expect(visualizer.page.locator('.badge-label[data-ref="delta.3.1"]')).to_contain_text(written)
    expect(visualizer.part("equation").locator(".numbers")).to_contain_text(written)
    outside = visualizer.part("network").evaluate(
        """network => [...network.querySelectorAll(".neuron")].filter((neuron) => {
          const [disc, number] = [".disc", ".number.value"].map((name) => neuron.querySelector(name));
          if (!disc || !number) return true;
          const [around, inside] = [disc, number].map((node) => node.getBoundingClientRect());
          return inside.left < around.left || inside.right > around.right;
        }).length"""
    )
    assert outside == 0
