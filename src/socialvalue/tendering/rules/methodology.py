"""The published way of scoring, as data: criteria, weights, methods, rounding, the rule for ties (SCO-4, rule 20).

It is frozen at publication and shown to every bidder. What it makes of the bids is computed in evaluation.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from socialvalue.foundation.refusal import Refusal, shown

MOST_PLACES: Final = 10


class Method(StrEnum):
    """How a criterion turns what a bid gives into marks. Weight × min(amount, full) ÷ full, but for bands."""

    RELATIVE_TO_BEST = "relative-to-best"  # full marks at the best offer
    CAPPED_RELATIVE = "capped-relative"  # full marks at the best offer, or at the cap if that is less
    TARGET_RATIO = "target-ratio"  # full marks at the published target
    BANDS = "bands"  # the marks of the band in which the offer lies
    POINTS = "points"  # full marks at the published number of points
    QUALITATIVE = "qualitative"  # a mark by judgement, full marks at the highest mark

    @property
    def is_judged(self) -> bool:
        """Whether evaluators give a mark, instead of a figure being computed."""
        return self is Method.QUALITATIVE

    @property
    def is_relative(self) -> bool:
        """Whether the marks of one bid depend on what others offer."""
        return self in (Method.RELATIVE_TO_BEST, Method.CAPPED_RELATIVE)

    @property
    def is_capped(self) -> bool:
        """Whether a published cap bounds what counts."""
        return self is Method.CAPPED_RELATIVE


class Per(StrEnum):
    """What is compared: the quantity itself, or the quantity for each pound of the price."""

    BID = "bid"
    PRICE = "price"


class ShareOf(StrEnum):
    """What the weight of Social Value is a share of."""

    TOTAL = "total"
    QUALITY = "quality"
    PRICE_PER_QUALITY_POINT = "price-per-quality-point"


class RoundingMode(StrEnum):
    """What happens to a figure between two that can be shown."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    HALF_DOWN = "half-down"
    UP = "up"
    DOWN = "down"


TIE_BY_PRICE: Final = "lower-price"
TIE_BY_EXACT_TOTAL: Final = "exact-total"

USED: Final[dict[Method, tuple[str, ...]]] = {
    Method.RELATIVE_TO_BEST: (),
    Method.CAPPED_RELATIVE: ("cap",),
    Method.TARGET_RATIO: ("target",),
    Method.BANDS: ("bands",),
    Method.POINTS: ("points_per_unit", "full_points"),
    Method.QUALITATIVE: ("max_mark",),
}
"""The figures that each method needs; the others say nothing to it."""


@dataclass(frozen=True, slots=True)
class Band:
    """Offers from this amount on, up to the next band, get this score."""

    starts_at: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the total is rounded, and how criteria are shown."""

    places: int = 2
    mode: RoundingMode = RoundingMode.HALF_UP

    def __post_init__(self) -> None:
        if not 0 <= self.places <= MOST_PLACES:
            raise Refusal(
                "rounding-places", f"rounding: give from 0 to {MOST_PLACES} places", field="rounding"
            )


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `weight` is in points of the total; the figures that its method needs are above zero."""

    id: str
    weight: Decimal
    method: Method
    per: Per = Per.BID
    target: Decimal | None = None
    cap: Decimal | None = None
    bands: tuple[Band, ...] = ()
    points_per_unit: Decimal | None = None
    full_points: Decimal | None = None
    max_mark: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise Refusal("criterion-unnamed", "criteria: give each criterion an id", field="criteria")
        if self.weight <= 0:
            raise self.fault("weight", "give a weight above 0")
        for name in USED[self.method]:
            value = getattr(self, name)
            if not value:
                raise self.fault(name, f"{self.method} needs “{name}”, above 0")
            if name != "bands" and value <= 0:
                raise self.fault(name, f"“{name}” must be above 0")
        if self.method.is_judged and self.per is Per.PRICE:
            raise self.fault("per", "a mark by judgement is not divided by the price")
        if self.method is Method.BANDS:
            self._check_bands()

    def fault(self, field: str, remedy: str) -> Refusal:
        """The refusal for a fault of this criterion."""
        return Refusal("methodology-fault", f"criterion “{shown(self.id)}”: {remedy}", field=field)

    def _check_bands(self) -> None:
        for lower, higher in zip(self.bands, self.bands[1:], strict=False):
            if higher.starts_at <= lower.starts_at:
                raise self.fault("bands", "write the bands in ascending order, each “from” once")
            if higher.score < lower.score:
                raise self.fault("bands", "a higher band must not score less than the one below it")
        if self.bands[0].starts_at < 0 or self.bands[0].score < 0:
            raise self.fault("bands", "“from” and “score” must be 0 or more")
        if self.bands[-1].score > self.weight:
            raise self.fault("bands", f"no band can score more than the weight of {self.weight:f}")

    @property
    def unused(self) -> tuple[str, ...]:
        """Figures that were given although the method does not use them."""
        names = {name for used in USED.values() for name in used} - set(USED[self.method])
        return tuple(sorted(name for name in names if getattr(self, name)))


@dataclass(frozen=True, slots=True)
class Methodology:
    """All that is needed to score the bids of a lot, and nothing that could be decided later.

    `ties` names, in order, what separates bids with the same total: `lower-price`, `exact-total` (the total
    before it was rounded) or the id of a criterion. Without it such bids share their rank.
    """

    weight_percent: Decimal
    criteria: tuple[Criterion, ...]
    share_of: ShareOf = ShareOf.TOTAL
    rounding: Rounding = Rounding()
    ties: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.weight_percent <= 100:
            raise Refusal(
                "weight-outside",
                "weight_percent: give a figure above 0 and up to 100",
                field="weight_percent",
            )
        ids = Counter(criterion.id for criterion in self.criteria)
        if not ids:
            raise Refusal("no-criteria", "criteria: give at least one criterion", field="criteria")
        twice = next((name for name, times in ids.items() if times > 1), None)
        if twice is not None:
            raise Refusal("criterion-twice", f"criteria: “{shown(twice)}” stands twice", field="criteria")
        weights = sum(Fraction(criterion.weight) for criterion in self.criteria)
        if weights != self.weight_percent:
            raise Refusal(
                "weights-do-not-add-up",
                f"The weights of the criteria add up to {float(weights):.10g}, and weight_percent is "
                f"{self.weight_percent:f}: make them the same",
                clause="SCO-4",
                field="weight_percent",
            )
        for rule in self.ties:
            if rule not in {TIE_BY_PRICE, TIE_BY_EXACT_TOTAL, *ids}:
                raise Refusal(
                    "tie-rule-unknown",
                    f"ties: “{shown(rule)}” is not {TIE_BY_PRICE}, {TIE_BY_EXACT_TOTAL} or the id of a criterion",
                    field="ties",
                )

    @property
    def judged_weight(self) -> Decimal:
        """The points that are given by judgement: the qualitative part."""
        return sum((each.weight for each in self.criteria if each.method.is_judged), Decimal(0))

    @property
    def needs_price(self) -> bool:
        """Whether a bid cannot be scored, or a tie not be settled, without its price."""
        return TIE_BY_PRICE in self.ties or any(each.per is Per.PRICE for each in self.criteria)
