"""The states of a determination, and what a change of its facts means for one that was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.quantity import Quantity, Unit, UnitKind
from socialvalue.foundation.refusal import Refusal
from socialvalue.foundation.states import StateTable, Step

DETERMINATION: Final = StateTable(
    noun="determination",
    begins="proposed",
    steps=(
        Step("proposed", "propose", "proposed", "determination_proposed"),
        Step("proposed", "confirm", "confirmed", "determination_confirmed"),
        Step("proposed", "correct", "corrected", "determination_corrected"),
        Step("confirmed", "correct", "corrected", "determination_corrected"),
        Step("corrected", "correct", "corrected", "determination_corrected"),
    ),
)

PROCUREMENT: Final = StateTable(  # its stage; each step is taken by the deed of the room that it belongs to
    noun="procurement",
    begins="planning",
    steps=(Step("planning", "publish", "tendering", "opportunity_published"),),
)

REQUIREMENT: Final = StateTable(
    noun="requirement",
    begins="draft",
    steps=(
        Step("draft", "propose", "draft", "requirement_proposed"),
        Step("draft", "confirm", "confirmed", "requirement_confirmed"),
        Step("draft", "remove", "removed", "requirement_removed"),
        Step("confirmed", "remove", "removed", "requirement_removed"),
    ),
)

SHORTEST_REASON: Final = 10  # characters: "ok" is not a reason


@dataclass(frozen=True, slots=True)
class Basis:
    """What a determination was made from: pounds including VAT, a London date, the codes of kind and nature."""

    kind: str
    nature: str
    value_inc_vat: Decimal | None
    commenced_on: date | None


def what_changed(before: Basis, after: Basis) -> tuple[str, ...]:
    """Which of the four facts differ, in the words of the screens."""
    pairs = (
        ("kind of contract", before.kind, after.kind),
        ("goods or services", before.nature, after.nature),
        ("estimated value", before.value_inc_vat, after.value_inc_vat),
        ("commencement", before.commenced_on, after.commenced_on),
    )
    return tuple(name for name, was, now in pairs if was != now)


def commencement_warning(commenced_on: date | None, today: date) -> str:
    """After commencement the band is frozen: a correction is possible and says so (rule 14)."""
    if commenced_on is None or commenced_on > today:
        return ""
    return (
        "This procurement has already commenced, so the rules it began under stay. "
        "Correct the determination only if it was wrong from the start."
    )


def act_record_warning(considered_on: date, commenced_on: date | None) -> str:
    """The duty is to consider *before* the procurement begins (CTX-1): a late record is taken and says so (rule 11)."""
    if commenced_on is None or considered_on < commenced_on:
        return ""
    return (
        "This was considered on or after the day the procurement began. The Act asks for it before. "
        "The record is kept as it is, with this warning."
    )


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
        return (183,) if self is Due.HALF_YEAR else tuple(365 * n for n in range(1, years.get(self, 1) + 1))


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
    finest = Decimal(1) if asked.amount == asked.amount.to_integral_value() else Decimal("0.0001")
    steps, before = [], Decimal(0)
    for number, days in enumerate(due.days, 1):
        so_far = (asked.amount * number / len(due.days)).quantize(finest, ROUND_DOWN)
        if so_far > before:
            steps.append(DueStep(days, so_far - before))
        before = so_far
    return tuple(steps)


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


class Readiness(StrEnum):
    """How far one thing is that publication asks for."""

    DONE = "done"
    MISSING = "missing"
    OPTIONAL = "optional"  # the policy does not ask for it here
    NOT_YET = "not-yet"  # it is settled in a later step


@dataclass(frozen=True, slots=True)
class LotKnown:
    """What is known of a lot: how many requirements are proposed and confirmed, whether it has a question."""

    number: int
    drafts: int
    confirmed: int
    has_question: bool


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a procurement needs before it can be published. `where` names the deed; `lot` 0 means all."""

    where: str
    text: str
    clause: str
    state: Readiness
    hint: str = ""
    lot: int = 0


def readiness(
    *, band: str, decided: bool, act_applies: bool | None, has_act_record: bool, lots: Sequence[LotKnown]
) -> tuple[Need, ...]:
    """What is done and what is missing before publication, in the order of the work, each with its clause."""
    asks = Readiness.MISSING if band in {"mandatory", "undetermined"} else Readiness.OPTIONAL
    duty = Readiness.OPTIONAL if act_applies is False else Readiness.MISSING
    found = [
        Need(
            "determination",
            "Confirm or correct the determination",
            "INC-4",
            Readiness.DONE if decided else Readiness.MISSING,
        ),
        Need(
            "act-record",
            "Record how the Social Value Act duty was considered",
            "CTX-1",
            Readiness.DONE if has_act_record else duty,
        ),
    ]
    for lot in lots:
        name = f"Lot {lot.number}: " if len(lots) > 1 else ""
        found += [
            Need(
                "requirements",
                f"{name}Defined requirements",
                "CAT-1",
                _asked(lot, asks),
                _waiting(lot),
                lot.number,
            ),
            Need(
                "question",
                f"{name}A question for bidders",
                "SCO-1",
                Readiness.DONE if lot.has_question else asks,
                lot=lot.number,
            ),
        ]
    hint = "It is set with the methodology, before publication."
    return (*found, Need("weighting", "The weighting of Social Value", "SCO-1", Readiness.NOT_YET, hint))


def _asked(lot: LotKnown, otherwise: Readiness) -> Readiness:
    if lot.drafts:
        return Readiness.MISSING
    return Readiness.DONE if lot.confirmed else otherwise


def _waiting(lot: LotKnown) -> str:
    return f"{lot.drafts} proposed and not confirmed yet" if lot.drafts else ""
