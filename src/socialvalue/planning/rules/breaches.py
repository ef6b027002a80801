"""A breach: what was missing once a procurement had begun (rulings 7). It never becomes an exemption."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules.exemptions import has_begun


class Missing(StrEnum):
    """What the policy asks for and was not there."""

    NO_SOCIAL_VALUE = "no-social-value"
    BELOW_MINIMUM = "below-minimum"
    NO_COMMITMENTS = "no-commitments"
    OTHER = "other"

    @property
    def clause(self) -> str:
        """The clause that asks for it."""
        clauses = {"no-social-value": "INC-1", "below-minimum": "SCO-1", "no-commitments": "CON-1"}
        return clauses.get(self, "INC-1")


def check_breach(
    *, band: str, stage: str, commenced_on: date | None, found_on: date, today: date, exempt: bool
) -> None:
    """Refuses what is no breach: not mandatory, not begun, exempt, or found on a day to come."""
    if found_on > today:
        raise Refusal("found-ahead", "Enter today or an earlier day.", field="found_on", clause="EXC-2")
    if band != "mandatory":
        raise Refusal(
            "not-mandatory",
            "Social Value is not mandatory here, as it is determined now: nothing that the policy asks for is missing.",
            clause="INC-1",
            status=409,
        )
    if not has_begun(stage=stage, commenced_on=commenced_on, today=today):
        raise Refusal(
            "not-begun",
            "The procurement has not begun. Put right what is missing, or ask for an exemption.",
            clause="EXC-1",
            status=409,
        )
    if exempt:
        raise Refusal(
            "exempt",
            "An exemption from Social Value counted when this began: nothing that the policy asks for is missing.",
            clause="EXC-2",
            status=409,
        )
