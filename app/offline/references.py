"""references_of: what a file loads, by the language that its ending tells."""

from app.offline.css import css_references
from app.offline.html import read_html
from app.offline.markdown import markdown_references
from app.offline.reference import Reference

_HTML = {".html", ".htm", ".xhtml"}


def references_of(text: str, ending: str) -> list[Reference]:
    """Every address once for each use, in the order in which they are found; any text will do.

    Args:
        text: of the file.
        ending: of its name, such as ``.html``; what is neither HTML nor CSS is read as Markdown.
    """
    if ending.lower() == ".css":
        found = css_references(text)
    elif ending.lower() in _HTML:
        reading = read_html(text)
        within = [reference for part in reading.markdown for reference in markdown_references(part)]
        found = [*reading.references, *within]
    else:
        found = markdown_references(text)
    return list(dict.fromkeys(found))
