"""CSV of a whole filtered set: streamed, safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.tables import csv_lines

BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet reads £ as Â£


def csv_response(name: str, headings: Iterable[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The rows as a CSV download in constant memory. The file's name carries the day."""
    lines = csv_lines(list(headings), (list(map(_cell, row)) for row in rows))
    response = StreamingHttpResponse(_marked(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{business_today().isoformat()}.csv"'
    return response


def _cell(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _marked(lines: Iterator[str]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from lines
