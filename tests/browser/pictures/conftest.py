"""The dialog of exports, on a page that is not open yet."""

from pathlib import Path

import pytest

from tests.browser.pictures.exporting import Exports
from tests.browser.visualizer import Visualizer


@pytest.fixture
def exports(visualizer: Visualizer, tmp_path: Path) -> Exports:
    """The dialog; what it saves goes to a folder of this test."""
    return Exports(visualizer, tmp_path)
