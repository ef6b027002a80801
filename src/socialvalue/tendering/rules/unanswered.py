"""Defined requirements that a bid leaves unanswered: the published consequence follows, no evaluator's choice.

Zero offered is an answer (rule 22, rulings 8). The bidder is told before it sends the bid (CAT-2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Consequence(StrEnum):
    """What the tender says happens to a bid that does not answer a Defined requirement."""

    ZERO = "zero"
    NOT_COMPLIANT = "not-compliant"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A Defined requirement as published, with its consequence."""

    id: str
    title: str
    consequence: Consequence


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A requirement without an answer, and what the bidder reads about it before sending the bid."""

    requirement: Requirement
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a bid stands towards the Defined requirements. One that is not compliant is not scored."""

    is_compliant: bool
    scored_zero: tuple[str, ...]
    unanswered: tuple[Unanswered, ...]


def standing(requirements: Sequence[Requirement], answers: Mapping[str, Decimal | str | None]) -> Standing:
    """The consequences for a bid with these answers: a quantity, where zero is one, or words; None is no answer."""
    open_ones = [each for each in requirements if not _is_answer(answers.get(each.id))]
    return Standing(
        is_compliant=all(each.consequence is not Consequence.NOT_COMPLIANT for each in open_ones),
        scored_zero=tuple(each.id for each in open_ones if each.consequence is Consequence.ZERO),
        unanswered=tuple(Unanswered(each, _told(each)) for each in open_ones),
    )


def _is_answer(given: Decimal | str | None) -> bool:
    return bool(given.strip()) if isinstance(given, str) else given is not None


def _told(requirement: Requirement) -> str:
    follows = {
        Consequence.ZERO: "it scores 0 for this requirement",
        Consequence.NOT_COMPLIANT: "it is not compliant and will not be scored",
    }[requirement.consequence]
    return (
        f"You have not answered “{requirement.title}”. If you send the bid like this, {follows}. "
        "If you offer nothing, enter 0: that is an answer."
    )
