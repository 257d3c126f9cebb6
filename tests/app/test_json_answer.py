"""JSON of values and arrays: no digit is lost, whatever the layout of an array, and both ways write the same bytes."""

import json
from typing import Any

import numpy as np
import orjson
import pytest

from app.json_answer import JSONAnswer, to_json, to_json_in_pieces

WRITERS = pytest.mark.parametrize("write", [to_json, to_json_in_pieces])
EXTREMES = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, -0.0, 1e22, 123456789.125]
WHOLE = np.arange(24.0).reshape(2, 3, 4)


@WRITERS
def test_every_double_reads_back_as_it_was(write: Any) -> None:
    read = json.loads(write({"array": np.array(EXTREMES), "list": EXTREMES, "scalar": np.float64(1 / 3)}))
    assert np.array(read["array"]).tobytes() == np.array(read["list"]).tobytes() == np.array(EXTREMES).tobytes()
    assert read["scalar"] == 1 / 3


@WRITERS
@pytest.mark.parametrize(
    "array",
    [WHOLE, WHOLE.T, WHOLE[:, ::-1, ::2], np.asfortranarray(WHOLE), WHOLE[0, 0, 0:0], np.array(1.5), np.eye(2) > 0],
    ids=["whole", "transposed", "every other", "by columns", "empty", "of no dimension", "yes and no"],
)
def test_an_array_of_any_layout_is_the_list_of_its_values(write: Any, array: Any) -> None:
    assert json.loads(write({"a": [array]})) == {"a": [array.tolist()]}


def test_both_ways_write_the_same_bytes() -> None:
    value = {"a": WHOLE.T, "b": [WHOLE[0], {"c": np.int64(3), "d": np.float64(0.1)}], "e": "\u2028é", "f": None}
    assert to_json(value) == to_json_in_pieces(value)


@WRITERS
@pytest.mark.parametrize(
    "value", [object(), {1}, {1: 2}, "\ud800", [np.array([object()])], 2**64], ids=lambda value: type(value).__name__
)
def test_what_is_no_json_is_refused_and_not_written_otherwise(write: Any, value: Any) -> None:
    with pytest.raises(orjson.JSONEncodeError):
        write({"value": value})


def test_an_answer_is_of_json_and_nothing_is_done_to_its_bytes() -> None:
    answer = JSONAnswer(b'{"a":1}')
    assert (answer.body, answer.headers["content-type"]) == (b'{"a":1}', "application/json")
