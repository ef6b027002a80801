"""The roll-up under the figures: commitment × quarter × place, by the day of delivery (ruling 37).

What has no place stays unplaced, and a wide place ("the whole county") is a place of its own: nothing is spread. So
places and unplaced add up to the ledger's figures, commitment by commitment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.delivery.rules.ledger import Commitment, Moment
from socialvalue.delivery.rules.profiles import ZERO
from socialvalue.foundation.calendar import FinancialYear


def _quarters(day: date) -> int:
    """Quarters from April of the year 0 to a day: as an integer, because a roll-up asks millions of times."""
    return day.year * 4 + (day.month - 4) // 3


def first_day_of_quarter(day: date) -> date:
    """The first day of the quarter that contains a day; quarters of the financial year are those of the calendar."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year: 1 is April to June, 4 is January to March."""

    year: FinancialYear
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter that contains a day."""
        return cls.numbered(_quarters(day))

    @classmethod
    def numbered(cls, quarters: int) -> "Quarter":
        """From that integer."""
        return cls(FinancialYear(quarters // 4), quarters % 4 + 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What was delivered of one commitment in one quarter at one place (None: unplaced), in its own unit."""

    commitment: str
    unit: str
    quarter: Quarter
    place: str | None
    reported: Decimal
    verified: Decimal


def roll_up(commitments: Iterable[Commitment], at: Moment) -> tuple[Cell, ...]:
    """The cells of commitments at a moment, in a fixed order; a cell to which nothing counts is left out."""
    return tuple(cell for commitment in commitments for cell in _cells(commitment, at))


def _cells(commitment: Commitment, at: Moment) -> Iterator[Cell]:
    sums: dict[tuple[int, str | None], tuple[Decimal, Decimal]] = {}
    for delivery in commitment.deliveries:
        if delivery.delivered_on <= at.as_at:
            reported, verified = delivery.counts(at.known_at)
            key = _quarters(delivery.delivered_on), delivery.place
            before = sums.get(key, (ZERO, ZERO))
            sums[key] = before[0] + reported, before[1] + verified
    for quarters, place in sorted(sums, key=lambda key: (key[0], key[1] is None, key[1] or "")):
        reported, verified = sums[quarters, place]
        if reported:
            yield Cell(commitment.id, commitment.unit, Quarter.numbered(quarters), place, reported, verified)


@dataclass(frozen=True, slots=True)
class Located:
    """Verified of one commitment with a place and without one; together all that is verified."""

    placed: Decimal
    unplaced: Decimal


def located(cells: Iterable[Cell], commitment: str) -> Located:
    """How much of a commitment's verified delivery has a place."""
    placed = unplaced = ZERO
    for cell in cells:
        if cell.commitment == commitment:
            placed += cell.verified if cell.place is not None else ZERO
            unplaced += cell.verified if cell.place is None else ZERO
    return Located(placed, unplaced)
