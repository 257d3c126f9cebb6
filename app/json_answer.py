"""JSON of plain values and NumPy arrays, floats at full double precision."""

from typing import Any

import orjson
from starlette.responses import Response


def to_json(value: Any) -> bytes:
    """The bytes of ``value``."""
    return orjson.dumps(value, default=_contiguous, option=orjson.OPT_SERIALIZE_NUMPY)


def to_json_in_pieces(value: Any) -> bytes:
    """The same bytes, made array by array: between two of them other threads have their turn."""
    return orjson.dumps(value, default=lambda array: orjson.Fragment(to_json(array)))


def _contiguous(array: Any) -> Any:
    return array.tolist()  # orjson hands us only what it cannot walk itself, such as a transposed array


class JSONAnswer(Response):
    """An answer of JSON, ready to be sent."""

    media_type = "application/json"
