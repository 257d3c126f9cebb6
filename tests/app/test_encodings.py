"""An encoding is used where the client takes it."""

import pytest

from app.encodings import accepts


@pytest.mark.parametrize("header", ["gzip", "br, gzip", "deflate;q=0.5, GZIP;q=0.8", "gzip; q=0.001"])
def test_it_is_taken(header: str) -> None:
    assert accepts(header, "gzip")


@pytest.mark.parametrize("header", ["", "br", "identity", "gzip;q=0", "br, gzip; q=0.000", "xgzip"])
def test_it_is_not(header: str) -> None:
    assert not accepts(header, "gzip")
