"""What show() puts into a notebook: a frame with a whole page in it, and nothing outside."""

import html
import re

import numpy as np
import pytest

from app.experiment import Experiment
from app.limits import TRACED_EXAMPLES, LimitExceeded
from app.links import parse_link
from app.notebook import show
from engine import LOSSES, Batch, Dense, Initializer, InvalidNumber, Network, Optimizer, ShapeMismatch, new_network
from tests.app.recorded import records_in

FRAME = re.compile(r'<iframe srcdoc="([^"]*)" title="([^"]*)" sandbox="allow-scripts" width="100%" height="(\d+)"')


def network() -> Network:
    first = Dense(np.array([[0.1, -0.2], [0.3, 0.4]]), np.array([0.5, -0.6]), "tanh")
    return Network((first, Dense(np.array([[0.7, -0.8]]), None, "sigmoid")))


def test_the_frame_holds_the_whole_page() -> None:
    shown = show("?preset=xor&theme=dark#at=d2", height=480)
    frame = FRAME.match(shown._repr_html_())
    assert frame
    page, title, height = map(html.unescape, frame.groups())
    assert page == shown.page
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert (title, height) == (parse_link("?preset=xor").title, "480")
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r'\bsrc="|<link\b', markup)


def test_two_frames_have_no_names_to_quarrel_about() -> None:
    outside = re.sub(r'srcdoc="[^"]*"', "", show()._repr_html_())
    assert not re.search(r"\b(id|name)=", outside)


def test_a_network_of_the_engine_is_shown_with_its_numbers() -> None:
    assert '"weights":[[0.1,-0.2],[0.3,0.4]]' in show(network=network()).page


def test_an_experiment_is_shown_with_its_example() -> None:
    batch = Batch(np.array([[0.25, -0.75]]), np.array([[0.125]]))
    experiment = Experiment(network(), batch, LOSSES["half_squared_error"], Optimizer("sgd", learning_rate=0.5))
    page = show(network=experiment, steps=3).page
    assert '"inputs":[[0.25,-0.75]]' in page
    assert page.count('"updated_weights"') >= 3 * 2


def experiment(examples: int) -> Experiment:
    batch = Batch([[0.25, -0.75]] * examples, [[0.125]] * examples)
    return Experiment(network(), batch, LOSSES["half_squared_error"], Optimizer("sgd", learning_rate=0.5))


def test_a_network_whose_link_would_be_too_long_is_shown_all_the_same() -> None:
    large = new_network([50, 64, 10], ["tanh", "softmax"], Initializer("xavier_uniform"), seed=7)
    shown = show(network=large)
    answer = records_in(shown.page)["link"]
    assert answer["network"]["layers"][0]["weights"] == large.layers[0].weights.tolist()
    assert answer["faults"] == []
    assert shown.title == answer["title"] == "Your network 50-64-10"


def test_the_largest_batch_is_shown_and_a_larger_one_refused() -> None:
    assert len(records_in(show(network=experiment(TRACED_EXAMPLES.value)).page)["link"]["inputs"]) == 64
    with pytest.raises(LimitExceeded, match="65 examples in a trace; at most 64"):
        show(network=experiment(65))


def test_what_is_too_large_or_does_not_fit_is_refused_and_nothing_else_shown() -> None:
    with pytest.raises(LimitExceeded, match="weights and biases"):
        show(network=new_network([400, 400, 1], ["tanh", "tanh"], Initializer("zeros"), seed=1))
    whole = experiment(1)
    batch = Batch([[0.25]], [[0.125]])
    with pytest.raises(ShapeMismatch, match="inputs"):
        show(network=Experiment(whole.network, batch, whole.loss, whole.optimizer))


@pytest.mark.parametrize(
    ("link", "steps", "carried"),
    [("?preset=xor#step=3&at=d2", None, 3), ("?preset=xor#step=3", 1, 1), ("?preset=xor", None, 1), ("", 2, 2)],
)
def test_there_are_the_steps_asked_for_or_those_up_to_where_the_link_stands(
    link: str, steps: int | None, carried: int
) -> None:
    assert len(records_in(show(link, steps=steps).page)["traces"]) == carried


def test_the_learning_step_of_a_link_is_shown() -> None:
    assert records_in(show("?preset=xor#step=3&at=d2").page)["link"]["place"] == {"step": 3, "at": "d2", "of": None}


@pytest.mark.parametrize("steps", [0, -1])
def test_fewer_than_one_step_are_refused(steps: int) -> None:
    for shown in ({"link": "?preset=xor"}, {"network": network()}):
        with pytest.raises(InvalidNumber, match="steps"):
            show(**shown, steps=steps)
