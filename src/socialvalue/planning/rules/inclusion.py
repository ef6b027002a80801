"""The encouraged band (INC-2, rulings 5): included? If not, why. It has its own coverage and blocks nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class WhyNot(StrEnum):
    """Why Social Value is left out where it is encouraged: a word for the figures; the sentence says it in full."""

    TOO_SMALL = "too-small"  # out of proportion to the contract
    MARKET = "market"  # suppliers cannot do it
    NO_CRITERION = "no-criterion"  # a direct award or a framework that has none
    URGENT = "urgent"
    OTHER = "other"


class Included(StrEnum):
    """What is known of a procurement in the encouraged band."""

    INCLUDED = "included"
    LEFT_OUT = "left-out"  # not included, and a reason is recorded
    NO_ANSWER = "no-answer"


def included(answer: bool | None, confirmed: int) -> Included:
    """What is asked for counts before what was answered: nobody types again that it is included.

    `answer` is the last one recorded, None before the first; `confirmed` is how many requirements are.
    """
    if confirmed or answer:
        return Included.INCLUDED
    return Included.NO_ANSWER if answer is None else Included.LEFT_OUT


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the encouraged band is covered: three figures that add up to all of it.

    `baseline` are the procurements decided while no policy was in force: beside the band, in no figure (rulings 1).
    """

    included: int
    left_out: int
    no_answer: int
    baseline: int = 0

    @property
    def whole(self) -> int:
        return self.included + self.left_out + self.no_answer


def coverage(counts: Mapping[Included, int], baseline: int = 0) -> Coverage:
    """The coverage of the encouraged band; it never enters that of the mandatory contracts."""
    return Coverage(
        counts.get(Included.INCLUDED, 0),
        counts.get(Included.LEFT_OUT, 0),
        counts.get(Included.NO_ANSWER, 0),
        baseline,
    )
