"""Quantities keep their unit, and units are never mixed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.quantity import Quantity, Unit, UnitKind, fte_years, total
from socialvalue.foundation.refusal import Refusal

UNITS = st.sampled_from(Unit)


def test_every_unit_has_a_kind_and_words() -> None:
    assert {unit.kind for unit in Unit} == set(UnitKind)
    assert all(unit.singular and unit.plural for unit in Unit)


@given(st.integers(min_value=-(10**15), max_value=10**15), UNITS)
def test_ten_thousandths_return_as_they_went(number: int, unit: Unit) -> None:
    assert Quantity.from_ten_thousandths(number, unit).ten_thousandths == number


@given(UNITS, UNITS)
def test_units_are_never_added_or_compared_across(one: Unit, other: Unit) -> None:
    left, right = Quantity(Decimal(1), one), Quantity(Decimal(2), other)
    if one is other:
        assert (left + right).amount == 3
        assert left < right
        return
    for deed in (lambda: left + right, lambda: left - right, lambda: left < right, lambda: left <= right):
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "units-differ"


@pytest.mark.rule(24)
def test_full_time_and_half_time_for_two_years_are_25_fte_years() -> None:
    sum_of_both = fte_years(Decimal(10), Decimal(1), Decimal(24)) + fte_years(
        Decimal(5), Decimal("0.5"), Decimal(24)
    )
    assert sum_of_both == Quantity(Decimal(25), Unit.FTE_YEARS)
    assert fte_years(Decimal(1), Decimal("0.5"), Decimal(6)) == Quantity(Decimal("0.25"), Unit.FTE_YEARS)


@pytest.mark.parametrize(
    ("people", "share", "months"),
    [("1", "1.01", "1"), ("1", "-0.1", "1"), ("-1", "1", "1"), ("1", "1", "-1")],
)
def test_impossible_employment_is_refused(people: str, share: str, months: str) -> None:
    with pytest.raises(Refusal):
        fte_years(Decimal(people), Decimal(share), Decimal(months))


@pytest.mark.parametrize(
    "text", ["", "-1", "1e3", "NaN", "twelve", "1.00001", "1,2", "9" * 30, "1000000000000"]
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Quantity.parse(text, Unit.HOURS)
    assert refused.value.field == "quantity"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e12", "0.00001"])
def test_an_amount_beyond_exactness_cannot_be_made(amount: str) -> None:
    with pytest.raises(Refusal):
        Quantity(Decimal(amount), Unit.COUNT)


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        ("1", Unit.PEOPLE, "1 person"),
        ("1234.5", Unit.HOURS, "1,234.5 hours"),
        ("0", Unit.WEEKS, "0 weeks"),
        ("250000", Unit.POUNDS, "£250,000.00"),
        ("100", Unit.COUNT, "100 items"),
    ],
)
def test_a_quantity_is_shown_with_its_unit(amount: str, unit: Unit, shown: str) -> None:
    assert str(Quantity(Decimal(amount), unit)) == shown


def test_a_total_of_nothing_is_zero_of_its_unit() -> None:
    assert total([], Unit.HOURS) == Quantity(Decimal(0), Unit.HOURS)
    assert total([Quantity.parse("1.5", Unit.HOURS)] * 2, Unit.HOURS).amount == 3
