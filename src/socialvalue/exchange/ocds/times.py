"""Dates and times of notices: instants for order, London days for the law."""

from __future__ import annotations

from datetime import MINYEAR, UTC, date, datetime
from functools import lru_cache

from socialvalue.foundation.clock import LONDON


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime | None:
    """The moment a notice names, in UTC; a time without zone is London time; None where it is no date.

    The year 1 is a program's word for “no date”, and London has no such days: its clock was behind Greenwich's.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment.year > MINYEAR else None


@lru_cache(maxsize=4096)
def order(text: str) -> str:
    """A text that sorts as the moment does; empty where it is no date."""
    moment = instant(text)
    return moment.strftime("%Y%m%dT%H%M%S.%f").rjust(22, "0") if moment else ""


def london_day(text: object) -> date | None:
    """The day on a London calendar; None where it is no date."""
    if not isinstance(text, str):
        return None
    if len(text) == 10:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day if day.year > MINYEAR else None
    moment = instant(text)
    return moment.astimezone(LONDON).date() if moment else None


def has_zone(text: str) -> bool:
    """True where the text says which zone its time is in."""
    try:
        return datetime.fromisoformat(text.strip()).tzinfo is not None
    except ValueError:
        return False
