"""What a variation does to a commitment, and the warnings under which it is agreed (rule 34; CON-1).

A variation is never refused for making less of a promise: it is agreed by the council with a reason, the earlier
profile stays, and what was warned about is kept with it. The warning of the Procurement Act is off for light touch
contracts, whose modification section 74 does not bound in this way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.delivery.rules.profiles import Instalment, committed, due
from socialvalue.delivery.rules.words import said
from socialvalue.foundation.calendar import format_date

LIGHT_TOUCH = frozenset({"light-touch", "light-touch-concession"})
"""The kinds of contract whose variation the Act's substantial-modification rule leaves alone."""


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to think about before a variation is agreed."""

    code: str
    text: str


def warnings(
    before: Sequence[Instalment],
    after: Sequence[Instalment],
    *,
    unit: str,
    today: date,
    kind: str,
    was_competed: bool,
) -> tuple[Warned, ...]:
    """What a new profile makes less or later of, compared with the one before it; none where it does neither."""
    was, now = committed(tuple(before)), committed(tuple(after))
    found = []
    if now < was:
        found.append(
            Warned(
                "lowers",
                f"Less is promised: {said(was, unit)} becomes {said(now, unit)}. It is shown as a reduction.",
            )
        )
    elif is_later(before, after):
        found.append(Warned("postpones", "Some of it falls due later than was agreed."))
    due_was, due_now = due(tuple(before), today), due(tuple(after), today)
    if due_now < due_was:
        found.append(
            Warned(
                "past",
                f"It changes what was due already: by {format_date(today)}, {said(due_was, unit)} becomes "
                f"{said(due_now, unit)}.",
            )
        )
    if found and kind not in LIGHT_TOUCH:
        found.append(Warned("economic-balance", _balance(was_competed)))
    return tuple(found)


def _balance(was_competed: bool) -> str:
    part = "It was part of the bid that won" if was_competed else "It may have been part of the bid that won"
    return (
        f"{part}. A change that shifts the economic balance in favour of the supplier can be a substantial "
        "modification (Procurement Act 2023, section 74(3)(c)): ask Legal before you agree."
    )


def is_later(before: Sequence[Instalment], after: Sequence[Instalment]) -> bool:
    """Whether on some day less has fallen due than was agreed before."""
    days = {each.due_on for each in (*before, *after)}
    return any(due(tuple(after), day) < due(tuple(before), day) for day in days)


@dataclass(frozen=True, slots=True)
class Compared:
    """What is due by a day, before and after a variation."""

    due_on: date
    before: Decimal
    after: Decimal


def compared(before: Sequence[Instalment], after: Sequence[Instalment]) -> tuple[Compared, ...]:
    """Both profiles side by side: one line for each day on which either has an instalment."""
    was = {each.due_on: each.quantity for each in before}
    now = {each.due_on: each.quantity for each in after}
    nothing = Decimal(0)
    return tuple(Compared(day, was.get(day, nothing), now.get(day, nothing)) for day in sorted(was | now))
