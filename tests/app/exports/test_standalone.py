"""The standalone file: what it was made from is in it, whole, and nothing in it can end the element around it."""

from dataclasses import replace

import pytest

from app.experiment import experiment_of
from app.exports.asking import export_request
from app.exports.request import ExportRequest
from app.exports.standalone import standalone_export, standalone_html
from app.links import parse_link
from app.links.origin import FIRST_PRESET
from engine import PRESETS, Batch, Diverged, InvalidNumber
from tests.app.recorded import records_in

OWN = replace(experiment_of(PRESETS["xor"]), batch=Batch([[0.25, -0.75]] * 65, [[0.125]] * 65))


def test_an_export_holds_its_experiment_whatever_its_link_says() -> None:
    for link in ("", "/?preset=2-3-1"):
        text = standalone_export(ExportRequest("mine", link, OWN, 2))
        records = records_in(text)
        assert records["link"]["inputs"] == [[0.25, -0.75]] * 65
        assert [len(trace["targets"]) for trace in records["traces"]] == [65, 65]
        assert "<title>mine · " in text


@pytest.mark.parametrize("link", ["?preset=xor&theme=dark&lr=0.5#step=2&at=d2", "?net=2-3-1&seed=7&digits=5"])
def test_the_export_of_a_link_is_its_file(link: str) -> None:
    assert standalone_export(export_request(link)) == standalone_html(link)


def test_the_fields_that_one_may_leave_out_are_those_of_a_plain_link() -> None:
    work = ExportRequest(FIRST_PRESET.title, "", experiment_of(FIRST_PRESET), 1)
    assert standalone_export(work) == standalone_html("")


@pytest.mark.parametrize(("steps", "carried", "opens_at"), [(None, 3, 3), (1, 1, 1), (2, 2, 2), (5, 5, 3)])
def test_it_carries_the_steps_asked_for_and_opens_at_its_place_or_the_last(
    steps: int | None, carried: int, opens_at: int
) -> None:
    for link in ("?preset=xor#step=3&at=d2", "?preset=xor&step=3&at=d2"):
        records = records_in(standalone_html(link, steps))
        assert len(records["traces"]) == carried
        assert records["link"]["place"] == {"step": opens_at, "at": "d2", "of": None}


@pytest.mark.parametrize("steps", [0, -1])
def test_there_is_at_least_one_step(steps: int) -> None:
    with pytest.raises(InvalidNumber, match="steps"):
        standalone_html("?preset=xor", steps)


def test_what_a_link_gets_wrong_is_told_in_the_file() -> None:
    link = "?preset=nothing&theme=</script><script>alert(1)</script>"
    text = standalone_html(link)
    assert tuple(records_in(text)["link"]["faults"]) == parse_link(link).faults
    assert text.count("<script") == text.count("</script>") == 2


def test_a_run_that_diverges_has_no_file() -> None:
    with pytest.raises(Diverged):
        standalone_html("?net=1-1&act=linear&x=9&y=0&lr=1000000", 200)
