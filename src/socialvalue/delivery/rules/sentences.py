"""Why a commitment stands as it does: one plain sentence with the figures and the dates that were used."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from socialvalue.delivery.rules.profiles import Instalment
from socialvalue.delivery.rules.words import number, said
from socialvalue.foundation.calendar import format_date


@dataclass(frozen=True, slots=True)
class Account:
    """The figures and days that a state was decided by."""

    unit: str
    as_at: date
    committed: Decimal
    due: Decimal
    reported: Decimal
    verified: Decimal
    missing_since: date | None
    grace_days: int
    varied_from: date | None
    ended_on: date | None
    next_due: Instalment | None


def why(state: str, account: Account) -> str:
    """The sentence of a state; it says so where a variation is in force."""
    text = _SENTENCES[state](account)
    if account.varied_from is not None:
        text += f", as varied from {format_date(account.varied_from)}"
    return f"{text}."


def _ended_early(a: Account) -> str:
    day = format_date(a.ended_on or a.as_at)
    text = f"The contract ended early on {day}: {said(a.verified, a.unit)} verified of {number(a.due)} due by then"
    rest = a.committed - a.due
    return f"{text}; the other {number(rest)} committed will not fall due" if rest > 0 else text


def _not_due(a: Account) -> str:
    text = f"Nothing was due by {format_date(a.as_at)}"
    if a.next_due is not None:
        text += (
            f"; the first {said(a.next_due.quantity, a.unit)} will be due on {format_date(a.next_due.due_on)}"
        )
    return f"{text}; {said(a.reported, a.unit)} reported, not yet verified" if a.reported else text


def _exceeded(a: Account) -> str:
    over = number(a.verified - a.committed)
    return f"{_verified(a)}: {over} more than the {said(a.committed, a.unit)} committed"


def _met(a: Account) -> str:
    return f"{_verified(a)}: all that was committed"


def _on_track(a: Account) -> str:
    if not a.due:
        return f"{_verified(a)}; nothing was due yet, of {said(a.committed, a.unit)} committed"
    return f"{_verified(a)}; {number(a.due)} due by then, of {number(a.committed)} committed"


def _at_risk(a: Account) -> str:
    if a.missing_since is None:
        return f"{_behind(a)}: enough is reported, and some of it is not yet verified"
    return f"{_behind(a)}: {_missing(a, a.missing_since)} and counts as short after {a.grace_days} days"


def _short(a: Account) -> str:
    since = a.missing_since or a.as_at
    return f"{_behind(a)}: {_missing(a, since)}, more than the {a.grace_days} days allowed"


def _missing(a: Account, since: date) -> str:
    days = (a.as_at - since).days
    before = "" if not days else " (1 day before)" if days == 1 else f" ({days} days before)"
    return f"what is missing was due on {format_date(since)}{before}"


def _verified(a: Account) -> str:
    return f"{said(a.verified, a.unit)} verified by {format_date(a.as_at)}"


def _behind(a: Account) -> str:
    return (
        f"{said(a.due, a.unit)} due by {format_date(a.as_at)}, {number(a.reported)} reported, "
        f"{number(a.verified)} verified"
    )


_SENTENCES: Final[dict[str, Callable[[Account], str]]] = {
    "ended-early": _ended_early,
    "not-due": _not_due,
    "exceeded": _exceeded,
    "met": _met,
    "on-track": _on_track,
    "at-risk": _at_risk,
    "short": _short,
}
