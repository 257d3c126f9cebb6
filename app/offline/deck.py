"""take_offline and write: a deck as a text, and as files."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from app.assets import asset_dir, manifest
from app.exports.standalone import standalone_html
from app.links import Link, parse_link
from app.slug import slug
from engine import Diverged

PLUGIN = "reveal-backprop.js"

_LONGEST_STEM = 100  # letters of the deck's name in those of its files; systems take some 255 in all

# An address ends where the string, the attribute or the link around it ends.
_END = r"""\s"'<>)\]`"""
_HOST = rf"""(?:https?:)?//(?:\[[0-9a-fA-F:.]+\](?::\d+)?|[^/?#{_END}]+)"""
_FRAME = re.compile(rf"""{_HOST}/embed(?=[?#{_END}]|$)[^{_END}]*""", re.MULTILINE)
_SCRIPT = re.compile(rf"""{_HOST}/{re.escape(PLUGIN)}(?=[?#{_END}]|$)""", re.MULTILINE)
# A file of the deck's own: what stands in src or href and begins with no scheme, no host and no hash.
_LOCAL = re.compile(r"""(?:src|href)=["']((?![a-z]+:|/|#)[^"'?#]+)""", re.IGNORECASE)


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
        before, _, fragment = unescape(address).partition("#")
        query = before.partition("?")[2]
        link = parse_link(f"?{query}#{fragment}")
        if link.faults:
            left.append(f"{address}: {' '.join(link.faults)}")
            return None
        key = f"{query} {link.place['step']}"
        if key not in written:
            try:
                text = standalone_html(f"?{query}", max(steps, link.place["step"]))
            except Diverged as error:
                left.append(f"{address}: {error.detail}")
                return None
            written[key] = _name(name, len(written) + 1, link)
            files[written[key]] = text
        return written[key] + (f"#{fragment}" if fragment else "")

    taken = _FRAME.sub(_or_as_it_is(file_for), deck)
    if _SCRIPT.search(taken):
        files[PLUGIN] = (asset_dir("static") / "dist" / manifest()[PLUGIN]).read_text(encoding="utf-8")
        taken = _SCRIPT.sub(PLUGIN, taken)
    return Taken(taken, files, tuple(left))


def _or_as_it_is(replace: Callable[[str], str | None]) -> Callable[[re.Match[str]], str]:
    return lambda found: replace(found[0]) or found[0]


def _name(deck: str, number: int, link: Link) -> str:
    """A name that every system takes, such as ``lecture-2-xor.html``: in a deck it stands as an address."""
    what = link.origin.preset.id if link.origin.preset else "network"
    return "-".join(filter(None, [slug(deck)[:_LONGEST_STEM], str(number), what])) + ".html"


def write(deck: Path, folder: Path | None = None, steps: int = 1) -> Taken:
    """Write the deck and what it needs.

    Args:
        deck: the file.
        folder: where to, and made where it does not exist; without it, beside the deck as ``lecture-offline.html``,
            so that what else it refers to is in its place.
        steps: how many learning steps each file carries at least.

    Raises:
        OSError: the deck cannot be read, or the folder not be written.
        UnicodeDecodeError: the deck is no text in UTF-8.
    """
    text = deck.read_bytes().decode()
    taken = take_offline(text, deck.stem, steps)
    name = f"{deck.stem}-offline{deck.suffix}" if folder is None else deck.name
    place = folder or deck.parent
    place.mkdir(parents=True, exist_ok=True)
    files = {name: taken.deck, **taken.files}
    for file, content in files.items():
        (place / file).write_text(content, encoding="utf-8", newline="")
    missing = [
        f"{local} is not in {place}: copy it there" for local in _local(taken.deck) if not (place / local).exists()
    ]
    return Taken(taken.deck, files, (*taken.left, *missing))


def _local(deck: str) -> list[str]:
    return list(dict.fromkeys(unescape(found) for found in _LOCAL.findall(deck)))
