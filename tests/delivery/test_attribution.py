"""Who may claim a delivery: shares never above the whole, over all parties and contracts (ruling 31, rule 31)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.delivery.rules.attribution import WHOLE, Claim, divide, left
from socialvalue.foundation.refusal import Refusal


@pytest.mark.rule(31)
def test_two_contracts_may_have_half_each() -> None:
    assert left([Claim("CT-1", "Sam", 5000), Claim("CT-2", "Sam", 5000)]) == 0
    assert left([Claim("CT-1", "Sam", 2500)]) == 7500
    assert left([]) == WHOLE


@pytest.mark.rule(31)
@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ([("CT-1", "lead", 10_000), ("CT-1", "subcontractor", 1)], "add up to 100.01%"),
        ([("CT-1", "Sam", 6000), ("CT-2", "Sam", 5000)], "add up to 110%"),
        ([("CT-1", "Sam", 2000), ("CT-1", "Sam", 2000)], "once in a contract"),
    ],
)
def test_no_unit_is_claimed_twice(claims: list[tuple[str, str, int]], says: str) -> None:
    with pytest.raises(Refusal, match=says):
        left([Claim(*each) for each in claims])


@pytest.mark.parametrize("share", [0, -1, 10_001])
def test_a_share_lies_above_nothing_and_at_most_at_the_whole(share: int) -> None:
    with pytest.raises(Refusal, match="more than 0%"):
        Claim("CT-1", "Sam", share)


def test_thirds_add_up_and_the_odd_part_goes_where_most_was_lost() -> None:
    claims = [Claim("CT-1", "A", 3333), Claim("CT-1", "B", 3333), Claim("CT-1", "C", 3334)]
    assert divide(Decimal("0.0001"), claims) == (0, 0, Decimal("0.0001"))
    assert divide(Decimal("1.0000"), claims) == (Decimal("0.3333"), Decimal("0.3333"), Decimal("0.3334"))
    assert divide(Decimal(10), claims[:1]) == (Decimal("3.333"),)


@pytest.mark.rule(31)
@given(st.lists(st.integers(1, 4000), max_size=6), st.integers(0, 10**9))
def test_parts_never_exceed_the_quantity_and_the_whole_is_divided_whole(
    shares: list[int], amount: int
) -> None:
    quantity = Decimal(amount).scaleb(-4)
    claims = [Claim("CT-1", str(place), share) for place, share in enumerate(shares)]
    if sum(shares) > WHOLE:
        with pytest.raises(Refusal):
            divide(quantity, claims)
        return
    parts = divide(quantity, [*claims, Claim("CT-2", "rest", free)] if (free := left(claims)) else claims)
    assert sum(parts) == quantity
    assert all(0 <= each <= quantity for each in parts)
    assert sum(divide(quantity, claims)) <= quantity
