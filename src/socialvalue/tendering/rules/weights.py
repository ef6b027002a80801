"""Weights that add up, and the shares of them that the policy looks at: of the total, and of quality (rulings 4).

Under Price per Quality Point the price has no weight: bids are compared by price ÷ points, and every point is a
point of quality. Both shares are then the same, as PPN 002 reads it ("10% of the non-price criteria").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from socialvalue.foundation.refusal import Refusal, shown
from socialvalue.tendering.rules.methodology import Methodology, ShareOf

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what bids are judged on. `weight` is in per cent of the total; its parts add up to it."""

    name: str
    weight: Decimal
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the weights as they add up: how deep it stands, and its exact shares in per cent."""

    depth: int
    name: str
    of_total: Fraction
    of_parent: Fraction


def weights_as_they_add_up(parts: tuple[Part, ...], whole: Decimal = WHOLE) -> tuple[Line, ...]:
    """Every part under the one it belongs to. Refuses parts that do not add up, with the difference."""
    return tuple(_lines(Part("the total", whole, parts), 0))


def _lines(parent: Part, depth: int) -> Iterator[Line]:
    together = sum((Fraction(part.weight) for part in parent.parts), Fraction(0))
    difference = Fraction(parent.weight) - together
    if parent.parts and difference:
        less = "too little" if difference > 0 else "too much"
        raise Refusal(
            "weights-do-not-add-up",
            f"The parts of {shown(parent.name)} add up to {percent(together)}, and it weighs "
            f"{percent(parent.weight)}: {percent(abs(difference))} {less}",
            clause="SCO-4",
            field="weights",
        )
    for part in parent.parts:
        if part.weight <= 0:
            raise Refusal(
                "weight-not-above-zero", f"{shown(part.name)}: give a weight above 0", field="weights"
            )
        of_parent = Fraction(part.weight) * 100 / Fraction(parent.weight)
        yield Line(depth, part.name, Fraction(part.weight), of_parent)
        yield from _lines(part, depth + 1)


@dataclass(frozen=True, slots=True)
class Weighting:
    """What Social Value weighs in a tender, in per cent of `share_of`.

    `judged` is the part marked by judgement, `social_value` that part and the computed one. `price` and `quality`
    are in per cent of the total and quality includes Social Value; under Price per Quality Point price is 0.
    """

    social_value: Decimal
    judged: Decimal
    quality: Decimal
    share_of: ShareOf = ShareOf.TOTAL

    def __post_init__(self) -> None:
        if not 0 <= self.judged <= self.social_value <= WHOLE:
            raise Refusal(
                "weight-outside",
                "Give a judged part from 0 up to the weight of Social Value, and that up to 100",
                field="social_value",
            )
        if not 0 < self.quality <= WHOLE:
            raise Refusal("quality-outside", "Give a weight of quality above 0, up to 100", field="quality")
        if self.share_of is ShareOf.TOTAL and self.social_value > self.quality:
            raise Refusal(
                "weight-outside",
                "Social Value cannot weigh more than the quality it is part of",
                field="quality",
            )

    @property
    def price(self) -> Decimal:
        """What the price weighs, in per cent of the total."""
        return Decimal(0) if self.share_of is ShareOf.PRICE_PER_QUALITY_POINT else WHOLE - self.quality

    def shares(self) -> "Shares":
        """Both shares of both parts, exactly."""
        quality = Fraction(WHOLE - self.price) / 100
        given = Fraction(self.social_value), Fraction(self.judged)
        if self.share_of is ShareOf.TOTAL:
            return Shares(*given, given[0] / quality, given[1] / quality)
        return Shares(given[0] * quality, given[1] * quality, *given)


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares in per cent, exact: of the whole Social Value part and of its judged part."""

    social_value_of_total: Fraction
    judged_of_total: Fraction
    social_value_of_quality: Fraction
    judged_of_quality: Fraction

    def sentence(self) -> str:
        """Both bases in one sentence, as they are always shown."""
        return (
            f"Social Value is {percent(self.social_value_of_total)} of the total "
            f"({percent(self.social_value_of_quality)} of quality); its judged part is "
            f"{percent(self.judged_of_total)} of the total ({percent(self.judged_of_quality)} of quality)."
        )


def weighting_of(methodology: Methodology, quality: Decimal) -> Weighting:
    """The weighting of a methodology in a tender where quality, with Social Value, weighs so much of the total."""
    return Weighting(methodology.weight_percent, methodology.judged_weight, quality, methodology.share_of)


def percent(share: Fraction | Decimal) -> str:
    """A share for a sentence, with at most two places and never rounded up to a minimum: "6%", "16.66%"."""
    hundredths = int(Fraction(share) * 100)
    return f"{Decimal(hundredths).scaleb(-2):f}".rstrip("0").rstrip(".") + "%"
