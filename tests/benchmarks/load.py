"""A load generator on raw sockets: keep-alive connections that each ask again as soon as they are answered.

It knows just enough HTTP for our servers: status line, headers, a body of the announced length.
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import uvloop

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
START_SECONDS = 20


@dataclass(frozen=True)
class Load:
    """What is asked, and how.

    Attributes:
        port: of the server on this machine.
        request: the bytes of one request.
        connections: how many ask at once.
        seconds: after which no more is asked.
        pause: seconds between an answer and the next request of a connection.
        status: what the answers have to be.
    """

    port: int
    request: bytes
    connections: int = 8
    seconds: float = 1.0
    pause: float = 0.0
    status: int = 200


def get(path: str) -> bytes:
    """The bytes of a GET request."""
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


def post(path: str, value: Any) -> bytes:
    """The bytes of a POST request with JSON; bytes are sent as they are."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


class _Connection(asyncio.Protocol):
    def __init__(self, load: Load, latencies: list[float], done: asyncio.Future[None]) -> None:
        self.load, self.latencies, self.done = load, latencies, done
        self.loop = asyncio.get_running_loop()
        self.deadline = time.perf_counter() + load.seconds
        self.received = bytearray()
        self.expected = 0  # bytes of the whole answer, 0 until its head is there

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.ask()

    def ask(self) -> None:
        self.asked = time.perf_counter()
        self.transport.write(self.load.request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.expected:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            length = _LENGTH.search(self.received, 0, end)
            self.expected = end + 4 + (int(length[1]) if length else 0)
        if len(self.received) >= self.expected:
            self.answered()

    def answered(self) -> None:
        now = time.perf_counter()
        status = int(self.received[9:12])
        if status != self.load.status:
            text = self.received.decode(errors="replace")[:2000]
            self.finish(RuntimeError(f"status {status} instead of {self.load.status}: {text}"))
            return
        self.latencies.append(now - self.asked)
        self.received.clear()
        self.expected = 0
        if now >= self.deadline:
            self.finish()
        elif self.load.pause:
            self.loop.call_later(self.load.pause, self.ask)
        else:
            self.ask()

    def finish(self, error: Exception | None = None) -> None:
        self.transport.close()
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.finish(exc or ConnectionError("the server closed the connection"))


async def _generate(load: Load) -> list[float]:
    loop = asyncio.get_running_loop()
    latencies: list[float] = []
    ends = [loop.create_future() for _ in range(load.connections)]
    for end in ends:
        await loop.create_connection(partial(_Connection, load, latencies, end), "127.0.0.1", load.port)
    await asyncio.wait_for(asyncio.gather(*ends), load.seconds + 60)
    return latencies


def generate(*loads: Load) -> list[list[float]]:
    """The seconds that every answer took, of all loads at once."""

    async def all_at_once() -> list[list[float]]:
        return await asyncio.gather(*map(_generate, loads))

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(all_at_once())


def requests_per_second(load: Load) -> float:
    """How many requests are answered in a second."""
    begin = time.perf_counter()
    (latencies,) = generate(load)
    return len(latencies) / (time.perf_counter() - begin)


def percentile(latencies: Sequence[float], share: float) -> float:
    """The time that ``share`` of the answers kept within, in milliseconds."""
    ordered = sorted(latencies)
    return 1000.0 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]
