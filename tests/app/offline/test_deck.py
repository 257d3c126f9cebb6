"""A deck is taken offline: its frames become files, the plug-in a copy, and all else stays as it is."""

from pathlib import Path

import pytest

from app.offline import PLUGIN, take_offline, write
from tests.app.test_main import run

SERVER = "http://127.0.0.1:8000"
DECK = f"""<section><iframe data-backprop data-src="{SERVER}/embed?v=1&amp;preset=xor#at=d2"></iframe></section>
<section><iframe src='{SERVER}/embed?v=1&preset=xor'></iframe>
  <a href="https://video.example/embed/abc">film</a></section>
<section><iframe src="{SERVER}/embed"></iframe></section>
<script src="{SERVER}/reveal-backprop.js"></script>
"""


def test_every_frame_becomes_a_file_and_keeps_its_place() -> None:
    taken = take_offline(DECK, "lecture")

    assert 'data-src="lecture-1-xor.html#at=d2"' in taken.deck
    assert "src='lecture-1-xor.html'" in taken.deck
    assert 'src="lecture-2-2-2-1.html"' in taken.deck
    assert taken.left == ()
    assert [*taken.files] == ["lecture-1-xor.html", "lecture-2-2-2-1.html", PLUGIN]
    assert "XOR in tanh" in taken.files["lecture-1-xor.html"]


def test_the_plug_in_is_copied_and_other_addresses_are_left_alone() -> None:
    taken = take_offline(DECK, "lecture")

    assert f'<script src="{PLUGIN}">' in taken.deck
    assert "RevealBackprop" in taken.files[PLUGIN]
    assert "https://video.example/embed/abc" in taken.deck
    assert SERVER not in taken.deck


def test_markdown_is_text_like_any_other() -> None:
    taken = take_offline(f"url: {SERVER}/embed?v=1&preset=xor#step=3\n\n[a link]({SERVER}/embed?preset=deep)\n", "talk")

    assert taken.deck == "url: talk-1-xor.html#step=3\n\n[a link](talk-2-deep.html)\n"


def test_a_link_with_a_fault_is_left_and_told() -> None:
    taken = take_offline(f'<iframe src="{SERVER}/embed?preset=nothing"></iframe>', "lecture")

    assert taken.files == {}
    assert f"{SERVER}/embed?preset=nothing" in taken.deck
    assert "preset" in taken.left[0]


def test_a_deck_is_written_into_a_folder_of_its_own(tmp_path: Path) -> None:
    deck = tmp_path / "lecture.html"
    deck.write_bytes(DECK.replace("\n", "\r\n").encode())

    taken = write(deck, tmp_path / "offline" / "deep")

    written = (tmp_path / "offline/deep/lecture.html").read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") == DECK.count("\n")
    assert b"lecture-1-xor.html" in written
    assert (tmp_path / "offline/deep/lecture-2-2-2-1.html").stat().st_size > 500_000
    assert taken.left == ()


def test_without_a_folder_it_stands_beside_the_deck_and_all_that_it_refers_to_is_there(tmp_path: Path) -> None:
    deck = tmp_path / "lecture.html"
    deck.write_text(DECK + '<link rel="stylesheet" href="reveal/reveal.css"><script src="reveal/reveal.js"></script>')
    (tmp_path / "reveal").mkdir()
    (tmp_path / "reveal/reveal.css").touch()

    taken = write(deck)

    assert next(iter(taken.files)) == "lecture-offline.html"
    assert "lecture-1-xor.html" in (tmp_path / "lecture-offline.html").read_text()
    assert deck.read_text().count(SERVER) == 4
    assert len(taken.left) == 1
    assert taken.left[0].startswith("reveal/reveal.js: is not in")


def test_a_deck_that_still_needs_the_network_is_not_ready(tmp_path: Path) -> None:
    cdn = "https://cdn.jsdelivr.net/npm/reveal.js@6/dist"
    deck = tmp_path / "lecture.html"
    deck.write_text(f'{DECK}<link rel="stylesheet" href="{cdn}/reveal.css"><script src="{cdn}/reveal.js"></script>')

    done = run("offline", str(deck), "-o", str(tmp_path / "out"))

    assert done.returncode == 1
    assert "not ready yet" in done.stderr
    for name in ("reveal.css", "reveal.js"):
        assert f"{cdn}/{name}: comes from the network: `npm install reveal.js@6`" in done.stderr
    assert "video.example" not in done.stderr


def test_what_the_deck_loads_goes_along_into_the_folder(tmp_path: Path) -> None:
    deck = tmp_path / "lecture.md"
    deck.write_text(f"---\ncss: own.css\n---\n![](my%20pic.png)\n\n<iframe src={SERVER}/embed?v=1></iframe>\n")
    (tmp_path / "own.css").write_text("p { background: url('img/a.png') }")
    (tmp_path / "img").mkdir()
    for name in ("my pic.png", "img/a.png"):
        (tmp_path / name).write_bytes(name.encode())

    done = run("offline", str(deck), "-o", str(tmp_path / "out"))

    made = ["lecture.md", "lecture-1-2-2-1.html", "my pic.png", "own.css", "img/a.png"]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [str(tmp_path / "out" / name) for name in made]
    assert (tmp_path / "out/my pic.png").read_bytes() == b"my pic.png"


def test_a_server_can_be_named(tmp_path: Path) -> None:
    deck = tmp_path / "lecture.html"
    deck.write_text('<iframe src="https://slides.example/embed"></iframe>')

    unknown = run("offline", str(deck))
    known = run("offline", str(deck), "--server", "https://slides.example/")

    assert unknown.returncode == 1
    assert "https://slides.example/embed: is a page of another server" in unknown.stderr
    assert "--server slides.example" in unknown.stderr
    assert (known.returncode, known.stderr) == (0, "")
    assert run("offline", str(deck), "--server", "https://").returncode == 2


@pytest.mark.parametrize("server", ["http://[::1]:8000", "//slides.example", "https://slides.example"])
def test_servers_of_every_kind_are_known(server: str) -> None:
    taken = take_offline(f'<iframe src="{server}/embed?preset=xor"></iframe>', "talk")

    assert taken.deck == '<iframe src="talk-1-xor.html"></iframe>'


@pytest.mark.parametrize(
    ("deck", "file"),
    [
        ("lecture #3", "lecture-3-1-xor.html"),
        ("50% & more?", "50-more-1-xor.html"),
        ("Présentation", "presentation-1-xor.html"),
        ("第三讲", "1-xor.html"),
        ("a" * 250, "a" * 100 + "-1-xor.html"),
    ],
)
def test_a_file_is_named_so_that_its_name_is_its_address(deck: str, file: str) -> None:
    taken = take_offline(f'<iframe src="{SERVER}/embed?preset=xor#at=d2"></iframe>', deck)

    assert taken.deck == f'<iframe src="{file}#at=d2"></iframe>'
    assert [*taken.files] == [file]


@pytest.mark.parametrize(
    ("text", "folder", "expected"),
    [("nothing here", "out", "has no frame"), (DECK, ".", "overwritten"), (None, "out", "No such file")],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    tmp_path: Path, text: str | None, folder: str, expected: str
) -> None:
    deck = tmp_path / "lecture.html"
    if text is not None:
        deck.write_text(text)

    done = run("offline", str(deck), "-o", str(tmp_path / folder))

    assert done.returncode == 1
    assert expected in done.stderr
    assert text is None or deck.read_text() == text
