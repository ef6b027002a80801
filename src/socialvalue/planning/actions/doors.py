"""A procurement and an exemption as the permission engine sees them, held until the deed is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import TABLE, Person, demand
from socialvalue.people.queries import holders, organisation_kind
from socialvalue.planning.models import Determination, Exemption, Lot, Procurement, Requirement
from socialvalue.planning.rules import check_deputy


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


@dataclass(frozen=True, slots=True)
class ConditionDoor:
    """A condition of an exemption: whoever reported that it is done is shut out of checking it."""

    authority_id: int
    stage: str
    reported_by: UUID | None

    def relations(self, person: Person) -> frozenset[str]:
        return frozenset({"reporter"}) if person.uid and person.uid == self.reported_by else frozenset()


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


def names_nobody(text: str, field: str, *, organisations: Iterable[str] = ()) -> None:
    """Refuses a text with an address or a number of a person in it, or the name of one of these organisations."""
    require_no_personal_data(text, field)
    named_here = next((name for name in organisations if name and name.lower() in text.lower()), None)
    if named_here is not None:
        raise Refusal(
            "names-an-organisation",
            f"Take out the name “{named_here}”: every bidder reads this, and no names were to stand in it.",
            clause="TEN-2",
            field=field,
        )


def held_exemption(reference: str, by: Person, permission: str) -> Exemption:
    """The exemption, locked with its procurement. Someone else's is a 404."""
    known = Exemption.objects.filter(reference=reference).values_list("procurement_id", flat=True).first()
    if known is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    Procurement.objects.select_for_update().get(id=known)
    row = (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("procurement", "lot")
        .get(reference=reference)
    )
    demand(by, permission, ExemptionDoor(row.authority_id, row.procurement.stage, row.requested_by))
    return row


def live_determination(procurement: Procurement) -> Determination:
    """What the policy asks of it today: the version that figures of a decision are kept by."""
    return procurement.determinations.exclude(state="replaced").get()


def standing_in(row: Exemption, by: Person, deputy_for: UUID | None, permission: str) -> UUID | None:
    """The colleague for whom this person acts, if the table of permissions lets both do it (rulings 17)."""
    if deputy_for is not None:
        roles = {role for each in TABLE.rows[permission] for role in each.roles}
        able = {uid for uid, _ in holders(roles, row.authority_id)}
        check_deputy(deputy=by.account(), stands_for=deputy_for, shut_out=row.requested_by, holders=able)
    return deputy_for


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
