"""What all tests share: the event loop of async tests, and the order of the suites."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio alone, as the server does."""
    return "asyncio"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last: quick answers first, and Playwright leaves a running loop in the thread.

    An async test that came after a browser test could not start a loop of its own.
    """
    items.sort(key=lambda item: BROWSER in item.path.parents)
