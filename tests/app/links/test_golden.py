"""Golden links: same link, same numbers, on any day. Entries may be added at the end, never changed or removed."""

import hashlib
import json

import pytest

from app.links import KEYS, parse_link
from engine import PRESETS
from tests.app.links.golden import LINKS, led_to, load

RECORDED = load()

# How many entries there were, and the digest of them. A release adds a line; no line is ever touched again.
KEPT = {
    76: "13ac1dff71f0ba1adb35b1e24169bac186b05f19319aca51a70d60c483eaaf8f",
}


@pytest.mark.parametrize(("many", "digest"), KEPT.items())
def test_no_entry_is_ever_changed_or_removed(many: int, digest: str) -> None:
    first = list(RECORDED.items())[:many]
    assert len(first) == many
    assert hashlib.sha256(json.dumps(first).encode()).hexdigest() == digest


@pytest.mark.parametrize("text", RECORDED)
def test_a_golden_link_leads_where_it_always_led(text: str) -> None:
    recorded, now = RECORDED[text], led_to(text)
    for exact in ("title", "experiment", "presentation", "place"):
        assert now[exact] == recorded[exact]
    for name in ("cost", "cost_after"):
        assert now[name] == pytest.approx(recorded[name], rel=1e-9)
    for delta, before in zip(now["deltas"], recorded["deltas"], strict=True):
        assert delta == pytest.approx(before, rel=1e-9, abs=1e-300)


def test_every_key_every_preset_and_every_link_of_the_list_is_among_them() -> None:
    assert RECORDED.keys() == set(LINKS)
    together = "&".join(text.replace("?", "&").replace("#", "&") for text in RECORDED)
    assert {pair.partition("=")[0] for pair in together.split("&")} >= KEYS.keys()
    assert {parse_link(text).origin.preset for text in RECORDED} >= set(PRESETS.values())
