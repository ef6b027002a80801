"""What a variation makes less or later of, and what that is warned about (rule 34)."""

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.delivery.rules import Instalment
from socialvalue.delivery.rules.variations import Compared, compared, is_later, warnings
from tests.delivery.contracts import ISO, profile

TODAY = date(2027, 1, 1)
BEFORE = profile("4 2026-12-31", "6 2027-12-31")


def codes(after: tuple[Instalment, ...], kind: str = "goods-services", today: date = TODAY) -> list[str]:
    found = warnings(BEFORE, after, unit="people", today=today, kind=kind, was_competed=True)
    return [each.code for each in found]


@pytest.mark.rule(34)
@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (profile("4 2026-12-31", "6 2027-12-31"), []),
        (profile("4 2026-12-31", "6.0001 2027-12-31"), []),
        (profile("4 2026-12-31", "6 2027-12-30"), []),
        (profile("4 2026-12-31", "5.9999 2027-12-31"), ["lowers", "economic-balance"]),
        (profile("4 2026-12-31", "6 2028-01-01"), ["postpones", "economic-balance"]),
        (profile("4 2027-01-01", "6 2027-12-31"), ["postpones", "economic-balance"]),
        (profile("4 2027-01-02", "6 2027-12-31"), ["postpones", "past", "economic-balance"]),
        (profile("3 2026-12-31", "6 2027-12-31"), ["lowers", "past", "economic-balance"]),
        ((), ["lowers", "past", "economic-balance"]),
    ],
)
def test_less_or_later_is_warned_about_and_more_or_sooner_is_not(
    after: tuple[Instalment, ...], expected: list[str]
) -> None:
    assert codes(after) == expected


@pytest.mark.rule(34)
@pytest.mark.parametrize("kind", ["light-touch", "light-touch-concession"])
def test_the_acts_warning_is_off_for_light_touch_but_the_reduction_is_still_told(kind: str) -> None:
    assert codes(profile("4 2026-12-31"), kind) == ["lowers"]


def test_what_falls_due_today_is_due_already() -> None:
    assert "past" in codes(profile("3 2026-12-31", "7 2027-12-31"), today=ISO("2026-12-31"))
    assert "past" not in codes(profile("3 2026-12-31", "7 2027-12-31"), today=ISO("2026-12-30"))


def test_more_later_and_more_in_all_is_still_later() -> None:
    assert is_later(BEFORE, profile("3 2026-12-31", "9 2027-12-31"))


def test_whether_it_was_part_of_the_winning_bid_is_said() -> None:
    said = [
        warnings(BEFORE, (), unit="people", today=TODAY, kind="works", was_competed=competed)[-1].text[:12]
        for competed in (True, False)
    ]
    assert said == ["It was part ", "It may have "]


def test_before_and_after_stand_side_by_side_for_every_day_of_either() -> None:
    found = compared(profile("4 2026-12-31"), profile("3 2026-12-31", "1 2027-06-30"))
    assert found == (
        Compared(ISO("2026-12-31"), Decimal(4), Decimal(3)),
        Compared(ISO("2027-06-30"), Decimal(0), Decimal(1)),
    )
