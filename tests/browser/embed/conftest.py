"""The fixture ``slide``: a frame of ours on a page of another site."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Problems
from tests.browser.embed.slide import Slide


@pytest.fixture
def slide(page: Page, base_url: str, problems: Problems, servers: ExitStack) -> Slide:
    """A slide, not yet opened; without motion, so that each step arrives at once."""
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    return Slide(page, base_url, problems, servers)
