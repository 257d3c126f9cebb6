"""The wheel carries the built front end and serves it from an empty folder."""

import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECONDS = 120


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=SECONDS, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "content")
    return folder / "content"


def test_it_serves_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "--port", "0"]
    # no site of the user's, no path of the checkout: only what the wheel brings, and its dependencies
    environment = {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[-1]
            with urllib.request.urlopen(address, timeout=SECONDS) as answer:
                page = answer.read().decode()
            start = page.index("/static/main-")
            script = page[start : page.index('"', start)]
            with urllib.request.urlopen(address + script, timeout=SECONDS) as answer:
                assert len(answer.read()) > 1000
        finally:
            server.terminate()
