"""Years, working days and times as a council counts them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.calendar import (
    BankHolidays,
    FinancialYear,
    contract_years,
    format_date,
    format_instant,
    format_long_date,
    london_instant,
    parse_date,
    standstill,
)
from socialvalue.foundation.refusal import Refusal

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 12, 31))
CHRISTMAS = BankHolidays(
    frozenset(
        {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)}
    ),
    2026,
    2027,
)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "01/04/2027", "20270401", "2027-W13-4", "", "2027-4-1", "to\nmorrow\x1b" * 9]
)
def test_a_date_must_exist_and_be_written_year_first(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_date(text, field="commenced")
    assert refused.value.field == "commenced"
    assert refused.value.text.isprintable()
    assert len(refused.value.text) < 140


def test_dates_are_shown_as_people_write_them() -> None:
    assert format_date(parse_date("2027-04-01")) == "1 April 2027"
    assert format_long_date(date(2027, 4, 2)) == "Friday 2 April 2027"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (datetime(2027, 4, 1, 13, 5, tzinfo=UTC), "Thursday 1 April 2027 at 2:05pm"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "Friday 1 January 2027 at 12:00am"),
        (datetime(2027, 1, 1, 12, 30, tzinfo=UTC), "Friday 1 January 2027 at 12:30pm"),
    ],
)
def test_times_are_shown_in_london(instant: datetime, shown: str) -> None:
    assert format_instant(instant) == shown


def test_a_time_without_zone_is_not_shown() -> None:
    with pytest.raises(Refusal):
        format_instant(datetime(2027, 4, 1))


@pytest.mark.parametrize(
    ("local", "problem"),
    [(datetime(2027, 3, 28, 1, 30), "does not exist"), (datetime(2027, 10, 31, 1, 30), "happens twice")],
)
def test_a_deadline_in_the_hour_the_clocks_change_is_refused(local: datetime, problem: str) -> None:
    with pytest.raises(Refusal, match=problem):
        london_instant(local)


def test_a_london_time_becomes_an_instant() -> None:
    assert london_instant(datetime(2027, 7, 1, 12, 0)) == datetime(2027, 7, 1, 11, 0, tzinfo=UTC)
    assert london_instant(datetime(2027, 3, 28, 2, 0)) == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert london_instant(datetime(2027, 3, 28, 0, 59)) == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    with pytest.raises(Refusal):
        london_instant(datetime(2027, 7, 1, tzinfo=UTC))


@pytest.mark.clause("MEA-3")
def test_the_financial_year_runs_from_april_to_march() -> None:
    year = FinancialYear.of(date(2027, 4, 1))
    assert (year.starts_on, year.ends_on, year.label) == (date(2027, 4, 1), date(2028, 3, 31), "2027–28")
    assert FinancialYear.of(date(2027, 3, 31)).label == "2026–27"
    assert FinancialYear(2099).label == "2099–00"


@pytest.mark.parametrize("text", ["2027–28", "2027-28", "2027/28", "2027-2028", " 2027 – 28 "])
def test_a_financial_year_is_read_as_people_write_it(text: str) -> None:
    assert FinancialYear.parse(text) == FinancialYear(2027)


@pytest.mark.parametrize("text", ["2027", "2027-29", "27-28", "2027-27", "", "9999-00", "1899-00"])
def test_a_year_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        FinancialYear.parse(text)


@given(DAYS)
def test_every_day_lies_in_its_own_financial_year_only(day: date) -> None:
    year = FinancialYear.of(day)
    assert day in year
    assert day not in FinancialYear(year.start_year + 1)
    assert FinancialYear.parse(year.label) == year


@pytest.mark.rule(37)
@pytest.mark.clause("MEA-2")
@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 9, 1), date(2029, 8, 31), 3),
        (date(2026, 9, 1), date(2029, 9, 1), 4),
        (date(2026, 9, 1), date(2027, 4, 30), 1),  # eight months
        (date(2026, 9, 1), date(2028, 2, 29), 2),  # eighteen months
        (date(2026, 9, 1), date(2026, 9, 1), 1),
        (date(2028, 2, 29), date(2029, 2, 28), 1),
        (date(2028, 2, 29), date(2029, 3, 1), 2),
    ],
)
def test_started_contract_years_are_counted(first: date, last: date, count: int) -> None:
    assert len(contract_years(first, last)) == count


@given(DAYS, st.integers(min_value=0, max_value=5000))
def test_contract_years_cover_the_contract_without_gap_or_overlap(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    years = contract_years(first, last)
    assert (years[0].starts_on, years[-1].ends_on) == (first, last)
    assert [year.number for year in years] == list(range(1, len(years) + 1))
    for earlier, later in pairwise(years):
        assert later.starts_on - earlier.ends_on == timedelta(days=1)


def test_a_contract_cannot_end_before_it_starts() -> None:
    with pytest.raises(Refusal):
        contract_years(date(2027, 1, 2), date(2027, 1, 1))


@pytest.mark.rule(29)
@pytest.mark.parametrize(
    ("notice", "last_day"),
    [
        (date(2027, 2, 1), date(2027, 2, 10)),  # a Monday: that week and Monday to Wednesday
        (date(2026, 12, 18), date(2026, 12, 31)),  # over Christmas: 18, 21, 22, 23, 24, 29, 30, 31
        (date(2027, 3, 25), date(2027, 4, 7)),  # over Easter: 25, 30, 31, 1, 2, 5, 6, 7
        (date(2027, 2, 6), date(2027, 2, 17)),  # a Saturday counts from the Monday
    ],
)
def test_standstill_is_eight_working_days_counting_the_day_of_the_notice(
    notice: date, last_day: date
) -> None:
    pause = standstill(notice, CHRISTMAS)
    assert pause.last_day == last_day
    assert pause.may_sign_from == last_day + timedelta(days=1)


def test_beyond_the_table_of_bank_holidays_nothing_is_guessed() -> None:
    with pytest.raises(Refusal, match="2026 to 2027"):
        standstill(date(2027, 12, 30), CHRISTMAS)
    with pytest.raises(Refusal, match="31 December 2025"):
        CHRISTMAS.is_working_day(date(2025, 12, 31))


def test_working_days_between_counts_both_ends() -> None:
    assert CHRISTMAS.working_days_between(date(2026, 12, 24), date(2026, 12, 29)) == 2
    assert CHRISTMAS.working_days_between(date(2026, 12, 26), date(2026, 12, 27)) == 0
    with pytest.raises(Refusal):
        CHRISTMAS.nth_working_day(date(2026, 12, 24), 0)
