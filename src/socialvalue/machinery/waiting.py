"""What waits for somebody: one line of a home page, whatever room it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


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
