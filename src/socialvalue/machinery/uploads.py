"""The heads of uploaded parts, made readable: a file must not vanish because its name is in no known letters.

Django leaves out a part whose head is not UTF-8, without a word: the form then looks as if no file had been chosen.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import multipartparser

_END: Final = b"\r\n\r\n"
_module: Any = multipartparser  # its types leave the function out
_django_s = _module.parse_boundary_stream


def parse_boundary_stream(stream: Any, max_header_size: int) -> Any:
    """As Django's, after each byte of a part's head that is no UTF-8 has become “_”."""
    chunk = stream.read(max_header_size)
    head, end, rest = chunk.partition(_END)
    if end:
        head = head.decode("utf-8", "replace").replace("\ufffd", "_").encode()
    stream.unget(head + end + rest)
    return _django_s(stream, max_header_size)


def keep_files_of_any_name() -> None:
    """Read uploads so from now on. Safe to repeat."""
    _module.parse_boundary_stream = parse_boundary_stream
