"""What a document in HTML loads, and which of its frames say that they are ours; any text is a document."""

import time
from html import escape

import pytest

from app.offline.html import read_html

LOADED = [
    ('<script src="https://a.example/reveal.js"></script>', "https://a.example/reveal.js", "file"),
    ("<script src=//a.example/reveal.js></script>", "//a.example/reveal.js", "file"),
    ('<script type="module" src="deck.js"></script>', "deck.js", "module"),
    ('<link rel="preload stylesheet" href="a.css">', "a.css", "file"),
    ('<img alt="" src=fig.png>', "fig.png", "file"),
    ('<IMG DATA-SRC="a&amp;b.png">', "a&b.png", "file"),
    ('<img srcset="a.png 1x, b,c.png 2x">', "b,c.png", "file"),
    ('<video poster="still.png"><source src="film.mp4"></video>', "film.mp4", "file"),
    ('<video poster="still.png"></video>', "still.png", "file"),
    ('<audio data-src="sound.mp3"></audio>', "sound.mp3", "file"),
    ('<iframe data-src="https://a.example/film"></iframe>', "https://a.example/film", "page"),
    ('<object data="plot.svg"></object>', "plot.svg", "page"),
    ('<embed src="plot.pdf">', "plot.pdf", "page"),
    ('<svg><image href="a.png"/></svg>', "a.png", "file"),
    ('<svg><use xlink:href="icons.svg#x"/></svg>', "icons.svg#x", "file"),
    ('<section data-background-image="a.png, b.png">', "b.png", "file"),
    ('<section data-background-video="a.mp4,b.webm">', "b.webm", "file"),
    ('<section data-background-iframe="https://a.example/">', "https://a.example/", "page"),
    ('<section data-background="a.png">', "a.png", "file"),
    ('<a href="notes.pdf">', "notes.pdf", "link"),
    ('<a data-preview-link="https://a.example/" href="#">', "https://a.example/", "page"),
    ('<base href="https://a.example/">', "https://a.example/", "base"),
    ("<style>@import 'a.css';</style>", "a.css", "file"),
    ("<style>.a { background: url(a.png) }</style>", "a.png", "file"),
    ('<p style="background: URL( &quot;a b.png&quot; )">', "a b.png", "file"),
    ('<iframe srcdoc="&lt;img src=a.png&gt;">', "a.png", "file"),
    ('<section data-markdown="slides.md"></section>', "slides.md", "fetched"),
    ('<script type="module">import R from "https://a.example/r.mjs"</script>', "https://a.example/r.mjs", "module"),
    (
        '<script type="importmap">{"imports": {"r": "https://a.example/r.mjs"}}</script>',
        "https://a.example/r.mjs",
        "file",
    ),
    ("<![what is this]><img src=fig.png>", "fig.png", "file"),
]

UNLOADED = [
    '<link rel="preconnect canonical" href="https://a.example/">',
    '<!-- <img src="https://a.example/a.png"> -->',
    '<section data-background="#fff" data-preview-link="false">',
    '<pre><code><script type="text/template"><img src="https://a.example/a"></script></code></pre>',
    "<img src=''><img src>",
]


@pytest.mark.parametrize(("text", "address", "use"), LOADED)
def test_what_an_element_loads_is_found(text: str, address: str, use: str) -> None:
    assert (address, use) in [(one.address, one.use) for one in read_html(text).references if one.address]


@pytest.mark.parametrize("text", UNLOADED)
def test_what_no_element_loads_is_passed_over(text: str) -> None:
    assert [one for one in read_html(text).references if one.address] == []


def test_of_an_attribute_that_is_said_twice_the_first_counts() -> None:
    assert [one.address for one in read_html("<img src=a.png src=b.png>").references] == ["a.png"]


def test_a_picture_that_is_its_own_address_is_one_address_whatever_commas_it_has() -> None:
    address = "data:image/png;base64,AA,BB"
    for text in (f'<img srcset="{address} 1x">', f'<section data-background-image="{address}">'):
        assert [one.address for one in read_html(text).references] == [address]


def test_frames_that_bear_our_mark_are_found_in_frames_too() -> None:
    marked = "<iframe data-backprop src=/embed?a=1&amp;b=2></iframe><iframe src=/embed?c></iframe>"
    assert read_html(marked).frames == {"/embed?a=1&b=2"}
    assert read_html(f'<iframe srcdoc="{escape(marked)}">').frames == {"/embed?a=1&b=2"}


def test_markdown_goes_to_the_end_of_its_own_section() -> None:
    text = "<section data-markdown>one<section>two</section>three</section>four<section data-markdown>five"
    assert read_html(text).markdown == ["onetwothree", "five"]


def test_documents_in_documents_are_read_however_deep_they_are() -> None:
    text = "<img src=a.png>"
    for _ in range(250):
        text = f"<iframe srcdoc='{escape(text)}'>"
    assert [one.address for one in read_html(text).references] == ["a.png"]


def test_a_list_of_pictures_that_is_all_commas_takes_no_time() -> None:
    started = time.process_time()
    assert read_html(f'<img srcset="{"," * 2000}">').references == []
    assert time.process_time() - started < 1
