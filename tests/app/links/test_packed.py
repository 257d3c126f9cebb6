"""Packed parameters: any numbers come back to the last bit, and what is damaged is told and never guessed at."""

import base64
import re
import tracemalloc
import zlib

import numpy as np
import pytest

from app.limits import LINK
from app.links import parse_link
from app.links.packed import Packed, pack, unpack
from app.links.values import Misread
from tests.app.links.hostile import BOMB


def test_a_bomb_is_not_unpacked() -> None:
    assert len(BOMB) < LINK.value
    tracemalloc.start()
    try:
        assert "it holds more than the 6 weights and biases of the network" in parse_link(f"?s=z1.{BOMB}").faults[0]
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


NUMBERS = [0.0, -0.0, 1 / 3, 5e-324, -1.7976931348623157e308, np.inf, np.nan]


@pytest.mark.parametrize("count", [0, 1, 7, 1000])
def test_any_numbers_come_back_to_the_last_bit(count: int) -> None:
    numbers = np.resize(np.array(NUMBERS), count)
    text = pack(numbers)
    assert Packed().read(text) == text
    assert unpack(text, count).tobytes() == numbers.tobytes()
    assert re.fullmatch(Packed().facts()["pattern"], text)


def test_the_numbers_are_little_endian_whatever_they_were_and_can_be_changed() -> None:
    swapped = np.array(NUMBERS, ">f8")
    unpacked = unpack(pack(swapped), len(NUMBERS))
    assert pack(swapped) == pack(np.array(NUMBERS))
    unpacked[0] = 1.0
    assert unpacked.dtype.isnative


@pytest.mark.parametrize("text", ["", "z1.", "z2.AAAA", "Z1.AAAA", "z1.AA=", "z1.AA\n", "z1.+/", "z1.é", " z1.AAAA"])
def test_a_text_of_another_form_is_misread(text: str) -> None:
    with pytest.raises(Misread):
        Packed().read(text)


def coded(data: bytes) -> str:
    return "z1." + base64.urlsafe_b64encode(data).decode().rstrip("=")


WHOLE = zlib.compress(bytes(16), 9)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("z1.A", "damaged"),
        (coded(b""), "damaged"),
        (coded(bytes(16)), "damaged"),
        (coded(WHOLE[:-1]), "damaged"),
        (coded(WHOLE[:-4] + b"sum?"), "damaged"),
        (coded(WHOLE + b"more"), "damaged"),
        (coded(WHOLE + WHOLE), "damaged"),
        (coded(zlib.compress(bytes(15))), r"holds 1\.875 numbers; the network has 2"),
        (coded(zlib.compress(b"")), "holds 0 numbers; the network has 2"),
        (coded(zlib.compress(bytes(17))), "holds more than the 2"),
        (coded(zlib.compress(bytes(24))), "holds more than the 2"),
    ],
)
def test_what_does_not_hold_exactly_so_many_numbers_is_misread(text: str, words: str) -> None:
    with pytest.raises(Misread, match=words):
        unpack(text, 2)
