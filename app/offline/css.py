"""css_references: what a style sheet, or the style of an element, loads."""

import re

from app.offline.reference import Reference

_STRING = r"""(?:"([^"\n]*)"|'([^'\n]*)'"""
_URL = re.compile(rf"""url\(\s*{_STRING}|([^\s"'()]+))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(rf"@import\s+{_STRING})", re.IGNORECASE)
_UNLOADED = re.compile(r"/\*.*?\*/|@namespace[^;]*;", re.DOTALL | re.IGNORECASE)


def css_references(text: str) -> list[Reference]:
    """What stands in ``url()`` and ``@import``, in comments and namespaces aside."""
    loaded = _UNLOADED.sub("", text)
    return [
        Reference(address.strip(), "file")
        for pattern in (_IMPORT, _URL)
        for found in pattern.finditer(loaded)
        for address in filter(None, found.groups())
    ]
