"""The preview pictures: one for each preset, one for all other networks, and nothing else of the disk."""

from pathlib import Path

import pytest

from app import previews
from app.previews import PREVIEWS
from tests.app.client import Client


@pytest.mark.parametrize("name", PREVIEWS)
def test_every_preset_has_its_picture(client: Client, name: str) -> None:
    answer = client.get(f"/previews/{name}.png")
    assert answer.headers["content-type"] == "image/png"
    assert "max-age=86400" in answer.headers["cache-control"]
    size = [int.from_bytes(answer.content[at : at + 4], "big") for at in (16, 20)]
    assert size == [1200, 630]
    assert len(answer.content) < 100_000


def test_a_preset_without_a_picture_yet_shows_that_of_any_network(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "previews").mkdir()
    (tmp_path / "previews/network.png").write_bytes(b"a network")
    monkeypatch.setattr(previews, "asset_dir", lambda name: tmp_path)
    answer = client.get("/previews/xor.png")
    assert (answer.status_code, answer.content) == (200, b"a network")


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fpyproject", "XOR"])
def test_there_are_no_other_pictures(client: Client, name: str) -> None:
    assert client.get(f"/previews/{name}.png").status_code == 404
