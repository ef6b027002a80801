"""Quantities: an exact amount and what it counts. Different units are never added up."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from socialvalue.foundation.refusal import Refusal

TEN_THOUSANDTH = Decimal("0.0001")
LARGEST_QUANTITY = Decimal(10) ** 12

_NUMBER = re.compile(r"(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d{1,4}))?", re.ASCII)


class UnitKind(StrEnum):
    """What sort of thing is counted. Figures are never summed across kinds."""

    PEOPLE = "people"
    TIME = "time"
    EMPLOYMENT = "employment"
    MONEY = "money"
    THINGS = "things"
    SHARE = "share"


class Unit(StrEnum):
    """A unit of measure. Its value is the code kept in the database and in exports."""

    PEOPLE = "people"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    FTE_YEARS = "fte-years"
    POUNDS = "gbp"
    COUNT = "count"
    ORGANISATIONS = "organisations"
    EVENTS = "events"
    PER_CENT = "per-cent"

    @property
    def kind(self) -> UnitKind:
        """The kind of this unit."""
        return _WORDS[self][0]

    @property
    def singular(self) -> str:
        """The word for one: "person", "hour"."""
        return _WORDS[self][1]

    @property
    def plural(self) -> str:
        """The word for none or many: "people", "hours"."""
        return _WORDS[self][2]


_WORDS: dict[Unit, tuple[UnitKind, str, str]] = {
    Unit.PEOPLE: (UnitKind.PEOPLE, "person", "people"),
    Unit.HOURS: (UnitKind.TIME, "hour", "hours"),
    Unit.DAYS: (UnitKind.TIME, "day", "days"),
    Unit.WEEKS: (UnitKind.TIME, "week", "weeks"),
    Unit.FTE_YEARS: (UnitKind.EMPLOYMENT, "FTE-year", "FTE-years"),
    Unit.POUNDS: (UnitKind.MONEY, "pound", "pounds"),
    Unit.COUNT: (UnitKind.THINGS, "item", "items"),
    Unit.ORGANISATIONS: (UnitKind.THINGS, "organisation", "organisations"),
    Unit.EVENTS: (UnitKind.THINGS, "event", "events"),
    Unit.PER_CENT: (UnitKind.SHARE, "per cent", "per cent"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of one unit, exact to four decimal places."""

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or abs(self.amount) >= LARGEST_QUANTITY:
            raise Refusal("quantity-too-large", "Enter a number below 1,000,000,000,000", field="quantity")
        if self.amount != self.amount.quantize(TEN_THOUSANDTH):
            raise Refusal(
                "quantity-too-fine", "Enter a number with at most four decimal places", field="quantity"
            )

    @classmethod
    def from_ten_thousandths(cls, ten_thousandths: int, unit: Unit) -> "Quantity":
        """From the integer kept in the database."""
        return cls(Decimal(ten_thousandths).scaleb(-4), unit)

    @classmethod
    def parse(cls, text: str, unit: Unit, *, field: str = "quantity") -> "Quantity":
        """From a typed number, "1,234.5". Refuses words, exponents, a fifth decimal and negative numbers."""
        match = _NUMBER.fullmatch(text.strip())
        if match is None or match["sign"]:
            raise Refusal("quantity-unreadable", "Enter a number of 0 or more, like 12 or 12.5", field=field)
        if len(match["whole"]) > 20:
            raise Refusal("quantity-too-large", "Enter a number below 1,000,000,000,000", field=field)
        return cls(Decimal(f"{match['whole'].replace(',', '')}.{match['part'] or '0'}"), unit)

    @property
    def ten_thousandths(self) -> int:
        """The integer kept in the database."""
        return int(self.amount.scaleb(4))

    def __add__(self, other: "Quantity") -> "Quantity":
        self._must_share_unit(other)
        return Quantity(self.amount + other.amount, self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        self._must_share_unit(other)
        return Quantity(self.amount - other.amount, self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        self._must_share_unit(other)
        return self.amount < other.amount

    def __le__(self, other: "Quantity") -> bool:
        self._must_share_unit(other)
        return self.amount <= other.amount

    def __str__(self) -> str:
        if self.unit is Unit.POUNDS:
            return f"£{self.amount:,.2f}"
        number = f"{self.amount:,.4f}".rstrip("0").rstrip(".")
        return f"{number} {self.unit.singular if self.amount == 1 else self.unit.plural}"

    def _must_share_unit(self, other: "Quantity") -> None:
        if self.unit is not other.unit:
            raise Refusal(
                "units-differ",
                f"{self.unit.plural} and {other.unit.plural} cannot be added up or compared",
                field="unit",
            )


def total(quantities: list[Quantity], unit: Unit) -> Quantity:
    """The sum of quantities of `unit`; none make zero. Refuses a quantity of another unit."""
    result = Quantity(Decimal(0), unit)
    for quantity in quantities:
        result = result + quantity
    return result


def fte_years(people: Decimal, share_of_full_time: Decimal, months: Decimal) -> Quantity:
    """FTE-years of people working a share (0 to 1) of full time on a contract for some months.

    Ten full-time and five half-time for two years are 25: `fte_years(10, 1, 24) + fte_years(5, 0.5, 24)`.
    Rounded to four places. Refuses a share outside 0 to 1 and negative figures.
    """
    if not 0 <= share_of_full_time <= 1:
        raise Refusal(
            "share-outside", "A share of full time lies between 0 and 1", field="share_of_full_time"
        )
    if people < 0 or months < 0:
        raise Refusal("quantity-negative", "Enter a number of 0 or more", field="quantity")
    amount = people * share_of_full_time * months / 12
    return Quantity(amount.quantize(TEN_THOUSANDTH), Unit.FTE_YEARS)
