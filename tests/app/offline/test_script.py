"""What a script of a deck loads, as far as it says so outright; it is read and not run."""

import time

import pytest

from app.offline.script import script_references


@pytest.mark.parametrize(
    ("text", "address", "use"),
    [
        ("load('https://a.example/MathJax.js')", "https://a.example/MathJax.js", "file"),
        ("load(`//a.example/a.json?b#c`)", "//a.example/a.json?b#c", "file"),
        ('frame.src = "https://a.example/embed?b=c"', "https://a.example/embed?b=c", "page"),
        ("load('data.json')", "data.json", "named"),
        ('import R from "https://a.example/r.mjs"', "https://a.example/r.mjs", "module"),
        ('import{a}from"./a.js"', "./a.js", "module"),
        ("await import( '../a.js')", "../a.js", "module"),
        ("Reveal.initialize({ plugins: [RevealMath.KaTeX] })", "RevealMath", "math"),
    ],
)
def test_what_a_script_loads_is_found_for_one_use(text: str, address: str, use: str) -> None:
    assert [(one.address, one.use) for one in script_references(text)] == [(address, use)]


@pytest.mark.parametrize(
    "text",
    [
        "document.createElementNS('http://www.w3.org/2000/svg', 'g')",
        "open('https://a.example/')",
        "say('https://a.example/a.js is a script')",
        "Reveal.initialize({ plugins: [RevealMath.KaTeX], katex: { local: 'katex' } })",
    ],
)
def test_what_a_script_only_speaks_of_is_passed_over(text: str) -> None:
    assert [one for one in script_references(text) if one.use != "named"] == []


def test_a_bare_name_is_no_file_but_may_be_a_word() -> None:
    assert [one.use for one in script_references("import Reveal from 'reveal.js'")] == ["named"]


@pytest.mark.parametrize("text", ["import" + " " * 10_000, "import (" * 3000, "'" * 10_000, "from'a" * 3000])
def test_what_never_ends_takes_no_time(text: str) -> None:
    started = time.process_time()
    script_references(text)
    assert time.process_time() - started < 0.5
