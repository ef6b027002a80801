"""Whether the log's columns hold what they are declared to: SQLite keeps a text in a column of bytes without a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection


@dataclass(frozen=True, order=True, slots=True)
class Unreadable:
    """The first event that cannot be read as it stands, and why."""

    index: int
    text: str


# table → what names its event, what to call it, and the kind of value that each column holds
_COLUMNS: Final = {
    "machinery_event": (
        '"index"', "Event {index} was changed: its column “{column}” holds another kind of value.",
        {"body": "blob", "digest": "blob", "deed": "text", "record": "text", "uid": "text", "at": "text"},
    ),
    "machinery_eventtext": (
        "event_index", "A text of event {index} was changed: its column “{column}” holds another kind of value.",
        {"name": "text", "text": "text", "salt": "blob"},
    ),
    "machinery_checkpoint": (
        "size - 1", "The checkpoint after event {index} was changed: column “{column}” holds another kind of value.",
        {"note": "text", "peaks": "blob"},
    ),
}  # fmt: skip


def first_unreadable() -> Unreadable | None:
    """The lowest event with a value of the wrong kind in it, its texts or its checkpoint. PostgreSQL has none."""
    if connection.vendor != "sqlite":
        return None
    found = [_first_of(table, column) for table, (_, _, columns) in _COLUMNS.items() for column in columns]
    return min((each for each in found if each is not None), default=None)


def _first_of(table: str, column: str) -> Unreadable | None:
    place, sentence, columns = _COLUMNS[table]
    query = f'SELECT min({place}) FROM {table} WHERE typeof("{column}") <> %s'  # noqa: S608  names of our own
    with connection.cursor() as cursor:
        cursor.execute(query, [columns[column]])
        index = cursor.fetchone()[0]
    return None if index is None else Unreadable(index, sentence.format(index=index, column=column))
