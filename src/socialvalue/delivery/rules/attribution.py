"""Who may claim a delivery, in basis points: never more than the whole, over all parties and contracts (ruling 31).

A claim is one party's share of one delivery under one contract. A lead and a subcontractor, or two contracts of one
supplier, may divide it (half and half), but no unit is claimed twice (rule 31).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from socialvalue.foundation.quantity import TEN_THOUSANDTH
from socialvalue.foundation.refusal import Refusal

WHOLE = 10_000
"""Basis points of all of it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A share of a delivery, for a party, under a contract."""

    contract: str
    party: str
    basis_points: int

    def __post_init__(self) -> None:
        if not 0 < self.basis_points <= WHOLE:
            raise Refusal("claim-outside", "A share is more than 0% and at most 100%", field="share")


def left(claims: Sequence[Claim]) -> int:
    """The basis points that are still free. Refuses claims of more than the whole, and a party twice in a contract."""
    if len({(claim.contract, claim.party) for claim in claims}) != len(claims):
        raise Refusal(
            "claimed-twice", "A party claims a delivery once in a contract: give one share", field="share"
        )
    taken = sum(claim.basis_points for claim in claims)
    if taken > WHOLE:
        raise Refusal(
            "claimed-too-much",
            f"The shares of this delivery add up to {Decimal(taken) / 100:f}%: no unit can be claimed twice",
            field="share",
        )
    return WHOLE - taken


def divide(quantity: Decimal, claims: Sequence[Claim]) -> tuple[Decimal, ...]:
    """Each claim's part of a quantity, to four places, in the order given. Parts of the whole add up to the quantity.

    What rounding down leaves over goes, a ten-thousandth each, to the claims that lost most; of equals the first.
    """
    left(claims)
    units = int(quantity / TEN_THOUSANDTH)
    exact = [divmod(units * claim.basis_points, WHOLE) for claim in claims]
    over = units * sum(claim.basis_points for claim in claims) // WHOLE - sum(whole for whole, _ in exact)
    favoured = sorted(range(len(claims)), key=lambda place: -exact[place][1])[:over]
    return tuple((whole + (place in favoured)) * TEN_THOUSANDTH for place, (whole, _) in enumerate(exact))
