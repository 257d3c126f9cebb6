"""script_references: what a script of a deck loads, as far as it says so outright; it is read and not run."""

import re

from app.offline.reference import Reference

_QUOTED = re.compile(r"""(["'`])([^\s"'`<>\\]+)\1""")
_IMPORTED = re.compile(r"""\b(?:from|import)\s*+\(?\s*+(["'`])([^\s"'`<>\\]+)\1""")
_PATH = re.compile(r"\.{0,2}/|https?:", re.IGNORECASE)  # a bare name is one of an import map
_REMOTE = re.compile(r"(?:https?:)?//[^/]", re.IGNORECASE)
_LOADED = re.compile(
    r"\.(?:m?js|css|json|wasm|md|csv|png|jpe?g|gif|svg|webp|avif|mp4|webm|mp3|ogg|wav|woff2?|ttf|otf|pdf)(?=[?#]|$)",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:/embed|\.html?)(?=[?#]|$)", re.IGNORECASE)
# The plug-in of reveal.js for formulas takes KaTeX or MathJax from a CDN, unless one of these says otherwise.
_MATH = re.compile(r"\bRevealMath\b")
_OWN_MATH = re.compile(r"\b(?:local|mathjax)\s*:")


def script_references(text: str) -> list[Reference]:
    """Imports, quoted addresses of what is loaded by its ending, and quoted texts that may be files."""
    found = [Reference(address, "module") for _, address in _IMPORTED.findall(text) if _PATH.match(address)]
    imported = {reference.address for reference in found}
    for _, address in _QUOTED.findall(text):
        if address in imported:
            continue
        if not _REMOTE.match(address):
            found.append(Reference(address, "named"))
        elif _LOADED.search(address):
            found.append(Reference(address, "file"))
        elif _PAGE.search(address):
            found.append(Reference(address, "page"))
    if _MATH.search(text) and not _OWN_MATH.search(text):
        found.append(Reference("RevealMath", "math"))
    return found
