"""Dated figures: each has its days, and outside them there is none."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.policy.pack import Pack
from socialvalue.policy.rules import Kind, Parameter, ThresholdRow, ThresholdTable, Vat

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
DATED = Parameter("line", Decimal(1), "GBP", ">=", "INC-2", FIRST, LAST, "")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "counts"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)],
)
def test_a_parameter_counts_from_its_first_to_its_last_day(day: date, counts: bool) -> None:
    assert DATED.counts_on(day) is counts
    assert replace(DATED, valid_from=None).counts_on(day) is (day <= LAST)
    assert replace(DATED, valid_to=None).counts_on(day) is (day >= FIRST)
    assert replace(DATED, valid_from=None, valid_to=None).counts_on(day)


def test_a_policy_finds_the_parameter_of_the_day(pack: Pack) -> None:
    later = replace(DATED, value=Decimal(2), valid_from=LAST + DAY, valid_to=None)
    other = replace(DATED, name="other", value=Decimal(3), valid_from=None)
    policy = replace(pack.policy, parameters=(other, DATED, later))
    assert policy.parameter("line", LAST) == DATED
    assert policy.parameter("line", LAST + DAY) == later
    assert policy.parameter("line", FIRST - DAY) is None
    assert policy.parameter("line") == DATED
    assert policy.parameter("none") is None


def row(first: date, last: date | None) -> ThresholdRow:
    return ThresholdRow(10, Kind.WORKS, Decimal(first.year), first, last, "SI")


def test_between_two_rows_and_before_the_first_there_is_none() -> None:
    table = ThresholdTable([row(date(2028, 1, 1), None), row(FIRST, date(2027, 6, 30))])
    found = [
        table.in_force(Kind.WORKS, day) for day in (FIRST - DAY, FIRST, date(2027, 6, 30), date(2027, 7, 1))
    ]
    assert [each and each.valid_from for each in found] == [None, FIRST, FIRST, None]
    assert table.in_force(Kind.WORKS, date(2099, 1, 1)) == row(date(2028, 1, 1), None)
    assert table.in_force(Kind.CONCESSION, FIRST) is None


@given(st.sets(st.integers(2000, 2100), min_size=1), st.dates(date(1999, 1, 1), date(2102, 1, 1)))
def test_a_look_up_finds_what_a_scan_finds(years: set[int], day: date) -> None:
    rows = [row(date(year, 1, 1), date(year, 12, 31)) for year in years]
    expected = next(
        (each for each in rows if each.valid_from <= day <= LAST.replace(year=each.valid_from.year)), None
    )
    assert ThresholdTable(rows).in_force(Kind.WORKS, day) == expected


@pytest.mark.rule(5)
@pytest.mark.parametrize(
    "code", ["inclusive", "exempt", "unknown", "net:20", "net:5", "net:17.5", "net:0", "net"]
)
def test_a_vat_code_is_read_and_written_alike(code: str) -> None:
    assert Vat.of(code).code == code


@pytest.mark.rule(5)
def test_a_rate_is_written_without_noughts_that_say_nothing() -> None:
    assert Vat.of("net:20.00").code == "net:20"
    assert Vat.of("net:100").code == "net:100"
