"""How a contract is bought: what a plan must say, and until when it could run. Pure rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.plans import Planned, check_plan, months_after
from socialvalue.planning.rules.routes import Route

pytestmark = pytest.mark.clause("PRE-1")


def refused(deed: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as told:
        deed()
    return told.value.code, told.value.field


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Planned(" ", Route.COMPETITION), "service-missing"),
        (Planned("Care", Route.CALL_OFF), "framework-missing"),
        (Planned("Care", Route.CALL_OFF, framework="RM6100"), ""),
        (Planned("Care", Route.COMPETITION, months=0), "term-impossible"),
        (Planned("Care", Route.COMPETITION, months=601), "term-impossible"),
        (Planned("Care", Route.COMPETITION, months=600), ""),
        (Planned("Care", Route.COMPETITION, months_more=-1), "term-impossible"),
        (Planned("Care", Route.COMPETITION, starts_on=date(2100, 12, 31)), ""),
        (Planned("Care", Route.COMPETITION, starts_on=date(2101, 1, 1)), "day-impossible"),
        (Planned("Care", Route.COMPETITION, notice_on=date(2000, 1, 1)), ""),
        (Planned("Care", Route.COMPETITION, notice_on=date(1999, 12, 31)), "day-impossible"),
        (
            Planned("Care", Route.COMPETITION, notice_on=date(2027, 2, 1), starts_on=date(2027, 1, 31)),
            "starts-before-notice",
        ),
    ],
)
def test_a_plan_says_what_its_route_needs(plan: Planned, code: str) -> None:
    if code:
        assert refused(lambda: check_plan(plan))[0] == code
    else:
        check_plan(plan)


@pytest.mark.parametrize(
    ("starts", "months", "more", "until"),
    [
        (date(2026, 4, 1), 24, 0, date(2028, 3, 31)),
        (date(2026, 4, 1), 24, 24, date(2030, 3, 31)),
        (date(2027, 8, 31), 6, 0, date(2028, 2, 28)),  # to the day before 29 February
        (None, 24, 0, None),
        (date(2026, 4, 1), None, 12, None),
    ],
)
def test_a_contract_could_run_until_the_last_day_of_every_extension(
    starts: date | None, months: int | None, more: int, until: date | None
) -> None:
    plan = Planned("Care", Route.COMPETITION, starts_on=starts, months=months, months_more=more)
    assert plan.runs_until == until


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 15), 1) == date(2028, 1, 15)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Planned("", Route.COMPETITION), "service"),
        (Planned("Care", Route.CALL_OFF_DIRECT), "framework"),
        (Planned("Care", Route.COMPETITION, months=0), "months"),
        (Planned("Care", Route.COMPETITION, months_more=601), "months_more"),
        (
            Planned("Care", Route.QUOTES, notice_on=date(2027, 2, 1), starts_on=date(2027, 1, 31)),
            "starts_on",
        ),
    ],
)
def test_a_refusal_names_the_field_to_put_right(plan: Planned, field: str) -> None:
    assert refused(lambda: check_plan(plan))[1] == field


def test_a_contract_may_start_on_the_day_of_its_notice_and_be_extended_for_fifty_years() -> None:
    day = date(2027, 2, 1)
    check_plan(Planned("Care", Route.QUOTES, notice_on=day, starts_on=day, months=1, months_more=600))


def test_the_longest_term_counts_every_extension() -> None:
    assert Planned("Care", Route.QUOTES, months=24, months_more=12).longest_months == 36
    assert Planned("Care", Route.QUOTES, months_more=12).longest_months is None


def test_a_day_that_lies_nowhere_is_told_between_which_years() -> None:
    with pytest.raises(Refusal, match="a day from 2000 to 2100"):
        check_plan(Planned("Care", Route.COMPETITION, starts_on=date(9999, 12, 31)))


def test_a_new_plan_is_not_capital_has_no_extensions_and_no_size_that_somebody_said() -> None:
    plan = Planned("Care", Route.COMPETITION)
    assert (plan.is_capital, plan.months_more, plan.is_sized) == (False, 0, False)
