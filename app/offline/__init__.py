"""Offline: a deck whose frames need a server -> the same deck beside files that play without one.

A deck is text in any language that people write decks in: HTML, Markdown, Quarto. The addresses of frames and of the
plug-in are replaced; everything else stays as it is, byte for byte. What the deck loads besides is taken along where it
is a file, and told where it is not.
"""

from app.offline.deck import Taken, take_offline, write
from app.offline.frames import PLUGIN

__all__ = ["PLUGIN", "Taken", "take_offline", "write"]
