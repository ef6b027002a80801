"""How a contract is bought, as an officer plans it: what it must say, and until when it could run."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from socialvalue.foundation.calendar import ONE_DAY
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.proportion import Labour, Market
from socialvalue.planning.rules.routes import Reservation, Route

LONGEST: Final = 600  # months: fifty years
YEARS: Final = range(2000, 2101)  # in which a contract is planned


class Level(StrEnum):
    """How much of something: risk, complexity."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an officer says of how a contract is bought. `places` are codes; empty means all of the area."""

    service: str
    route: Route
    category: str = ""
    framework: str = ""
    framework_scored: bool | None = None
    reservation: Reservation = Reservation.NONE
    one_lot_because: str = ""
    places: tuple[str, ...] = ()
    labour: Labour = Labour.SOME
    market: Market = Market.MIXED
    risk: Level = Level.MEDIUM
    complexity: Level = Level.MEDIUM
    is_capital: bool = False
    notice_on: date | None = None
    starts_on: date | None = None
    months: int | None = None
    months_more: int = 0
    is_sized: bool = (
        False  # somebody said how large, long and risky it is: before that the above are only assumed
    )

    @property
    def longest_months(self) -> int | None:
        """The term with every possible extension; None where the first term is not known."""
        return None if self.months is None else self.months + self.months_more

    @property
    def runs_until(self) -> date | None:
        """The last day on which it could still run; None where start or term are not known."""
        if self.starts_on is None or self.longest_months is None:
            return None
        return months_after(self.starts_on, self.longest_months) - ONE_DAY


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def check_plan(plan: Planned) -> None:
    """Refuses a plan that leaves out what its route needs, or whose days or term cannot be."""
    if not plan.service.strip():
        raise Refusal("service-missing", "Enter the service that needs it.", field="service", clause="CAT-5")
    if plan.route.is_call_off and not plan.framework.strip():
        raise Refusal(
            "framework-missing",
            "Enter the framework that it is called off.",
            field="framework",
            clause="PA23 s.46(8)",
        )
    if plan.months is not None and not 1 <= plan.months <= LONGEST:
        raise Refusal("term-impossible", f"Enter a term of 1 to {LONGEST} months.", field="months")
    if not 0 <= plan.months_more <= LONGEST:
        raise Refusal("term-impossible", f"Enter 0 to {LONGEST} months.", field="months_more")
    for field, day in (("notice_on", plan.notice_on), ("starts_on", plan.starts_on)):
        if day is not None and day.year not in YEARS:
            raise Refusal("day-impossible", f"Enter a day from {YEARS[0]} to {YEARS[-1]}.", field=field)
    if plan.notice_on and plan.starts_on and plan.starts_on < plan.notice_on:
        raise Refusal(
            "starts-before-notice",
            "The contract starts after the tender notice: enter a later day.",
            field="starts_on",
        )
