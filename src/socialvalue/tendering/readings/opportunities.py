"""Published opportunities, as everyone may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person
from socialvalue.people.queries import the_authority
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
    starts_on: date
    ends_on: date
    closes_at: datetime
    published_at: datetime
    is_open: bool
    lots: tuple[LotShown, ...] = ()


def opportunities(*, person: Person) -> list[OpportunityShown]:
    """The published opportunities, those that close last first (two statements)."""
    now = instant_now()
    return [_shown(row, now) for row in _visible(person).order_by("-closes_at", "-id")[:MOST]]


def opportunity(*, reference: str, person: Person) -> OpportunityShown:
    """One opportunity with all that it asks (about eight statements)."""
    row = _visible(person).filter(procurement__reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return _shown(row, instant_now(), lots(procurement_id=row.procurement_id))


def published(procurement_id: int) -> OpportunityShown | None:
    """What was published of a procurement that the person was shown, without its lots (one statement)."""
    row = Opportunity.objects.filter(procurement_id=procurement_id).select_related("procurement").first()
    return _shown(row, instant_now()) if row else None


def _visible(person: Person) -> QuerySet[Opportunity]:
    """Those of the council on show; whoever holds a role for a council sees that council's."""
    authorities = set(person.authorities())
    if not authorities and (on_show := the_authority()):
        authorities = {on_show.id}
    return Opportunity.objects.filter(procurement__authority__in=authorities).select_related("procurement")


def _shown(row: Opportunity, now: datetime, found: tuple[LotShown, ...] = ()) -> OpportunityShown:
    procurement = row.procurement
    return OpportunityShown(
        procurement_id=procurement.id,
        authority_id=procurement.authority_id,
        reference=procurement.reference,
        title=procurement.title,
        description=procurement.description,
        buyer=procurement.buyer_name,
        notice_reference=row.notice_reference,
        starts_on=row.contract_starts_on,
        ends_on=row.contract_ends_on,
        closes_at=row.closes_at,
        published_at=row.published_at,
        is_open=now < row.closes_at,
        lots=found,
    )
