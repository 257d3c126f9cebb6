"""take_offline: a deck whose frames need a server -> the same deck beside files that play without one.

A deck is text in any language that people write decks in: HTML, Markdown, Quarto. What is looked for is the addresses
of frames and of the plug-in; everything else stays as it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from app.assets import asset_dir, manifest
from app.exports.standalone import standalone_html
from app.links import Link, parse_link
from engine import Diverged

PLUGIN = "reveal-backprop.js"

# An address ends where the string, the attribute or the link around it ends.
_END = r"""\s"'<>)\]`"""
_FRAME = re.compile(rf"""https?://[^/?#{_END}]+/embed(?=[?#{_END}]|$)[^{_END}]*""", re.MULTILINE)
_SCRIPT = re.compile(rf"""https?://[^/?#{_END}]+/{re.escape(PLUGIN)}(?=[?#{_END}]|$)""", re.MULTILINE)


@dataclass(frozen=True)
class Taken:
    """What has been written.

    Attributes:
        deck: the deck as it now is.
        files: what stands beside it, by name.
        left: the addresses that could not be taken along, each with the reason as a sentence.
    """

    deck: str
    files: dict[str, str]
    left: tuple[str, ...]


def take_offline(deck: str, name: str, steps: int = 1) -> Taken:
    """Replace every address of a frame by that of a file, and that of the plug-in by a copy.

    Args:
        deck: the text.
        name: of the deck, without its ending: the files begin with it.
        steps: how many learning steps each file carries at least.
    """
    files: dict[str, str] = {}
    left: list[str] = []
    written: dict[str, str] = {}

    def file_for(address: str) -> str | None:
        parts = urlsplit(unescape(address))
        link = parse_link(f"?{parts.query}#{parts.fragment}")
        if link.faults:
            left.append(f"{address}: {' '.join(link.faults)}")
            return None
        key = f"{parts.query} {link.place['step']}"
        if key not in written:
            try:
                text = standalone_html(f"?{parts.query}", max(steps, link.place["step"]))
            except Diverged as error:
                left.append(f"{address}: {error.detail}")
                return None
            written[key] = _name(name, len(written) + 1, link)
            files[written[key]] = text
        return written[key] + (f"#{parts.fragment}" if parts.fragment else "")

    taken = _FRAME.sub(_or_as_it_is(file_for), deck)
    if _SCRIPT.search(taken):
        files[PLUGIN] = (asset_dir("static") / "dist" / manifest()[PLUGIN]).read_text(encoding="utf-8")
        taken = _SCRIPT.sub(PLUGIN, taken)
    return Taken(taken, files, tuple(left))


def _or_as_it_is(replace: Callable[[str], str | None]) -> Callable[[re.Match[str]], str]:
    return lambda found: replace(found[0]) or found[0]


def _name(deck: str, number: int, link: Link) -> str:
    """A name that every system takes, such as ``lecture-2-xor.html``."""
    what = link.origin.preset.id if link.origin.preset else "network"
    return f"{deck}-{number}-{what}.html"


def write(deck: Path, folder: Path, steps: int = 1) -> Taken:
    """Write the deck and what it needs into ``folder``, which is made where it does not exist.

    Raises:
        OSError: the deck cannot be read, or the folder not be written.
        UnicodeDecodeError: the deck is no text in UTF-8.
    """
    taken = take_offline(deck.read_bytes().decode(), deck.stem, steps)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {deck.name: taken.deck, **taken.files}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return taken
