"""Links: the grammar of addresses as one table, and the two ways between an address and what it stands for."""

from app.links.address import Address, read_address
from app.links.format import format_hash, format_link, format_query
from app.links.keys import KEYS, Key
from app.links.link import Link, parse_link
from app.links.origin import Origin, Recipe

__all__ = [
    "KEYS",
    "Address",
    "Key",
    "Link",
    "Origin",
    "Recipe",
    "format_hash",
    "format_link",
    "format_query",
    "parse_link",
    "read_address",
]
