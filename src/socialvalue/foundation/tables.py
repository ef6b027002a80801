"""CSV in and out: read with its problems reported, written so that a spreadsheet runs nothing."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socialvalue.foundation.encodings import decode

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_CELL_LIMIT = 1_000_000
"""Characters. A longer cell is a file with an unclosed quotation mark, not a table."""


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something about a line that was not as it should be. The first line is 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its headers, and the line on which it ends."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A CSV file as read. Rows with problems are kept as far as they could be read: nothing is dropped."""

    encoding: str
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]
    problems: tuple[TableProblem, ...]


def read_csv(content: bytes, *, name: str = "The file") -> CsvTable:
    """The table in the bytes of a CSV file, whatever its encoding and line ends.

    Reported, not refused: repeated or empty headers, rows with too few or too many cells, an unclosed
    quotation mark. Refuses bytes that are not text.
    """
    decoded = decode(content, name=name)
    csv.field_size_limit(_CELL_LIMIT)
    reader = csv.reader(io.StringIO(decoded.text, newline=""))
    problems: list[TableProblem] = []
    headers: tuple[str, ...] = ()
    rows: list[TableRow] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not headers:
                headers = _headers(cells, reader.line_num, problems)
            else:
                rows.append(_row(headers, cells, reader.line_num, problems))
    except csv.Error as error:
        problems.append(TableProblem(reader.line_num, f"The table cannot be read beyond this line: {error}"))
    return CsvTable(decoded.encoding, headers, tuple(rows), tuple(problems))


def _headers(cells: list[str], line: int, problems: list[TableProblem]) -> tuple[str, ...]:
    """Headers without space around them; an empty or repeated one gets the number of its column."""
    headers: list[str] = []
    for number, cell in enumerate(cells, start=1):
        header = cell.strip()
        if not header or header in headers:
            fault = (
                f"Column {number} repeats the header “{header}”"
                if header
                else f"Column {number} has no header"
            )
            problems.append(TableProblem(line, fault))
            header = f"{header} ({number})".strip()
        headers.append(header)
    return tuple(headers)


def _row(headers: tuple[str, ...], cells: list[str], line: int, problems: list[TableProblem]) -> TableRow:
    surplus = [cell for cell in cells[len(headers) :] if cell.strip()]
    if surplus:
        problems.append(TableProblem(line, f"More cells than headers: {', '.join(surplus)[:100]}"))
    if len(cells) < len(headers):
        problems.append(
            TableProblem(line, f"{len(cells)} cells for {len(headers)} headers: the rest is empty")
        )
    padded = [*cells, *[""] * (len(headers) - len(cells))]
    return TableRow(line, {header: cell.strip() for header, cell in zip(headers, padded, strict=False)})


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: it gets an apostrophe. Plain numbers stay numbers."""
    text = "" if value is None else str(value)
    if _NUMBER.fullmatch(text):
        return text
    if text.lstrip().startswith(_STARTS_FORMULA) or text.startswith(("\t", "\r", "\n")):
        return f"'{text}"
    return text


def csv_lines(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time, with CRLF line ends (RFC 4180) and safe cells.

    For a spreadsheet write them in "utf-8-sig"; its byte-order mark is not added here.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for cells in _with_first(headers, rows):
        writer.writerow([safe_cell(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _with_first(first: Sequence[object], rest: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield first
    yield from rest
