"""Exemptions (EXC-1, EXC-2, rulings 6 and 7, rule 18): their kinds, what a request must say, until when one counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.determinations import BELOW

SHORTEST_JUSTIFICATION: Final = 40  # characters: "clear written justification" (EXC-1)


class ExemptionKind(StrEnum):
    """What an exemption frees a procurement from."""

    NO_SOCIAL_VALUE = "no-social-value"
    LOWER_WEIGHT = "lower-weight"


class Ground(StrEnum):
    """Why, in a word: for the figures. The justification says it in full."""

    NO_CRITERION = "no-criterion"  # a direct award or a framework that has no such criterion (rulings 6)
    URGENT = "urgent"
    OUT_OF_PROPORTION = "out-of-proportion"
    OTHER = "other"


OPEN: Final = frozenset({"requested", "returned", "with-management"})  # somebody still has to do something


def check_request(
    *,
    kind: ExemptionKind,
    lowest: Decimal | None,
    minimum: Decimal,
    justification: str,
    commenced_on: date | None,
    today: date,
) -> None:
    """Refuses a request that says too little, asks for nothing, or comes after the procurement began.

    `lowest` and `minimum` are in per cent of the total. What is found after commencement is a breach, not an
    exemption (rulings 7).
    """
    check_in_time(commenced_on, today)
    if len(justification.strip()) < SHORTEST_JUSTIFICATION:
        raise Refusal(
            "justification-short",
            f"Explain why in at least {SHORTEST_JUSTIFICATION} characters.",
            field="justification",
            clause="EXC-1",
        )
    if kind is ExemptionKind.NO_SOCIAL_VALUE:
        if lowest is not None:
            raise Refusal(
                "weight-not-needed",
                "Leave the weight empty: no Social Value is asked for.",
                field="lowest",
                clause="EXC-1",
            )
        return
    if lowest is None or not 0 < lowest < minimum:
        raise Refusal(
            "weight-not-lower",
            f"Enter a weight above 0% and below the minimum of {minimum.normalize():f}%.",
            field="lowest",
            clause="EXC-1",
        )


def check_band(band: str) -> None:
    """Refuses a request where nothing is mandatory: there one says why it is left out (rulings 5)."""
    if band in BELOW:
        raise Refusal(
            "nothing-to-be-exempt-from",
            "Social Value is not mandatory here, so no exemption is needed. Say under “Included? If not, why” why it "
            "is left out.",
            clause="INC-2",
            status=409,
        )


def check_in_time(commenced_on: date | None, today: date, *, stage: str = "planning") -> None:
    """Refuses once it is published, or the day of commencement has passed. On the day itself it is still in time."""
    if has_begun(stage=stage, commenced_on=commenced_on, today=today):
        raise Refusal(
            "commenced-already",
            "The procurement has begun. What is missing now is a breach to be recorded, not an exemption. "
            "If it has not begun, correct the date in its determination.",
            clause="EXC-2",
            status=409,
        )


def has_begun(*, stage: str, commenced_on: date | None, today: date) -> bool:
    """Whether no exemption can be granted any more: published, or the day of commencement has passed.

    On the day itself an exemption is still in time, so what is missing is not a breach yet.
    """
    return stage != "planning" or (commenced_on is not None and commenced_on < today)


def check_expiry(expires_on: date | None, today: date) -> None:
    """Refuses an exemption that would have ended before it begins."""
    if expires_on is not None and expires_on < today:
        raise Refusal("expires-before", "Enter today or a later day.", field="expires_on", clause="EXC-2")
