"""How a measure's year comes together, exactly and as everyone may see it: pure rules."""

from dataclasses import replace
from decimal import Decimal

import pytest

from socialvalue.foundation.quantity import Unit
from socialvalue.reporting.rules import Amounts, AsPublished, Disclosure, Exact, MeasureYear, Published

pytestmark = [pytest.mark.clause("MEA-1"), pytest.mark.clause("DPA-1")]
D = Decimal
LIMITS = AsPublished(Disclosure(people_below=8, round_people_to=5))
THANET, SWALE = "E07000114", "E07000113"


def amounts(reported: int, verified: int) -> Amounts:
    return Amounts(D(reported), D(verified))


HOURS = MeasureYear(
    "CO-3.1", 1, "Volunteering", "CO", "CO-3", Unit.HOURS,
    {THANET: amounts(30, 20), SWALE: amounts(12, 12), "": amounts(9, 8)},
    contracts=2, committed=D(100), due=D(50),
)  # fmt: skip
PEOPLE = replace(HOURS, unit=Unit.PEOPLE, due=D(40))
POUNDS = replace(
    HOURS,
    unit=Unit.POUNDS,
    shares={
        THANET: {1: amounts(30, 20)},
        SWALE: {1: amounts(4, 4), 2: amounts(4, 4), 3: amounts(4, 4)},
        "": {2: amounts(9, 8)},
    },
)


def test_the_total_is_placed_and_unplaced_together() -> None:
    assert HOURS.total == amounts(51, 40)
    assert (HOURS.located(D(80)).placed, HOURS.located(D(80)).total) == (32, 40)


def test_exact_figures_are_as_they_are() -> None:
    found = Exact()(HOURS)
    assert (found.reported, found.verified) == (Published(D(51)), Published(D(40)))
    assert (found.at(THANET).amount, found.at("").amount, found.at("E07000105").amount) == (20, 8, 0)
    assert (found.due, found.committed, found.percentage, found.shows_due) == (50, 100, 80, True)


def test_what_an_organisation_gave_is_added_up_over_places() -> None:
    assert POUNDS.shares_of_all == {1: amounts(34, 24), 2: amounts(13, 12), 3: amounts(4, 4)}


def test_people_are_rounded_and_no_percentage_is_told_of_a_small_rounded_figure() -> None:
    found = LIMITS(PEOPLE)
    assert found.verified == Published(D(40), is_rounded=True) and found.percentage is None
    hundred = LIMITS(replace(PEOPLE, cells={THANET: amounts(100, 100)}))
    assert hundred.percentage == 250
    assert LIMITS(replace(PEOPLE, cells={THANET: amounts(99, 97)})).percentage is None  # 95 when rounded


def test_hours_are_published_with_their_percentage_and_people_in_hiding_without() -> None:
    assert LIMITS(HOURS).percentage == 80
    assert LIMITS(replace(PEOPLE, cells={THANET: amounts(3, 3)})).percentage is None


def test_of_jobs_the_only_small_place_takes_another_one_with_it() -> None:
    jobs = {THANET: amounts(1, 1), SWALE: amounts(9, 9), "": amounts(20, 20)}
    found = LIMITS(replace(HOURS, unit=Unit.FTE_YEARS, cells=jobs))
    assert found.verified == Published(D(30), is_rounded=True)
    assert found.at(THANET).is_hidden and found.at(SWALE).is_hidden and found.at("").amount == 20
    assert found.percentage is None and Exact()(replace(HOURS, unit=Unit.FTE_YEARS)).at(THANET).amount == 20


def test_pounds_are_judged_by_who_gave_them_everywhere_and_at_each_place() -> None:
    found = LIMITS(POUNDS)
    assert found.verified.amount == 40  # three organisations, the third a tenth of the largest or more
    assert found.at(THANET).is_hidden and found.at("").is_hidden
    alone = replace(POUNDS, shares={THANET: {1: amounts(40, 40)}}, cells={THANET: amounts(40, 40)})
    assert LIMITS(alone).verified.is_hidden and LIMITS(alone).reported.is_hidden


@pytest.mark.parametrize(("contracts", "told"), [(0, False), (1, False), (2, True), (3, True)])
def test_what_was_due_is_told_where_two_contracts_stand_behind_it(contracts: int, told: bool) -> None:
    found = LIMITS(replace(HOURS, contracts=contracts))
    assert found.shows_due is told
    assert found.reported.is_hidden is not told
    assert (found.percentage is not None) is told
