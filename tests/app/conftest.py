"""What the tests of the server share: one client of one application."""

from collections.abc import Iterator

import pytest

from tests.app.client import Client, client_of


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    with client_of() as client:
        yield client
