"""Who may be awarded a lot, with which reasons, and when the contract may be signed (rules 26 to 29)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from socialvalue.evaluation.rules.scoring import Bid, Scored
from socialvalue.foundation.calendar import BankHolidays, Standstill, standstill
from socialvalue.foundation.reasons import SHORTEST_REASON, length
from socialvalue.foundation.refusal import Refusal
from socialvalue.tendering.rules import TIE_BY_EXACT_TOTAL, TIE_BY_PRICE, Methodology, ShareOf

WHOLE: Final = Decimal(100)
PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Total:
    """A bid in the final order: points for Social Value, for the other parts, both together."""

    bid: str
    social: Decimal
    other: Decimal
    total: Decimal
    rank: int
    price: Decimal | None
    price_per_point: Decimal | None = None  # £, rounded to be shown; only where that is the published rule


def other_points(methodology: Methodology) -> Decimal:
    """The points of price and other quality together: what Social Value leaves of a hundred (ruling 21)."""
    return WHOLE - methodology.weight_percent


def check_other(methodology: Methodology, bids: Collection[str], other: Mapping[str, Decimal]) -> None:
    """Refuse totals of the other parts that are missing, of no scored bid, or outside what is left."""
    most = other_points(methodology)
    if set(other) != set(bids):
        raise Refusal("other-points-incomplete", "Enter the points of every bid.", field="points")
    for points in other.values():
        if not points.is_finite() or not 0 <= points <= most or points != points.quantize(PLACES):
            raise Refusal(
                "other-points-outside",
                f"Enter points from 0 to {most.normalize():f}, with at most four decimal places.",
                field="points",
            )


def final_order(
    methodology: Methodology, bids: Sequence[Bid], scores: Sequence[Scored], other: Mapping[str, Decimal]
) -> tuple[Total, ...]:
    """Every bid with its total and rank, the first one first; bids that nothing published separates share a rank.

    Points are added up. Where price is compared for each quality point, the lowest price for a point is first.
    """
    prices = {each.supplier: each.price for each in bids}
    keys = {
        each.supplier: ranking_key(
            methodology, each, other.get(each.supplier, Decimal(0)), prices[each.supplier]
        )
        for each in scores
    }
    in_order = sorted(keys.values(), reverse=True)
    found = [
        _total(methodology, each, other.get(each.supplier, Decimal(0)), prices[each.supplier],
               in_order.index(keys[each.supplier]) + 1)
        for each in scores
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.rank, each.bid)))


def _total(
    methodology: Methodology, scored: Scored, other: Decimal, price: Decimal | None, rank: int
) -> Total:
    points = scored.total + other
    by_point = methodology.share_of is ShareOf.PRICE_PER_QUALITY_POINT and price is not None and points > 0
    per_point = (price / points).quantize(Decimal("0.01")) if by_point and price is not None else None
    return Total(scored.supplier, scored.total, other, points, rank, price, per_point)


def ranking_key(
    methodology: Methodology, scored: Scored, other: Decimal, price: Decimal | None
) -> tuple[Fraction, ...]:
    """What a bid is ranked by, more is better: as published, then the published rule for ties."""
    points, paid = Fraction(scored.total + other), Fraction(price or 0)
    per_point = methodology.share_of is ShareOf.PRICE_PER_QUALITY_POINT
    key = [points / paid if per_point and paid else points]
    for rule in methodology.ties:
        if rule == TIE_BY_PRICE:
            key.append(-paid)
        elif rule == TIE_BY_EXACT_TOTAL:
            key.append(scored.exact_total + Fraction(other))
        else:
            key.append(Fraction(scored.criteria[rule]))
    return tuple(key)


def check_winner(order: Sequence[Total], chosen: str) -> None:
    """Refuse a winner who is not first, and a first rank that nothing published gives to one bid alone."""
    first = [each.bid for each in order if each.rank == 1]
    if len(first) > 1:
        raise Refusal(
            "first-rank-shared",
            f"{', '.join(first[:-1])} and {first[-1]} share the first rank and no published rule separates them: "
            "do not choose between them, ask Legal whether this lot has to be tendered again.",
            clause="SCO-4",
            status=409,
        )
    if [chosen] != first:
        raise Refusal(
            "not-the-first",
            "Only the bid that is first by the published method can be awarded the lot.",
            clause="SCO-4",
            status=409,
        )


def check_reasons(wanted: Collection[tuple[str, str]], reasons: Mapping[tuple[str, str], str]) -> None:
    """Refuse an award without a reason for every criterion of every bid (rule 27, regulation 31)."""
    missing = [each for each in sorted(wanted) if length(reasons.get(each, "")) < SHORTEST_REASON]
    if missing:
        bid, criterion = missing[0]
        raise Refusal(
            "reasons-missing",
            f"Give a reason for every criterion of every bid: “{criterion}” of {bid} has none.",
            clause="TEN-2",
            status=409,
        )


def reason_of_a_quantity(*, offered: str | None, target: str, points: str, most: str) -> str:
    """Why an offer got its points: computed by the published rule from the bid itself."""
    if offered is None:
        return f"This was left unanswered, so it scores 0 of {most} points, as published. The target was {target}."
    return f"The bid offers {offered}; the published target was {target}. That is {points} of {most} points."


def needs_standstill(kind: str, band: str) -> bool:
    """Whether the Act asks for a pause: above threshold, but for light touch (s.51, rule 29). In doubt it does."""
    return not kind.startswith("light-touch") and band not in ("encouraged", "voluntary")


def pause(notice_on: date, kind: str, band: str, holidays: BankHolidays) -> Standstill | None:
    """Eight working days counting the day of the award notice; none where the Act asks for none."""
    return standstill(notice_on, holidays) if needs_standstill(kind, band) else None
