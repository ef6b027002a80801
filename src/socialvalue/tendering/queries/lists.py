"""Lists of bids: the bidder's own; for officers a count, and which once they are opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning import queries as planning_queries
from socialvalue.tendering.models import Bid, Opportunity
from socialvalue.tendering.readings.bids import DRAIN, rows, stage_of


@dataclass(frozen=True, slots=True)
class BidRow:
    """One line of a list of bids."""

    reference: str
    tender: str
    title: str
    lot: int
    bidder: str
    stage: str
    closes_at: datetime
    received_at: datetime | None


def own_bids(*, person: Person) -> list[BidRow]:
    """The bids of the organisation that someone works for, newest first (two statements)."""
    demand(person, "bid:begin")
    own = rows().filter(bidder=person.organisation_id, authority__in=person.authorities())
    return _listed(own.order_by("-id")[:200])


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many bids have arrived; which, once they are opened."""

    shown: planning_queries.ProcurementShown
    number: int
    opens_at: datetime | None
    rows: tuple[BidRow, ...]


def arrived(*, reference: str, person: Person) -> Arrived:
    """The bids of a procurement: until they are opened, only how many (trust before curiosity)."""
    shown = planning_queries.procurement(reference=reference, person=person, whole=False)
    demand(person, "bid:count", shown)
    closes_at = Opportunity.objects.filter(procurement=shown.id).values_list("closes_at", flat=True).first()
    sent = rows().filter(lot__procurement=shown.id, state="submitted")
    opens_at = closes_at + DRAIN if closes_at else None
    if opens_at is None or instant_now() < opens_at:
        return Arrived(shown, sent.count(), opens_at, ())
    listed = tuple(_listed(sent.order_by("lot__number", "received_at")[:200]))
    return Arrived(shown, len(listed), opens_at, listed)


def _listed(bids: Iterable[Bid]) -> list[BidRow]:
    found = list(bids)
    closing = dict(
        Opportunity.objects.filter(procurement__in={row.lot.procurement_id for row in found}).values_list(
            "procurement_id", "closes_at"
        )
    )
    return [
        BidRow(
            row.reference,
            row.lot.procurement.reference,
            row.lot.procurement.title,
            row.lot.number,
            row.bidder.name,
            stage_of(row.state, closing[row.lot.procurement_id]),
            closing[row.lot.procurement_id],
            row.received_at,
        )
        for row in found
    ]
