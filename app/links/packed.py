"""Packed: all parameters as ``z1.<base64url>``, deflated little-endian doubles in the order of ``w``.

The tag names the codec, so that another may come and this one stay readable.
"""

import base64
import re
import zlib
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from app.links.values import Misread, ValueType
from engine.arrays import FloatArray

_TAG = "z1."
_BASE64 = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Packed(ValueType):
    """The text; how many numbers it may hold is known only where the network is."""

    kind: ClassVar = "packed"

    @property
    def words(self) -> str:
        """Its form."""
        return f"{_TAG} followed by base64url"

    def read(self, text: str) -> str:
        """The text itself, once its form is right."""
        if not text.startswith(_TAG) or not _BASE64.fullmatch(text, len(_TAG)):
            raise Misread
        return text

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def facts(self) -> dict[str, Any]:
        """Its form."""
        return {"pattern": re.escape(_TAG) + _BASE64.pattern}


def pack(numbers: FloatArray) -> str:
    """The text of ``numbers``."""
    packed = zlib.compress(numbers.astype("<f8").tobytes(), 9)
    return _TAG + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(text: str, count: int) -> FloatArray:
    """Exactly ``count`` numbers.

    Raises:
        Misread: damaged, or another count; no more than a byte too many is ever unpacked.
    """
    coded = text.removeprefix(_TAG)
    inflate = zlib.decompressobj()
    try:
        data = inflate.decompress(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)), 8 * count + 1)
    except (zlib.error, ValueError):
        raise Misread("it is damaged") from None
    if len(data) > 8 * count:
        raise Misread(f"it holds more than the {count} weights and biases of the network")
    if not inflate.eof or inflate.unused_data:
        raise Misread("it is damaged")
    if len(data) != 8 * count:
        held = len(data) / 8
        raise Misread(f"it holds {held:g} numbers; the network has {count} weights and biases")
    return np.frombuffer(data, "<f8").astype(np.float64)
