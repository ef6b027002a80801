"""Needs that could reasonably be one contract: found by words and days, judged by a person (rule 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.refusal import Refusal

A_YEAR: Final = timedelta(days=365)
SHORTEST: Final = 3  # letters of a word that says what is bought
COMMON: Final = frozenset({"all", "and", "contract", "council", "county", "for", "framework", "from", "into", "lots",
                          "made", "new", "provision", "service", "services", "supply", "the", "with"})  # fmt: skip


class Handling(StrEnum):
    """What was decided about a similar need."""

    TOGETHER = "together"
    APART = "apart"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Need:
    """A procurement as far as likeness goes."""

    id: int
    title: str
    kind: str
    commenced_on: date | None


def significant(title: str) -> frozenset[str]:
    """The words of a title that say what is bought, in lower case and without plural s."""
    words = ("".join(c if c.isalnum() else " " for c in title.lower())).split()
    return frozenset(
        word.removesuffix("s")
        for word in words
        if len(word) >= SHORTEST and word not in COMMON and not word.isdigit()
    )


def likeness(own: Need, other: Need) -> int:
    """How many significant words two needs share; 0 where kind or time is another: more than a year apart."""
    if own.id == other.id or (own.kind and other.kind and own.kind != other.kind):
        return 0
    if own.commenced_on and other.commenced_on and abs(own.commenced_on - other.commenced_on) > A_YEAR:
        return 0
    shared = significant(own.title) & significant(other.title)
    enough = min(2, len(significant(own.title)))
    return len(shared) if len(shared) >= enough > 0 else 0


def crosses(own: Decimal | None, other: Decimal | None, threshold: Decimal | None) -> bool:
    """Whether two needs together reach a threshold that this one alone does not."""
    if own is None or other is None or threshold is None:
        return False
    return own < threshold <= own + other


def check_handling(
    handling: Handling,
    *,
    reason: str,
    approver: str,
    value: Decimal | None,
    is_above: bool = False,
    crosses_threshold: bool = False,
) -> None:
    """Refuses needs kept apart without good reasons and an approver; together without a value (Schedule 3 para 4).

    Where both together reach the threshold, it also takes an approver to say that they are not the like. A need that
    the law treats as above threshold can be counted without a value: `is_above`.
    """
    if handling is Handling.TOGETHER and value is None and not is_above:
        raise Refusal(
            "similar-without-value",
            "Its estimated value is not known. Enter it there first, then count both together.",
            field="handling",
            clause="PA23 Sch 3 para 4",
        )
    needs_approver = handling is Handling.APART or (handling is Handling.UNRELATED and crosses_threshold)
    if needs_approver and not approver.strip():
        raise Refusal(
            "apart-without-approver",
            "Enter who approved that they are not counted together.",
            field="approver",
            clause="PA23 Sch 3 para 4",
        )
    if handling is not Handling.TOGETHER and len(reason.strip()) < 10:
        raise Refusal(
            "similar-without-reason",
            "Explain why in at least 10 characters.",
            field="reason",
            clause="PA23 Sch 3 para 4",
        )
