"""What is to be exported, from a link: its experiment, as many steps as it takes to get there, and where to see it."""

import pytest

from app.exports.asking import FaultyLink, export_request
from app.limits import LINK
from app.links import parse_link
from engine import InvalidNumber
from tests.app.links.states import facts_of

LONGER_WRITTEN_OUT = f"?net=99-1&x={';'.join([','.join(['1e15'] * 99)] * 64)}&y={';'.join(['1'] * 64)}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?preset=xor&step=3&at=d2",
        "/?preset=xor#step=3&at=d2",
        "preset=xor&theme=dark&step=3#of=edge.2.1.2",
        "http://127.0.0.1:8000/embed?net=2-3-1&seed=7&at=d2",
    ],
)
def test_the_address_in_an_export_is_one_that_the_page_reads(text: str) -> None:
    asked = parse_link(text, place_in_query=True)
    work = export_request(text)
    again = parse_link(work.link)
    assert work.link.startswith("/")
    assert again.faults == ()
    assert (again.presentation, again.place) == (asked.presentation, asked.place)
    assert facts_of(again.experiment) == facts_of(work.experiment) == facts_of(asked.experiment)


def test_an_experiment_whose_address_no_page_reads_is_exported_without_one() -> None:
    assert len(LONGER_WRITTEN_OUT) <= LINK.value < len(parse_link(LONGER_WRITTEN_OUT).canonical)
    work = export_request(LONGER_WRITTEN_OUT)
    assert work.link == ""
    assert work.experiment.batch.inputs.shape == (64, 99)


def test_without_a_number_of_steps_it_goes_up_to_where_the_link_stands() -> None:
    assert export_request("?preset=xor").steps == 1
    assert export_request("?preset=xor&step=3").steps == export_request("?preset=xor#step=3").steps == 3
    assert export_request("?preset=xor#step=3", 2).steps == 2
    with pytest.raises(InvalidNumber, match="from 1 up"):
        export_request("?preset=xor#step=3", 0)


def test_a_fault_of_the_link_or_around_it_leaves_nothing_to_export() -> None:
    with pytest.raises(FaultyLink, match=r"pink.*1 more fault") as caught:
        export_request("?preset=xor&theme=pink&nonsense=1")
    assert caught.value.faults == parse_link("?preset=xor&theme=pink&nonsense=1").faults
    # nothing is exported in its place
    with pytest.raises(FaultyLink) as caught:
        export_request("?preset=nope")
    assert len(caught.value.faults) == 1
    assert "first example" not in str(caught.value.faults)
    with pytest.raises(FaultyLink) as caught:
        export_request("?preset=xor", faults=["Something else is wrong."])
    assert caught.value.faults == ("Something else is wrong.",)
