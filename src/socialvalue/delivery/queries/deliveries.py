"""Reads about deliveries: a contract's, one of them, the places they can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from socialvalue.delivery.ledgers import name_of
from socialvalue.delivery.models import Delivery, Party
from socialvalue.delivery.queries.contracts import ContractShown
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import Person, demand
from socialvalue.places.queries import districts
from socialvalue.policy.queries import newest_pack


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """One delivery with what was decided about it."""

    uid: UUID
    authority_id: int
    reference: str
    contract: str
    commitment: str
    number: int
    measure: str
    unit: str
    delivered_on: date
    quantity: Decimal
    accepted_quantity: Decimal | None
    place: str
    what_changed: str
    file: StoredFile | None
    state: str
    reported_at: datetime
    reported_by: UUID
    on_behalf_of: str
    why: str
    decided_at: datetime | None
    decided_by: UUID | None
    parties: frozenset[int]

    @property
    def stage(self) -> str:
        return self.state

    def relations(self, person: Person) -> frozenset[str]:
        """Who reported it is its "submitter"; who works for an organisation of the contract is a "party"."""
        found = {"submitter"} if person.uid == self.reported_by else set()
        return frozenset(found | ({"party"} if person.organisation_id in self.parties else set()))


DELIVERY_JOINS = ("commitment__measure", "commitment__contract", "file", "on_behalf_of")


def deliveries(contract: ContractShown, *, offset: int = 0, limit: int = 50) -> list[DeliveryShown]:
    """Deliveries of a contract, newest first (one statement)."""
    rows = _deliveries(contract).select_related(*DELIVERY_JOINS).order_by("-delivered_on", "-id")
    parties = frozenset(party.organisation_id for party in contract.parties)
    return [_delivery(row, parties) for row in rows[offset : offset + limit]]


def count_deliveries(contract: ContractShown) -> int:
    """How many deliveries a contract has (one statement)."""
    return _deliveries(contract).count()


def _deliveries(contract: ContractShown) -> QuerySet[Delivery]:
    return Delivery.objects.filter(commitment__contract_id=contract.id)


def delivery(*, reference: str, person: Person, permission: str = "contract:view") -> DeliveryShown:
    """One delivery as this person may see it (two statements). Someone else's is a 404."""
    row = Delivery.objects.select_related(*DELIVERY_JOINS).filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    parties = Party.objects.filter(contract_id=row.commitment.contract_id)
    shown = _delivery(row, frozenset(parties.values_list("organisation_id", flat=True)))
    demand(person, permission, shown)
    return shown


def _delivery(row: Delivery, parties: frozenset[int]) -> DeliveryShown:
    commitment = row.commitment
    return DeliveryShown(
        uid=row.uid,
        authority_id=row.authority_id,
        reference=row.reference,
        contract=commitment.contract.reference,
        commitment=f"{name_of(commitment.number)} {commitment.measure.title}",
        number=commitment.number,
        measure=commitment.measure.code,
        unit=commitment.unit,
        delivered_on=row.delivered_on,
        quantity=row.quantity,
        accepted_quantity=row.accepted_quantity,
        place=row.place,
        what_changed=row.what_changed,
        file=row.file,
        state=row.state,
        reported_at=row.reported_at,
        reported_by=row.reported_by,
        on_behalf_of=row.on_behalf_of.name if row.on_behalf_of else "",
        why=row.why,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        parties=parties,
    )


def place_names(authority_id: int) -> dict[str, str]:
    """Districts by code, for choices and pages (a bounded number of statements)."""
    return {place.code: place.name for place in districts(newest_pack(authority_id).id)}
