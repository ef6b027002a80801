"""When each step before publication has to be done, counted back from the planned day of the tender notice (PRE-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from socialvalue.foundation.calendar import ONE_DAY, BankHolidays


@dataclass(frozen=True, slots=True)
class LeadTime:
    """A step that the council wants done so many working days before the notice. `bands`: empty means all."""

    step: str
    clause: str
    working_days: int
    bands: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Milestone:
    """The last day on which a step is in time, and whether that day has passed."""

    step: str
    clause: str
    on: date
    is_past: bool


def timetable(
    notice_on: date, leads: Iterable[LeadTime], holidays: BankHolidays, *, band: str, today: date
) -> tuple[Milestone, ...]:
    """The milestones of a band, the first to be done first; the notice itself is the last.

    A step that has to be done `n` working days before the notice is in time on the n-th working day before it. Refuses
    a year whose bank holidays are not known.
    """
    wanted = [lead for lead in leads if not lead.bands or band in lead.bands]
    found = [
        Milestone(lead.step, lead.clause, on, on < today)
        for lead in sorted(wanted, key=lambda lead: -lead.working_days)
        for on in [working_days_before(notice_on, lead.working_days, holidays)]
    ]
    return (*found, Milestone("The tender notice is published", "TEN-1", notice_on, notice_on < today))


def working_days_before(day: date, count: int, holidays: BankHolidays) -> date:
    """The working day that lies `count` working days before `day`; with 0 the day itself."""
    while count:
        day -= ONE_DAY
        count -= holidays.is_working_day(day)
    return day
