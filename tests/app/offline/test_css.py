"""What a style sheet loads, in url(), @import and image-set(), minified or not; what is in no place to load is not."""

import time

import pytest

from app.offline.css import css_references

LOADED = [
    ('@import url("a.css") print;', "a.css"),
    ("@IMPORT 'a.css';", "a.css"),
    ('@import"a.css";@import"b.css";', "b.css"),
    ("@font-face { src: url(a.woff2) format('woff2'), url('b.woff') }", "b.woff"),
    ("p { background: URL( 'a (1).png' ) }", "a (1).png"),
    ("p { background: image-set('a.png' 1x, \"b.png\" 2x) }", "b.png"),
    ("p { background: -webkit-image-set(url(a.png) 1x, url(b.png) 2x) }", "b.png"),
]
UNLOADED = [
    "/* @import 'a.css' */ @namespace svg url(http://www.w3.org/2000/svg);",
    "p { content: 'a.png'; width: calc(1px) }",
    "@namespace 'http://www.w3.org/1999/xhtml'",
    "p { background: url() }",
    "p { background: url(''), url(\"\") }",
]


@pytest.mark.parametrize(("text", "address"), LOADED)
def test_what_a_style_sheet_loads_is_found(text: str, address: str) -> None:
    assert address in [one.address for one in css_references(text)]


@pytest.mark.parametrize("text", UNLOADED)
def test_what_it_only_speaks_of_is_passed_over(text: str) -> None:
    assert css_references(text) == []


def test_in_a_set_of_pictures_a_type_is_no_picture() -> None:
    text = """image-set("a.png" type("image/png") 1x, 'data:image/png;base64,A,B' 1x, url(b.png) 2x)"""
    addresses = {one.address for one in css_references(f"p {{ background: {text} }}")}
    assert addresses == {"a.png", "data:image/png;base64,A,B", "b.png"}


@pytest.mark.parametrize("piece", ["/* ", "url( ", "image-set(", "image-set(url(", "@import", "@namespace "])
def test_what_never_ends_takes_no_time(piece: str) -> None:
    started = time.process_time()
    css_references(piece * 10_000)
    assert time.process_time() - started < 0.5
