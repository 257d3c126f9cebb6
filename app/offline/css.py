"""css_references: what a style sheet, or the style of an element, loads."""

import re

from app.offline.reference import Reference

_STRING = r"""(?:"([^"\n]*)"|'([^'\n]*)'"""
_URL = re.compile(rf"""url\(\s*{_STRING}|([^\s"'()]+))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(rf"@import\s*{_STRING})", re.IGNORECASE)  # a minified one has no space
_SET = re.compile(r"""image-set\(((?:"[^"\n]*"|'[^'\n]*'|[^"';{}])*)""", re.IGNORECASE)
_FUNCTION = re.compile(r"(?:url|type)\([^()]*\)", re.IGNORECASE)
_ONE = re.compile(_STRING + ")")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAMESPACE = re.compile(r"@namespace[^;{}]*", re.IGNORECASE)


def css_references(text: str) -> list[Reference]:
    """What stands in ``url()``, ``@import`` and ``image-set()``, in comments and namespaces aside."""
    closed, end, rest = text.rpartition("*/")  # behind it nothing is a comment, and looking for its end would take long
    loaded = _NAMESPACE.sub("", _COMMENT.sub("", closed + end) + rest)
    of_sets = "\n".join(_FUNCTION.sub("", members) for members in _SET.findall(loaded))  # what is a bare string there
    return [
        Reference(address.strip(), "file")
        for pattern, part in ((_IMPORT, loaded), (_URL, loaded), (_ONE, of_sets))
        for found in pattern.finditer(part)
        for address in filter(None, found.groups())
    ]
