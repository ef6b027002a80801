"""One measure in one financial year: its cells by place, and the figures that are shown of them (MEA-1, MEA-3).

Every figure on a page, in a download or in the Statement is one of these. A measure is never added to another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from socialvalue.foundation.quantity import Unit, UnitKind
from socialvalue.reporting.rules.disclosure import (
    HIDDEN,
    ZERO,
    Disclosure,
    Located,
    Published,
    hide_what_could_be_derived,
    percentage,
    published,
)

UNPLACED = ""
FEWEST_CONTRACTS = 2  # with something due in the year, before anything is set against it
LEAST_ROUNDED_TO_COMPARE = Decimal(100)  # below it, rounding to 5 moves a percentage by more than 2.5 points


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was reported and what was verified."""

    reported: Decimal = ZERO
    verified: Decimal = ZERO

    def __add__(self, other: "Amounts") -> "Amounts":
        return Amounts(self.reported + other.reported, self.verified + other.verified)

    @property
    def not_verified(self) -> Decimal:
        """What anyone finds by taking verified from reported."""
        return self.reported - self.verified


@dataclass(frozen=True, slots=True)
class Place:
    """A measure's verified figure at one place; code "" is what has no place."""

    code: str
    verified: Published


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of a measure as someone may see them: exact, or published (rounded, hidden)."""

    code: str
    version: int
    title: str
    theme: str
    outcome: str
    unit: Unit
    contracts: int  # of which something was due in the year
    committed: Decimal  # for the life of its commitments
    due: Decimal  # in the year, up to today while it runs
    reported: Published
    verified: Published
    places: tuple[Place, ...]
    shows_due: bool = True  # not where it would tell everyone that one contract fell short (rulings 19)

    @property
    def percentage(self) -> Decimal | None:
        """Verified ÷ due of what is shown; None where nothing was due, or rounding would make it misleading."""
        shown = self.verified.amount
        if (
            shown is None
            or not self.shows_due
            or (self.verified.is_rounded and shown < LEAST_ROUNDED_TO_COMPARE)
        ):
            return None
        return percentage(shown, self.due)

    def at(self, place: str) -> Published:
        """The verified figure at a place; nothing there is zero."""
        return next((each.verified for each in self.places if each.code == place), Published(ZERO))


@dataclass(frozen=True, slots=True)
class MeasureYear:
    """All that is known of a measure in a year. `shares`: by place and organisation, of pounds only."""

    code: str
    version: int
    title: str
    theme: str
    outcome: str
    unit: Unit
    cells: Mapping[str, Amounts] = field(default_factory=dict)
    shares: Mapping[str, Mapping[int, Amounts]] = field(default_factory=dict)
    contracts: int = 0  # of which something was due in the year
    committed: Decimal = ZERO
    due: Decimal = ZERO

    @property
    def total(self) -> Amounts:
        """Placed and unplaced together."""
        return sum(self.cells.values(), Amounts())

    @property
    def shares_of_all(self) -> dict[int, Amounts]:
        """What each organisation contributed, wherever it did."""
        everyone: dict[int, Amounts] = {}
        for shares in self.shares.values():
            for supplier, share in shares.items():
                everyone[supplier] = everyone.get(supplier, Amounts()) + share
        return everyone

    @property
    def shares_verified(self) -> dict[str, dict[int, Decimal]]:
        """What of each organisation was verified at each place."""
        return {
            place: {supplier: share.verified for supplier, share in shares.items()}
            for place, shares in self.shares.items()
        }

    def located(self, needed: Decimal) -> Located:
        """How much of what was verified has a place, against what a breakdown needs (MEA-5)."""
        verified = self.total.verified
        unplaced = self.cells.get(UNPLACED, Amounts()).verified
        return Located(verified - unplaced, verified, needed)


@dataclass(frozen=True, slots=True)
class Exact:
    """Shows everything: for those who may open the rows."""

    def __call__(self, year: MeasureYear) -> Figure:
        total = year.total
        places = tuple(Place(code, Published(cell.verified)) for code, cell in sorted(year.cells.items()))
        return _figure(year, Published(total.reported), Published(total.verified), places)


@dataclass(frozen=True, slots=True)
class AsPublished:
    """Shows what the public may see: the total and every place suppressed by the same rule."""

    limits: Disclosure

    def __call__(self, year: MeasureYear) -> Figure:
        total, everyone = year.total, year.shares_of_all.values()
        verified = self._shown(year, total.verified, (each.verified for each in everyone))
        figure = _figure(year, self._reported(year), verified, self._places(year))
        if year.contracts < FEWEST_CONTRACTS:
            return replace(figure, shows_due=False, reported=HIDDEN)
        return figure

    def _reported(self, year: MeasureYear) -> Published:
        """Reported stands beside verified: what lies between them may point at nobody either."""
        total, everyone = year.total, year.shares_of_all.values()
        between = self._shown(year, total.not_verified, (each.not_verified for each in everyone))
        if year.unit.kind is UnitKind.MONEY and between.is_hidden:
            return HIDDEN
        return self._shown(year, total.reported, (each.reported for each in everyone))

    def _places(self, year: MeasureYear) -> tuple[Place, ...]:
        amounts = {code: cell.verified for code, cell in year.cells.items()}
        shares = year.shares_verified
        cells = {
            code: self._shown(year, amount, shares.get(code, {}).values()) for code, amount in amounts.items()
        }
        of_pounds = shares if year.unit.kind is UnitKind.MONEY else None
        safe = hide_what_could_be_derived(cells, amounts, of_pounds)
        return tuple(Place(code, cell) for code, cell in sorted(safe.items()))

    def _shown(self, year: MeasureYear, amount: Decimal, shares: Iterable[Decimal]) -> Published:
        return published(amount, year.unit.kind, self.limits, shares)


def _figure(year: MeasureYear, reported: Published, verified: Published, places: tuple[Place, ...]) -> Figure:
    return Figure(
        year.code,
        year.version,
        year.title,
        year.theme,
        year.outcome,
        year.unit,
        year.contracts,
        year.committed,
        year.due,
        reported,
        verified,
        places,
    )
