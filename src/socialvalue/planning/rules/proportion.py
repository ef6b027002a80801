"""How much Social Value is in proportion (INC-5): a suggestion from size and kind, and what it costs a bidder.

The figures of the scale are the council's, from its pack; the officer judges, and says why. With all else equal a
larger value never suggests less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.money import format_money
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.policy.rules import Reason

MILLION: Final = Decimal(1_000_000)
SHORT_TERM: Final = 12  # months: a shorter contract leaves little time to train or employ anyone
TO_FIVE_MINUTES: Final = 5
WHOLE: Final = frozenset({Unit.PEOPLE, Unit.COUNT, Unit.ORGANISATIONS, Unit.EVENTS})
CLAUSE: Final = "INC-5"


class Labour(StrEnum):
    """How much of the contract is people's work."""

    LITTLE = "little"
    SOME = "some"
    MOST = "most"

    @property
    def share(self) -> Decimal:
        """The part of a typical quantity that fits, where a measure is about people employed."""
        return {Labour.LITTLE: Decimal("0.25"), Labour.SOME: Decimal("0.5"), Labour.MOST: Decimal(1)}[self]


class Market(StrEnum):
    """Who is likely to bid."""

    SMALL = "small"
    MIXED = "mixed"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Size:
    """What suits contracts from this estimated value on (£ including VAT)."""

    from_inc_vat: Decimal
    measures: int
    words: int  # of the answer to the one question
    is_short: bool  # the short form: one page, no method statement


@dataclass(frozen=True, slots=True)
class Effort:
    """What a bid costs its author, in minutes: to read, for each measure, and words written in an hour."""

    reading: int
    measure: int
    measure_short: int
    words_an_hour: int


@dataclass(frozen=True, slots=True)
class Typical:
    """How much of a measure suits £1 million of contract, or any contract; below `smallest` it is not asked for."""

    per_million: Decimal
    smallest: Decimal
    of_labour: bool = False
    fixed: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The council's scale. `sizes` rise in value; `typical` is by the measure's code."""

    sizes: tuple[Size, ...]
    effort: Effort
    typical: Mapping[str, Typical]


@dataclass(frozen=True, slots=True)
class Bought:
    """What is known of a contract. `months` is its longest term, options included; None: not known."""

    value_inc_vat: Decimal
    months: int | None = None
    labour: Labour = Labour.MOST
    market: Market = Market.MIXED


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How many measures suit a contract, how long the answer, what it costs a bidder in minutes; and why."""

    measures: int
    words: int
    is_short: bool
    minutes: int
    reasons: tuple[Reason, ...]


def suggest(bought: Bought, scale: Scale) -> Suggestion:
    """What is in proportion. Small firms, short terms and little labour take away, never below one where any is due."""
    size = _size(bought.value_inc_vat, scale)
    reasons = [_of_size(size)]
    lowered = [reason for applies, reason in _lowerings(bought) if applies] if size.measures else []
    measures = max(size.measures - len(lowered), min(size.measures, 1))
    reasons += lowered
    words = size.words if size.measures else 0
    minutes = minutes_of(measures, [words] if words else [], scale, is_short=size.is_short)
    return Suggestion(measures, words, size.is_short, minutes, tuple(reasons))


def _size(value: Decimal, scale: Scale) -> Size:
    return next(size for size in reversed(scale.sizes) if value >= size.from_inc_vat)


def _of_size(size: Size) -> Reason:
    if not size.measures:
        return Reason(CLAUSE, "A contract of this size need not ask for anything: welcome what is offered.")
    things = "1 measure" if size.measures == 1 else f"{size.measures} measures"
    return Reason(CLAUSE, f"Contracts from {format_money(size.from_inc_vat)} including VAT suit {things}.")


def _lowerings(bought: Bought) -> tuple[tuple[bool, Reason], ...]:
    """What asks for one measure less, and why."""
    short = bought.months is not None and bought.months < SHORT_TERM
    return (
        (bought.market is Market.SMALL, Reason(CLAUSE, "One less: mostly small firms or charities bid.")),
        (short, Reason(CLAUSE, f"One less: it lasts less than {SHORT_TERM} months.")),
        (bought.labour is Labour.LITTLE, Reason(CLAUSE, "One less: little of it is people’s work.")),
    )


def minutes_of(measures: int, words: Sequence[int], scale: Scale, *, is_short: bool) -> int:
    """What a bid costs its author in minutes, rounded up to five: reading, each measure, answers of so many words."""
    if not measures and not words:
        return 0
    effort = scale.effort
    each = effort.measure_short if is_short else effort.measure
    minutes = effort.reading + measures * each + -(-sum(words) * 60 // effort.words_an_hour)
    return -(-minutes // TO_FIVE_MINUTES) * TO_FIVE_MINUTES


def in_hours(minutes: int) -> str:
    """Minutes as people say them: "about 40 minutes", "about 2½ hours"."""
    if minutes < 90:
        return f"about {minutes} minutes"
    halves = round(minutes / 30)
    hours = f"{halves // 2}{'½' if halves % 2 else ''}"
    return f"about {hours} hours"


def typical_quantity(code: str, unit: Unit, bought: Bought, scale: Scale) -> Quantity | None:
    """How much of a measure suits this contract; None where so little suits it that it is better left out.

    Whole people and things are not cut up; other figures keep two digits. A larger value never suggests less.
    """
    typical = scale.typical.get(code)
    if typical is None:
        return None
    if typical.fixed is not None:
        return Quantity(typical.fixed, unit)
    share = bought.labour.share if typical.of_labour else Decimal(1)
    found = _rounded(typical.per_million * bought.value_inc_vat / MILLION * share, unit)
    return Quantity(found, unit) if found >= typical.smallest else None


def _rounded(amount: Decimal, unit: Unit) -> Decimal:
    """Down to two digits, and to whole people and things; a half is the finest of the rest."""
    if amount >= 100:
        digits = Decimal(1).scaleb(amount.adjusted() - 1)
        return (amount / digits).to_integral_value(ROUND_DOWN) * digits
    if unit in WHOLE or amount >= 10:
        return amount.to_integral_value(ROUND_DOWN)
    return (amount * 2).to_integral_value(ROUND_DOWN) / 2


def per_spend(asked: Quantity, value_inc_vat: Decimal) -> str:
    """A quantity where no spend is guaranteed (frameworks): so much for so many pounds that are really spent.

    "1 person for every £500,000.00 spent". Refused for shares, which do not grow with spend: those stay as they are.
    """
    if asked.unit is Unit.PER_CENT or value_inc_vat <= 0 or asked.amount <= 0:
        return ""
    if asked.amount < 1 or asked.unit is Unit.POUNDS:
        share = Quantity(_rounded(asked.amount * 100_000 / value_inc_vat, asked.unit), asked.unit)
        return f"{share} for every £100,000 spent" if share.amount > 0 else ""
    one = Quantity(Decimal(1), asked.unit)
    pounds = _up_to_two_digits(value_inc_vat / asked.amount)
    return f"{one} for every {format_money(pounds)} spent"


def _up_to_two_digits(pounds: Decimal) -> Decimal:
    """Pounds for one unit, rounded up to two digits, so that no more is asked for than of the whole."""
    digits = Decimal(1).scaleb(max(pounds.adjusted() - 1, 0))
    return (pounds / digits).to_integral_value(ROUND_UP) * digits
