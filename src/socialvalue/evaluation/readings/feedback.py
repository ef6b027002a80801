"""Feedback after a tender as the permission engine sees it."""

from __future__ import annotations

from dataclasses import dataclass

from socialvalue.machinery.permissions import Person


@dataclass(frozen=True, slots=True)
class FeedbackDoor:
    """Feedback as the permission engine sees it: whoever works for the organisation that was asked."""

    authority_id: int
    organisation_id: int
    stage: str = ""

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to it."""
        return frozenset({"bidder"}) if person.organisation_id == self.organisation_id else frozenset()
