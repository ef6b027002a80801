"""Files come in the encodings they come in; which one was used is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.encodings import decode
from socialvalue.foundation.refusal import Refusal

TEXT = "Supplier,£\r\nCafé – Kent,1\r\n"


@pytest.mark.parametrize(
    ("content", "encoding", "had_mark"),
    [
        (TEXT.encode(), "utf-8", False),
        (TEXT.encode("utf-8-sig"), "utf-8", True),
        (b"\xc3\xaf\xc2\xbb\xc2\xbf" + TEXT.encode(), "utf-8", True),
        (TEXT.encode("utf-16"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("utf-16-le"), "utf-16-le", False),
        (TEXT.encode("utf-16-be"), "utf-16-be", False),
        (TEXT.encode("cp1252"), "cp1252", False),
    ],
)
def test_the_encoding_is_found_and_named(content: bytes, encoding: str, had_mark: bool) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.encoding, decoded.had_mark) == (TEXT, encoding, had_mark)


def test_text_is_composed() -> None:
    assert decode("Cafe\u0301".encode()).text == "Café"


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x81\x8d", b"\xef\xbb\xbf\xff", b"\xff\xfea", b"a\0\0\0"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        decode(content, name="register.csv")
    assert refused.value.text.startswith("register.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        assert "\0" not in decode(content).text
    except Refusal:
        return
