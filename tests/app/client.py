"""A client of the application in this process: no sockets, one event loop, plain calls."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from starlette.types import ASGIApp

from app.main import create_app
from tests.app.event_loop import EventLoop

API = "/api/v1"
JSON = {"content-type": "application/json"}


class Client:
    """Sends requests to an application; unexpected exceptions are answered as by a server."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.loop = EventLoop()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://testserver")

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        response: httpx.Response = self.loop.run(self._http.request(method, path, **options))
        return response

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path: str, value: Any) -> httpx.Response:
        """Post ``value`` to an operation; bytes as they are, anything else as JSON."""
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.request("POST", API + path, content=body, headers=JSON)

    def post_chunks(self, path: str, chunks: Iterable[bytes], **headers: str) -> httpx.Response:
        """Post a body of unknown length, piece by piece."""

        async def body() -> AsyncIterator[bytes]:
            for chunk in chunks:
                yield chunk

        return self.request("POST", API + path, content=body(), headers=JSON | headers)

    def answer(self, path: str, value: Any) -> Any:
        """What an operation answers to ``value``, which it is expected to accept."""
        response = self.post(path, value)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        return strictly(response.content)

    def close(self) -> None:
        self.loop.run(self._http.aclose())
        self.loop.close()


@contextmanager
def client_of(app: ASGIApp | None = None) -> Iterator[Client]:
    """A client of ``app``, of the whole application when absent."""
    client = Client(app or create_app())
    try:
        yield client
    finally:
        client.close()


def strictly(body: bytes) -> Any:
    """The value of a JSON text; NaN and Infinity are none."""

    def refuse(name: str) -> Any:
        raise AssertionError(f"an answer holds {name}")

    return json.loads(body, parse_constant=refuse)
