"""The network builder: every menu of the catalog, sizes and layers, what does not go together, and the limits."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Problems
from tests.browser.visualizer import Visualizer

REFUSED = r"console error: .* 422"


@pytest.fixture
def open_builder(visualizer: Visualizer) -> Visualizer:
    visualizer.open("/?preset=2-3-1")
    visualizer.part("build").click()
    expect(visualizer.builder.get_by_role("heading")).to_be_visible()
    return visualizer


def traced(visualizer: Visualizer, action: Any) -> dict[str, Any]:
    """What is sent to /trace because of an action."""
    with visualizer.page.expect_request("**/api/v1/trace") as request:
        action()
    visualizer.quiet()
    expect(visualizer.fault).to_be_hidden()
    return dict(json.loads(request.value.post_data or ""))


def test_every_activation_can_be_chosen_for_a_hidden_layer(open_builder: Visualizer) -> None:
    for entry in open_builder.ask("/catalog")["activations"]:
        field = open_builder.field("Activation of layer 2")
        if entry["name"] != field.input_value():
            sent = traced(open_builder, lambda name=entry["name"], menu=field: menu.select_option(name))
            assert sent["network"]["layers"][0]["activation"] == entry["name"]
        expect(field).to_have_value(entry["name"])
        expect(open_builder.part("network").locator(".layer-kind").first).to_have_text(entry["title"].lower())


def test_every_cost_can_be_chosen_with_an_output_that_it_takes_and_no_other(open_builder: Visualizer) -> None:
    open_builder.load("2-2-2")  # its targets are shares
    catalog = open_builder.ask("/catalog")
    for output in ("softmax", "sigmoid", "tanh"):
        open_builder.field("Cost").select_option("half_squared_error")
        open_builder.quiet()
        open_builder.field("Activation of layer 3").select_option(output)
        open_builder.quiet()
        for loss in catalog["losses"]:
            option = open_builder.field("Cost").locator(f'option[value="{loss["name"]}"]')
            if output not in loss["activations"]:
                expect(option).to_be_disabled()
                expect(option).to_contain_text("not with this output")
            elif open_builder.field("Cost").input_value() != loss["name"]:
                expect(option).to_be_enabled()
                sent = traced(open_builder, lambda name=loss["name"]: open_builder.field("Cost").select_option(name))
                assert sent["loss"] == loss["name"]


def test_an_output_that_the_cost_does_not_take_is_disabled_with_a_reason(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax")
    visualizer.part("build").click()
    options = visualizer.field("Activation of layer 3").locator("option")
    losses = {entry["name"]: entry["activations"] for entry in visualizer.ask("/catalog")["losses"]}
    assert len(losses["cross_entropy"]) < options.count()
    for option in options.all():
        if option.get_attribute("value") in losses["cross_entropy"]:
            expect(option).to_be_enabled()
        else:
            expect(option).to_be_disabled()
            expect(option).to_contain_text("not with this cost")


def test_every_optimizer_comes_with_its_parameters(open_builder: Visualizer) -> None:
    for rule in open_builder.ask("/catalog")["optimizers"]:
        if rule["name"] != "sgd":
            sent = traced(open_builder, lambda name=rule["name"]: open_builder.field("Optimizer").select_option(name))
            assert sent["optimizer"]["name"] == rule["name"]
        for parameter in rule["parameters"]:
            name, field = parameter["name"], open_builder.field(parameter["title"])
            if parameter["kind"] == "switch":
                sent = traced(open_builder, lambda box=field: box.check())
                assert sent["optimizer"][name] is True
                continue
            value = round((parameter["slider"]["low"] + parameter["slider"]["high"]) / 3, 6)

            def fill(box: Any = field, number: float = value) -> None:
                box.fill(str(number))
                box.press("Enter")

            assert traced(open_builder, fill)["optimizer"][name] == value
            expect(field).to_have_value(re.compile(re.escape(str(value))))


def test_the_slider_of_a_parameter_sets_its_number(open_builder: Visualizer) -> None:
    def slide() -> None:
        open_builder.field("Learning rate slider").press("End")

    rate = next(p for p in open_builder.ask("/catalog")["optimizers"][0]["parameters"] if p["name"] == "learning_rate")
    sent = traced(open_builder, slide)
    assert sent["optimizer"]["learning_rate"] == rate["slider"]["high"]
    expect(open_builder.field("Learning rate").first).to_have_value(re.compile(f"^{rate['slider']['high']:g}$"))


def test_every_initializer_draws_new_weights(open_builder: Visualizer) -> None:
    drawn = set()
    for rule in open_builder.ask("/catalog")["initializers"]:
        with open_builder.page.expect_request("**/api/v1/networks") as request:
            open_builder.field("Weights").select_option(rule["name"])
            if rule["name"] == "xavier_uniform":  # it is chosen already: a change is needed
                open_builder.field("Seed").fill("2")
                open_builder.press("Enter")
        open_builder.quiet()
        expect(open_builder.fault).to_be_hidden()
        assert json.loads(request.value.post_data or "")["initializer"]["name"] == rule["name"]
        drawn.add(" ".join(open_builder.part("network").locator(".weight-label").all_text_contents()))
        for parameter in rule["parameters"]:
            expect(open_builder.field(parameter["title"])).to_be_visible()
    assert len(drawn) >= 7


def test_the_same_seed_draws_the_same_weights(open_builder: Visualizer) -> None:
    def weights(seed: int) -> list[str]:
        open_builder.field("Seed").fill(str(seed))
        with open_builder.page.expect_response("**/api/v1/trace"):
            open_builder.press("Enter")
        open_builder.quiet()
        return open_builder.part("network").locator(".weight-label").all_text_contents()

    first, second, again = weights(7), weights(8), weights(7)
    assert first == again
    assert first != second
    open_builder.button("Draw other weights").click()
    open_builder.quiet()
    expect(open_builder.field("Seed")).to_have_value("8")
    assert open_builder.part("network").locator(".weight-label").all_text_contents() == second


def test_layers_grow_shrink_come_and_go(open_builder: Visualizer) -> None:
    diagram = open_builder.part("network").locator("svg")

    def expect_sizes(sizes: str) -> None:
        open_builder.quiet()
        expect(diagram).to_have_attribute("aria-label", f"Network with layers of {sizes} neurons")

    open_builder.button("More: Neurons in layer 2").click()
    expect_sizes("2, 4, 1")
    expect(open_builder.button("More: Neurons in layer 2")).to_be_focused()
    open_builder.button("Fewer: Neurons in layer 1").click()
    expect_sizes("1, 4, 1")
    expect(open_builder.button("Fewer: Neurons in layer 1")).to_be_disabled()
    open_builder.button("More: Neurons in layer 3").click()
    expect_sizes("1, 4, 2")
    open_builder.button("Add a hidden layer").click()
    expect_sizes("1, 4, 4, 2")
    open_builder.button("Remove layer 2").click()
    expect_sizes("1, 4, 2")
    open_builder.button("Undo").click()
    expect_sizes("1, 4, 4, 2")
    open_builder.field("Biases").uncheck()
    open_builder.quiet()
    expect(open_builder.part("network").locator(".b-label")).to_have_count(0)


def test_penalties_and_untrained_biases_are_part_of_the_step(open_builder: Visualizer) -> None:
    def penalty() -> None:
        open_builder.field("Penalty l2").fill("0.1")
        open_builder.press("Enter")

    assert traced(open_builder, penalty)["regularization"] == {"l1": 0, "l2": 0.1}
    sent = traced(open_builder, lambda: open_builder.field("Train the biases").uncheck())
    assert sent["optimizer"]["train_biases"] is False


def test_a_number_beyond_its_bounds_is_not_taken(open_builder: Visualizer) -> None:
    rate = open_builder.field("Learning rate").first
    for value in ("-1", "1e9", ""):
        rate.fill(value)
        rate.press("Enter")
        expect(rate).to_have_value(value)  # it stays, to be put right
        assert "Learning rate is a number from 0 to" in rate.evaluate("field => field.validationMessage")
    expect(open_builder.part("edited")).to_be_hidden()


def test_the_builder_closes_and_gives_the_focus_back(open_builder: Visualizer) -> None:
    build = open_builder.part("build")
    expect(build).to_have_attribute("aria-expanded", "true")
    open_builder.button("Close the builder").click()
    expect(open_builder.builder).to_be_hidden()
    expect(build).to_have_attribute("aria-expanded", "false")
    expect(build).to_be_focused()
    expect(open_builder.title).to_be_visible()


def test_a_limit_of_the_server_is_a_sentence_and_nothing_changes(open_builder: Visualizer, problems: Problems) -> None:
    problems.expect(REFUSED)

    def ask_for_more(route: Route) -> None:
        body = json.loads(route.request.post_data or "") | {"sizes": [1000, 1000, 1]}
        route.continue_(post_data=json.dumps(body))

    open_builder.page.route("**/api/v1/networks", ask_for_more)
    open_builder.button("More: Neurons in layer 2").click()
    expect(open_builder.fault).to_contain_text("at most 100,000 are allowed")
    expect(open_builder.part("network").locator("svg")).to_have_attribute("aria-label", re.compile("2, 3, 1"))
    open_builder.page.unroute("**/api/v1/networks")
    open_builder.button("More: Neurons in layer 2").click()
    expect(open_builder.part("network").locator("svg")).to_have_attribute("aria-label", re.compile("2, 4, 1"))
    expect(open_builder.fault).to_be_hidden()


def test_examples_are_added_changed_and_removed(open_builder: Visualizer) -> None:
    sent = traced(open_builder, lambda: open_builder.button("Add an example").click())
    assert sent["inputs"] == [[0.9, 0.2], [0.9, 0.2]]
    chips = open_builder.part("examples").get_by_role("button")
    expect(chips).to_have_count(2)

    def change() -> None:
        open_builder.field("Input 1 of example 2").fill("-1")
        open_builder.press("Enter")

    assert traced(open_builder, change)["inputs"] == [[0.9, 0.2], [-1, 0.2]]
    chips.nth(1).click()
    expect(open_builder.of("x.1")).to_have_text("−1.00")
    sent = traced(open_builder, lambda: open_builder.button("Remove example 2").click())
    assert sent["inputs"] == [[0.9, 0.2]]
    expect(open_builder.of("x.1")).to_have_text("0.90")


def test_a_network_of_eight_by_eight_is_drawn_neuron_by_neuron(open_builder: Visualizer) -> None:
    for layer in (1, 2, 3):
        for _ in range(5):
            open_builder.button(f"More: Neurons in layer {layer}").click()
            open_builder.quiet()
    expect(open_builder.part("network").locator(".neuron")).to_have_count(7 + 8 + 6)
    open_builder.press("End")
    expect(open_builder.part("network").locator(".hollow.disc")).to_have_count(0)


def test_softmax_and_cross_entropy_get_targets_that_are_a_distribution(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=2-2-1")
    visualizer.part("build").click()
    visualizer.button("More: Neurons in layer 3").click()
    visualizer.quiet()
    visualizer.field("Activation of layer 3").select_option("softmax")
    visualizer.quiet()
    sent = traced(visualizer, lambda: visualizer.field("Cost").select_option("cross_entropy"))
    assert sent["targets"] == [[1, 0]]
    expect(visualizer.part("note")).to_be_empty()
    sent = traced(visualizer, lambda: visualizer.button("More: Neurons in layer 3").click())
    assert sent["targets"] == [[1, 0, 0]]


def test_targets_that_are_no_distribution_are_kept_and_told(visualizer: Visualizer) -> None:
    visualizer.open("/?preset=softmax#at=d3")
    visualizer.of("y.2").click()
    visualizer.press("Control+a", "0", ".", "4", "Enter")
    expect(visualizer.of("y.2")).to_have_text("y = 0.40")
    expect(visualizer.part("note")).to_contain_text("δ = a − y does not hold then")
    visualizer.of("y.1").click()
    visualizer.press("Control+a", "0", ".", "6", "Enter")
    expect(visualizer.part("note")).to_be_empty()


def test_the_menu_says_what_has_been_built_and_nothing_moves(open_builder: Visualizer) -> None:
    menu, build = open_builder.part("presets"), open_builder.part("build")
    places = [build.bounding_box(), open_builder.part("undo").bounding_box()]

    def expect_in_place() -> None:
        assert [build.bounding_box(), open_builder.part("undo").bounding_box()] == places

    open_builder.button("More: Neurons in layer 2").click()
    open_builder.quiet()
    open_builder.button("Add a hidden layer").click()
    open_builder.quiet()
    expect(menu.locator("option:checked")).to_have_text("Your network 2-4-4-1")
    expect_in_place()
    menu.select_option("2-3-1")
    open_builder.quiet()
    expect(menu.locator("option:checked")).to_have_text("2-3-1, the four equations")
    expect(menu.locator("option")).to_have_count(7)
    open_builder.field("Learning rate").first.fill("3")
    open_builder.press("Enter")
    expect(open_builder.part("edited")).to_be_visible()
    expect(menu).to_have_value("2-3-1")
    expect_in_place()
