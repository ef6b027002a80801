"""What is in proportion (INC-5): measures, words and minutes by size; never less for a larger contract."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.planning.pack import load_proportion
from socialvalue.planning.rules.proportion import (
    Bought,
    Effort,
    Labour,
    Market,
    Scale,
    Size,
    Typical,
    in_hours,
    minutes_of,
    per_spend,
    suggest,
    typical_quantity,
)
from socialvalue.policy.pack import default_pack_path

pytestmark = pytest.mark.clause("INC-5")
D = Decimal
SCALE = Scale(
    sizes=(
        Size(D(0), 0, 0, True),
        Size(D("29999.00"), 1, 150, True),
        Size(D(200_000), 3, 300, False),
        Size(D(1_000_000), 5, 600, False),
    ),
    effort=Effort(reading=20, measure=30, measure_short=10, words_an_hour=300),
    typical={
        "jobs": Typical(D(2), D("0.5"), of_labour=True),
        "starts": Typical(D("0.6"), D(1), of_labour=True),
        "spend": Typical(D(50_000), D(5_000)),
        "paid": Typical(D(0), D(0), fixed=D(90)),
    },
)
POUNDS = st.decimals(min_value=0, max_value=D(10) ** 9, places=2)
WHERE = st.builds(
    lambda months, labour, market: {"months": months, "labour": labour, "market": market},
    st.none() | st.integers(1, 120), st.sampled_from(list(Labour)), st.sampled_from(list(Market)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "measures", "words"),
    [
        ("0.00", 0, 0), ("29998.99", 0, 0), ("29999.00", 1, 150), ("199999.99", 1, 150), ("200000.00", 3, 300),
        ("999999.99", 3, 300), ("1000000.00", 5, 600),
    ],
)  # fmt: skip
def test_a_size_begins_to_the_penny(value: str, measures: int, words: int) -> None:
    found = suggest(Bought(D(value), months=36), SCALE)
    assert (found.measures, found.words) == (measures, words)


@pytest.mark.parametrize(
    ("where", "measures"),
    [
        ({}, 3),
        ({"market": Market.SMALL}, 2),
        ({"months": 11}, 2),
        ({"months": 12}, 3),
        ({"labour": Labour.LITTLE}, 2),
        ({"labour": Labour.SOME}, 3),
        ({"market": Market.SMALL, "months": 6}, 1),
        ({"market": Market.SMALL, "months": 6, "labour": Labour.LITTLE}, 1),
    ],
)
def test_small_firms_short_terms_and_little_labour_take_one_away_but_never_all(
    where: dict[str, object], measures: int
) -> None:
    found = suggest(Bought(D(300_000), **where), SCALE)  # type: ignore[arg-type]
    assert found.measures == measures
    assert all(reason.clause == "INC-5" and reason.text.endswith(".") for reason in found.reasons)


@given(POUNDS, POUNDS, WHERE)
def test_a_larger_value_never_suggests_less(one: Decimal, other: Decimal, where: dict[str, object]) -> None:
    smaller, larger = (suggest(Bought(value, **where), SCALE) for value in sorted((one, other)))  # type: ignore[arg-type]
    assert smaller.measures <= larger.measures
    assert smaller.words <= larger.words
    assert smaller.minutes <= larger.minutes


@given(
    POUNDS, POUNDS, WHERE, st.sampled_from(list(Unit)), st.sampled_from(["jobs", "starts", "spend", "paid"])
)
def test_a_larger_value_never_suggests_a_smaller_quantity(
    one: Decimal, other: Decimal, where: dict[str, object], unit: Unit, code: str
) -> None:
    smaller, larger = (
        typical_quantity(code, unit, Bought(value, **where), SCALE)  # type: ignore[arg-type]
        for value in sorted((one, other))
    )
    assert smaller is None or (larger is not None and smaller.amount <= larger.amount)


@pytest.mark.parametrize(
    ("code", "unit", "value", "labour", "quantity"),
    [
        ("jobs", Unit.FTE_YEARS, 250_000, Labour.MOST, "0.5"),  # 2 × 0.25
        ("jobs", Unit.FTE_YEARS, 249_999, Labour.MOST, None),  # below a half: better left out
        ("jobs", Unit.FTE_YEARS, 1_900_000, Labour.SOME, "1.5"),  # 2 × 1.9 × ½ = 1.9, down to a half
        ("starts", Unit.PEOPLE, 5_000_000, Labour.MOST, "3"),
        ("starts", Unit.PEOPLE, 5_000_000, Labour.SOME, "1"),  # 1.5, people are not cut up
        ("starts", Unit.PEOPLE, 5_000_000, Labour.LITTLE, None),  # 0.75 of an apprentice
        ("spend", Unit.POUNDS, 2_345_678, Labour.LITTLE, "110000"),  # 117,283.90 to two digits, down
        ("paid", Unit.PER_CENT, 1, Labour.LITTLE, "90"),
        ("unheard-of", Unit.PEOPLE, 5_000_000, Labour.MOST, None),
    ],
)  # fmt: skip
def test_a_typical_quantity_is_what_suits_a_million(
    code: str, unit: Unit, value: int, labour: Labour, quantity: str | None
) -> None:
    found = typical_quantity(code, unit, Bought(D(value), labour=labour), SCALE)
    assert found == (None if quantity is None else Quantity(D(quantity), unit))


@pytest.mark.parametrize(
    ("measures", "words", "is_short", "minutes"),
    [
        (0, [], False, 0),
        (1, [], True, 30),  # 20 to read, 10
        (1, [150], True, 60),  # and half an hour to write
        (3, [300], False, 170),  # 20 + 90 + 60
        (2, [250, 1], False, 135),  # 20 + 60 + 50.2, up to five
    ],
)
def test_the_minutes_of_a_bid_are_reading_measures_and_words(
    measures: int, words: list[int], is_short: bool, minutes: int
) -> None:
    assert minutes_of(measures, words, SCALE, is_short=is_short) == minutes


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (35, "about 35 minutes"),
        (85, "about 85 minutes"),
        (90, "about 1½ hours"),
        (120, "about 2 hours"),
        (170, "about 3 hours"),
    ],
)
def test_minutes_are_said_in_hours_from_one_and_a_half(minutes: int, said: str) -> None:
    assert in_hours(minutes) == said


@pytest.mark.parametrize(
    ("amount", "unit", "value", "said"),
    [
        ("8", Unit.PEOPLE, 4_000_000, "1 person for every £500,000.00 spent"),
        (
            "3",
            Unit.PEOPLE,
            1_000_000,
            "1 person for every £340,000.00 spent",
        ),  # 333,333 up: never more than asked
        ("0.5", Unit.FTE_YEARS, 60_000, "0.5 FTE-years for every £100,000 spent"),
        ("50000", Unit.POUNDS, 1_000_000, "£5,000.00 for every £100,000 spent"),
        ("90", Unit.PER_CENT, 1_000_000, ""),  # a share is a share, however much is spent
        ("5", Unit.PEOPLE, 0, ""),
    ],
)
def test_where_no_spend_is_guaranteed_it_is_so_much_for_so_much(
    amount: str, unit: Unit, value: int, said: str
) -> None:
    assert per_spend(Quantity(D(amount), unit), D(value)) == said


def test_the_scale_of_the_default_pack_suggests_at_most_six_and_is_marked_as_a_proposal() -> None:
    found = load_proportion(default_pack_path())
    assert max(size.measures for size in found.scale.sizes) == 6
    assert found.scale.sizes[1].from_inc_vat == D("29999.00")
    assert "adopt" in found.notice


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0, "A contract of this size need not ask for anything: welcome what is offered."),
        (29_999, "Contracts from £29,999.00 including VAT suit 1 measure."),
        (200_000, "Contracts from £200,000.00 including VAT suit 3 measures."),
    ],
)
def test_the_first_reason_is_the_size_in_words(value: int, says: str) -> None:
    assert suggest(Bought(D(value)), SCALE).reasons[0].text == says


def test_the_minutes_of_a_suggestion_count_its_measures_and_its_words() -> None:
    assert suggest(Bought(D(250_000), months=36), SCALE).minutes == 170  # 20 + 3 × 30 + 60
    assert suggest(Bought(D(0)), SCALE).minutes == 0


@pytest.mark.parametrize(
    ("per_million", "unit", "value", "quantity"),
    [
        ("100", Unit.HOURS, 1_000_000, "100"),
        ("100.9", Unit.HOURS, 1_000_000, "100"),
        ("99.9", Unit.HOURS, 1_000_000, "99"),
        ("10.9", Unit.HOURS, 1_000_000, "10"),
        ("9.9", Unit.HOURS, 1_000_000, "9.5"),
        ("10", Unit.HOURS, 1_000_000, "10"),
        ("9.9", Unit.PEOPLE, 1_000_000, "9"),
        ("1234", Unit.HOURS, 1_000_000, "1200"),
    ],
)
def test_a_quantity_keeps_two_digits_and_halves_below_ten(
    per_million: str, unit: Unit, value: int, quantity: str
) -> None:
    scale = Scale(SCALE.sizes, SCALE.effort, {"x": Typical(D(per_million), D(0))})
    found = typical_quantity("x", unit, Bought(D(value)), scale)
    assert found is not None and found.amount == D(quantity)


@pytest.mark.parametrize(
    ("amount", "unit", "value", "said"),
    [
        ("1", Unit.FTE_YEARS, 50_000, "1 FTE-year for every £50,000.00 spent"),
        ("1.5", Unit.FTE_YEARS, 60_000, "1 FTE-year for every £40,000.00 spent"),
        ("0", Unit.PEOPLE, 100, ""),
        ("0.5", Unit.FTE_YEARS, 10_000_000, ""),  # less than a half for £100,000: nothing that can be kept
        ("1", Unit.POUNDS, 100_000, "£1.00 for every £100,000 spent"),
        ("1", Unit.PEOPLE, 7, "1 person for every £7.00 spent"),
        ("1", Unit.PEOPLE, 123, "1 person for every £130.00 spent"),
    ],
)
def test_so_much_for_so_much_at_its_edges(amount: str, unit: Unit, value: int, said: str) -> None:
    assert per_spend(Quantity(D(amount), unit), D(value)) == said


def test_the_smallest_spend_and_a_single_person_still_say_how_much_for_how_much() -> None:
    assert per_spend(Quantity(Decimal(1), Unit.PEOPLE), Decimal(1)) == "1 person for every £1.00 spent"
    assert per_spend(Quantity(Decimal(1), Unit.PEOPLE), Decimal(0)) == ""
    assert per_spend(Quantity(Decimal(0), Unit.PEOPLE), Decimal(1)) == ""
