"""The roll-up: commitment × quarter × place; places and unplaced are the whole (ruling 37, rules 39 and 40)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.delivery.rules import Decision, Delivery, DeliveryState, Moment
from socialvalue.delivery.rules.rollup import Located, Quarter, located, roll_up
from socialvalue.foundation.calendar import FinancialYear
from tests.delivery.contracts import DAYS, INSTANTS, ISO, commitment, delivery, stands

IN_TWO_PLACES = commitment(
    "10 2028-03-31",
    deliveries=(
        delivery("1", "2028-03-31", place="E07000114"),
        delivery("2", "2028-03-31", "reported", place="E07000114"),
        delivery("3", "2028-04-01", place="E07000114"),
        delivery("4", "2028-03-31"),
        delivery("5", "2028-03-31", "rejected"),
    ),
)


@pytest.mark.rule(39)
@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        ("2027-03-31", 2026, 4),
        ("2027-04-01", 2027, 1),
        ("2027-06-30", 2027, 1),
        ("2027-07-01", 2027, 2),
        ("2027-12-31", 2027, 3),
        ("2028-01-01", 2027, 4),
        ("2028-02-29", 2027, 4),
    ],
)
def test_a_quarter_is_one_of_the_financial_year(day: str, year: int, number: int) -> None:
    assert Quarter.of(ISO(day)) == Quarter(FinancialYear(year), number)


@pytest.mark.rule(40)
def test_each_place_and_quarter_has_its_own_cell_and_what_has_no_place_stays_apart() -> None:
    cells = roll_up([IN_TWO_PLACES], Moment(ISO("2028-05-15")))
    found = [(each.quarter.number, each.place, int(each.reported), int(each.verified)) for each in cells]
    assert found == [(4, "E07000114", 3, 1), (4, None, 4, 4), (1, "E07000114", 3, 3)]
    assert located(cells, "APP") == Located(Decimal(4), Decimal(4))
    assert located(cells, "other") == Located(Decimal(0), Decimal(0))


def test_commitments_are_never_added_up() -> None:
    other = replace(IN_TWO_PLACES, id="VOL", unit="hours")
    cells = roll_up([IN_TWO_PLACES, other], Moment(ISO("2028-03-31")))
    assert [(each.commitment, each.unit) for each in cells] == [("APP", "people")] * 2 + [
        ("VOL", "hours")
    ] * 2


@st.composite
def made(draw: st.DrawFn) -> Delivery:
    reported, state = draw(INSTANTS), draw(st.sampled_from([None, *DeliveryState]))
    quantity = Decimal(draw(st.integers(0, 50_000))).scaleb(-4)
    decisions = () if state is None else (Decision(state, max(reported, draw(INSTANTS))),)
    return Delivery(draw(DAYS), quantity, reported, decisions, draw(st.sampled_from([None, "A", "B"])))


@pytest.mark.rule(40)
@given(st.lists(made(), max_size=12), DAYS, st.none() | INSTANTS)
def test_places_and_unplaced_are_the_total(
    deliveries: list[Delivery], as_at: date, known: datetime | None
) -> None:
    given_ = commitment("10 2026-12-31", deliveries=tuple(deliveries))
    cells = roll_up([given_], Moment(as_at, known))
    whole = stands(given_, as_at.isoformat(), known.isoformat().removesuffix("+00:00") if known else None)
    split = located(cells, "APP")
    assert split.placed + split.unplaced == whole.verified
    assert sum(each.reported for each in cells) == whole.reported
    assert all(each.reported for each in cells)
