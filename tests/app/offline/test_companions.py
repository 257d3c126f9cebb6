"""What a deck loads is taken along where it is a file; all else is told by name, with what to do."""

from pathlib import Path

import pytest

from app.exports.standalone import standalone_html
from app.offline.companions import Companions, companions_of


def files(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def elsewhere(deck: str, folder: Path) -> Companions:
    return companions_of(deck, ".html", folder, folder / "usb")


@pytest.mark.parametrize(
    ("markup", "address", "advice"),
    [
        (
            '<script src="https://cdn.jsdelivr.net/npm/reveal.js@6/dist/reveal.js"></script>',
            "https://cdn.jsdelivr.net/npm/reveal.js@6/dist/reveal.js",
            "`npm install reveal.js@6`, and name node_modules/reveal.js/dist/reveal.js in its place",
        ),
        (
            '<link rel="stylesheet" href="//unpkg.com/@fontsource/inter@5.1.0/index.css">',
            "//unpkg.com/@fontsource/inter@5.1.0/index.css",
            "`npm install @fontsource/inter@5.1.0`, and name node_modules/@fontsource/inter/index.css",
        ),
        ('<img src="https://a.example/a.png">', "https://a.example/a.png", "save it beside the deck"),
        ('<iframe src="https://a.example/film"></iframe>', "https://a.example/film", "put a picture in its place"),
        ('<iframe src="https://a.example/embed?b=c">', "https://a.example/embed?b=c", "say --server a.example"),
        ('<img src="/fig.png">', "/fig.png", "name it from there"),
        ('<img src="file:///media/fig.png">', "file:///media/fig.png", "name it from there"),
        ('<img src="../fig.png">', "../fig.png", "outside of the deck's folder"),
        ('<img src="no.png">', "no.png", "is not in"),
        ('<iframe src="demo/"></iframe>', "demo/", "is a folder"),
        ('<script type="module" src="deck.js"></script>', "deck.js", "no module from disk"),
        ('<script type="module">import "https://a.example/a.js"</script>', "https://a.example/a.js", "from disk"),
        ('<section data-markdown="slides.md"></section>', "slides.md", "write its text into the deck"),
        ('<base href="https://a.example/">', "https://a.example/", "leave <base> out"),
        ("<script>plugins = [RevealMath.KaTeX]</script>", "RevealMath", "npm install katex"),
        ("<script>katex = { local: 'node_modules/katex' }</script>", "node_modules/katex", "is a folder: copy it to"),
    ],
)
def test_what_cannot_be_taken_along_is_told_with_what_to_do(
    tmp_path: Path, markup: str, address: str, advice: str
) -> None:
    (tmp_path / "deck/demo").mkdir(parents=True)
    files(tmp_path, fig_png="", deck__deck_js="", deck__slides_md="")
    (tmp_path / "deck/node_modules/katex").mkdir(parents=True)

    companions = elsewhere(markup, tmp_path / "deck")

    assert companions.kept.keys() == {address}
    assert advice in companions.kept[address]


def test_files_are_taken_along_with_what_they_load_themselves(tmp_path: Path) -> None:
    files(
        tmp_path,
        css__deck_css="@import 'fonts/inter.css'; p { background: url(../fig.png) }",
        css__fonts__inter_css="@font-face { src: url(inter.woff2) }",
        css__fonts__inter_woff2="",
        fig_png="",
        demo__index_html="<script src=demo.js></script><a href='https://a.example/'>",
        demo__demo_js="",
        data_json="",
        notes_pdf="",
        unnamed_png="",
    )
    deck = """<link rel=stylesheet href="css/deck.css?v=3"><iframe data-src="demo/index.html#there"></iframe>
        <script>load("data.json", "none")</script><a href="notes.pdf">notes</a> <a href="#/2">on</a>"""

    companions = elsewhere(deck, tmp_path)

    assert companions.kept == {}
    assert sorted(companions.files) == [
        "css/deck.css",
        "css/fonts/inter.css",
        "css/fonts/inter.woff2",
        "data.json",
        "demo/demo.js",
        "demo/index.html",
        "fig.png",
        "notes.pdf",
    ]


def test_what_a_style_sheet_takes_from_the_network_is_told_with_its_name(tmp_path: Path) -> None:
    files(tmp_path, white_css='@import "https://fonts.example/css?family=Lato"; p { background: url(no.png) }')

    for place in (tmp_path, tmp_path / "usb"):
        kept = companions_of("<link rel=stylesheet href=white.css>", ".html", tmp_path, place).kept
        assert "(named in white.css)" in kept["https://fonts.example/css?family=Lato"]
        assert "(named in white.css)" in kept["no.png"]


def test_an_address_is_the_name_of_a_file_with_its_letters_escaped(tmp_path: Path) -> None:
    (tmp_path / "my pic #1.png").touch()
    assert elsewhere('<img src="my%20pic%20%231.png?x">', tmp_path) == Companions(["my pic #1.png"], {})


def test_beside_the_deck_a_file_of_any_folder_will_do(tmp_path: Path) -> None:
    files(tmp_path, fig_png="")
    (tmp_path / "deck").mkdir()
    kept = companions_of("<img src=../fig.png>", ".html", tmp_path / "deck", tmp_path / "deck").kept
    assert kept == {}


def test_a_word_of_a_script_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "slide").mkdir()
    assert elsewhere("<script>transition = 'slide'</script>", tmp_path) == Companions()


def test_what_is_in_its_place_already_is_not_asked_for(tmp_path: Path) -> None:
    files(tmp_path, usb__no_png="", usb__katex__katex_js="")
    assert elsewhere("<img src=no.png><script>local = './katex'</script>", tmp_path) == Companions()


@pytest.mark.parametrize("name", ["a" * 300 + ".png", "%00.png"])
def test_a_name_that_no_file_can_have_is_told_like_any_other(tmp_path: Path, name: str) -> None:
    assert "is not in" in elsewhere(f'<img src="{name}">', tmp_path).kept[name]


def test_a_standalone_file_of_ours_needs_nothing(tmp_path: Path) -> None:
    (tmp_path / "step.html").write_text(standalone_html("?preset=xor"), encoding="utf-8")
    assert elsewhere("<iframe src=step.html></iframe>", tmp_path) == Companions(["step.html"], {})
