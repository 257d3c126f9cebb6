"""What all tests share: the order of the suites."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put browser tests last: quick answers first."""
    items.sort(key=lambda item: BROWSER in item.path.parents)
