"""A procurement as the permission engine sees it, held until the deed is done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.models import Lot, Procurement, Requirement
from socialvalue.planning.rules import SHORTEST_REASON


@dataclass(frozen=True, slots=True)
class Door:
    """Whose it is and how far it is."""

    authority_id: int
    stage: str

    def relations(self, person: Person) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class ExemptionDoor:
    """An exemption as the engine sees it: the stage is its procurement's, the requester is shut out of deciding."""

    authority_id: int
    stage: str
    requested_by: UUID

    def relations(self, person: Person) -> frozenset[str]:
        return frozenset({"requester"}) if person.uid == self.requested_by else frozenset()


def held(reference: str, by: Person, permission: str) -> Procurement:
    """The procurement, locked, if this person may do this to it. Someone else's is a 404."""
    procurement = Procurement.objects.select_for_update().filter(reference=reference).first()
    if procurement is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, permission, Door(procurement.authority_id, procurement.stage))
    return procurement


def lot_of(procurement: Procurement, number: int) -> Lot:
    """One of its lots."""
    lot = procurement.lots.filter(number=number).first()
    if lot is None:
        raise Refusal("lot-unknown", "Choose a lot of this procurement.", field="lot")
    return lot


def held_requirement(requirement: int, by: Person, permission: str) -> tuple[Procurement, Requirement]:
    """A requirement with its procurement, locked, if this person may do this to it. Someone else's is a 404."""
    rows = Requirement.objects.filter(id=requirement)
    reference = rows.values_list("lot__procurement__reference", flat=True).first()
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    procurement = held(reference, by, permission)
    return procurement, rows.select_related("lot", "measure__outcome").get()


def sufficient(reason: str, clause: str, *, field: str = "reason") -> str:
    """The reason without white space around it; refuses one that says nothing."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing", "Enter a reason of at least 10 characters.", field=field, clause=clause
        )
    return reason.strip()
