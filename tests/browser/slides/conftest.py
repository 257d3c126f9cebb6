"""The deck, for every test of slides."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Problems
from tests.browser.slides.deck import Deck, hosting


@pytest.fixture(scope="session")
def host() -> Iterator[str]:
    """The address of another server, from which decks come."""
    with hosting() as address:
        yield address


@pytest.fixture
def deck(page: Page, host: str, base_url: str, problems: Problems) -> Deck:
    """A deck, not yet written, in a hall; what moves arrives at once."""
    problems.expect(rf"another origin: ({re.escape(host)}|file://)")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    return Deck(page, host, base_url)
