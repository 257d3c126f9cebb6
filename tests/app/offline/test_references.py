"""What a file loads is found in every language that decks are written in, and any text can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offline.reference import Reference
from app.offline.references import references_of

WITHIN = [
    (".html", "<section data-markdown><textarea data-template>![](fig.png)</textarea></section>", "fig.png"),
    (".html", '<section data-markdown><script type="text/template"><img src=a.png></script></section>', "a.png"),
    (".htm", '<section data-markdown><!-- .slide: data-background-image="a.png" --></section>', "a.png"),
    (".html", "<script>load('https://a.example/a.js')</script>", "https://a.example/a.js"),
    (".HTML", "<style>@import 'a.css';</style>", "a.css"),
    (".qmd", "<style>@import 'a.css';</style>", "a.css"),
    (".md", '<p style="background: url(a.png)">', "a.png"),
    ("", "![](fig.png)", "fig.png"),
]


@pytest.mark.parametrize(("ending", "text", "address"), WITHIN)
def test_a_language_within_another_is_read_as_what_it_is(ending: str, text: str, address: str) -> None:
    assert Reference(address, "file") in references_of(text, ending)


def test_each_ending_has_its_own_language() -> None:
    text = "![](a.png) <img src=b.png> url(c.css)"
    addresses = {ending: {one.address for one in references_of(text, ending)} for ending in (".md", ".html", ".CSS")}
    assert addresses == {".md": {"a.png", "b.png", "c.css"}, ".html": {"b.png"}, ".CSS": {"c.css"}}


def test_an_address_is_told_once_for_each_use() -> None:
    text = "<img src=a.pdf><img src=a.pdf><iframe src=a.pdf></iframe><img src=b.png>"
    assert [(one.address, one.use) for one in references_of(text, ".html")] == [
        ("a.pdf", "file"),
        ("a.pdf", "page"),
        ("b.png", "file"),
    ]


MARKS = [
    "<!",
    "<![",
    "<!--",
    "</",
    "<script>",
    "<style>",
    "<img ",
    "<iframe srcdoc=",
    "src=",
    "srcset=",
    "url(",
    "---\n",
]
MARKS += ["<section data-markdown>", "</section>", "```", "![](", "{{<"]


@given(
    st.sampled_from([".html", ".md", ".css", ".qmd"]),
    st.lists(
        st.sampled_from([*MARKS, *"<>\"'=()[]{}!-:/\\ \n\0`#,;&a"]),
        max_size=30,
    ).map("".join)
    | st.text(),
)
def test_any_text_can_be_read(ending: str, text: str) -> None:
    for reference in references_of(text, ending):
        assert reference.remote in (True, False)
        assert not (reference.remote and reference.local)
