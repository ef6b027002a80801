"""Reported and verified of pounds stand side by side: nothing that follows from what is shown points at someone."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from socialvalue.foundation.quantity import Unit
from socialvalue.reporting.rules import (
    Amounts,
    AsPublished,
    Disclosure,
    Figure,
    MeasureYear,
    points_at_someone,
)

pytestmark = [pytest.mark.clause("DPA-1"), pytest.mark.rule(40)]
LIMITS = AsPublished(Disclosure(people_below=8, round_people_to=5))
Shares = dict[str, dict[int, Amounts]]
EVEN = {1: (400, 400), 2: (400, 400), 3: (400, 400)}


def year_of(shares: Shares) -> MeasureYear:
    cells = {place: sum(of.values(), Amounts()) for place, of in shares.items()}
    return MeasureYear("EC-1.1", 1, "Spend", "EC", "EC-1", Unit.POUNDS, cells, shares, contracts=9)


def shown(of: dict[int, tuple[int, int]]) -> tuple[Decimal | None, Decimal | None]:
    """Reported and verified as published, of each organisation's own."""
    shares = {"": {each: Amounts(Decimal(r), Decimal(v)) for each, (r, v) in of.items()}}
    figure = LIMITS(year_of(shares))
    return figure.reported.amount, figure.verified.amount


@pytest.mark.parametrize("waiting", [{1: (700, 400)}, {1: (700, 400), 2: (600, 400)}])
def test_what_one_or_two_wait_for_is_not_found_by_taking_verified_from_reported(
    waiting: dict[int, tuple[int, int]],
) -> None:
    assert shown(EVEN | waiting) == (None, 1200)


def test_reported_is_told_where_nothing_or_enough_lies_between() -> None:
    assert shown(EVEN) == (1200, 1200)
    assert shown({each: (500, 400) for each in EVEN}) == (1500, 1200)


def test_reported_is_judged_by_what_each_reported() -> None:
    assert shown({1: (99_000, 400), 2: (500, 400), 3: (500, 400)}) == (None, 1200)
    assert shown({1: (500, 400), 2: (500, 400), 3: (500, 0)}) == (1500, None)


def amounts() -> some.SearchStrategy[Amounts]:
    verified = some.integers(0, 40).map(Decimal)
    return some.builds(lambda v, more: Amounts(v + more, v), verified, some.integers(0, 20).map(Decimal))


def followed(figure: Figure, shares: Shares) -> Iterator[dict[int, Decimal]]:
    """Every amount that adding and taking away gives of what is shown, as each organisation's part of it."""
    everyone = year_of(shares).shares_of_all
    told = [each.code for each in figure.places if not each.verified.is_hidden]
    for places in chain.from_iterable(combinations(told, size) for size in range(len(told) + 1)):
        less = {one: sum(shares[at][one].verified for at in places if one in shares[at]) for one in everyone}
        yield {one: Decimal(amount) for one, amount in less.items()}
        if not figure.verified.is_hidden:
            yield {one: share.verified - less[one] for one, share in everyone.items()}
        if not figure.reported.is_hidden:
            yield {one: share.reported - less[one] for one, share in everyone.items()}
    if not figure.verified.is_hidden and not figure.reported.is_hidden:
        yield {one: share.not_verified for one, share in everyone.items()}


@given(some.dictionaries(some.sampled_from("ABC"), some.dictionaries(some.integers(1, 5), amounts())))
def test_nothing_that_follows_from_what_is_shown_points_at_someone(shares: Shares) -> None:
    for parts in followed(LIMITS(year_of(shares)), shares):
        assert not any(parts.values()) or not points_at_someone(parts.values()), parts
