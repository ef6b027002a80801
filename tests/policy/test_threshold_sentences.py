"""Each answer names the threshold it stands on, and one that is missing says what is missing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from socialvalue.policy.pack import Pack
from socialvalue.policy.rules import Facts, Kind, Policy, Reason, ThresholdRow, ThresholdTable, determine
from socialvalue.policy.rules.valuation import Component, whole_contract

FIRST, LAST, DAY = date(2030, 1, 1), date(2031, 12, 31), timedelta(days=1)
ROWS = (
    ThresholdRow(10, Kind.GOODS_SERVICES, Decimal(200000), FIRST, date(2030, 12, 31), "SI one"),
    ThresholdRow(10, Kind.GOODS_SERVICES, Decimal(210000), date(2031, 1, 1), LAST, "SI two"),
    ThresholdRow(1, Kind.WORKS, Decimal(5000000), date(2020, 1, 1), None, "SI works"),
)


@pytest.fixture
def policy(pack: Pack) -> Policy:
    """The pack's policy over made-up thresholds, whose days differ by kind."""
    return replace(pack.policy, thresholds=ThresholdTable(ROWS))


def answers(
    policy: Policy, value: str | None, on: date | None = FIRST, kind: Kind | None = Kind.GOODS_SERVICES
) -> list[Reason]:
    facts = Facts(kind, None, None if value is None else Decimal(value), commenced_on=on)
    return list(determine(facts, policy).reasons)


@pytest.mark.clause("INC-1", "INC-2", "INC-3")
@pytest.mark.parametrize(
    ("value", "clause", "told"),
    [
        ("200000", "INC-1", "£200,000.00 including VAT is not less than the threshold of £200,000.00"),
        ("199999.99", "INC-2", "£199,999.99 including VAT is £29,999.00 or more and below the threshold"),
        ("29998.99", "INC-3", "£29,998.99 including VAT is below £29,999.00"),
    ],
)
def test_the_first_reason_shows_the_value_beside_the_figure_that_decides(
    policy: Policy, value: str, clause: str, told: str
) -> None:
    first = answers(policy, value)[0]
    assert first.clause == clause
    assert told in first.text


@pytest.mark.rule(7)
@pytest.mark.parametrize("value", [None, Decimal("199999.99")])
def test_a_contract_treated_as_above_is_not_said_to_reach_the_figure(
    policy: Policy, value: Decimal | None
) -> None:
    law = whole_contract([Component("term", None)]).treated_as_above
    facts = Facts(Kind.GOODS_SERVICES, None, value, commenced_on=FIRST, treated_as_above=law)
    told = [reason.text for reason in determine(facts, policy).reasons]
    assert told[0] == "Social Value is mandatory: the law treats this contract as above threshold."
    assert told[1].startswith("The value of term cannot be estimated")


def test_a_contract_treated_as_above_that_reaches_the_figure_says_so(policy: Policy) -> None:
    law = (Reason("PA23 s.5", "A part alone is above."),)
    facts = Facts(Kind.GOODS_SERVICES, None, Decimal(200000), commenced_on=FIRST, treated_as_above=law)
    assert "is not less than the threshold" in determine(facts, policy).reasons[0].text


@pytest.mark.parametrize(
    ("kind", "on", "days"),
    [
        (
            Kind.GOODS_SERVICES,
            date(2031, 6, 1),
            "begins between 1 January 2031 and 31 December 2031 (SI two)",
        ),
        (Kind.WORKS, FIRST, "begins on or after 1 January 2020 (SI works)"),
    ],
)
def test_the_threshold_is_shown_with_its_days_and_source(
    policy: Policy, kind: Kind, on: date, days: str
) -> None:
    row = answers(policy, "100000", on, kind)[1]
    assert row.clause.startswith("PA23 Sch 1 row ")
    assert days in row.text


@pytest.mark.clause("INC-4")
@pytest.mark.parametrize(
    ("on", "told"),
    [
        (FIRST - DAY, "first threshold for goods and services counts from 1 January 2030 (SI one)"),
        (LAST + DAY, "last threshold held for goods and services ends on 31 December 2031"),
    ],
)
def test_a_day_outside_the_rows_of_its_own_kind_says_which_end(policy: Policy, on: date, told: str) -> None:
    reasons = answers(policy, "100000", on)
    assert [reason.clause for reason in reasons].count("INC-4") == 1
    assert told in reasons[0].text


@pytest.mark.clause("INC-4")
def test_the_only_row_of_a_kind_is_its_first_and_its_last(policy: Policy) -> None:
    alone = replace(policy, thresholds=ThresholdTable(ROWS[:1]))
    end = date(2030, 12, 31)
    assert "first threshold" in answers(alone, "1", FIRST - DAY)[0].text
    assert "ends on 31 December 2030" in answers(alone, "1", end + DAY)[0].text


@pytest.mark.clause("INC-4")
@pytest.mark.parametrize("on", [date(2031, 1, 15), date(2019, 1, 1)])
def test_a_kind_without_any_row_says_that_none_is_held(policy: Policy, on: date) -> None:
    assert "No threshold for" in answers(policy, "100000", on, Kind.CONCESSION)[0].text


@pytest.mark.clause("INC-4")
def test_a_day_in_a_gap_between_two_rows_is_neither_before_nor_after(policy: Policy) -> None:
    gap = replace(ROWS[0], valid_to=date(2030, 6, 30))
    gapped = replace(policy, thresholds=ThresholdTable((gap, *ROWS[1:])))
    assert (
        "is held for a procurement that began on 1 July 2030"
        in answers(gapped, "1", date(2030, 7, 1))[0].text
    )


@pytest.mark.clause("INC-4")
@pytest.mark.parametrize(
    ("kind", "on", "told"),
    [
        (None, FIRST, ["The kind of contract"]),
        (Kind.GOODS_SERVICES, None, ["The day the procurement began"]),
        (None, None, ["The kind of contract", "The day the procurement began"]),
    ],
)
def test_each_missing_fact_is_one_reason(
    policy: Policy, kind: Kind | None, on: date | None, told: list[str]
) -> None:
    gaps = [each.text for each in answers(policy, "100000", on, kind) if each.clause == "INC-4"]
    assert [text.split(" is not known")[0] for text in gaps] == told


@pytest.mark.parametrize(("value", "is_money"), [("999999999999999.99", True), ("1000000000000000", False)])
def test_from_a_thousand_million_million_pounds_it_is_no_amount_of_money(
    policy: Policy, value: str, *, is_money: bool
) -> None:
    facts = Facts(Kind.WORKS, None, Decimal(value), commenced_on=FIRST)
    assert (determine(facts, policy).value_inc_vat is not None) is is_money
