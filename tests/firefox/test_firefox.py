"""Firefox shows the page and the frame as Chromium does. Skipped where there is no Firefox; FIREFOX names one."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import serving
from tests.browser.host import hosting

SMOKE = Path(__file__).parent / "smoke.mjs"
SECONDS = 240
AROUND = """<!doctype html>
<html lang="en">
  <title>A page of somebody else's</title>
  <body>
    <iframe src="{frame}" title="A network" width="960" height="540"></iframe>
    <script>
      addEventListener("keydown", ({{ key }}) => (document.body.dataset.keys = key));
      addEventListener("message", ({{ data }}) => {{
        document.body.dataset.heard = [document.body.dataset.heard, data.type].filter(Boolean).join(" ");
      }});
    </script>
  </body>
</html>
"""


def find_firefox() -> str | None:
    chosen = os.environ.get("FIREFOX")
    return chosen or shutil.which("firefox") or shutil.which("firefox-esr")


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, Any]]:
    """What a short visit saw."""
    firefox = find_firefox()
    if firefox is None:
        pytest.skip("no Firefox found: install one, or name it with FIREFOX=/path/to/firefox")
    with serving() as app:
        frame = AROUND.format(frame=f"{app}/embed?preset=xor&amp;theme=dark#at=d2")
        with hosting({"/": frame}) as host:
            command = ["node", str(SMOKE), firefox, app, host]
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
            assert done.returncode == 0, done.stderr
            yield json.loads(done.stdout)


def test_stepping_back_undoes_stepping_forward(seen: dict[str, Any]) -> None:
    steps = seen["page"]["steps"]
    assert len(set(steps)) == 11
    assert steps == steps[::-1]
    assert seen["page"]["numbers"] > 20


def test_the_frame_of_another_origin_shows_the_step_of_its_address_and_listens(seen: dict[str, Any]) -> None:
    assert seen["frame"]["before"] == "Delta of layer 2"
    assert seen["frame"]["after"] == "Gradient of layer 2"
    assert seen["frame"]["numbers"] > 20
    assert {"ready", "step", "ack"} <= set(seen["frame"]["heard"].split())


def test_after_a_click_in_the_frame_the_keys_go_to_the_page_around_it(seen: dict[str, Any]) -> None:
    assert seen["frame"]["keys"] == "PageDown"


def test_firefox_complains_of_nothing(seen: dict[str, Any]) -> None:
    assert seen["complaints"] == []
