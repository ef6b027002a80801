"""Dates and times of notices: instants for order, London days for the law."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from socialvalue.foundation.clock import LONDON


@lru_cache(maxsize=4096)
def instant(text: str) -> datetime | None:
    """The moment a notice names, in UTC; a time without zone is London time; None where it is no date."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


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
            return date.fromisoformat(text)
        except ValueError:
            return None
    moment = instant(text)
    return moment.astimezone(LONDON).date() if moment else None


def has_zone(text: str) -> bool:
    """True where the text says which zone its time is in."""
    try:
        return datetime.fromisoformat(text.strip()).tzinfo is not None
    except ValueError:
        return False
