"""take_frames: the addresses of our frames in a text -> those of files. The rule which frames are ours is here."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import unescape

from app.links import Link, parse_link
from app.links.keys import keys_for
from app.offline.html import read_html

PLUGIN = "reveal-backprop.js"
"""The name of the plug-in, on our server and beside a deck."""

# An address ends where the string, the attribute or the link around it ends.
_END = r"""\s"'<>)\]`"""
_HOST = rf"""(?:https?:)?//(?P<host>\[[0-9a-fA-F:.]+\](?::\d+)?|[^/?#{_END}]+)"""
# Without a host it begins a value: in the middle of a sentence it is spoken of.
_VALUE = r"""(?<=["'=(<])|(?<=:[ ])"""
_FRAME = re.compile(rf"""(?:{_HOST}|{_VALUE})(?P<rest>/embed(?=[?#{_END}]|$)[^{_END}]*)""", re.MULTILINE)
_PLUGIN = re.compile(
    rf"""(?P<import>\b(?:from|import)\s*+\(?\s*+["'`])?(?:{_HOST}|(?<=["'=]))/{re.escape(PLUGIN)}(?=[?#{_END}]|$)""",
    re.MULTILINE,
)
_SAYING = {"v", *keys_for("content")}


@dataclass(frozen=True)
class Frame:
    """An address in a text that may be a frame's.

    Attributes:
        address: as it stands there.
        host: with its port; empty where the address has none.
        query: without its question mark.
        fragment: without its hash.
        link: what query and fragment stand for.
    """

    address: str
    host: str
    query: str
    fragment: str
    link: Link

    @property
    def says_so(self) -> bool:
        """Whether its query speaks of a network: it has ``v`` or a key of the content."""
        return any(pair.partition("=")[0] in _SAYING for pair in self.query.split("&"))


def take_frames(
    text: str, file_for: Callable[[Frame], str | None], servers: Collection[str] = ()
) -> tuple[str, dict[str, str]]:
    """Replace the address of every frame of ours.

    A frame is ours where it bears ``data-backprop``, where its server is known to be ours, or where its query speaks of
    a network in words that we understand in full. A server is ours where it was named, where the text has the plug-in
    from it, and where another frame of it is ours. All other addresses stay: ``/embed`` is a usual name.

    Args:
        text: any.
        file_for: the name of the file that stands in for a frame; None where there can be none.
        servers: hosts, with their ports, that are known to be ours.

    Returns:
        The text, and the addresses that seem to be ours and have a fault, each with what is wrong.
    """
    marked = read_html(text).frames
    frames = {found[0]: _frame(found) for found in _FRAME.finditer(text)}
    sure = {address for address, frame in frames.items() if unescape(address) in marked}
    speaking = {address for address, frame in frames.items() if frame.says_so and not frame.link.faults}
    hosts = {host.lower() for host in servers} | {frames[address].host for address in sure | speaking}
    hosts |= {found["host"].lower() for found in _PLUGIN.finditer(text) if found["host"]}
    ours = sure | speaking | {address for address, frame in frames.items() if frame.host in hosts - {""}}
    faulty = {
        address: " ".join(frame.link.mistakes)
        for address, frame in frames.items()
        if frame.link.faults and (address in ours or frame.says_so)
    }

    def replaced(found: re.Match[str]) -> str:
        frame = frames[found[0]]
        if frame.address not in ours or frame.address in faulty:
            return frame.address
        file = file_for(frame)
        return file + (f"#{frame.fragment}" if frame.fragment else "") if file else frame.address

    return _FRAME.sub(replaced, text), faulty


def take_plugin(text: str) -> tuple[str, bool]:
    """Replace every address of the plug-in by its bare name; say whether there was any."""
    # In a module a bare name is none of a file.
    taken, count = _PLUGIN.subn(lambda found: f"{found['import']}./{PLUGIN}" if found["import"] else PLUGIN, text)
    return taken, count > 0


def _frame(found: re.Match[str]) -> Frame:
    before, _, fragment = unescape(found["rest"]).partition("#")
    query = before.partition("?")[2]
    return Frame(found[0], (found["host"] or "").lower(), query, fragment, parse_link(f"?{query}#{fragment}"))
