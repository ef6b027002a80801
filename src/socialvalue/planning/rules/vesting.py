"""Consent for contracts that run past the day on which new councils take over (rulings 22; LGPIHA 2007 s.24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.foundation.calendar import format_date
from socialvalue.foundation.money import format_money
from socialvalue.policy.rules import Reason


@dataclass(frozen=True, slots=True)
class Vesting:
    """The day of vesting, what needs consent (£, more than), and when a direction was made; None: not yet."""

    on: date
    above: Decimal
    above_capital: Decimal
    direction_on: date | None


def consent_reason(
    vesting: Vesting | None, *, runs_until: date | None, value: Decimal | None, is_capital: bool
) -> Reason | None:
    """Why consent is needed before award; None where it is not. `runs_until` counts every extension that is possible.

    `value` is what the authority pays under this contract alone, £. A contract whose end or value is not known is taken
    to need it: the direction would bite on what it becomes.
    """
    if vesting is None or vesting.direction_on is None:
        return None
    limit = vesting.above_capital if is_capital else vesting.above
    ends_before = runs_until is not None and runs_until < vesting.on
    if (ends_before and not is_capital) or (value is not None and value <= limit):
        return None  # a capital contract needs it whenever it ends (s.24(1)(b))
    why = "It is paid from capital" if is_capital else f"It can run past {format_date(vesting.on)}"
    return Reason(
        "TEN-3",
        f"{why}, and is worth more than {format_money(limit)}: the direction of {format_date(vesting.direction_on)} "
        "asks for consent before the award (Local Government and Public Involvement in Health Act 2007 s.24).",
    )


def runs_past(vesting: Vesting | None, runs_until: date | None) -> bool:
    """Whether it runs past vesting, direction or not: worth knowing when it is planned."""
    return vesting is not None and runs_until is not None and runs_until >= vesting.on
