"""What the public may see of a figure: the NHS rule for people, the survey's rule for pounds, nothing to take away."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from socialvalue.foundation.quantity import UnitKind
from socialvalue.reporting.rules import (
    HIDDEN,
    Disclosure,
    Located,
    Published,
    hide_what_could_be_derived,
    percentage,
    points_at_someone,
    published,
)

pytestmark = [pytest.mark.clause("DPA-1"), pytest.mark.rule(40)]
LIMITS = Disclosure(people_below=8, round_people_to=5)


def shares(*pounds: int) -> list[Decimal]:
    return [Decimal(each) for each in pounds]


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1002, 1000)],
)
def test_one_to_seven_people_are_hidden_and_others_rounded_to_the_nearest_five(
    people: int, shown: int | None
) -> None:
    found = published(Decimal(people), UnitKind.PEOPLE, LIMITS)
    assert found.amount == (None if shown is None else Decimal(shown))


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ("0", 0),
        ("0.5", None),
        ("1", None),
        ("7.9", None),
        ("8", 10),
        ("12.4", 10),
        ("12.5", 15),
        ("103", 105),
    ],
)
def test_fte_years_of_jobs_are_hidden_and_rounded_as_people_are(years: str, shown: int | None) -> None:
    found = published(Decimal(years), UnitKind.EMPLOYMENT, LIMITS)
    assert found.amount == (None if shown is None else Decimal(shown))


def test_hours_say_nothing_of_a_person_and_are_shown_as_they_are() -> None:
    assert published(Decimal("3.5"), UnitKind.TIME, LIMITS) == Published(Decimal("3.5"))


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ((), True),
        ((100,), True),
        ((100, 100), True),
        ((100, 50, 10), False),  # the third is a tenth of the largest
        ((100, 50, 9), True),
        ((100, 100, 5, 5), False),
        ((100, 50, 10, 0, 0), False),
        ((100, 50, 0, 0, 0), True),
    ],
)
def test_pounds_are_hidden_where_one_business_could_work_out_another(
    parts: tuple[int, ...], hidden: bool
) -> None:
    assert points_at_someone(shares(*parts)) is hidden
    found = published(Decimal(sum(parts) or 1), UnitKind.MONEY, LIMITS, shares(*parts))
    assert found.is_hidden is hidden


def test_a_single_hidden_place_takes_the_smallest_other_one_with_it() -> None:
    amounts = {"A": Decimal(3), "B": Decimal(40), "C": Decimal(25), "D": Decimal(0)}
    cells = {place: published(amount, UnitKind.PEOPLE, LIMITS) for place, amount in amounts.items()}
    found = hide_what_could_be_derived(cells, amounts)
    assert [place for place, cell in found.items() if cell.is_hidden] == ["A", "C"]
    assert found["D"] == Published(Decimal(0))


def pounds(shares: dict[str, dict[int, Decimal]]) -> list[str]:
    """The places that are hidden of these contributions, by place and organisation."""
    amounts = {place: sum(of.values(), Decimal(0)) for place, of in shares.items()}
    cells = {
        place: published(amounts[place], UnitKind.MONEY, LIMITS, of.values()) for place, of in shares.items()
    }
    found = hide_what_could_be_derived(cells, amounts, shares)
    return [place for place, cell in found.items() if cell.is_hidden]


EVEN = {2: Decimal(400), 3: Decimal(400), 4: Decimal(400)}


def test_two_places_of_one_business_are_not_found_by_taking_the_others_from_the_total() -> None:
    alone = {"A": {1: Decimal(1000)}, "B": {1: Decimal(500)}}
    more = {organisation: share * 2 for organisation, share in EVEN.items()}
    assert pounds(alone | {"C": EVEN, "D": more}) == ["A", "B", "C"]


def test_hidden_pounds_of_many_businesses_hide_no_more() -> None:
    alone = {"A": {1: Decimal(500)}, "B": {5: Decimal(400)}, "E": {6: Decimal(300)}}
    assert pounds(alone | {"C": EVEN}) == ["A", "B", "E"]


@given(some.dictionaries(some.sampled_from("ABCDEFGH"), some.integers(0, 60).map(Decimal)))
def test_a_hidden_place_never_stands_alone_beside_others(amounts: dict[str, Decimal]) -> None:
    cells = {place: published(amount, UnitKind.PEOPLE, LIMITS) for place, amount in amounts.items()}
    found = hide_what_could_be_derived(cells, amounts)
    hidden = sum(cell.is_hidden for cell in found.values())
    others = sum(1 for place, cell in found.items() if not cell.is_hidden and amounts[place])
    assert hidden != 1 or others == 0
    assert all(found[place] == HIDDEN for place, cell in cells.items() if cell.is_hidden)


@pytest.mark.clause("MEA-5")
@pytest.mark.parametrize(
    ("placed", "total", "share", "enough"),
    [(0, 0, None, False), (8, 10, 80, True), (799, 1000, 79, False), (10, 10, 100, True)],
)
def test_a_breakdown_by_place_needs_the_share_that_the_council_set(
    placed: int, total: int, share: int | None, enough: bool
) -> None:
    found = Located(Decimal(placed), Decimal(total), Decimal(80))
    assert found.share == share and found.is_enough is enough


def test_the_only_percentage_is_verified_of_due_rounded_down() -> None:
    assert percentage(Decimal(2), Decimal(3)) == 66
    assert percentage(Decimal(5), Decimal(4)) == 125
    assert percentage(Decimal(5), Decimal(0)) is None
