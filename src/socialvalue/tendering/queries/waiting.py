"""What waits for somebody in tendering: what lacks before publication, drafts of bids, what closes soon."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse

from socialvalue.foundation.clock import LONDON, business_today, instant_now
from socialvalue.machinery.permissions import Person, may
from socialvalue.machinery.waiting import Waiting, in_order, waiting
from socialvalue.planning import queries as planning
from socialvalue.tendering.models import Bid, Opportunity
from socialvalue.tendering.readings.methodology import missing_of

MOST: Final = 20  # rows of a kind
CLOSING: Final = timedelta(days=14)  # before the time for bids ends


def waiting_for(*, person: Person) -> list[Waiting]:
    """What waits for this person, those due first (at most eight statements, however much there is)."""
    found: list[Waiting] = []
    if may(person, "methodology:view") and may(person, "requirement:propose"):
        found += _before_publication(person, business_today())
    if may(person, "bid:begin") and person.organisation_id is not None:
        found += _of_a_supplier(person, instant_now())
    return in_order(found)


def _before_publication(person: Person, today: date) -> list[Waiting]:
    """What lacks in procurements that begin soon; one whose determination waits for this person has its line."""
    found = [row for row in planning.in_preparation(person, today) if row.to_publish and not row.to_decide]
    missing = missing_of(found[:MOST], today)
    return [
        waiting(
            f"{row.title}: {_things(len(missing[row.id]))} missing before publication",
            reverse("readiness", kwargs={"reference": row.reference}),
            row.commenced_on,
            today,
        )
        for row in found[:MOST]
        if missing[row.id]
    ]


def _things(number: int) -> str:
    return "1 thing is" if number == 1 else f"{number} things are"


def _of_a_supplier(person: Person, now: datetime) -> list[Waiting]:
    """Drafts that can still be sent, and opportunities that close soon without a bid of theirs."""
    today = now.astimezone(LONDON).date()
    open_now = Opportunity.objects.filter(
        procurement__authority_id__in=person.authorities(), takes_bids=True, closes_at__gt=now
    )
    own = Bid.objects.filter(bidder=person.organisation_id, state__in=["draft", "submitted"])
    closing = {row.procurement_id: row for row in open_now.select_related("procurement")[:200]}
    mine = list(own.filter(lot__procurement__in=closing).select_related("lot").order_by("id")[:200])
    drafts = [bid for bid in mine if bid.state == "draft"]
    touched = {bid.lot.procurement_id for bid in mine}
    rows = [
        waiting(
            f"Finish and send bid {bid.reference}, {closing[bid.lot.procurement_id].procurement.title}",
            reverse("bid", kwargs={"reference": bid.reference}),
            _day(closing[bid.lot.procurement_id]),
            today,
        )
        for bid in drafts[:MOST]
    ]
    new = [
        row
        for row in closing.values()
        if row.procurement_id not in touched and row.closes_at - now <= CLOSING
    ]
    rows += [
        waiting(
            f"Bids for {row.procurement.title} close soon",
            reverse("opportunity", kwargs={"reference": row.procurement.reference}),
            _day(row),
            today,
        )
        for row in sorted(new, key=lambda row: row.closes_at)[:MOST]
    ]
    return rows


def _day(row: Opportunity) -> date:
    return row.closes_at.astimezone(LONDON).date()
