"""When a published figure stands out from the county's: never a survey, never what was not published (PRI-2)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from socialvalue.places.rules import (
    Comparison,
    Figure,
    Standing,
    Worse,
    compare,
    in_brief,
    in_words,
    stand_out,
    usual_distance,
)

pytestmark = pytest.mark.clause("PRI-2")
COUNTY = Figure(Decimal("3.3"))
TIMES = Decimal("1.5")


def figures(*values: str) -> list[Figure]:
    return [Figure(Decimal(value)) for value in values]


def stands(value: str | None, **given: object) -> Comparison:
    here = given.pop("here", Figure(None if value is None else Decimal(value)))
    plain = {
        "county": COUNTY,
        "usual": Decimal("0.4"),
        "worse": Worse.HIGHER,
        "is_survey": False,
        "times": TIMES,
    }
    return compare(here, **(plain | given))  # type: ignore[arg-type]


def test_the_usual_distance_is_that_of_the_middle_district() -> None:
    assert usual_distance(COUNTY, figures("3.0", "3.2", "3.0", "3.4", "4.3")) == Decimal("0.3")


def test_what_was_not_published_is_no_distance() -> None:
    assert usual_distance(COUNTY, [*figures("3.0", "3.2", "3.0", "3.4", "4.3"), Figure(None)]) == Decimal(
        "0.3"
    )


@pytest.mark.parametrize("county", [None, Figure(None)])
def test_without_a_county_figure_nothing_is_usual(county: Figure | None) -> None:
    assert usual_distance(county, figures("1", "2", "3", "4", "5")) is None


@pytest.mark.parametrize(("number", "known"), [(4, False), (5, True)])
def test_of_fewer_than_five_places_nobody_can_say_what_is_usual(number: int, known: bool) -> None:
    assert (usual_distance(COUNTY, figures(*["4.0"] * number)) is not None) is known


@pytest.mark.parametrize(
    ("value", "worse", "standing"),
    [
        ("3.90", Worse.HIGHER, Standing.STANDS_OUT),  # 0.6 off is 1.5 times 0.4: exactly enough
        ("3.89", Worse.HIGHER, Standing.USUAL),
        ("2.0", Worse.HIGHER, Standing.USUAL),  # far off, on the better side
        ("2.70", Worse.LOWER, Standing.STANDS_OUT),
        ("2.71", Worse.LOWER, Standing.USUAL),
        ("9.9", Worse.NEITHER, Standing.NOT_JUDGED),
    ],
)
def test_it_stands_out_at_so_many_usual_distances_on_the_worse_side(
    value: str, worse: Worse, standing: Standing
) -> None:
    assert stands(value, worse=worse).standing is standing


def test_a_survey_is_never_judged_however_far_it_is() -> None:
    assert stands("99", is_survey=True) == Comparison(Standing.SURVEY)


@pytest.mark.parametrize(("lower", "standing"), [("3.3", Standing.NOT_APART), ("3.4", Standing.STANDS_OUT)])
def test_a_figure_whose_interval_holds_the_countys_is_not_apart(lower: str, standing: Standing) -> None:
    here = Figure(Decimal("4.5"), Decimal(lower), Decimal("5.6"))
    assert stands(None, here=here).standing is standing


def test_what_was_not_published_is_missing_not_nought() -> None:
    assert stands(None) == Comparison(Standing.MISSING)
    assert in_words(None, 1, "per cent of people") == "Not published"


@pytest.mark.parametrize("given", [{"county": None}, {"usual": None}, {"usual": Decimal(0)}])
def test_without_something_to_compare_with_it_is_not_compared(given: dict[str, object]) -> None:
    assert stands("9.9", **given) == Comparison(Standing.NOT_COMPARED)


def test_the_few_that_stand_out_come_furthest_first_and_at_most_so_many() -> None:
    out = {f"f{n}": Comparison(Standing.STANDS_OUT, Decimal(times)) for n, times in enumerate((2, 4, 3, 4))}
    known = out | {"survey": Comparison(Standing.SURVEY), "usual": Comparison(Standing.USUAL, Decimal(1))}
    assert stand_out(known, 3) == ("f1", "f3", "f2")


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "words", "brief"),
    [
        ("5.2", 1, "per cent of people", "5.2% of people", "5.2%"),
        ("655.9", 2, "pounds a week", "£655.90 a week", "£655.90"),
        ("16", 0, "rank among 296 districts", "16 of 296 districts", "16"),
        ("26218", 0, "pounds a year", "£26,218 a year", "£26,218"),
        ("79.84", 2, "years", "79.84 years", "79.84"),
    ],
)
def test_a_figure_is_said_with_its_unit(value: str, decimals: int, unit: str, words: str, brief: str) -> None:
    assert in_words(Decimal(value), decimals, unit) == words
    assert in_brief(Decimal(value), decimals, unit) == brief
