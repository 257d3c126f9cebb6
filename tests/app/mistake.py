"""Mistake: a request that is refused."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mistake:
    """A request that is refused.

    Attributes:
        claim: what is wrong, for the name of the test.
        path: the operation.
        body: bytes, or a value to send as JSON, or a function that makes one (large ones are made when needed).
        kind: the problem's name.
        pointer: of its first error; None where there is no place in the request.
        words: what the detail must say: what came, what was expected.
    """

    claim: str
    path: str
    body: Any
    kind: str
    pointer: str | None
    words: tuple[str, ...]

    def content(self) -> bytes:
        body = self.body() if callable(self.body) else self.body
        return body if isinstance(body, bytes) else json.dumps(body).encode()
