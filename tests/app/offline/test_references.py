"""What a file loads is found in every language that decks are written in, and any text can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offline.reference import Reference
from app.offline.references import references_of

HTML = [
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
    ("<section data-markdown><textarea data-template>![](fig.png)</textarea></section>", "fig.png", "file"),
    ('<section data-markdown><script type="text/template"><img src=a.png></script></section>', "a.png", "file"),
    ('<section data-markdown><!-- .slide: data-background-image="a.png" --></section>', "a.png", "file"),
    ("<script>load('https://a.example/MathJax.js')</script>", "https://a.example/MathJax.js", "file"),
    ('<script>frame.src = "https://a.example/embed?b=c"</script>', "https://a.example/embed?b=c", "page"),
    ('<script type="module">import R from "https://a.example/r.mjs"</script>', "https://a.example/r.mjs", "module"),
    (
        '<script type="importmap">{"imports": {"r": "https://a.example/r.mjs"}}</script>',
        "https://a.example/r.mjs",
        "file",
    ),
    ("<script>Reveal.initialize({ plugins: [RevealMath.KaTeX] })</script>", "RevealMath", "math"),
    ("<![what is this]><img src=fig.png>", "fig.png", "file"),
]
MARKDOWN = [
    ("![A [nested] text](fig.png 'title')", "fig.png", "file"),
    ("![](<my pic.png>)", "my pic.png", "file"),
    ("![bg right](https://a.example/a.jpg)", "https://a.example/a.jpg", "file"),
    ("[notes](notes.pdf)", "notes.pdf", "link"),
    ("![A picture][one]\n\n[one]: fig.png", "fig.png", "file"),
    ("A [text][one]\n\n[one]: notes.pdf", "notes.pdf", "link"),
    ('## Slide {background-image="a.png" .dark}', "a.png", "file"),
    ("## Slide {background-iframe=https://a.example/}", "https://a.example/", "page"),
    ("{{< video film.mp4 >}}", "film.mp4", "file"),
    ("---\nlayout: iframe\nurl: https://a.example/embed\n---\n", "https://a.example/embed", "page"),
    ("---\ncss: [a.css, 'b.css']\n---\n", "b.css", "named"),
    ("---\nlogo: https://a.example/logo.png\n---\n", "https://a.example/logo.png", "file"),
    ("<!-- _backgroundImage: url('a.png') -->", "a.png", "file"),
    ("```{=html}\n<img src=fig.png>\n```\n", "fig.png", "file"),
    ("<img src='fig.png'>", "fig.png", "file"),
]
CSS = [
    ('@import url("a.css") print;', "a.css", "file"),
    ("@font-face { src: url(a.woff2) format('woff2'), url('b.woff') }", "b.woff", "file"),
]
UNLOADED = [
    (".html", '<a href="https://a.example/">'),
    (".html", '<link rel="preconnect canonical" href="https://a.example/">'),
    (".html", '<!-- <img src="https://a.example/a.png"> -->'),
    (".html", '<section data-background="#fff" data-preview-link="false">'),
    (".html", '<pre><code><script type="text/template"><img src="https://a.example/a"></script></code></pre>'),
    (".html", "<script>document.createElementNS('http://www.w3.org/2000/svg', 'g')</script>"),
    (".html", "<script>Reveal.initialize({ plugins: [RevealMath.KaTeX], katex: { local: 'katex' } })</script>"),
    (".md", "```html\n<img src=https://a.example/a.png>\n```\n"),
    (
        ".md",
        "A frame is `<iframe src='https://a.example/'>`, see <https://a.example/> and [there](https://a.example/).",
    ),
    (".css", "/* @import 'https://a.example/a.css' */ @namespace svg url(http://www.w3.org/2000/svg);"),
]


@pytest.mark.parametrize(
    ("ending", "text", "address", "use"),
    [(ending, *case) for ending, cases in ((".html", HTML), (".md", MARKDOWN), (".css", CSS)) for case in cases],
)
def test_what_is_loaded_is_found(ending: str, text: str, address: str, use: str) -> None:
    assert (address, use) in [(one.address, one.use) for one in references_of(text, ending)]


@pytest.mark.parametrize(("ending", "text"), UNLOADED)
def test_what_nobody_loads_is_passed_over(ending: str, text: str) -> None:
    assert [one for one in references_of(text, ending) if (one.remote and one.use != "link") or one.use == "math"] == []


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


@pytest.mark.parametrize(
    ("address", "local", "remote", "absolute"),
    [
        ("my%20pic.png?x#y", "my pic.png", False, False),
        ("#there", None, False, False),
        ("data:image/png;base64,AA", None, False, False),
        ("HTTPS://a.example/", None, True, False),
        ("//a.example/", None, True, False),
        ("/fig.png", None, False, True),
        ("file:///media/fig.png", None, False, True),
        ("C:\\fig.png", None, False, True),
    ],
)
def test_an_address_is_a_servers_the_machines_or_the_decks(
    address: str, local: str | None, remote: bool, absolute: bool
) -> None:
    reference = Reference(address, "file")
    assert (reference.local, reference.remote, reference.absolute) == (local, remote, absolute)
