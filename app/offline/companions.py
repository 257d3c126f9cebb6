"""companions_of: what a deck loads -> the files to take along, and what to do about all that is no file."""

import re
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from app.offline.reference import Reference, Use
from app.offline.references import references_of

_SCANNED = {".css", ".html", ".htm"}
_PACKAGE = re.compile(
    r"(?:https?:)?//(?:cdn\.jsdelivr\.net/npm|unpkg\.com)/((?:@[\w.-]+/)?[\w.-]+)(@[\w.^~-]+)?(/[^?#]*)?", re.IGNORECASE
)
_NO_MODULE = (
    "a browser loads no module from disk: take the classic script, or show the folder with `python -m http.server`"
)
_SENTENCES: dict[Use, str] = {
    "module": f"is a module, and {_NO_MODULE}",
    "fetched": "is fetched by a script, which a browser does not do from disk: write its text into the deck",
    "base": "is where every relative address of the deck then begins: leave <base> out",
    "math": "takes its formulas from the network: `npm install katex`, and say katex: { local: 'node_modules/katex' }",
}


@dataclass
class Companions:
    """What goes with a deck.

    Attributes:
        files: beside the deck, by their paths from its folder, to be copied along.
        kept: the addresses that cannot be taken along, each with what to do about it.
    """

    files: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)


def companions_of(deck: str, ending: str, folder: Path, place: Path, made: Collection[str] = ()) -> Companions:
    """Follow the addresses of a deck, and those in its style sheets and frames.

    Args:
        deck: its text.
        ending: of its name.
        folder: where it stands, and what it refers to.
        place: where it is going to stand; the same folder, or another, of which it is told what has to get there.
        made: the names of files that stand there by then.
    """
    companions = Companions()
    seen = set(made)
    waiting = deque([("", deck, ending)])
    while waiting:
        inside, text, kind = waiting.popleft()
        for reference in references_of(text, kind):
            path = _path(reference, dirname(inside))
            if path in seen:
                continue
            fault = _fault(reference, path, folder, place)
            if fault:
                companions.kept.setdefault(reference.address, fault + (f" (named in {inside})" if inside else ""))
            elif path and _is_file(folder / path):
                seen.add(path)
                companions.files.append(path)
                if reference.use != "link" and Path(path).suffix.lower() in _SCANNED:
                    content = (folder / path).read_text(encoding="utf-8", errors="replace")
                    waiting.append((path, content, Path(path).suffix))
    return companions


def _path(reference: Reference, base: str) -> str | None:
    """The path from the deck's folder, where the address names one."""
    local = reference.local
    return None if local is None else normpath(join(base, local))


def _fault(reference: Reference, path: str | None, folder: Path, place: Path) -> str | None:
    """Why the deck will not find it, and what to do; None where it will, or where nobody needs it."""
    use = reference.use
    if use in ("link", "named") and path is None:
        return None
    if use in ("base", "math"):
        return _SENTENCES[use]
    if reference.remote:
        return _online(reference) + (f"; {_NO_MODULE}" if use == "module" else "")
    if reference.absolute:
        return "is no address from the deck's own folder: put the file beside the deck, and name it from there"
    if path is None:
        return None
    if use in ("module", "fetched"):
        return _SENTENCES[use]
    return _left_behind(reference, path, folder, place)


def _left_behind(reference: Reference, path: str, folder: Path, place: Path) -> str | None:
    """Why a path of the deck's leads nowhere from its place; None where it does not matter, or will be copied."""
    source, target, named = folder / path, place / path, reference.use == "named"
    if reference.use in ("file", "page") and _is_folder(source):
        return "is a folder, and from disk that is no page: name the file in it"
    if _is_file(target) or _is_folder(target):
        return None
    if not _is_file(source) and not _is_folder(source):
        return None if named else f"is not in {folder}: put it there"
    if path.startswith(".."):
        return "stands outside of the deck's folder: put it beside the deck, and name it from there"
    if _is_folder(source) and not (named and "/" not in reference.address):  # a word may be called like a folder
        return f"is a folder: copy it to {place}"
    return None


def _online(reference: Reference) -> str:
    """What to do about what comes from a server."""
    if reference.use == "page":
        asked = urlsplit(reference.address.partition("?")[0])
        ours = f"; if it is the visualizer's, say --server {asked.netloc}" if asked.path.endswith("/embed") else ""
        return f"is a page of another server and cannot be taken along: put a picture in its place{ours}"
    package = _PACKAGE.match(reference.address)
    if package is None:
        return "comes from the network: save it beside the deck, and name the file in its place"
    name, version, file = package[1], package[2] or "", package[3] or ""
    return f"comes from the network: `npm install {name}{version}`, and name node_modules/{name}{file} in its place"


def _is_file(path: Path) -> bool:
    """Whether it is a file; a text that can be no name is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
