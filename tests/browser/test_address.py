"""The address says what is on show, is followed when it changes, and is never trusted."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Route, expect

from tests.browser.golden_links import LINKS, load
from tests.browser.visualizer import PRESETS, Visualizer, is_shown_as


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_opened_by_its_name(visualizer: Visualizer, preset: str) -> None:
    visualizer.open(f"/?preset={preset}")
    expect(visualizer.part("presets")).to_have_value(preset)
    expect(visualizer.fault).to_be_hidden()
    sizes = [len(layer["a"][0]) for layer in visualizer.trace(preset)["layers"]]
    expect(visualizer.part("network").locator(".neuron")).to_have_count(sum(sizes))


@pytest.mark.parametrize(
    ("place", "position", "title"),
    [
        ("at=d2", 9, "Delta of layer 2"),
        ("at=d2.1", 9, "Delta of layer 2"),
        ("at=u", 11, "Update"),
        ("step=3&at=z2", 2, "Weighted input of layer 2"),
        ("step=12", 1, "Input"),
    ],
)
def test_a_position_is_opened_by_its_name(visualizer: Visualizer, place: str, position: int, title: str) -> None:
    visualizer.open(f"/?preset=2-3-1#{place}")
    visualizer.at(position)
    expect(visualizer.title).to_have_text(title)
    step = re.search(r"step=(\d+)", place)
    expect(visualizer.part("loss")).to_contain_text(f"Learning step {step[1] if step else 1} of")


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_a_theme_is_set_by_the_address_and_stays_in_it(visualizer: Visualizer, theme: str) -> None:
    visualizer.open(f"/?theme={theme}")
    expect(visualizer.page.locator("html")).to_have_attribute("data-theme", theme)
    visualizer.press("ArrowRight")
    visualizer.expect_address(f"/?theme={theme}#at=z2")


def test_the_theme_button_goes_round_and_the_address_follows(visualizer: Visualizer) -> None:
    visualizer.open()
    root = visualizer.page.locator("html")
    for theme in ("dark", "projector"):
        visualizer.button("Change the theme").click()
        expect(root).to_have_attribute("data-theme", theme)
        visualizer.expect_address(f"/?theme={theme}")
    visualizer.button("Change the theme").click()
    expect(root).not_to_have_attribute("data-theme", re.compile("."))
    visualizer.expect_address("/")


def test_the_address_follows_the_picture(visualizer: Visualizer) -> None:
    visualizer.open()
    visualizer.expect_address("/")
    visualizer.press("ArrowRight")
    visualizer.expect_address("/#at=z2")
    visualizer.load("softmax")
    visualizer.expect_address("/?preset=softmax")
    visualizer.press("End")
    visualizer.expect_address("/?preset=softmax#at=u")
    visualizer.button("Next learning step").click()
    visualizer.expect_address("/?preset=softmax#step=2")
    visualizer.press("Home", "ArrowRight")
    visualizer.expect_address("/?preset=softmax#step=2&at=z2")
    visualizer.button("Rewind").click()
    visualizer.expect_address("/?preset=softmax#at=z2")


def test_a_change_of_the_hash_is_followed(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    for place, position, step in [("at=d2", 9, 1), ("step=3&at=a2", 3, 3), ("at=z3", 4, 1), ("", 1, 1)]:
        visualizer.page.evaluate("place => { location.hash = place; }", place)
        visualizer.at(position)
        expect(visualizer.part("loss")).to_contain_text(f"Learning step {step} of")


def test_back_and_forward_follow_what_was_visited(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=z2")
    visualizer.page.evaluate("location.hash = 'at=d2'")
    visualizer.at(9)
    visualizer.page.go_back()
    visualizer.at(2)
    visualizer.expect_address("#at=z2")
    visualizer.page.go_forward()
    visualizer.at(9)


def test_back_leads_to_the_example_before_in_its_place(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=z2")
    visualizer.press("ArrowRight")
    visualizer.expect_address("/?preset=2-3-1#at=a2")
    visualizer.load("softmax")
    visualizer.press("End")
    visualizer.button("Next learning step").click()
    visualizer.expect_address("/?preset=softmax#step=2")
    visualizer.press("ArrowRight")
    visualizer.expect_address("/?preset=softmax#step=2&at=z2")
    visualizer.load("2-2-1")
    visualizer.expect_address("/")
    visualizer.page.go_back()
    visualizer.expect_address("/?preset=softmax#step=2&at=z2")
    expect(visualizer.part("presets")).to_have_value("softmax")
    expect(visualizer.part("loss")).to_contain_text("Learning step 2 of 2")
    visualizer.page.go_back()
    visualizer.expect_address("/?preset=2-3-1#at=a2")
    expect(visualizer.part("presets")).to_have_value("2-3-1")
    visualizer.at(3)
    visualizer.page.go_forward()
    visualizer.page.go_forward()
    visualizer.expect_address("/")
    expect(visualizer.part("presets")).to_have_value("2-2-1")
    visualizer.at(1)
    expect(visualizer.fault).to_be_hidden()


def test_the_skip_link_leads_to_the_diagram_and_leaves_the_address_alone(visualizer: Visualizer) -> None:
    visualizer.open("/#at=d2")
    visualizer.press("Tab")
    expect(visualizer.page.get_by_role("link", name="Skip to the diagram")).to_be_focused()
    visualizer.press("Enter")
    expect(visualizer.page.locator("main")).to_be_focused()
    visualizer.expect_address("/#at=d2")
    expect(visualizer.fault).to_be_hidden()


def test_a_hash_that_is_not_understood_is_reported_and_moves_nothing(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1#at=z2")
    visualizer.page.evaluate("location.hash = 'at=q7'")
    expect(visualizer.fault).to_contain_text("q7")
    visualizer.at(2)
    visualizer.page.evaluate("location.hash = 'at=d2'")
    visualizer.at(9)
    expect(visualizer.fault).to_be_hidden()


HOSTILE = [
    ("?preset=nothing", "nothing"),
    ("?preset=" + quote("<svg onload=alert(1)>"), "<svg onload=alert(1)>"),
    ("?preset=" + quote("<img src=x onerror=alert(1)>"), "<img"),
    ("?preset=javascript:alert(1)", "javascript:alert(1)"),
    ("?theme=" + quote('"><script>alert(1)</script>'), "<script>"),
    ("?__proto__=x", "__proto__"),
    ("?constructor=x", "constructor"),
    ("?sizes=1000000", "sizes"),
    ("?v=2", "version 2"),
    ("?preset=" + "x" * 5000, "xxx"),
    ("#at=" + quote("<svg onload=alert(1)>"), "<svg"),
    ("#at=z9", "z9"),
    ("#at=z2.9", "z2.9"),
    ("#at=z2.1.3", "z2.1.3"),
    ("#at=u.1", "u.1"),
    ("#at=z", "“z”"),
    ("#step=0", "step=0"),
    ("#step=NaN", "step=NaN"),
    ("#step=1e9", "step=1e9"),
    ("#at=z2&at=z3", "twice"),
]


@pytest.mark.parametrize(("address", "named"), HOSTILE)
def test_what_is_not_understood_is_reported_and_never_executed(
    visualizer: Visualizer, address: str, named: str
) -> None:
    visualizer.page.add_init_script("window.alert = () => { window.attacked = true; }")
    visualizer.open(f"/{address}")
    expect(visualizer.fault).to_contain_text(named)
    assert visualizer.page.evaluate("window.attacked") is None
    assert visualizer.page.locator("svg[onload], img, script:not([src])").count() == 0
    visualizer.press("End")
    visualizer.at(11)


def test_several_mistakes_are_reported_together(visualizer: Visualizer) -> None:
    visualizer.open("/?theme=neon&colour=red#at=q1")
    for named in ("neon", "colour", "q1"):
        expect(visualizer.fault).to_contain_text(named)


@pytest.mark.parametrize("link", LINKS)
def test_a_golden_link_gives_the_same_numbers_as_ever(visualizer: Visualizer, link: str) -> None:
    golden = load()[link]
    visualizer.open(link)
    visualizer.page.locator("details.twin").evaluate("twin => (twin.open = true)")
    expect(visualizer.title).to_have_text(golden["title"])
    cells = visualizer.part("table").locator("td[data-ref]")
    shown = dict(cells.evaluate_all("cells => cells.map((cell) => [cell.dataset.ref, cell.textContent])"))
    assert shown.keys() == golden["numbers"].keys()
    for ref, value in golden["numbers"].items():
        assert shown[ref] == "–" if value is None else is_shown_as(value, shown[ref]), ref


def test_every_golden_link_that_was_ever_recorded_is_still_tested() -> None:
    assert set(load()) == set(LINKS)


def test_the_newest_address_wins_over_one_still_under_way(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-3-1")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visualizer.page.route("**/api/v1/step", hold)
    visualizer.page.evaluate("location.hash = 'step=500&at=a3'")
    visualizer.page.wait_for_timeout(200)
    assert len(held) == 1
    visualizer.page.evaluate("location.hash = 'at=d2'")
    visualizer.at(9)
    visualizer.quiet()
    visualizer.at(9)
    visualizer.expect_address("/?preset=2-3-1#at=d2")
    assert held[0].request.failure  # it was given up
    expect(visualizer.part("loss")).to_contain_text("Learning step 1 of 1")
