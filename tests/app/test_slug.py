"""A slug is the letters and digits of a text, as a file name, an address and a shell take them."""

from hypothesis import given
from hypothesis import strategies as st

from app.slug import slug


def test_accents_go_and_all_else_sets_words_apart() -> None:
    assert slug("Présentation #3: ½ & größer.") == "presentation-3-1-2-gro-er"


@given(st.text())
def test_any_text_has_a_slug_that_is_its_own(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)
