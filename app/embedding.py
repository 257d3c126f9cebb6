"""Embedding: a link as it stands in the pages of others; its absolute addresses, its title, the iframe around it."""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlsplit

from starlette.requests import Request

from app.links import Link, parse_link
from app.links.address import split_address

WIDTH, HEIGHT = 960, 540
"""The usual size of a frame, in CSS pixels."""

NETWORK = "network"
"""The name of the preview picture of a network that is no preset's."""

# What an address may hold as it is. A quotation mark, a bracket or a space is percent-encoded, so that an address can
# stand in a string of any language; only & has still to be escaped, where the language is HTML.
_SAFE = "=&,.-_~:+*%/?;@!"
_THIS_MACHINE = "127.0.0.1"
_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[\da-fA-F:.]+\](:\d+)?")


@dataclass(frozen=True)
class Embedding:
    """A link at the server with this ``origin``; ``link`` is its query and hash, fit to stand anywhere."""

    origin: str
    link: str
    title: str
    preview: str

    @property
    def address(self) -> str:
        """Where the frame is."""
        return f"{self.origin}/embed{self.link}"

    @property
    def page(self) -> str:
        """Where the same is with everything around it."""
        return f"{self.origin}/{self.link}"


def embedding_of(link: str, origin: str) -> Embedding:
    """The embedding of ``link``: a whole address, of which query and hash count, or these alone."""
    query, fragment = split_address(link)
    clean = "".join(f"{mark}{quote(part, _SAFE)}" for mark, part in (("?", query), ("#", fragment)) if part)
    return _embedding(origin, clean, parse_link(clean))


def canonical_embedding(link: Link, origin: str) -> Embedding:
    """The embedding of what ``link`` means; what means nothing here is not passed on."""
    return _embedding(origin, link.query, link)


def _embedding(origin: str, text: str, link: Link) -> Embedding:
    preview = link.preset.id if link.preset else NETWORK
    return Embedding(origin, text, link.title, f"{origin}/previews/{preview}.png")


def origin_of(request: Request) -> str:
    """The origin as the client knows it. It wrote that itself (Host), so what cannot be a host is not repeated."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = _listening(request.scope.get("server"))
    return f"{request.scope.get('scheme', 'http')}://{host}"


def _listening(server: tuple[str, int | None] | None) -> str:
    """Where the server listens, as an address has it. A Unix socket has none; what is behind it is on this machine."""
    name, port = server or (_THIS_MACHINE, None)
    bracketed = f"[{name}]" if ":" in name else name
    host = f"{bracketed}:{port}" if port else bracketed
    return host if _HOST.fullmatch(host) else _THIS_MACHINE


def is_at(address: str, origin: str) -> str | None:
    """The origin that ``address`` names if that is ``origin``'s host, under http or https; None if it is another's.

    The scheme is the address's: behind a proxy that ends TLS it knows better than we do.
    """
    try:
        parts = urlsplit(address)
        ours = urlsplit(origin)
        same = (parts.hostname, _port(parts.port, parts.scheme)) == (ours.hostname, _port(ours.port, parts.scheme))
    except ValueError:  # a port that is no number, a bracket too many
        return None
    if parts.scheme not in ("http", "https") or parts.username or not same:
        return None
    return f"{parts.scheme}://{ours.netloc}"


def _port(port: int | None, scheme: str) -> int:
    return port or (443 if scheme == "https" else 80)


def iframe(embedding: Embedding, width: int | str = WIDTH, height: int = HEIGHT) -> str:
    """The iframe that we recommend, in one line."""
    return (
        f'<iframe src="{escape(embedding.address)}" title="{escape(embedding.title)}" width="{width}" height="{height}"'
        ' style="border:0" loading="lazy" allow="fullscreen; clipboard-write"></iframe>'
    )
