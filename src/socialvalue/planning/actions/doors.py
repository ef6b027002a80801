"""A procurement as the permission engine sees it, held until the deed is done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.people.queries import organisation_kind
from socialvalue.planning.models import Lot, Procurement
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


def sufficient(reason: str, clause: str, *, field: str = "reason") -> str:
    """The reason without white space around it; refuses one that says nothing."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing", "Enter a reason of at least 10 characters.", field=field, clause=clause
        )
    return reason.strip()


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation: one that is known here, by its number, or a name as typed, with its kind where it is known."""

    name: str
    organisation: int | None = None
    is_sme: bool | None = None
    is_vcse: bool | None = None


def named(authority_id: int, who: Named) -> tuple[str, bool | None, bool | None]:
    """Name and kind of an organisation: what is known here stands; what is not known may be typed."""
    name = " ".join(who.name.split())
    is_sme, is_vcse = who.is_sme, who.is_vcse
    if who.organisation is not None:
        known = organisation_kind(authority_id, who.organisation)
        if known is None:
            raise Refusal("organisation-unknown", "Choose an organisation of the list.", field="organisation")
        name = known.name
        is_sme = known.is_sme if known.is_sme is not None else is_sme
        is_vcse = known.is_vcse if known.is_vcse is not None else is_vcse
    if not name:
        raise Refusal("organisation-missing", "Enter the name of the organisation.", field="name")
    return name[:300], is_sme, is_vcse
