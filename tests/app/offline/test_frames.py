"""Which frames are ours, and that nothing but their addresses changes."""

import pytest

from app.offline import take_offline

OURS = "http://127.0.0.1:8000"
VENDOR = "https://vendor.example"


def frame(address: str, marks: str = "") -> str:
    return f'<p>\r\n<iframe {marks}  src="{address}" ></iframe>'


@pytest.mark.parametrize(
    "address",
    [
        f"{VENDOR}/embed?theme=dark",
        f"{VENDOR}/embed",
        f"{VENDOR}/embed?v=abc",
        f"{VENDOR}/embed?s=12&x=3",
        f"{VENDOR}/embedded?v=1&preset=xor",
        f"{VENDOR}/player/embed?v=1&preset=xor",
        "/embed",
    ],
)
def test_a_frame_of_somebody_else_stays_as_it_is(address: str) -> None:
    deck = frame(address)
    taken = take_offline(deck, "talk")
    assert (taken.deck, taken.files) == (deck, {})


@pytest.mark.parametrize(
    ("address", "file"),
    [
        (f"{OURS}/embed?v=1", "talk-1-2-2-1.html"),
        (f"{OURS}/embed?preset=xor", "talk-1-xor.html"),
        (f"{OURS}/embed?v=1&amp;theme=dark&amp;preset=xor#at=d2", "talk-1-xor.html#at=d2"),
        ("/embed?preset=deep", "talk-1-deep.html"),
    ],
)
def test_a_frame_whose_address_speaks_of_a_network_is_ours(address: str, file: str) -> None:
    assert take_offline(frame(address), "talk").deck == frame(file)


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_an_address_may_stand_in_quotes_or_without(quote: str) -> None:
    taken = take_offline(f"<iframe src={quote}{OURS}/embed?preset=xor#at=d2{quote}></iframe>", "talk")
    assert taken.deck == f"<iframe src={quote}talk-1-xor.html#at=d2{quote}></iframe>"


def test_a_frame_that_bears_our_mark_is_ours_whatever_its_address_says() -> None:
    taken = take_offline(frame(f"{OURS}/embed?theme=dark&amp;digits=4", "data-backprop"), "talk")
    assert taken.deck == frame("talk-1-2-2-1.html", "data-backprop")
    assert take_offline(frame("/embed", "data-backprop"), "talk").files.keys() == {"talk-1-2-2-1.html"}


@pytest.mark.parametrize(
    "known", [frame(f"{OURS}/embed?v=1&preset=xor"), f'<script src="{OURS}/reveal-backprop.js"></script>']
)
def test_a_server_that_is_known_by_something_else_is_ours(known: str) -> None:
    taken = take_offline(known + frame(f"{OURS}/embed?theme=dark") + frame(f"{VENDOR}/embed?theme=dark"), "talk")
    assert f"{OURS}/embed" not in taken.deck
    assert f"{VENDOR}/embed?theme=dark" in taken.deck


def test_a_server_that_was_named_is_ours() -> None:
    deck = frame(f"{VENDOR}/embed?theme=dark")
    assert take_offline(deck, "talk", servers=["VENDOR.example"]).deck == frame("talk-1-2-2-1.html")
    assert take_offline(deck, "talk", servers=["vendor.example:8000"]).deck == deck


@pytest.mark.parametrize(
    "deck", [frame(f"{OURS}/embed?preset=none"), frame(f"{OURS}/embed?theme=pink", "data-backprop")]
)
def test_a_frame_with_a_fault_stays_and_the_fault_is_told(deck: str) -> None:
    taken = take_offline(deck, "talk")
    assert (taken.deck, taken.files) == (deck, {})
    (sentence,) = taken.left
    assert sentence.startswith(f"{OURS}/embed?")
    assert "expected" in sentence


def test_what_a_sentence_says_of_an_address_stays() -> None:
    deck = "The page /embed?preset=xor is loaded by /reveal-backprop.js."
    assert take_offline(deck, "talk").deck == deck


@pytest.mark.parametrize("server", [OURS, ""])
def test_the_plug_in_may_be_a_script_or_a_module(server: str) -> None:
    script = f'<script src="{server}/reveal-backprop.js"></script>'
    module = f'import "{server}/reveal-backprop.js"; await import("{server}/reveal-backprop.js")'
    assert take_offline(script, "talk").deck == '<script src="reveal-backprop.js"></script>'
    assert take_offline(module, "talk").deck == 'import "./reveal-backprop.js"; await import("./reveal-backprop.js")'
