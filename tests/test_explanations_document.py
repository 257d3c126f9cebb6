"""docs/explanations.md: every explanation with its address, its picture and its endpoint."""

import re
from pathlib import Path

from app.routes.explanations import EXPLANATIONS
from tests.browser.picture import DOCS
from tests.browser.picture import EXPLANATIONS as PICTURES

DOCUMENT = (DOCS / "explanations.md").read_text(encoding="utf-8")
VIEWS = Path(__file__).parent.parent / "static" / "src" / "views" / "explain"


def test_every_explanation_of_the_page_is_described() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in VIEWS.rglob("*.js"))
    for name in re.findall(r'^  id: "([a-z-]+)",$', sources, re.MULTILINE):
        assert f"views={name}" in DOCUMENT, name


def test_every_endpoint_is_named() -> None:
    for name in EXPLANATIONS:
        assert f"`POST /api/v1/{name}`" in DOCUMENT, name


def test_every_picture_is_there_and_shown_from_the_address_that_is_written() -> None:
    shown = re.findall(r"\]\(explanations/([a-z-]+)\.png\)", DOCUMENT)
    assert sorted(shown) == sorted(PICTURES)
    for name, place in PICTURES.items():
        assert f"/?{place}`" in DOCUMENT, name
        assert (DOCS / "explanations" / f"{name}.png").stat().st_size > 20_000, name
