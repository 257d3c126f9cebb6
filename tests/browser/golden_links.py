"""Links that keep giving the same numbers for ever: ``python -m tests.browser.golden_links`` records new ones.

A link that has been recorded is neither changed nor removed; a release adds some.
"""

import json
from pathlib import Path
from typing import Any

from tests.browser.visualizer import EXPERIMENT, every_ref, frame_of, read
from tests.static.fixtures.from_app import App

RECORDED = Path(__file__).with_name("golden_links.json")

# link: preset, learning step, position, heading
LINKS = {
    "/": ("2-2-1", 1, "x", "Input"),
    "/#at=d2": ("2-2-1", 1, "d2", "Delta of layer 2"),
    "/?v=1&preset=2-3-1#at=a3": ("2-3-1", 1, "a3", "Activation of layer 3"),
    "/?preset=softmax#step=4&at=d3": ("softmax", 4, "d3", "Delta of layer 3"),
    "/?preset=2-2-2#at=u": ("2-2-2", 1, "u", "Update"),
    "/?preset=2-2-2#step=2&at=C": ("2-2-2", 2, "C", "Cost"),
    "/?preset=xor#step=24&at=g2": ("xor", 24, "g2", "Gradient of layer 2"),
    "/?preset=deep#at=d2": ("deep", 1, "d2", "Delta of layer 2"),
    "/?preset=mini-batch&theme=dark#at=u": ("mini-batch", 1, "u", "Update"),
}


def load() -> dict[str, Any]:
    """What the links showed when they were recorded: title and numbers, None for those not computed yet."""
    return dict(json.loads(RECORDED.read_text(encoding="utf-8")))


def recorded(app: App, preset: str, step: int, position: str, title: str) -> dict[str, Any]:
    experiment = {key: app.ask(f"/presets/{preset}")[key] for key in EXPERIMENT}
    if step > 1:
        after = app.ask("/step", experiment | {"count": step - 1})
        experiment |= {"network": after["network"], "optimizer_state": after["optimizer_state"]}
    trace = app.ask("/trace", experiment)
    order = [frame["id"] for frame in trace["frames"]]
    numbers = {
        ref: read(trace, ref) if order.index(frame_of(ref, len(trace["layers"]))) <= order.index(position) else None
        for ref in every_ref(trace)
        if not ref.startswith(("x.", "y."))
    }
    return {"title": title, "numbers": numbers}


if __name__ == "__main__":
    app = App()
    kept = load() if RECORDED.exists() else {}
    links = kept | {link: recorded(app, *about) for link, about in LINKS.items() if link not in kept}
    RECORDED.write_text(json.dumps(links, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
