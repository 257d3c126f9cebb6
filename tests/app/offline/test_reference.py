"""An address, and whether a server, the machine or the deck's own folder has what it names."""

import pytest

from app.offline.reference import Reference


@pytest.mark.parametrize(
    ("address", "local", "remote", "absolute"),
    [
        ("my%20pic.png?x#y", "my pic.png", False, False),
        ("#there", None, False, False),
        ("data:image/png;base64,AA", None, False, False),
        ("HTTPS://a.example/", None, True, False),
        ("//a.example/", None, True, False),
        ("/fig.png", None, False, True),
        ("file:///media/fig.png", None, False, True),
        ("C:\\fig.png", None, False, True),
    ],
)
def test_an_address_is_a_servers_the_machines_or_the_decks(
    address: str, local: str | None, remote: bool, absolute: bool
) -> None:
    reference = Reference(address, "file")
    assert (reference.local, reference.remote, reference.absolute) == (local, remote, absolute)
