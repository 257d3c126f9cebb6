"""What show() puts into a notebook: a frame with a whole page in it, and nothing outside."""

import html
import re

import numpy as np

from app.experiment import Experiment
from app.links import parse_link
from app.notebook import show
from engine import LOSSES, Batch, Dense, Network, Optimizer

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
