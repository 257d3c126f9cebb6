"""The page as a person uses it: open it, step, look at the numbers."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, expect

Trace = dict[str, Any]

SIZES: dict[str, ViewportSize] = {
    "laptop": {"width": 1280, "height": 800},
    "projector": {"width": 1024, "height": 768},
    "hall": {"width": 1920, "height": 1080},
    "slide": {"width": 480, "height": 270},
    "phone": {"width": 360, "height": 740},
    "small phone": {"width": 320, "height": 640},
}
PRESETS = ["2-2-1", "2-3-1", "softmax", "2-2-2", "xor", "deep", "mini-batch"]
GRANULARITIES = ["pass", "layer", "neuron", "term"]
SCRIPTS = Path(__file__).parent / "scripts"


class Visualizer:
    """One open page."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self.base_url = base_url

    def open(self, address: str = "/", ready: bool = True) -> "Visualizer":
        """Go to an address; ``ready`` waits until everything is there."""
        self.page.goto(self.base_url + address)
        if ready:
            self.page.wait_for_selector("[data-ready]")
            self.quiet()
        return self

    def quiet(self) -> None:
        """Wait until nothing is waited for any more."""
        expect(self.page.locator("html")).not_to_have_class(re.compile("busy"))
        expect(self.page.locator(".explain.waiting")).to_have_count(0)

    def part(self, name: str) -> Locator:
        """The part of the page with this name."""
        return self.page.locator(f'[data-part="{name}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def of(self, ref: str) -> Locator:
        """The number in the diagram that a ref names."""
        return self.part("network").locator(f'text[data-ref="{ref}"]')

    def mark(self, home: str) -> Locator:
        """The neuron or weight of the diagram, as it is drawn."""
        return self.part("network").locator(f'[data-home="{home}"]')

    def key_to(self, home: str) -> Locator:
        """The same as what takes the focus."""
        return self.part("network").locator(f'[data-home="{home}"][role], [data-home="{home}"] [role]')

    @property
    def slider(self) -> Locator:
        return self.page.get_by_role("slider", name="Position in the learning step")

    @property
    def title(self) -> Locator:
        return self.part("equation").locator(".step-title")

    @property
    def fault(self) -> Locator:
        return self.page.get_by_role("alert")

    @property
    def builder(self) -> Locator:
        return self.part("builder")

    def at(self, position: int) -> None:
        """Expect the player at the step with this number, from 1."""
        expect(self.slider).to_have_attribute("aria-valuenow", str(position))

    def expect_address(self, end: str) -> None:
        """Wait until the address ends so; its version stands in it, and what is chosen may stand behind it."""
        end = end.replace("?", "?v=1&", 1)
        expect(self.page).to_have_url(re.compile(re.escape(end) + r"(&of=[\w.]+)?$"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def step_by(self, granularity: str) -> None:
        self.page.get_by_label("Step by").select_option(granularity)

    def load(self, preset: str) -> None:
        self.part("presets").select_option(preset)
        self.quiet()

    def field(self, name: str) -> Locator:
        """A field of the builder."""
        return self.builder.locator(f'[data-field="{name}"]')

    def run(self, script: str, *arguments: Any) -> Any:
        """Call the function that a file of scripts/ holds, in the page."""
        return self.page.evaluate((SCRIPTS / f"{script}.js").read_text(encoding="utf-8"), list(arguments))

    def ask(self, path: str, body: Any = None) -> Any:
        """The answer of the API itself."""
        address = f"{self.base_url}/api/v1{path}"
        request = self.page.request
        answer = request.get(address) if body is None else request.post(address, data=json.dumps(body), headers=JSON)
        return json.loads(answer.body())

    def trace(self, preset: str) -> Trace:
        """The trace of a preset as the API answers it."""
        entry = self.ask(f"/presets/{preset}")
        return dict(self.ask("/trace", {key: entry[key] for key in EXPERIMENT}))


JSON = {"Content-Type": "application/json"}
EXPERIMENT = ("network", "inputs", "targets", "loss", "optimizer")


def read(trace: Trace, ref: str, example: int = 0) -> float | None:
    """The recorded number that a ref names, or None where there is none."""
    name, *rest = ref.split(".")
    at = [int(index) for index in rest]
    if name in ("x", "y"):
        rows = trace["layers"][0]["a"] if name == "x" else trace["targets"]
        return float(rows[example][at[0] - 1])
    if name in LOSS:
        value = trace["loss"][LOSS[name]]
        return float(value[example] if isinstance(value, list) else value)
    key, of_example = QUANTITIES[name]
    value = trace["layers"][at[0] - 1].get(key)
    for index in ([example + 1] if of_example else []) + at[1:]:
        value = None if value is None else value[index - 1]
    return None if value is None else float(value)


LOSS = {"cost": "value", "cost_of_example": "per_example", "cost_after": "after_update", "penalty": "penalty"}
QUANTITIES = {
    "a": ("a", True),
    "z": ("z", True),
    "slope": ("activation_derivative", True),
    "grad_a": ("grad_a", True),
    "delta": ("delta", True),
    "w": ("weights", False),
    "b": ("biases", False),
    "nabla_w": ("nabla_w", False),
    "nabla_b": ("nabla_b", False),
    "updated_w": ("updated_weights", False),
    "updated_b": ("updated_biases", False),
}

NUMBER = re.compile(r"[−+]?\d+(?:\.\d+)?(?:e−?\d+|⋅10−?\d+)?")


def numbers(text: str) -> list[str]:
    """The numbers in a text as it is shown."""
    return NUMBER.findall(text)


def is_shown_as(value: float, written: str) -> bool:
    """Whether ``value``, rounded to the last digit that is written, is what is written."""
    mantissa, _, exponent = written.replace("−", "-").replace("⋅10", "e").partition("e")
    decimals = len(mantissa.partition(".")[2])
    scale = 10.0 ** int(exponent or 0)
    return abs(float(mantissa) * scale - value) <= 0.5000001 * 10.0**-decimals * scale + 1e-15


def frame_of(ref: str, layers: int) -> str:
    """The frame in which a number is computed; nothing for what is given."""
    name, *at = ref.split(".")
    if name in ("w", "b", "y", "x") or (name == "a" and at[0] == "1"):
        return "x"
    if name in LOSS:
        return "u" if name == "cost_after" else "C"
    letter = {"z": "z", "a": "a", "slope": "a", "grad_a": "d", "delta": "d", "nabla_w": "g", "nabla_b": "g"}.get(name)
    return f"{letter}{at[0]}" if letter else "u"


def every_ref(trace: Trace) -> Iterator[str]:
    """The refs of all recorded numbers of neurons and weights."""
    sizes = [len(layer["a"][0]) for layer in trace["layers"]]
    yield from (f"x.{j + 1}" for j in range(sizes[0]))
    yield from (f"y.{j + 1}" for j in range(sizes[-1]))
    for l, (before, n) in enumerate(pairwise(sizes), start=2):
        for j in range(1, n + 1):
            for name in ("z", "a", "slope", "grad_a", "delta", "b", "nabla_b", "updated_b"):
                if read(trace, f"{name}.{l}.{j}") is not None:
                    yield f"{name}.{l}.{j}"
            yield from (f"{name}.{l}.{j}.{k + 1}" for name in ("w", "nabla_w", "updated_w") for k in range(before))
