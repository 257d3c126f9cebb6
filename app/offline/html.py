"""read_html: what a document in HTML loads, and which of its frames say that they are ours."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from app.offline.css import css_references
from app.offline.reference import Reference, Use
from app.offline.script import script_references

_FRAMES = {"iframe", "frame", "object", "embed"}
_LOADED: dict[str, Use] = {
    "poster": "file",
    "data-preview-image": "file",
    "data-preview-video": "file",
    "data-preview-link": "page",
    "data-background-iframe": "page",
    "data-markdown": "fetched",
}
# reveal.js takes several pictures or films of a background, set apart by commas.
_LISTS = ("data-background-image", "data-background-video")
_SETS = ("srcset", "imagesrcset", "data-srcset")
_CANDIDATE = re.compile(r"([^\s,](?:\S*[^\s,])?)(?:\s+[^,]+)?")
# As reveal.js tells a picture from a colour.
_PICTURE = re.compile(r"(?:https?:|file:|//)|\.(?:svg|png|jpe?g|gif|bmp|webp)(?=[?#\s]|$)", re.IGNORECASE)
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon", "mask-icon"}
_SVG = {"image", "use", "feimage"}
_SCRIPTS = {"text/javascript", "application/javascript", "module", "importmap"}
_ATTRIBUTES_IN_COMMENT = re.compile(r"\s*\.(?:slide|element)\s*:\s*(.*)", re.DOTALL)


@dataclass
class Reading:
    """What has been read.

    Attributes:
        references: in their order.
        frames: the addresses of frames that bear ``data-backprop``.
        markdown: the texts that reveal.js reads as Markdown.
    """

    references: list[Reference] = field(default_factory=list)
    frames: set[str] = field(default_factory=set)
    markdown: list[str] = field(default_factory=list)


def read_html(text: str) -> Reading:
    """Read any text; what is no HTML is passed over."""
    reading = Reading()
    waiting = deque([text])
    while waiting:  # for a document holds others, as deep as it likes
        reader = _Reader(reading)
        reader.feed(waiting.popleft())
        reader.close()
        reader.end()
        waiting += reader.within
    return reading


class _Reader(HTMLParser):
    """Collects as it reads; the text of scripts, styles and Markdown is kept until its element ends.

    Attributes:
        within: the documents that stand in this one.
    """

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading
        self.within: list[str] = []
        self._raw = ""  # the script or style that is being read, by its type
        self._text: list[str] = []
        self._markdown = 0  # sections that are open, from the one in Markdown on

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in reversed(attrs)}
        self.reading.references.extend(_loaded(tag, values))
        if tag == "iframe" and "data-backprop" in values:
            self.reading.frames.update(filter(None, (values.get("src"), values.get("data-src"))))
        if values.get("srcdoc"):
            self.within.append(values["srcdoc"])
        if tag == "section" and (self._markdown or "data-markdown" in values):
            if not self._markdown:
                self._text.clear()
            self._markdown += 1
        if tag in ("script", "style") and not self._markdown:
            self._raw = "style" if tag == "style" else values.get("type", "").lower() or "text/javascript"
            self._text.clear()

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and self._markdown:
            self._markdown -= 1
            if not self._markdown:
                self.end()
        elif tag in ("script", "style") and not self._markdown:
            self.end()

    def end(self) -> None:
        """A script, a style or a section in Markdown has ended, or the document has."""
        text = "".join(self._text)
        self._text.clear()
        if self._raw == "style":
            self.reading.references += css_references(text)
        elif self._raw in _SCRIPTS:
            self.reading.references += script_references(text)
        elif not self._raw and text:
            self.reading.markdown.append(text)
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw or self._markdown:
            self._text.append(data)

    def handle_comment(self, data: str) -> None:
        if attributes := _ATTRIBUTES_IN_COMMENT.fullmatch(data):  # of a slide in Markdown
            self.within.append(f"<i {attributes[1]}>")

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """``<![``: any text may have it, and the library's own reading of it is strict."""
        return self.parse_bogus_comment(i)


def _loaded(tag: str, values: dict[str, str]) -> Iterator[Reference]:
    """What an element loads or leads to."""
    own: Use = "page" if tag in _FRAMES else "file"
    if tag == "script" and values.get("type", "").lower() == "module":
        own = "module"
    uses: dict[str, Use] = {"src": own, "data-src": own, **_LOADED}
    if tag == "object":
        uses["data"] = "page"
    if href := _use_of_href(tag, values):
        uses["href"] = uses["xlink:href"] = href
    for name, value in values.items():
        if name in uses and value not in ("true", "false"):  # which switch a preview of reveal.js on and off
            yield Reference(value, uses[name])
        elif name in _LISTS:
            yield from (Reference(one.strip(), "file") for one in _parts(value))
        elif name in _SETS:
            yield from (Reference(one, "file") for one in _CANDIDATE.findall(value))
        elif name == "data-background" and _PICTURE.search(value):
            yield Reference(value, "file")
        elif name == "style":
            yield from css_references(value)


def _parts(value: str) -> list[str]:
    """The members of a list; a comma in ``data:`` sets nothing apart."""
    return [value] if value.startswith("data:") else value.split(",")


def _use_of_href(tag: str, values: dict[str, str]) -> Use | None:
    match tag:
        case "a" | "area":
            return "link"
        case "base":
            return "base"
        case "link":
            return "file" if _LOADING_LINKS & set(values.get("rel", "").lower().split()) else None
    return "file" if tag in _SVG else None
