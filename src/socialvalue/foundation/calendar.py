"""Days as a council counts them: financial years, contract years, working days, and dates as people write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from socialvalue.foundation.clock import LONDON
from socialvalue.foundation.refusal import Refusal, shown

ONE_DAY = timedelta(days=1)
STANDSTILL_WORKING_DAYS = 8
"""Procurement Act 2023 s.51(2): eight working days beginning with the day the award notice is published."""

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Not strftime: its names change with the locale of the machine, and it is slow.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR_LABEL = re.compile(r"(?P<first>\d{4})\s*[-–/]\s*(?:\d{2})?(?P<last>\d{2})", re.ASCII)


def parse_date(text: str, *, field: str = "date") -> date:
    """A date written 2027-04-01. Refuses every other form, and days that do not exist."""
    written = text.strip()
    try:
        if _ISO_DATE.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise Refusal(
        "date-unreadable",
        f"Enter a date that exists, as year-month-day like 2027-04-01: “{shown(text)}” is not one",
        field=field,
    )


def format_date(day: date) -> str:
    """ "1 April 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_long_date(day: date) -> str:
    """ "Thursday 1 April 2027"."""
    return f"{_WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_instant(instant: datetime) -> str:
    """ "Thursday 1 April 2027 at 2:05pm", in London time. Refuses an instant without a zone."""
    if instant.tzinfo is None:
        raise Refusal("instant-without-zone", "A time without a time zone cannot be shown", status=500)
    local = instant.astimezone(LONDON)
    clock = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{format_long_date(local.date())} at {clock}"


def london_instant(local: datetime, *, field: str = "time") -> datetime:
    """The UTC instant of a London wall-clock time without zone.

    Refuses a time that did not happen (clocks going forward) or happened twice (clocks going back).
    """
    if local.tzinfo is not None:
        raise Refusal(
            "time-with-zone", "Give the time as a London clock shows it, without a time zone", field=field
        )
    earlier, later = (local.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    there_and_back = earlier.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
    problem = "happens twice" if there_and_back == local else "does not exist"
    raise Refusal(
        "time-ambiguous",
        f"The clocks change: {local:%H:%M} on {format_date(local.date())} {problem}. Choose another time",
        field=field,
    )


YEARS: Final = range(1900, 2200)
"""First years of financial years that anybody asks about: what lies beyond is a slip of the hand."""


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """1 April to 31 March, named by the calendar year in which it starts."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> "FinancialYear":
        """The financial year that contains `day`."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """From "2027–28", "2027-28" or "2027/2028". Refuses years that do not follow each other."""
        match = _YEAR_LABEL.fullmatch(text.strip())
        follows = match is not None and (int(match["first"]) + 1) % 100 == int(match["last"])
        if match is None or not follows or int(match["first"]) not in YEARS:
            raise Refusal(
                "financial-year-unreadable", "Enter a financial year like 2027–28", field="financial_year"
            )
        return cls(int(match["first"]))

    @property
    def starts_on(self) -> date:
        """1 April."""
        return date(self.start_year, 4, 1)

    @property
    def ends_on(self) -> date:
        """31 March, the last day of the year."""
        return date(self.start_year + 1, 3, 31)

    @property
    def label(self) -> str:
        """ "2027–28"."""
        return f"{self.start_year}–{(self.start_year + 1) % 100:02d}"

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class ContractYear:
    """One year of a contract, counted from its start; the last may be short. Both dates are inside."""

    number: int
    starts_on: date
    ends_on: date


def contract_years(starts_on: date, ends_on: date) -> tuple[ContractYear, ...]:
    """The started years of a contract, first and last day inclusive: 18 months have two.

    Refuses a contract that ends before it starts.
    """
    if ends_on < starts_on:
        raise Refusal("contract-ends-first", "A contract cannot end before it starts", field="ends_on")
    years: list[ContractYear] = []
    while (first := _anniversary(starts_on, len(years))) <= ends_on:
        last = min(_anniversary(starts_on, len(years) + 1) - ONE_DAY, ends_on)
        years.append(ContractYear(len(years) + 1, first, last))
    return tuple(years)


def _anniversary(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 1 March, so that no year loses a day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """Bank holidays of one part of the country, from a table that ends: `first_year` to `last_year`."""

    days: frozenset[date]
    first_year: int
    last_year: int

    def is_working_day(self, day: date) -> bool:
        """Neither Saturday, Sunday nor bank holiday. Refuses a day of a year the table does not cover."""
        if not self.first_year <= day.year <= self.last_year:
            raise Refusal(
                "bank-holidays-unknown",
                f"Bank holidays are known from {self.first_year} to {self.last_year}, which leaves out "
                f"{format_date(day)}. Add the year to the table of bank holidays",
                status=503,
            )
        return day.weekday() < 5 and day not in self.days

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days from `day` on, `day` itself first if it is one."""
        while True:
            if self.is_working_day(day):
                yield day
            day += ONE_DAY

    def nth_working_day(self, day: date, count: int) -> date:
        """The working day number `count` when the first one on or after `day` is number 1."""
        if count < 1:
            raise Refusal("working-days-too-few", "Count at least one working day")
        days = self.working_days_from(day)
        for _ in range(count - 1):
            next(days)
        return next(days)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both counted."""
        return sum(self.is_working_day(first + ONE_DAY * n) for n in range((last - first).days + 1))


@dataclass(frozen=True, slots=True)
class Standstill:
    """The pause between an award notice and signing (Procurement Act 2023 s.51)."""

    last_day: date
    may_sign_from: date


def standstill(
    notice_on: date, holidays: BankHolidays, *, working_days: int = STANDSTILL_WORKING_DAYS
) -> Standstill:
    """Eight working days counting the day of the notice; signing is possible from the day after the last."""
    last_day = holidays.nth_working_day(notice_on, working_days)
    return Standstill(last_day, last_day + ONE_DAY)
