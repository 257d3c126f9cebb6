"""Finds a Chromium for the browser tests or installs one; as a command it prints the path.

``python -m tests.browser.find_browser``
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APT_GET = ("apt-get", "-qq", "--yes")


class BrowserMissingError(Exception):
    """No browser can be had; the message says what a person can do."""


def find_browser() -> str | None:
    """Return the path of a Chromium that is already here, or None.

    The order is: $CHROMIUM, Playwright's own download, then what is on PATH.

    Raises:
        BrowserMissingError: $CHROMIUM is set but names nothing that can be executed.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if path := shutil.which(chosen):
            return path
        raise BrowserMissingError(f"CHROMIUM={chosen} is not a program that can be run")
    return _download_of_playwright() or next(filter(None, map(shutil.which, ON_PATH)), None)


def install_browser() -> str:
    """Install a Chromium and return its path: Debian's where we may, else the one Playwright downloads.

    Raises:
        BrowserMissingError: neither way worked.
    """
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(*APT_GET, "update", env=quiet)
        _run(*APT_GET, "install", "--no-install-recommends", "chromium", env=quiet)
    if not find_browser():
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if path := find_browser():
        return path
    raise BrowserMissingError(
        "no browser for the tests: install Chromium or Chrome, or name one with CHROMIUM=/path/to/chromium"
    )


def _download_of_playwright() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _run(*command: str, env: dict[str, str] | None = None) -> None:
    """Run an installer, only its complaints shown; whether it worked is seen by looking again."""
    print("$", *command, file=sys.stderr, flush=True)
    subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


def main() -> int:
    """Print the path of a browser, after installing one if need be; return the exit status."""
    try:
        print(find_browser() or install_browser())
    except BrowserMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
