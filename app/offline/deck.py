"""take_offline and write: a deck as a text, and as files."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from app.assets import asset_dir, manifest
from app.exports.standalone import standalone_html
from app.links import Link
from app.offline.companions import companions_of
from app.offline.frames import PLUGIN, Frame, take_frames, take_plugin
from app.slug import slug
from engine import Diverged

_LONGEST_STEM = 100  # letters of the deck's name in those of its files; systems take some 255 in all


@dataclass(frozen=True)
class Taken:
    """What has been written.

    Attributes:
        deck: the deck as it now is.
        files: what was made for it, by name.
        kept: the addresses that could not be taken along, each with the reason and what to do.
        copied: the paths of what the deck loads and was copied.
    """

    deck: str
    files: dict[str, str]
    kept: dict[str, str]
    copied: tuple[str, ...] = ()

    @property
    def left(self) -> tuple[str, ...]:
        """A sentence for every address that could not be taken along."""
        return tuple(f"{address}: {reason}" for address, reason in self.kept.items())


def take_offline(deck: str, name: str, steps: int = 1, servers: Collection[str] = ()) -> Taken:
    """Replace every address of a frame of ours by that of a file, and that of the plug-in by a copy.

    Args:
        deck: the text.
        name: of the deck, without its ending: the files begin with it.
        steps: how many learning steps each file carries at least.
        servers: hosts, with their ports, whose frames are ours whatever their addresses say.
    """
    files: dict[str, str] = {}
    written: dict[str, str] = {}
    kept: dict[str, str] = {}

    def file_for(frame: Frame) -> str | None:
        step = frame.link.place["step"]
        key = f"{frame.query} {step}"
        if key not in written:
            try:
                text = standalone_html(f"?{frame.query}", max(steps, step))
            except Diverged as error:
                kept[frame.address] = error.detail
                return None
            written[key] = _name(name, len(written) + 1, frame.link)
            files[written[key]] = text
        return written[key]

    taken, faulty = take_frames(deck, file_for, servers)
    taken, plugged = take_plugin(taken)
    if plugged:
        files[PLUGIN] = (asset_dir("static") / "dist" / manifest()[PLUGIN]).read_text(encoding="utf-8")
    return Taken(taken, files, faulty | kept)


def _name(deck: str, number: int, link: Link) -> str:
    """A name that every system takes, such as ``lecture-2-xor.html``: in a deck it stands as an address."""
    what = link.origin.preset.id if link.origin.preset else "network"
    return "-".join(filter(None, [slug(deck)[:_LONGEST_STEM], str(number), what])) + ".html"


def write(deck: Path, folder: Path | None = None, steps: int = 1, servers: Collection[str] = ()) -> Taken:
    """Write the deck and what it needs.

    Args:
        deck: the file.
        folder: where to, and made where it does not exist, with a copy of the files that the deck loads; without it,
            beside the deck as ``lecture-offline.html``, so that what else it refers to is in its place.
        steps: how many learning steps each file carries at least.
        servers: hosts, with their ports, whose frames are ours whatever their addresses say.

    Raises:
        OSError: the deck cannot be read, or the folder not be written.
        UnicodeDecodeError: the deck is no text in UTF-8.
    """
    text = deck.read_bytes().decode()
    taken = take_offline(text, deck.stem, steps, servers)
    name = f"{deck.stem}-offline{deck.suffix}" if folder is None else deck.name
    place = folder or deck.parent
    place.mkdir(parents=True, exist_ok=True)
    files = {name: taken.deck, **taken.files}
    for file, content in files.items():
        (place / file).write_text(content, encoding="utf-8", newline="")
    companions = companions_of(taken.deck, deck.suffix, deck.parent, place, files)
    copied = [] if folder is None else companions.files
    for file in copied:
        (place / file).parent.mkdir(parents=True, exist_ok=True)
        copyfile(deck.parent / file, place / file)
    return Taken(taken.deck, files, companions.kept | taken.kept, tuple(copied))
