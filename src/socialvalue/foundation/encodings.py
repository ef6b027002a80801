"""Bytes of unknown origin to text, and the encodings that councils' files really come in."""

import codecs
import unicodedata
from dataclasses import dataclass

from socialvalue.foundation.refusal import Refusal

_DOUBLE_BOM = b"\xc3\xaf\xc2\xbb\xc2\xbf"
"""A UTF-8 byte-order mark that was read as cp1252 and encoded once more."""

_SAMPLE = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text in NFC, the encoding it was read by, and whether it began with a byte-order mark."""

    text: str
    encoding: str
    had_mark: bool


def decode(content: bytes, *, name: str = "The file") -> Decoded:
    """Text of bytes: by byte-order mark, else UTF-16 if every other byte is zero, else UTF-8, else cp1252.

    Refuses bytes that are none of these: binary files, and text in other encodings.
    """
    encoding, marks = _sniff(content)
    for attempt in (encoding, "cp1252") if encoding == "utf-8" and not marks else (encoding,):
        try:
            text = content[marks:].decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return Decoded(unicodedata.normalize("NFC", text), attempt, had_mark=marks > 0)
    raise Refusal(
        "text-unreadable",
        f"{name} is not text in UTF-8, UTF-16 or Windows encoding. Save it as UTF-8",
        field="file",
    )


def _sniff(content: bytes) -> tuple[str, int]:
    """The likely encoding, and how many bytes of byte-order mark stand before the text."""
    for mark, encoding in (
        (_DOUBLE_BOM, "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if content.startswith(mark):
            return encoding, len(mark)
    sample = content[:_SAMPLE]
    if len(sample) >= 2:
        if _mostly_zero(sample[1::2]) and not _mostly_zero(sample[::2]):
            return "utf-16-le", 0
        if _mostly_zero(sample[::2]) and not _mostly_zero(sample[1::2]):
            return "utf-16-be", 0
    return "utf-8", 0


def _mostly_zero(half: bytes) -> bool:
    """Western text in UTF-16 has a zero in nearly every second byte."""
    return half.count(0) * 10 >= len(half) * 7
