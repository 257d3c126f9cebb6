"""The types of the values in a link: what is read strictly, and the words for what was expected."""

import pytest

from app.links.values import Integer, Misread


@pytest.mark.parametrize("number", [1, 9, 10**16 - 1])
def test_a_whole_number_without_a_greatest_is_bounded_by_its_digits(number: int) -> None:
    assert Integer(1).read(str(number)) == number


@pytest.mark.parametrize("text", ["", "0", "-1", "+1", " 1", "01", "1.0", "1e3", "1_000", "٣", "9" * 17, "9" * 5000])
def test_what_is_no_whole_number_from_the_least_up_is_misread(text: str) -> None:
    with pytest.raises(Misread):
        Integer(1).read(text)


def test_the_words_name_the_bounds_that_there_are() -> None:
    assert Integer(1).words == "a whole number from 1 up"
    assert Integer(2, 6).words == "a whole number from 2 to 6"
