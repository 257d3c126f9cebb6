"""GET /healthz, /version: for those who run the server."""

import numpy as np

from app import __version__
from engine.trace import SCHEMA_VERSION
from tests.app.client import Client


def test_it_says_that_it_lives(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"


def test_it_says_what_runs(client: Client) -> None:
    version = client.get("/version").json()
    assert version.keys() == {"version", "api", "schema_version", "numpy", "python"}
    assert (version["version"], version["api"], version["schema_version"]) == (__version__, 1, SCHEMA_VERSION)
    assert version["numpy"] == np.__version__
