"""parse_link: any text at all has an answer, and what is answered has an address that leads to it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.links import KEYS, parse_link
from tests.app.links.states import assert_same, formatted

PIECES = st.sampled_from(
    [*KEYS, "=", "&", "?", "#", ",", ";", "-", ":", "%", "+", "z1.", "1", "0", "1e9", "NaN", "xor", "sgd", "\x00", "é"]
)


@settings(max_examples=1500, deadline=None)
@given(st.text() | st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_has_an_answer(text: str) -> None:
    for asked in (text, f"?{text}", f"#{text}"):
        link = parse_link(asked)
        assert parse_link(formatted(link)).faults == ()
        assert all(fault.endswith(".") and len(fault) < 400 for fault in link.faults)


PAIRS = st.sampled_from([*KEYS]).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.sampled_from(["1", "0", "2-3-1", "xor", "tanh,sigmoid", "0.5,1", "1;2", "adam", "z1.AAAA", "dark", "d2"])
        | st.text(alphabet="0123456789-,;:.eE", max_size=12),
    )
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(PAIRS, max_size=6))
def test_any_values_of_the_keys_have_an_answer(pairs: list[tuple[str, str]]) -> None:
    link = parse_link("?" + "&".join(f"{name}={value}" for name, value in pairs), place_in_query=True)
    again = parse_link(formatted(link))
    assert again.faults == ()
    assert_same(again, link)
