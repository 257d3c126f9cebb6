"""Wrong and hostile addresses: told in sentences, never guessed, and nothing large is made of them."""

import time

import pytest

from app.limits import LINK
from app.links import parse_link
from app.links.keys import defaults_of
from app.links.origin import FIRST_PRESET, FROM_FIRST
from tests.app.links.hostile import CONTENT, HOSTILE, PRESENTATION, TOO_LONG


def name_of(text: str) -> str:
    return ascii(text[:60])


@pytest.mark.parametrize("text", HOSTILE, ids=name_of)
def test_each_is_told_in_short_sentences_on_one_line(text: str) -> None:
    link = parse_link(text)
    assert link.faults
    for fault in link.faults:
        assert fault[0].isupper()
        assert fault.endswith(".")
        assert len(fault) < 320
        assert fault.isprintable()
        fault.encode()


@pytest.mark.parametrize("text", CONTENT, ids=name_of)
def test_a_wrong_content_leaves_the_first_example(text: str) -> None:
    link = parse_link(f"{text}&theme=dark#at=d2")
    assert link.origin == FROM_FIRST
    assert link.experiment.network is FIRST_PRESET.network
    assert link.faults[-1] == "In its place stands the first example."
    assert (link.presentation["theme"], link.place["at"]) == ("dark", "d2")


@pytest.mark.parametrize("text", PRESENTATION, ids=name_of)
def test_a_wrong_key_is_as_usual_and_leaves_the_content(text: str) -> None:
    mark = "?" if text[0] == "#" else "&"
    head, hash_mark, fragment = text.partition("#")
    link = parse_link(f"{head}{mark}preset=xor{hash_mark}{fragment}")
    if not text.startswith(("?v=2", "?v=9999")):
        assert link.origin.preset
        assert link.origin.preset.id == "xor"
    expected = defaults_of("presentation") | ({"theme": "dark"} if text == "?theme=dark&theme=light" else {})
    assert (link.presentation, link.place) == (expected, defaults_of("place"))


def test_a_newer_version_is_not_guessed_at() -> None:
    link = parse_link("?v=2&preset=xor&theme=dark&quiz=1#at=d2")
    assert link.faults == ("This link is of version 2; this server understands version 1.",)
    assert link.origin == FROM_FIRST
    assert (link.presentation["theme"], link.place["at"]) == (None, None)


@pytest.mark.parametrize("text", TOO_LONG, ids=name_of)
def test_what_is_too_long_is_not_read(text: str) -> None:
    (fault,) = parse_link(text).faults
    assert f"at most {LINK.value:,} are allowed" in fault


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("?theme=neon", "theme=neon; expected one of light, dark, projector, clear."),
        ("?net=2-0-1", "net=2-0-1; expected up to 64 values set apart by hyphens"),
        ("?x=NaN,1", "x=NaN,1; expected numbers set apart by commas"),
        ("?w=1,2", "w with 2 numbers; the network has 6 weights and biases."),
        ("?opt=sgd,learning_rate:1", "sgd takes momentum, nesterov, train_biases, not 'learning_rate'."),
        ("?init=normal,deviation:-1", "deviation of normal: expected a number from 0 to 1e+06."),
        ("?net=2-2-2-1&act=tanh,tanh,tanh,tanh", "act has 4 names; expected 3, one per layer"),
        ("?y=1,0", "targets are (1, 2) but layer 3, the output layer, has 1 neuron"),
        ("?net=1024-1024-2", "1,051,650 weights and biases; at most 100,000 are allowed"),
        ("?s=z1.AAAA", "s=z1.AAAA: it is damaged."),
        ("?theme=dark&theme=light", "The address has theme twice; the first counts."),
        (f"?color={'x' * 50}&lr=1", "The address has color, which means nothing here."),
        (f"?theme={'x' * 50}", f"theme={'x' * 40}…; expected"),
    ],
)
def test_a_fault_says_what_came_what_was_expected_and_where(text: str, words: str) -> None:
    assert words in " ".join(parse_link(text).faults)


def test_of_many_faults_five_are_told_and_how_many_more_there_are() -> None:
    *told, more = parse_link("?" + "&".join(f"k{i}" for i in range(5_000))).faults
    assert told == [f"The address has k{i}, which means nothing here." for i in range(5)]
    assert more == "The address has 4995 more faults."


def test_none_takes_long() -> None:
    started = time.process_time()
    for text in HOSTILE:
        parse_link(text)
    assert time.process_time() - started < 2
