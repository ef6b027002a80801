"""The timetable counted back from the day of the notice, in working days, with bank holidays (PRE-1)."""

from __future__ import annotations

from datetime import date

import pytest

from socialvalue.foundation.calendar import BankHolidays
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.timetable import LeadTime, timetable, working_days_before

pytestmark = pytest.mark.clause("PRE-1")
EASTER = BankHolidays(frozenset({date(2027, 3, 26), date(2027, 3, 29)}), 2027, 2027)
LEADS = (
    LeadTime("Requirements are confirmed", "CAT-1", 2),
    LeadTime("The market is asked", "PRE-2", 5, frozenset({"mandatory"})),
)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2027, 3, 31), 0, date(2027, 3, 31)),
        (date(2027, 3, 31), 1, date(2027, 3, 30)),  # Wednesday, Tuesday
        (date(2027, 3, 31), 2, date(2027, 3, 25)),  # over Easter Monday, the weekend and Good Friday
        (date(2027, 5, 16), 1, date(2027, 5, 14)),  # a Sunday: the Friday before
    ],
)
def test_working_days_are_counted_back_over_weekends_and_bank_holidays(
    day: date, count: int, before: date
) -> None:
    assert working_days_before(day, count, EASTER) == before


def test_the_steps_stand_in_the_order_in_which_they_are_due_and_the_notice_last() -> None:
    found = timetable(date(2027, 3, 31), LEADS, EASTER, band="mandatory", today=date(2027, 3, 23))
    assert [(each.on, each.is_past) for each in found] == [
        (date(2027, 3, 22), True),
        (date(2027, 3, 25), False),
        (date(2027, 3, 31), False),
    ]


def test_a_step_on_its_day_is_in_time() -> None:
    found = timetable(date(2027, 3, 31), LEADS, EASTER, band="voluntary", today=date(2027, 3, 25))
    assert [(each.clause, each.is_past) for each in found] == [("CAT-1", False), ("TEN-1", False)]


@pytest.mark.parametrize(("today", "is_past"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_a_notice_on_its_day_is_in_time_too(today: date, is_past: bool) -> None:
    assert timetable(date(2027, 3, 31), (), EASTER, band="voluntary", today=today)[-1].is_past is is_past


def test_a_year_without_known_bank_holidays_is_refused() -> None:
    with pytest.raises(Refusal) as told:
        timetable(date(2028, 1, 3), LEADS, EASTER, band="mandatory", today=date(2027, 12, 1))
    assert told.value.code == "bank-holidays-unknown"
