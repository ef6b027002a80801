"""How the management team determines: at a meeting, before whom, with which interests and conditions (EXC-2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from socialvalue.foundation.refusal import Refusal

MOST_CONDITIONS: Final = 9
SHORTEST: Final = 10  # characters of a condition


class Outcome(StrEnum):
    """What is determined."""

    GRANTED = "granted"
    WITH_CONDITIONS = "granted-with-conditions"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Meeting:
    """When the team met, who was there, and what interests were declared, as they are minuted."""

    held_on: date
    present: str
    interests: str  # empty: none was declared


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that has to be done in return for an exemption: by whom, by when."""

    text: str
    owner: UUID
    due_on: date


def check_meeting(meeting: Meeting, *, reviewed_on: date | None, today: date) -> None:
    """Refuses a meeting that lies ahead, or was held before the review that it had to consider."""
    if meeting.held_on > today or (reviewed_on is not None and meeting.held_on < reviewed_on):
        raise Refusal(
            "meeting-elsewhen",
            "Enter the day of the meeting: not after today, and not before the day of the review.",
            field="held_on",
            clause="EXC-2",
        )
    if len(meeting.present.strip()) < SHORTEST:
        raise Refusal(
            "present-missing",
            "Enter who was present, with their roles.",
            field="present",
            clause="EXC-2",
        )


def check_conditions(conditions: Sequence[Condition], *, today: date) -> None:
    """Refuses a condition that says nothing or was due before it was set."""
    if len(conditions) > MOST_CONDITIONS:
        raise Refusal("conditions-many", f"Set at most {MOST_CONDITIONS} conditions.", clause="EXC-2")
    for number, each in enumerate(conditions, 1):
        if len(each.text.strip()) < SHORTEST:
            raise Refusal(
                "condition-short",
                f"Say what has to be done, in at least {SHORTEST} characters.",
                field=f"condition_{number}",
                clause="EXC-2",
            )
        if each.due_on < today:
            raise Refusal(
                "condition-past", "Enter today or a later day.", field=f"due_{number}", clause="EXC-2"
            )
