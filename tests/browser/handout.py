"""A handout as a teacher prints it: the page, and the text of its PDF."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Locator
from pypdf import PdfReader

from tests.browser.visualizer import Trace, Visualizer, every_ref, is_shown_as, read

NUMBER = re.compile(r"[−-]?\d+\.\d+(?:\s*⋅\s*10[−-]?\d+)?")
RESULTS = """(lines) => lines.map((line) =>
  [line.dataset.result, line.querySelector(".result .katex-html:last-child").textContent])"""
WORDS = """(sheet) => {
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  const words = [...sheet.querySelectorAll("[aria-label]")].map((node) => node.getAttribute("aria-label"));
  while (walker.nextNode()) words.push(walker.currentNode.data);
  // the source of a formula names what it links to
  return words.join("\\n").replaceAll(/ref=[a-z_.0-9]+/g, "");
}"""
# What each phase makes, as the names of refs begin; the words are those of the address.
MADE_IN = {
    "forward": ("z", "a", "slope"),
    "cost": ("cost", "cost_of_example"),
    "backward": ("grad_a", "delta", "nabla_w", "nabla_b"),
    "update": ("updated_w", "updated_b", "cost_after"),
}


@dataclass(frozen=True)
class Handout:
    """An opened handout.

    Attributes:
        visualizer: the page.
        trace: of the preset that it shows.
    """

    visualizer: Visualizer
    trace: Trace

    @classmethod
    def open(cls, visualizer: Visualizer, preset: str, options: str = "") -> "Handout":
        visualizer.open(f"/handout?preset={preset}{options}", ready=False)
        visualizer.page.wait_for_selector("[data-ready]")
        return cls(visualizer, visualizer.trace(preset))

    @property
    def steps(self) -> Locator:
        return self.visualizer.page.locator(".step")

    def pages(self) -> list[str]:
        """The text of each page of the PDF."""
        pdf = self.visualizer.page.pdf(prefer_css_page_size=True, print_background=True)
        return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    def results(self) -> list[tuple[str, str]]:
        """Every number that a step makes: its ref, and how it is written."""
        lines: list[list[str]] = self.visualizer.page.locator("[data-result]").evaluate_all(RESULTS)
        return [(ref, last_number(written)) for ref, written in lines]

    def words(self) -> str:
        """All that stands on the sheet, on the screen or for ears alone."""
        return str(self.visualizer.page.locator("main").evaluate(WORDS))

    def values(self, blanks: list[str]) -> tuple[list[float], list[float]]:
        """All recorded numbers: those that are left to the reader, and all others."""
        hidden: list[float] = []
        known: list[float] = []
        loss = ("cost", "cost_of_example", "cost_after")
        for example in range(len(self.trace["targets"])):
            for ref in (*every_ref(self.trace), *loss):
                value = read(self.trace, ref, example)
                name = ref.partition(".")[0]
                of_batch = name.startswith(("nabla", "updated")) or name in ("cost", "cost_after")
                asked = any(name in MADE_IN[word] for word in blanks) and not ref.startswith("a.1.")
                if value is not None and value != 0:
                    (hidden if asked and (example == 0 or of_batch) else known).append(value)
        return hidden, known + list(self._passing(blanks))

    def _passing(self, blanks: list[str]) -> Iterator[float]:
        """What runs along the edges of the pictures, forward and back."""
        for layer, before in zip(self.trace["layers"][1:], self.trace["layers"], strict=False):
            for j, row in enumerate(layer["weights"]):
                for k, weight in enumerate(row):
                    if "forward" not in blanks:
                        yield weight * before["a"][0][k]
                    if "backward" not in blanks:
                        yield weight * layer["delta"][0][j]


def last_number(text: str) -> str:
    """The number that ends a line, as ``is_shown_as`` reads it."""
    flat = text.replace("\u200b", "").replace("\n", " ")
    found = re.findall(r"[−-]?\d+(?:\.\d+)?(?:\s*⋅\s*10\s*[−-]?\s*\d+)?", flat)
    return re.sub(r"\s", "", found[-1]).replace("-", "−")


def numbers_in(text: str) -> set[str]:
    """The decimal numbers in a text of a PDF."""
    return {re.sub(r"\s", "", found).replace("-", "−") for found in NUMBER.findall(text)}


def betrayed(text: str, hidden: list[float], known: list[float]) -> list[str]:
    """The numbers in a text that are one of ``hidden`` and none of ``known``; a sign may be an operator."""

    def is_one_of(written: str, values: list[float]) -> bool:
        bare = written.removeprefix("−")
        return any(is_shown_as(abs(value), bare) for value in values)

    return [found for found in numbers_in(text) if is_one_of(found, hidden) and not is_one_of(found, known)]
