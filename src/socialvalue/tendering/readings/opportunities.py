"""Published opportunities, as everyone may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person
from socialvalue.people.queries import the_authority
from socialvalue.policy.queries import policy_of
from socialvalue.tendering.models import Opportunity
from socialvalue.tendering.readings.tender import LotShown, lots

MOST = 200  # opportunities on the page, newest first


@dataclass(frozen=True, slots=True)
class OpportunityShown:
    """An opportunity. It is never shown without its notice's reference (rulings 20)."""

    procurement_id: int
    authority_id: int
    reference: str
    title: str
    description: str
    buyer: str
    notice_reference: str
    notice_address: str
    takes_bids: bool  # here; otherwise where the notice says
    starts_on: date
    ends_on: date
    closes_at: datetime
    published_at: datetime
    is_open: bool
    lots: tuple[LotShown, ...] = ()


def opportunities(*, person: Person) -> list[OpportunityShown]:
    """The published opportunities, those that close last first (two statements)."""
    now = instant_now()
    return [shown_of(row, now) for row in _visible(person).order_by("-closes_at", "-id")[:MOST]]


def opportunity(*, reference: str, person: Person) -> OpportunityShown:
    """One opportunity with all that it asks (about eight statements)."""
    row = _visible(person).filter(procurement__reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return shown_of(row, instant_now(), lots(procurement_id=row.procurement_id))


def bids_are_made_here(authority_id: int) -> bool:
    """Whether bids are made in this service (two statements). The Council's choice; the demonstration takes them."""
    if settings.DEMONSTRATION:
        return True
    _, policy = policy_of(authority_id, business_today())
    return any(each.name == "native_bidding" and each.value is True for each in policy.parameters)


def published(procurement_id: int) -> OpportunityShown | None:
    """What was published of a procurement that the person was shown, without its lots (one statement)."""
    row = Opportunity.objects.filter(procurement_id=procurement_id).select_related("procurement").first()
    return shown_of(row, instant_now()) if row else None


def _visible(person: Person) -> QuerySet[Opportunity]:
    """Those of the council on show; whoever holds a role for a council sees that council's."""
    authorities = set(person.authorities())
    if not authorities and (on_show := the_authority()):
        authorities = {on_show.id}
    return Opportunity.objects.filter(procurement__authority__in=authorities).select_related("procurement")


def shown_of(row: Opportunity, now: datetime, found: tuple[LotShown, ...] = ()) -> OpportunityShown:
    """An opportunity, read with its procurement, as bidders see it."""
    procurement = row.procurement
    return OpportunityShown(
        procurement_id=procurement.id,
        authority_id=procurement.authority_id,
        reference=procurement.reference,
        title=procurement.title,
        description=procurement.description,
        buyer=procurement.buyer_name,
        notice_reference=row.notice_reference,
        notice_address=row.notice_address,
        takes_bids=row.takes_bids,
        starts_on=row.contract_starts_on,
        ends_on=row.contract_ends_on,
        closes_at=row.closes_at,
        published_at=row.published_at,
        is_open=now < row.closes_at,
        lots=found,
    )
