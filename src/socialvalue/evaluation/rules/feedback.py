"""Feedback after tenders (COM-1, EQU-1): three short questions to who bid, and what they say by kind of supplier.

It is no part of any evaluation: it is asked after the award, and figures are shown of three answers or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import SupplierKind

SCALE: Final = range(1, 6)  # 1: not at all; 5: fully
OPEN_FOR: Final = timedelta(days=90)  # after it was asked
FEWEST: Final = 3  # answers behind an average: with fewer, one would know who said what


def is_open(asked_on: date, today: date) -> bool:
    """Whether it can still be given or changed. The last day counts."""
    return today <= asked_on + OPEN_FOR


def check_marks(*, clear: int, proportionate: int) -> None:
    """Refuses marks outside the scale."""
    for field, mark in (("clear", clear), ("proportionate", proportionate)):
        if mark not in SCALE:
            raise Refusal("mark-off-scale", "Choose a mark from 1 to 5.", field=field, clause="COM-1")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one organisation thinks of one tender."""

    kind: SupplierKind
    clear: int
    proportionate: int


@dataclass(frozen=True, slots=True)
class Average:
    """How many answered, and their averages to one place; none where too few answered."""

    answers: int
    clear: Decimal | None
    proportionate: Decimal | None


def average(opinions: Iterable[Opinion]) -> Average:
    """The averages of some opinions, rounded half up."""
    found = list(opinions)
    if len(found) < FEWEST:
        return Average(len(found), None, None)
    return Average(
        len(found), _mean([each.clear for each in found]), _mean([each.proportionate for each in found])
    )


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as the standards team reads it; an empty tender or no kind where it would show who answered."""

    tender: str
    kind: SupplierKind | None
    clear: int
    proportionate: int
    change: str


def nameless(answers: Iterable[Said]) -> list[Said]:
    """The answers with their tender, and with their kind, only where so many answered alike (COM-1)."""
    found = list(answers)
    tenders = Counter(each.tender for each in found)
    alike = Counter((each.tender, each.kind) for each in found)
    hidden = [
        replace(
            each,
            tender=each.tender if tenders[each.tender] >= FEWEST else "",
            kind=each.kind if alike[each.tender, each.kind] >= FEWEST else None,
        )
        for each in found
    ]
    # Those without a tender come last and by their own words: their place in the list tells nothing either.
    return sorted(hidden, key=lambda each: (not each.tender, each.tender, each.change))


def by_kind(opinions: Iterable[Opinion]) -> dict[SupplierKind, Average]:
    """The averages of each kind of supplier."""
    found = list(opinions)
    return {kind: average(each for each in found if each.kind is kind) for kind in SupplierKind}


def _mean(marks: list[int]) -> Decimal:
    return (Decimal(sum(marks)) / len(marks)).quantize(Decimal("0.1"), ROUND_HALF_UP)
