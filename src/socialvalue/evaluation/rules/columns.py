"""What each method makes of the amounts that bids give: the exact scores of one criterion.

Every method but bands is one formula, weight × min(amount, full) ÷ full: they differ in the amount that earns full
marks. Amounts and scores are whole numbers over one denominator for the whole column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Final

from socialvalue.tendering.rules import Criterion, Method

Ratio = tuple[int, int]
"""A numerator and its denominator, which is above 0."""

NO_LIMIT: Final[Ratio] = (0, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One criterion over all bids, in their order.

    A bid's amount is `amounts[i] / scale`, None where it is missing; its score is `numerators[i] / denominator`.
    `full / scale` earns the whole weight; 0 where no offer was made to a relative method, and for bands.
    """

    criterion: Criterion
    amounts: tuple[int | None, ...]
    scale: int
    full: int
    numerators: tuple[int, ...]
    denominator: int

    def score(self, position: int) -> Fraction:
        """The exact score of one bid."""
        return Fraction(self.numerators[position], self.denominator)

    def amount(self, whole: int) -> Fraction:
        """An amount of this column as it is."""
        return Fraction(whole, self.scale)


def column(criterion: Criterion, given: Sequence[Ratio | None]) -> Column:
    """The scores of one criterion. A missing amount scores 0."""
    limit = _limit(criterion)
    bands = [(band.starts_at.as_integer_ratio(), band.score.as_integer_ratio()) for band in criterion.bands]
    used_bands = bands if criterion.method is Method.BANDS else []
    scale = lcm(
        limit[1],
        *(amount[1] for amount in given if amount is not None),
        *(start[1] for start, _ in used_bands),
    )
    amounts = tuple(None if each is None else each[0] * (scale // each[1]) for each in given)
    if used_bands:
        return _banded(criterion, amounts, scale, used_bands)
    return linear(criterion, amounts, scale, limit[0] * (scale // limit[1]))


def linear(criterion: Criterion, amounts: tuple[int | None, ...], scale: int, limit: int) -> Column:
    """Weight × min(amount, full) ÷ full; `limit` is the target or the cap, 0 where there is none."""
    full = limit
    if criterion.method.is_relative:
        best = max((amount for amount in amounts if amount is not None), default=0)
        full = min(best, limit) if criterion.method.is_capped else best
    weight, part = criterion.weight.as_integer_ratio()
    if not full:  # nobody offers anything: 0 for all
        return Column(criterion, amounts, scale, 0, (0,) * len(amounts), 1)
    numerators = tuple(0 if amount is None else weight * min(amount, full) for amount in amounts)
    return Column(criterion, amounts, scale, full, numerators, part * full)


def _limit(criterion: Criterion) -> Ratio:
    """The published amount for full marks, or the cap of a relative method."""
    match criterion.method:
        case Method.CAPPED_RELATIVE:
            return _ratio(criterion.cap)
        case Method.TARGET_RATIO:
            return _ratio(criterion.target)
        case Method.QUALITATIVE:
            return _ratio(criterion.max_mark)
        case Method.POINTS:
            points, part = _ratio(criterion.full_points)
            each, share = _ratio(criterion.points_per_unit)
            return points * share, part * each
        case _:
            return NO_LIMIT


def _ratio(figure: Decimal | None) -> Ratio:
    return NO_LIMIT if figure is None else figure.as_integer_ratio()


def _banded(
    criterion: Criterion, amounts: tuple[int | None, ...], scale: int, bands: Sequence[tuple[Ratio, Ratio]]
) -> Column:
    """The score of the highest band that an amount reaches; 0 below the first."""
    denominator = lcm(*(score[1] for _, score in bands))
    steps = [
        (start[0] * (scale // start[1]), score[0] * (denominator // score[1]))
        for start, score in reversed(bands)
    ]
    numerators = tuple(
        0 if amount is None else next((score for start, score in steps if start <= amount), 0)
        for amount in amounts
    )
    return Column(criterion, amounts, scale, 0, numerators, denominator)
