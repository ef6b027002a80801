"""How much is asked for and by when; how much is too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.quantity import Quantity, Unit, UnitKind
from socialvalue.foundation.refusal import Refusal

YEAR: Final = 365  # days, counted from the day the contract starts
BURDEN: Final = 6  # Defined requirements of a lot beyond which a small supplier is put off


class Due(StrEnum):
    """By when, as an officer chooses it."""

    HALF_YEAR = "half-year"
    YEAR = "year"
    TWO_YEARS = "two-years"
    THREE_YEARS = "three-years"
    FOUR_YEARS = "four-years"

    @property
    def days(self) -> tuple[int, ...]:
        """Days from the contract's start on which an equal part is due."""
        years = {"two-years": 2, "three-years": 3, "four-years": 4}
        return (183,) if self is Due.HALF_YEAR else tuple(YEAR * n for n in range(1, years.get(self, 1) + 1))


@dataclass(frozen=True, slots=True)
class DueStep:
    """How much of a requirement is due so many days after the contract's start."""

    after_days: int
    quantity: Decimal


def steps_of(asked: Quantity, due: Due) -> tuple[DueStep, ...]:
    """Equal parts that add up to what is asked, to the ten-thousandth; whole people and things are not cut up.

    A percentage is not shared out: all of it is due at the end.
    """
    if asked.unit.kind is UnitKind.SHARE:
        return (DueStep(due.days[-1], asked.amount),)
    return shared_out(asked.amount, [DueStep(days, Decimal(1)) for days in due.days])


def shared_out(amount: Decimal, like: Sequence[DueStep]) -> tuple[DueStep, ...]:
    """An amount due in the same proportions and on the same days as these steps, which add up to more than nothing.

    To the ten-thousandth, a whole number in whole numbers; what is rounded off comes later, and the last step makes
    the sum exact. Nothing is due in no steps.
    """
    finest = Decimal(1) if amount == amount.to_integral_value() else Decimal("0.0001")
    whole = sum((each.quantity for each in like), Decimal(0))
    steps, counted, before = [], Decimal(0), Decimal(0)
    for each in like:
        counted += each.quantity
        so_far = (amount * counted / whole).quantize(finest, ROUND_DOWN)
        if so_far > before:
            steps.append(DueStep(each.after_days, so_far - before))
        before = so_far
    return tuple(steps)


def check_within_term(steps: Sequence[DueStep], months: int | None) -> None:
    """Refuses what would fall due after the longest planned term; a term that is not known refuses nothing (CON-1)."""
    if months is None or not steps or steps[-1].after_days <= -(-months * YEAR // 12):
        return
    raise Refusal(
        "due-after-the-end",
        f"The contract is planned to last {months} months with every extension: choose a time within it, or correct "
        "the term in the plan.",
        field="due",
        clause="CON-1",
    )


def dues_in_words(steps: Sequence[DueStep], unit: Unit) -> tuple[str, ...]:
    """By when how much is due, as bidders read it: equal parts of consecutive years in one line."""
    said = [str(Quantity(step.quantity, unit)) for step in steps]
    yearly = [step.after_days for step in steps] == [YEAR * n for n in range(1, len(steps) + 1)]
    if yearly and len(said) > 1 and len(set(said)) == 1:
        return (f"{said[0]} a year, for {len(said)} years",)
    return tuple(f"{part} {_within(step.after_days)}" for part, step in zip(said, steps, strict=True))


def _within(days: int) -> str:
    if days == Due.HALF_YEAR.days[0]:
        return "within six months of the start"
    return f"in year {days // YEAR}" if days % YEAR == 0 else f"within {days} days of the start"


def check_quantity(asked: Quantity) -> None:
    """Refuses nothing at all, part of a person or thing, and more than all of something."""
    whole = {Unit.PEOPLE, Unit.COUNT, Unit.ORGANISATIONS, Unit.EVENTS}
    if asked.amount <= 0:
        raise Refusal("asks-for-nothing", "Enter a quantity above 0.", field="quantity", clause="CAT-1")
    if asked.unit in whole and asked.amount != asked.amount.to_integral_value():
        raise Refusal("not-whole", f"Enter a whole number of {asked.unit.plural}.", field="quantity")
    if asked.unit is Unit.PER_CENT and asked.amount > 100:
        raise Refusal("above-all", "Enter a percentage of 100 or less.", field="quantity")


def burden_warning(requirements: int) -> str:
    """Many requirements put small suppliers off (CAT-5): not refused, said."""
    if requirements <= BURDEN:
        return ""
    return (
        f"This lot asks for {requirements} things. More than {BURDEN} is a lot for a small supplier: "
        "keep those that matter most here."
    )
