"""Snippets: whatever a link or a title holds, each text is well formed in its own language."""

import ast
from html.parser import HTMLParser

import pytest

from app.embedding import Embedding, embedding_of
from app.snippets import SNIPPETS, Snippet
from engine import PRESETS
from tests.app.test_embedding import HERE, HOSTILE

LINKS = ["", "?preset=xor&theme=dark#at=d2", HOSTILE, *(f"?preset={name}" for name in PRESETS)]
EMBEDDINGS = [embedding_of(link, HERE) for link in LINKS]
EVERY_SNIPPET = pytest.mark.parametrize("snippet", SNIPPETS.values(), ids=lambda snippet: snippet.id)


class Frames(HTMLParser):
    """The attributes of every frame, and the tags of all elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.frames: list[dict[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "iframe":
            self.frames.append(dict(attrs))


@EVERY_SNIPPET
def test_every_text_holds_its_link_and_nothing_is_left_to_fill_in(snippet: Snippet) -> None:
    for embedding in EMBEDDINGS:
        text = snippet.text(embedding)
        assert embedding.link in text.replace("&amp;", "&")
        assert "$" not in text


@EVERY_SNIPPET
def test_a_frame_has_address_and_title_and_no_link_adds_an_element_or_an_attribute(snippet: Snippet) -> None:
    usual = Frames(snippet.text(EMBEDDINGS[0]))
    for embedding in EMBEDDINGS:
        found = Frames(snippet.text(embedding))
        assert found.tags == usual.tags
        for frame, known in zip(found.frames, usual.frames, strict=True):
            assert (frame.get("src") or frame.get("data-src"), frame["title"]) == (embedding.address, embedding.title)
            assert frame.keys() == known.keys()


@pytest.mark.parametrize("name", [entry.id for entry in SNIPPETS.values() if entry.language == "python"])
def test_a_cell_is_a_program_whose_first_argument_is_the_link(name: str) -> None:
    for embedding in EMBEDDINGS:
        cell = ast.parse(SNIPPETS[name].text(embedding)).body[-1]
        assert isinstance(cell, ast.Expr)
        assert isinstance(cell.value, ast.Call)
        assert ast.literal_eval(cell.value.args[0]) in (embedding.address, embedding.link or "?")


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    embedding = Embedding(HERE, "?a=$address", "$title & ${link}", "")
    text = Snippet("x", "", "", "text", "$address $title $name $$").text(embedding)
    assert text == f"{HERE}/embed?a=$address $title & ${{link}} $title &amp; ${{link}} $"
