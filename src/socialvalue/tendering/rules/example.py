"""The worked example that bidders read: what a criterion gives for half of what is asked, all of it, and twice."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from socialvalue.tendering.rules.methodology import Criterion, Method, Methodology

SHARES: Final = (Fraction(0), Fraction(1, 2), Fraction(1), Fraction(2))


@dataclass(frozen=True, slots=True)
class Example:
    """One line: an offer or a mark, and the exact points it earns."""

    criterion: str
    given: Fraction
    points: Fraction


def worked_example(methodology: Methodology) -> tuple[Example, ...]:
    """Lines for every criterion whose points depend on nobody else's bid: a target, or a mark by judgement."""
    return tuple(
        Example(each.id, given, points_for(each, given))
        for each in methodology.criteria
        for given in _givens(each)
    )


def _givens(criterion: Criterion) -> tuple[Fraction, ...]:
    full = _full(criterion)
    shares = SHARES[:-1] if criterion.method.is_judged else SHARES
    return () if full is None else tuple(full * share for share in shares)


def _full(criterion: Criterion) -> Fraction | None:
    """What earns the whole weight; None where the method is of another kind."""
    full = {Method.TARGET_RATIO: criterion.target, Method.QUALITATIVE: criterion.max_mark}.get(
        criterion.method
    )
    return None if full is None else Fraction(full)


def points_for(criterion: Criterion, given: Fraction) -> Fraction:
    """Weight × min(given, full) ÷ full, exactly."""
    full = _full(criterion)
    if full is None:
        raise ValueError(f"{criterion.method} depends on the other bids")
    return Fraction(criterion.weight) * min(given, full) / full


def shown(figure: Fraction | Decimal) -> str:
    """A figure for the example: at most two places, noughts dropped."""
    hundredths = round(Fraction(figure) * 100)
    text = f"{Decimal(hundredths).scaleb(-2):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_quantity(given: Fraction) -> Decimal:
    """An amount of the example with the four places that a quantity has."""
    return Decimal(round(given * 10_000)).scaleb(-4)
