"""Exact figures as whole numbers over a common denominator: rounded once, by a published rule, and written plainly.

Fractions would do the same, and take ten times as long: a score of ten bids has hundreds of them.
"""

from decimal import Decimal
from fractions import Fraction

from socialvalue.tendering.rules import Rounding, RoundingMode


def rounded(numerator: int, denominator: int, rounding: Rounding) -> Decimal:
    """The figure with the places of the rule. It is 0 or more."""
    whole, rest = divmod(numerator * 10**rounding.places, denominator)
    if rest and _carries(whole, 2 * rest - denominator, rounding.mode):
        whole += 1
    return Decimal(whole).scaleb(-rounding.places)


def _carries(whole: int, beyond_half: int, mode: RoundingMode) -> bool:
    """Whether a figure that lies between two goes to the higher one."""
    if mode in (RoundingMode.UP, RoundingMode.DOWN):
        return mode is RoundingMode.UP
    if beyond_half:
        return beyond_half > 0
    return mode is RoundingMode.HALF_UP or (mode is RoundingMode.HALF_EVEN and whole % 2 == 1)


def plain(value: Fraction | Decimal) -> str:
    """A figure of 0 or more for a sentence, with at most four places: "1,250", "0.0625"."""
    numerator, denominator = value.as_integer_ratio()
    text = f"{rounded(numerator, denominator, Rounding(4)):,f}"
    return text.rstrip("0").rstrip(".")
