"""markdown_references: what Markdown loads, with what Quarto, Slidev, Marp and reveal.js add to it."""

import re

from app.offline.css import css_references
from app.offline.html import read_html
from app.offline.reference import Reference, Use

# Code is shown and not run, but for a block of HTML as it is: ```{=html}.
_BLOCK = re.compile(
    r"^[ \t]*(`{3,}+(?=[^`\n]*\n)|~{3,}+)([^\n]*)\n(.*?)(?:^[ \t]*\1[`~]*|\Z)", re.DOTALL | re.MULTILINE
)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_TEXT = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
_ADDRESS = r"(?:<([^>\n]+)>|([^\s)<][^\s)]*))"
_INLINE = re.compile(rf"(!?){_TEXT}\(\s*{_ADDRESS}")
_NAMED = re.compile(rf"^[ ]{{0,3}}(\[[^\]\n^][^\]\n]*\]):\s*{_ADDRESS}", re.MULTILINE)
_BACKGROUND = re.compile(
    r"""\bbackground-(image|video|iframe)\s*[=:]\s*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'}>]+))""", re.IGNORECASE
)
_SHORTCODE = re.compile(r"\{\{<\s*(?:video|include)\s+[\"']?([^\s\"'>]+)")
_SETTING = re.compile(
    r"""^[ \t]*(?:-[ \t]+)?(background|backgroundImage|image|logo|footer-logo|favicon|css|theme|url|src|video):[ \t]*
    ["']?([^\s"'#,\[\]]+(?:\#[^\s"']*)?)""",
    re.MULTILINE | re.VERBOSE,
)
_FRONT = re.compile(r"\A\ufeff?---\s*\n(.*?)^(?:---|\.\.\.)\s*$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"""[^\s"',\[\]{}]+""")


def markdown_references(text: str) -> list[Reference]:
    """What stands in HTML, in pictures and links, in attributes, in settings and in ``url()``; code aside."""
    spoken = _SPAN.sub("", _BLOCK.sub(lambda block: block[3] if block[2].strip() == "{=html}" else "", text))
    found = [*read_html(spoken).references, *css_references(spoken), *_pictures_and_links(spoken)]
    for kind, *address in _BACKGROUND.findall(spoken):
        found.append(Reference("".join(address), "page" if kind.lower() == "iframe" else "file"))
    found += [Reference(address, "page" if "youtu" in address else "file") for address in _SHORTCODE.findall(spoken)]
    for key, address in _SETTING.findall(spoken):
        setting = Reference(address, "page" if key == "url" else "file")
        # A theme, a colour, a relative name: only the tool knows what it means.
        found.append(setting if setting.remote or setting.absolute else Reference(address, "named"))
    if front := _FRONT.match(text):
        found += [Reference(word, "named") for word in _WORD.findall(front[1])]
    return found


def _pictures_and_links(text: str) -> list[Reference]:
    found = [
        Reference(plain or bracketed, "file" if mark else "link") for mark, bracketed, plain in _INLINE.findall(text)
    ]
    for name, bracketed, plain in _NAMED.findall(text):
        shown = re.search(rf"!(?:{_TEXT})?{re.escape(name)}", text, re.IGNORECASE)
        use: Use = "file" if shown else "link"
        found.append(Reference(plain or bracketed, use))
    return found
