"""Text out of any file: encodings, byte-order marks and compression, a window at a time."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from io import BytesIO
from typing import BinaryIO, Protocol, cast

from socialvalue.foundation.refusal import Refusal

CHUNK = 1 << 20
_DOUBLED_MARK = b"\xc3\xaf\xc2\xbb\xc2\xbf"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Report = Callable[[str, str], None]


class Readable(Protocol):
    """All that the reader asks of a source: bytes, one piece after the other."""

    def read(self, size: int = -1, /) -> bytes: ...


def text_of(stream: Readable, report: Report, chunk: int = CHUNK) -> Iterator[str]:
    """The text of a file, piece by piece; `report(code, text)` hears of every repair."""
    head = stream.read(max(chunk, 8))
    if head[:2] == b"\x1f\x8b":
        stream = _Unpacked(_Joined(head, stream), report)
        head = stream.read(max(chunk, 8))
    head, encoding = _detect(head, report)
    if encoding == "utf-8":
        yield from _utf8(head, stream, report, chunk)
    else:
        yield from _other(head, stream, encoding, report, chunk)


def _detect(head: bytes, report: Report) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            report("encoding-other", f"is in {encoding}")
            return head[len(mark) :], encoding
    stripped = head
    while stripped.startswith((codecs.BOM_UTF8, _DOUBLED_MARK)):
        stripped = stripped[3 if stripped.startswith(codecs.BOM_UTF8) else 6 :]
    if stripped != head:
        report("encoding-other", "begins with a byte-order mark, which is left out")
        return stripped, "utf-8"
    if head[1:2] == b"\0" and head[:1] != b"\0":
        report("encoding-other", "is in utf-16-le without a byte-order mark")
        return head, "utf-16-le"
    if head[:1] == b"\0" and head[1:2] != b"\0":
        report("encoding-other", "is in utf-16-be without a byte-order mark")
        return head, "utf-16-be"
    return head, "utf-8"


def _utf8(head: bytes, stream: Readable, report: Report, chunk: int) -> Iterator[str]:
    repaired, position, rest = 0, 0, head
    first = 0
    while True:
        more = stream.read(chunk)
        text, left, bad = _decode(rest, final=not more)
        if bad:
            first = first or position + bad[0] + 1
            repaired += len(bad)
        position += len(rest) - left
        yield text
        if not more:
            break
        rest = rest[len(rest) - left :] + more
    if repaired:
        text = f"holds {repaired} bytes that are not UTF-8, the first at byte {first}; read as Windows-1252"
        report("encoding-repaired", text)


def _decode(data: bytes, *, final: bool) -> tuple[str, int, list[int]]:
    """The text of the bytes, how many are left over, and where Windows-1252 had to be assumed."""
    bad: list[int] = []
    token = _ASSUMED.set(bad)
    try:
        text, used = codecs.utf_8_decode(data, _HANDLER, final)
    finally:
        _ASSUMED.reset(token)
    return text, len(data) - used, bad


def _assume(fault: UnicodeError) -> tuple[str, int]:
    """Read one byte that is not UTF-8 as Windows-1252, and remember where it stood."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    _ASSUMED.get().append(fault.start)
    return fault.object[fault.start : fault.start + 1].decode("cp1252", "replace"), fault.start + 1


_ASSUMED: ContextVar[list[int]] = ContextVar("assumed")
_HANDLER = "socialvalue-windows-1252"
codecs.register_error(_HANDLER, _assume)


def _other(head: bytes, stream: Readable, encoding: str, report: Report, chunk: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while head:
        yield decoder.decode(head)
        head = stream.read(chunk)
    yield decoder.decode(b"", True)


class _Joined:
    """The bytes already read, followed by the rest of the stream."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        """As a file's `read`."""
        if not self._head:
            return self._rest.read(size)
        taken, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
        return taken


class _Unpacked:
    """The content of a gzip stream; one that breaks off or is damaged ends there, and that is told."""

    def __init__(self, packed: Readable, report: Report) -> None:
        self._content = gzip.GzipFile(fileobj=cast(BinaryIO, packed))
        self._report = report

    def read(self, size: int = CHUNK) -> bytes:
        """So many bytes, fewer only at the end."""
        parts, wanted = [], size
        try:
            while wanted > 0 and (part := self._content.read1(wanted)):
                parts.append(part)
                wanted -= len(part)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            self._report(
                "file-truncated", "is a gzip file that breaks off or is damaged; what came out is read"
            )
            self._content = gzip.GzipFile(fileobj=BytesIO())
        return b"".join(parts)


def refuse_what_is_not_json(start: str, name: str) -> None:
    """Say at once what a file is that cannot hold notices."""
    head = start.lstrip().casefold()
    if not head:
        raise Refusal("file-empty", f"{name} is empty.")
    if head.startswith(("<!doctype html", "<html", "<head", "<body")):
        raise Refusal(
            "file-html", f"{name} is a web page, not JSON: the portal may have answered with an error."
        )
    if head.startswith("<"):
        raise Refusal("file-not-json", f"{name} is XML, not JSON.")
    if head[0] not in "{[":
        raise Refusal("file-not-json", f"{name} is not JSON: it begins with {start.strip()[:20]!r}.")
