"""The recorded answers that the JavaScript tests read are those that the app gives today."""

import json
from typing import Any

import pytest

from tests.static.fixtures.from_app import FOLDER, record


def differences(recorded: Any, now: Any, place: str = "") -> list[str]:
    """Where two values differ by more than what differs from machine to machine."""
    if isinstance(recorded, dict) and isinstance(now, dict):
        keys = list(recorded | now)
        return [line for key in keys for line in differences(recorded.get(key), now.get(key), f"{place}/{key}")]
    if isinstance(recorded, list) and isinstance(now, list) and len(recorded) == len(now):
        return [
            line
            for i, (one, other) in enumerate(zip(recorded, now, strict=True))
            for line in differences(one, other, f"{place}/{i}")
        ]
    if isinstance(recorded, float) and isinstance(now, float | int):
        return [] if now == pytest.approx(recorded, rel=1e-9, abs=1e-12) else [f"{place}: {recorded} is now {now}"]
    return [] if recorded == now else [f"{place}: {recorded!r} is now {now!r}"]


@pytest.fixture(scope="module")
def answers() -> dict[str, Any]:
    return record()


@pytest.mark.parametrize("name", ["catalog.json", "presets.json", "traces.json", "links.json"])
def test_a_recorded_answer_is_that_of_today(answers: dict[str, Any], name: str) -> None:
    recorded = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert differences(recorded, answers[name])[:5] == [], "`make record` writes them anew"
