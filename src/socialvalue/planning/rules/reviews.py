"""The review of a request by the standards team, and who may stand in for whom (EXC-2, PUR-2, rulings 17)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from socialvalue.foundation.refusal import Refusal


class Opinion(StrEnum):
    """What the standards team says to a request. A returned one goes back with questions; the others go on."""

    SUPPORT = "support"
    WITH_CONDITIONS = "with-conditions"
    DO_NOT_SUPPORT = "do-not-support"
    RETURNED = "returned"

    @property
    def deed(self) -> str:
        """The step of the state table that it takes."""
        return "return" if self is Opinion.RETURNED else "forward"


def check_review(opinion: Opinion, conditions: str, questions: str) -> None:
    """Refuses support with conditions that names none, and a return that asks nothing."""
    if opinion is Opinion.WITH_CONDITIONS and not conditions.strip():
        raise Refusal(
            "conditions-missing",
            "Enter the conditions that your support depends on.",
            field="conditions",
            clause="EXC-2",
        )
    if opinion is Opinion.RETURNED and not questions.strip():
        raise Refusal(
            "questions-missing",
            "Enter what the requester has to answer first.",
            field="questions",
            clause="EXC-2",
        )


def check_deputy(*, deputy: UUID, stands_for: UUID | None, shut_out: UUID, holders: Collection[UUID]) -> None:
    """Refuses to stand in for oneself, for somebody who could not do it, or for whoever is shut out of it.

    `holders` are the people whom the permission table lets do this; `shut_out` asked for the exemption. Standing in
    gives nobody a right that they do not hold themselves: that is asked first, of the table.
    """
    if stands_for is None:
        return
    if stands_for in (deputy, shut_out) or stands_for not in holders:
        raise Refusal(
            "deputy-unknown",
            "Choose a colleague who could do this themselves, or nobody.",
            field="deputy_for",
            clause="PUR-2",
        )
