"""slug: any text -> a part of a file name that every system, address and shell takes as it is."""

import re
from unicodedata import combining, normalize


def slug(text: str) -> str:
    """The letters and digits of ``text``, small and without accents, with hyphens between; empty where it has none."""
    bare = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", bare.lower()))
