"""Reading the files of a pack: TOML tables and CSV rows whose faults name file, line or field, and remedy."""

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from socialvalue.foundation.calendar import parse_date
from socialvalue.foundation.refusal import Refusal

Choice = TypeVar("Choice", bound=StrEnum)

_EXACT = re.compile(r"\d{1,12}(\.\d{1,4})?", re.ASCII)


def _fault(where: str, field: str, remedy: str) -> Refusal:
    return Refusal("pack-fault", f"{where}, {field}: {remedy}", field=field)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise Refusal(
            "pack-fault", f"{path.name} cannot be read. Put it into the folder {path.parent}"
        ) from None
    except UnicodeDecodeError:
        raise Refusal("pack-fault", f"{path.name} is not UTF-8 text. Save it as UTF-8") from None


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table that knows where it stands."""

    where: str
    content: dict[str, object]

    def fault(self, field: str, remedy: str) -> Refusal:
        """The refusal for a fault in `field`."""
        return _fault(self.where, field, remedy)

    def text(self, field: str, *, default: str | None = None) -> str:
        """Text of one line or more; the default if it is left out. Refuses empty text without a default."""
        value = self.content.get(field, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.fault(field, "Give some text, in quotation marks")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; left out, it is empty."""
        value = self.content.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fault(field, 'Give a list of texts, like ["one", "two"]')
        return tuple(value)

    def truth(self, field: str, *, default: bool) -> bool:
        """true or false."""
        value = self.content.get(field, default)
        if not isinstance(value, bool):
            raise self.fault(field, "Write true or false")
        return value

    def day_or_none(self, field: str) -> date | None:
        """A date without quotation marks; left out, it is None."""
        value = self.content.get(field)
        if value is not None and type(value) is not date:
            raise self.fault(field, "Write a date like 2026-09-01, without quotation marks, or leave it out")
        return value

    def decimal(self, field: str) -> Decimal:
        """An exact figure of 0 or more, written as text so that it stays exact."""
        value = self.content.get(field)
        if not isinstance(value, str) or not _EXACT.fullmatch(value):
            raise self.fault(field, 'Write the figure as text, like "29999.00"')
        return Decimal(value)

    def plain(self, field: str) -> int | bool | str | date:
        """A whole number, true or false, text or a date."""
        value = self.content.get(field)
        if isinstance(value, (bool, int, str)) or type(value) is date:
            return value
        raise self.fault(field, "Give a whole number, true or false, a text or a date")

    def choice(self, field: str, choices: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        try:
            return choices(self.text(field))
        except ValueError:
            raise self.fault(field, f"Write one of {', '.join(choices)}") from None

    def sub(self, field: str) -> "Table":
        """A table inside this one."""
        value = self.content.get(field)
        if not isinstance(value, dict):
            raise self.fault(field, f"Add a table [{field}]")
        return Table(f"{self.where} [{field}]", value)

    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(self.content)

    def tables(self) -> Iterator[tuple[str, "Table"]]:
        """All fields, each of which must be a table."""
        for name in self.content:
            yield name, self.sub(name)

    def list_of_tables(self, field: str) -> Iterator["Table"]:
        """The tables written [[field]], in order."""
        value = self.content.get(field)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fault(field, f"Add at least one table [[{field}]]")
        for number, each in enumerate(value, start=1):
            yield Table(f"{self.where} [[{field}]] number {number}", each)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV file that knows its line."""

    where: str
    cells: dict[str, str]

    def fault(self, field: str, remedy: str) -> Refusal:
        """The refusal for a fault in the column `field`."""
        return _fault(self.where, field, remedy)

    def text(self, field: str, *, default: str | None = None) -> str:
        """The text of a cell. Refuses an empty cell without a default."""
        value = self.cells[field] or default if field in self.cells else None
        if value is None:
            raise self.fault(field, "Fill in the cell")
        return value

    def several(self, field: str) -> tuple[str, ...]:
        """The texts of a cell, separated by "|"; an empty cell has none."""
        return tuple(each.strip() for each in self.text(field, default="").split("|") if each.strip())

    def whole(self, field: str) -> int:
        """A whole number of 0 or more."""
        text = self.text(field)
        if not (text.isascii() and text.isdigit() and len(text) <= 12):
            raise self.fault(field, "Give a whole number of 0 or more")
        return int(text)

    def day(self, field: str) -> date:
        """A date like 2026-01-01."""
        try:
            return parse_date(self.text(field), field=field)
        except Refusal as refusal:
            raise self.fault(field, refusal.text) from None

    def day_or_none(self, field: str) -> date | None:
        """A date like 2026-01-01; None for an empty cell."""
        return self.day(field) if self.text(field, default="") else None

    def yes_or_no(self, field: str) -> bool:
        """yes or no."""
        text = self.text(field)
        if text not in ("yes", "no"):
            raise self.fault(field, "Write yes or no")
        return text == "yes"


def read_table(path: Path) -> Table:
    """A TOML file. Refuses a file that is missing or is not TOML, naming the line."""
    return table_of(path.name, _read_text(path))


def table_of(name: str, text: str) -> Table:
    """The text of a TOML file of this name. Refuses what is not TOML, naming the line."""
    try:
        return Table(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Refusal("pack-fault", f"{name} is not valid TOML. Correct it: {error}") from None


def read_rows(path: Path, *, unique: tuple[str, ...]) -> list[Row]:
    """The rows of a CSV file with a header; lines that start with "#" are comments.

    Refuses rows with too few or too many cells, and a second row with the same values in the `unique`
    columns.
    """
    # A comment becomes an empty line rather than none, so that line numbers stay those of the file.
    lines = ["" if line.startswith("#") else line for line in _read_text(path).splitlines()]
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    rows: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    try:
        for cells in reader:
            if not cells:
                continue
            if not header:
                header = cells
                continue
            row = _row(f"{path.name} line {reader.line_num}", header, cells)
            key = tuple(row.text(column, default="") for column in unique)
            if key in seen:
                raise row.fault(", ".join(unique), f"{' '.join(key)} stands here twice: remove one")
            seen.add(key)
            rows.append(row)
    except csv.Error as error:
        raise Refusal(
            "pack-fault", f"{path.name} line {reader.line_num} is not valid CSV. Correct it: {error}"
        ) from None
    return rows


def _row(where: str, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise _fault(
            where, "columns", f"Make its {len(cells)} cells as many as the {len(header)} of the header"
        )
    return Row(where, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
