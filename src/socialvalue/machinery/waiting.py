"""What waits for somebody: one line of a home page, whatever room it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person: what, where it is done, until when or since when, how many days late."""

    text: str
    href: str
    due: date | None = None
    days_late: int = 0
    since: date | None = None


def waiting(text: str, href: str, due: date | None = None, today: date | None = None) -> Waiting:
    """A line; it is late from the day after it was due."""
    late = (today - due).days if due and today else 0
    return Waiting(text, href, due, max(late, 0))


def in_order(lines: Iterable[Waiting]) -> list[Waiting]:
    """The latest first, then by the day it is due; what has no due day comes last, the longest waiting first."""
    return sorted(lines, key=lambda line: (line.due is None, line.due or line.since or date.max))


COLUMNS: Final = ("w_what", "w_key", "w_number", "w_title", "w_about", "w_due", "w_since")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of several kinds that wait, read in one statement. `since` is an instant in UTC."""

    what: str
    key: str
    number: str
    title: str
    about: str
    due: date | None
    since: datetime | None


def columns(
    rows: QuerySet[Any],
    what: str,
    *,
    key: str,
    title: str,
    number: str = "",
    about: str = "",
    due: str = "",
    since: str = "",
) -> QuerySet[Any, Any]:
    """These records as rows of one kind, ready to be put together with others; the rest are names of their fields."""

    def text(name: str) -> Any:
        return Cast(F(name), CharField()) if name else Value("", CharField())

    named = dict(
        zip(
            COLUMNS,
            (
                Value(what, CharField()),
                text(key),
                text(number),
                text(title),
                text(about),
                F(due) if due else Cast(Value(None), DateField()),
                F(since) if since else Cast(Value(None), DateTimeField()),
            ),
            strict=True,
        )
    )
    found: QuerySet[Any, Any] = rows.order_by().annotate(**named).values_list(*COLUMNS)
    return found


def together(kinds: Iterable[QuerySet[Any, Any]], limit: int) -> list[Row]:
    """Records of several kinds in one statement: those that are due first come first, then the longest waiting."""
    of_each = list(kinds)
    if not of_each:
        return []
    whole = of_each[0].union(*of_each[1:], all=True) if len(of_each) > 1 else of_each[0]
    ordered = whole.order_by(F("w_due").asc(nulls_last=True), F("w_since").asc(nulls_last=True), "w_key")
    return [Row(*row) for row in ordered[:limit]]
