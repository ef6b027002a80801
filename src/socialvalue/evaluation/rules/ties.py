"""Bids that read the same in the final order, and which key of the published rule separates them (rule 27, TEN-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Final

from socialvalue.evaluation.rules.award import Total, final_order, ranking_key
from socialvalue.evaluation.rules.scoring import Bid, Scored
from socialvalue.tendering.rules import TIE_BY_PRICE, Methodology, ShareOf

BY_POINT: Final = "price-per-point"
"""What separates bids whose price for each point is the same once it is rounded."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Bids with the same total. Where none is behind, nothing published separates those ahead: they share their rank.

    `figures` are those of `rule`, of the bids ahead and of those behind; `equal` names the keys that came before it.
    """

    rank: int  # of the bids ahead
    ahead: tuple[str, ...]
    total: Decimal
    price_per_point: Decimal | None  # where that is what is compared
    behind: tuple[str, ...] = ()
    rule: str = ""
    figures: tuple[Fraction, ...] = ()
    equal: tuple[str, ...] = ()


def ties(
    methodology: Methodology, bids: Sequence[Bid], scores: Sequence[Scored], other: Mapping[str, Decimal]
) -> tuple[Tie, ...]:
    """What separates bids that read the same, from the first rank on. Give fewer scores to compare only these."""
    prices = {each.supplier: each.price for each in bids}
    keys = {
        each.supplier: ranking_key(
            methodology, each, other.get(each.supplier, Decimal(0)), prices[each.supplier]
        )
        for each in scores
    }
    by_point = methodology.share_of is ShareOf.PRICE_PER_QUALITY_POINT
    names = (BY_POINT if by_point else "", *methodology.ties)
    found: list[Tie] = []
    for _, alike in groupby(final_order(methodology, bids, scores, other), key=_as_read):
        ranks = [list(each) for _, each in groupby(alike, key=lambda each: each.rank)]
        found += [_tie(each) for each in ranks if len(each) > 1]
        found += [_separated(ahead, behind, names, keys) for ahead, behind in pairwise(ranks)]
    return tuple(sorted(found, key=lambda each: each.rank))


def _as_read(each: Total) -> tuple[bool, Decimal]:
    """The figure by which a bid stands where it stands, as it is shown."""
    by_point = each.price_per_point
    return (False, each.total) if by_point is None else (True, by_point)


def _tie(alike: Sequence[Total]) -> Tie:
    first = alike[0]
    return Tie(first.rank, tuple(each.bid for each in alike), first.total, first.price_per_point)


def _separated(
    ahead: Sequence[Total],
    behind: Sequence[Total],
    names: Sequence[str],
    keys: Mapping[str, Sequence[Fraction]],
) -> Tie:
    pair = (keys[ahead[0].bid], keys[behind[0].bid])
    at = next(place for place, (higher, lower) in enumerate(zip(*pair, strict=True)) if higher != lower)
    first = ahead[0]
    return Tie(
        first.rank,
        tuple(each.bid for each in ahead),
        first.total,
        first.price_per_point,
        behind=tuple(each.bid for each in behind),
        rule=names[at],
        figures=tuple(_figure(names[at], key[at]) for key in pair),
        equal=tuple(names[1:at]),
    )


def _figure(rule: str, part: Fraction) -> Fraction:
    """What a part of the key was made from: a lower price is a higher key."""
    if rule == TIE_BY_PRICE:
        return -part
    return 1 / part if rule == BY_POINT and part else part
