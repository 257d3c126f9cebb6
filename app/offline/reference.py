"""Reference: an address that a deck, or a file of it, names, and what for."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

Use = Literal["file", "page", "link", "module", "fetched", "base", "math", "named"]
"""What an address is for.

- ``file`` is loaded: a script, a style sheet, a picture, a film, a font.
- ``page`` is a document in a frame.
- ``link`` leads on, and nobody needs it while the deck is shown.
- ``module`` is a script that only modules load.
- ``fetched`` is a text that a script reads.
- ``base`` is where all other addresses begin.
- ``math`` is a plug-in that loads by itself.
- ``named`` may be a file: a text in a script or a setting.
"""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """One address and its use."""

    address: str
    use: Use

    @property
    def remote(self) -> bool:
        """Whether a server has it."""
        return bool(_REMOTE.match(self.address))

    @property
    def local(self) -> str | None:
        """The path that a relative address names, as the file is called; None for every other address."""
        path = re.split("[?#]", self.address, maxsplit=1)[0]
        return None if not path or _SCHEME.match(path) or path[0] in "/\\" else unquote(path)

    @property
    def absolute(self) -> bool:
        """Whether it begins at the root of a server or of this machine."""
        scheme = _SCHEME.match(self.address)
        drive = scheme and (len(scheme[1]) == 1 or scheme[1].lower() == "file")
        return bool(drive) or (self.address[:1] in ("/", "\\") and not self.remote)
