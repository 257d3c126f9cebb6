"""SNIPPETS: how a link gets into each kind of slides and pages. Written once; page, share dialog and tests read it."""

from dataclasses import dataclass
from html import escape
from string import Template

from app.embedding import Embedding, iframe


@dataclass(frozen=True)
class Snippet:
    """One way to embed.

    Attributes:
        id: its name in answers and anchors.
        tool: what the person uses.
        where: where the text goes.
        language: what the text is written in.
        template: the text; ``$address`` and ``$title`` are plain, ``$src`` and ``$name`` the same escaped for HTML.
        notes: what else there is to know, a sentence or two each.
    """

    id: str
    tool: str
    where: str
    language: str
    template: str
    notes: tuple[str, ...] = ()

    def text(self, embedding: Embedding) -> str:
        """The text for one link."""
        return Template(self.template).substitute(
            address=embedding.address,
            page=embedding.page,
            link=embedding.link or "?",
            origin=embedding.origin,
            title=embedding.title,
            src=escape(embedding.address),
            name=escape(embedding.title),
            iframe=iframe(embedding),
            narrow=iframe(embedding, "100%", 400),
        )


_FRAME = 'title="$name" style="border:0" allow="fullscreen; clipboard-write"'

_ENTRIES = (
    Snippet(
        "html",
        "Web page or course page (LMS)",
        "Into the page's HTML.",
        "html",
        "$iframe",
        (
            (
                "Moodle, Canvas and other course platforms: switch the editor to its HTML view and paste it there. An "
                "administrator may have to allow the server's name once; the frame asks no other host for anything."
            ),
            "It is legible from 480 × 270 pixels up; width and height may be anything above that.",
        ),
    ),
    Snippet(
        "reveal",
        "reveal.js",
        "A slide of its own.",
        "html",
        f'<section>\n  <h2>$name</h2>\n  <iframe class="r-stretch" data-src="$src" {_FRAME}></iframe>\n</section>',
        (
            (
                "Nothing has to be installed. A click into the frame leaves the clicker to the deck: Page Down, Page Up"
                " and the full stop go on working."
            ),
            (
                "reveal.js loads the frame when its slide is shown and starts it anew at every return; data-preload "
                "beside data-src loads it a slide earlier."
            ),
        ),
    ),
    Snippet(
        "reveal-plugin",
        "reveal.js, a step for each press of the clicker",
        "The slide, and the plug-in where the deck is initialized.",
        "html",
        f"""<section>
  <h2>$name</h2>
  <iframe data-backprop class="r-stretch" data-src="$src" {_FRAME}></iframe>
</section>

<script src="$origin/reveal-backprop.js"></script>
<script>
  Reveal.initialize({{ plugins: window.RevealBackprop ? [RevealBackprop] : [] }});
</script>""",
        ("Every step becomes a fragment of the slide, forward and backward, and a page of the printed deck.",),
    ),
    Snippet(
        "quarto",
        "Quarto",
        "Into the .qmd file.",
        "markdown",
        f"""---
title: Backpropagation
format: revealjs
---

## $title

<iframe src="$src" width="960" height="540" data-external="1" {_FRAME}></iframe>""",
        (
            (
                "data-external keeps the frame a frame where the deck is made one file with embed-resources: true. For"
                " a deck that works without a network, embed an exported file in place of the address."
            ),
        ),
    ),
    Snippet(
        "slidev",
        "Slidev",
        "A slide in slides.md.",
        "markdown",
        "---\n\n# $title\n\n$narrow",
        ("For a frame that fills the slide: layout: iframe and url: with the address, in the slide's front matter.",),
    ),
    Snippet(
        "marp",
        "Marp",
        "A slide in the Markdown file.",
        "markdown",
        "---\nmarp: true\n---\n\n# $title\n\n$iframe",
        (
            (
                "Marp leaves frames out unless it is told to allow HTML: marp --html slides.md; in VS Code the setting "
                "Markdown › Marp: Html, value all."
            ),
        ),
    ),
    Snippet(
        "jupyter",
        "Jupyter",
        "A cell of the notebook.",
        "python",
        """from IPython.display import IFrame

IFrame("$address", width="100%", height=540, extras=['title="$title"', 'allow="clipboard-write"'])""",
        ("A notebook that is served by https shows frames of https addresses only; Google Colab shows none.",),
    ),
    Snippet(
        "notebook",
        "Jupyter without a server",
        "A cell of the notebook, where this package is installed (pip install).",
        "python",
        'from app.notebook import show\n\nshow("$link", height=540)',
        ("The whole picture is in the notebook then: it plays without a network, in every copy as well.",),
    ),
    Snippet(
        "oembed",
        "WordPress and others that know oEmbed",
        "The address, on a line of its own.",
        "text",
        "$page",
        (
            (
                "WordPress puts a frame from a server that is not on its list into a sandbox; all of it works in there "
                "but full screen."
            ),
            "The endpoint is /oembed?url=…, with maxwidth and maxheight; pages announce it in their head.",
        ),
    ),
)

SNIPPETS = {entry.id: entry for entry in _ENTRIES}
"""Every snippet by its name, in the order of the page."""
