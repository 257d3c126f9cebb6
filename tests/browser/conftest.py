"""Browser tests: the app on a free port, a Chromium that calls nobody, and a watch over every page.

Every context of a test, those of ``new_context`` too, is watched. The test fails when a page writes an
error or a warning to its console, throws, loses a request, or asks another origin for anything. A test
that provokes such a thing says so first, with a regular expression for the line it expects:

    def test_a_missing_preset_is_explained(page, problems):
        problems.expect(r"console error: .* 404")

and fails, too, if that does not happen.
"""

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Request, expect

from app.main import create_app
from tests.browser.find_browser import find_browser
from tests.browser.host import Content, Host, hosting
from tests.browser.visualizer import SIZES, Visualizer

START_SECONDS = 10
PATIENCE = 30_000  # milliseconds for anything awaited: all is local, but the machine may be busy with other tests
expect.set_options(timeout=PATIENCE)
# A window of Chromium prepares two pages for what its address bar may show: a third of the processor time of a short
# test. The last list of features wins, so the others repeat what Playwright turns off.
DISABLED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(DISABLED)}",
]
OWN_SCHEMES = ("data:", "blob:", "about:")
# A page that gives up a request, because a newer one replaces it or because it is left, loses nothing.
GIVEN_UP = "net::ERR_ABORTED"

NewContext = Callable[..., BrowserContext]


@contextmanager
def serving() -> Iterator[str]:
    """The address of the app, served by the real server in a thread of this process."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],), name="server")
    thread.start()
    give_up = time.monotonic() + START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < give_up:
        time.sleep(0.01)
    if not server.started:
        raise RuntimeError("the server under test did not start")
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    """The address of the app."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Which Chromium, and how; ``--headed`` and ``--slowmo`` of the command line go on working."""
    path = find_browser()
    if path is None:
        pytest.exit("no browser found: `make test` or `python -m tests.browser.find_browser` installs one", 1)
    # The sandbox of Chromium refuses to work for root, and only for root.
    sandbox = hasattr(os, "geteuid") and os.geteuid() != 0
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "args": ARGUMENTS,
        "chromium_sandbox": sandbox,
    }


class Problems:
    """What went wrong in the pages of one test, a line each, and what the test said would."""

    def __init__(self, origin: str) -> None:
        self._origins = [origin]
        self._lines: list[str] = []
        self._expected: list[str] = []

    def expect(self, pattern: str) -> None:
        """Allow, and demand, lines in which the regular expression ``pattern`` is found."""
        self._expected.append(pattern)

    def allow(self, origin: str) -> None:
        """Let pages ask this origin as well; the ``host`` fixture says so of what it serves."""
        self._origins.append(origin)

    def watch(self, context: BrowserContext) -> None:
        """Note what goes wrong in every page of ``context`` from now on."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._lines.append(f"uncaught: {error.error}"))
        context.on("request", self._on_request)
        context.on("requestfailed", self._on_failure)

    def verdict(self) -> list[str]:
        """Return the lines nobody expected, and the expectations that were not met."""
        unexpected = [line for line in self._lines if not any(re.search(p, line) for p in self._expected)]
        unmet = [p for p in self._expected if not any(re.search(p, line) for line in self._lines)]
        return unexpected + [f"expected but not seen: {pattern}" for pattern in unmet]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            where = message.location
            self._lines.append(f"console {message.type}: {message.text} ({where['url']}:{where['lineNumber']})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((*(f"{origin}/" for origin in self._origins), *OWN_SCHEMES)):
            self._lines.append(f"another origin: {request.url}")

    def _on_failure(self, request: Request) -> None:
        if request.failure != GIVEN_UP:
            self._lines.append(f"request failed: {request.url}: {request.failure}")


@pytest.fixture
def problems(base_url: str) -> Problems:
    """The watch over this test's pages."""
    return Problems(base_url)


@pytest.fixture
def servers() -> Iterator[ExitStack]:
    """The other servers of this test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def host(servers: ExitStack, problems: Problems) -> Host:
    """Serves pages, or a folder, at an origin of their own, and answers that origin; ``host.py`` shows it."""

    def serve(content: Content) -> str:
        origin = servers.enter_context(hosting(content))
        problems.allow(origin)
        return origin

    return serve


@pytest.fixture
def new_context(servers: ExitStack, new_context: NewContext, problems: Problems) -> Iterator[NewContext]:
    """Playwright's factory of contexts (``context`` and ``page`` come from it), every one of them watched.

    It stands on the servers, so that these end after the pages: one that ended before would reset what
    a page had just asked it for (browsers fetch an icon when they please), and the page would complain.
    """
    contexts: list[BrowserContext] = []

    def create(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        problems.watch(context)
        contexts.append(context)
        return context

    yield create
    for page in (page for context in contexts for page in context.pages):
        # A round trip through the page: what it has said until now has arrived here afterwards.
        try:
            page.evaluate("0")
        except Error:  # closed or crashed, by intention of the test or noted already
            continue
    if verdict := problems.verdict():
        pytest.fail("\n".join(["in the browser:", *verdict]), pytrace=False)


@pytest.fixture
def visualizer(page: Page, base_url: str) -> Visualizer:
    """The page, not yet opened: on a laptop, and without motion, so that each step arrives at once."""
    page.set_viewport_size(SIZES["laptop"])
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    return Visualizer(page, base_url)
