"""Tenders and bids for tests: valid by default."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from socialvalue.foundation.clock import instant_now
from socialvalue.machinery.permissions import Person, Role
from socialvalue.people.models import Authority, Organisation
from socialvalue.planning.models import (
    ActRecord,
    EngagementStatement,
    Lot,
    Procurement,
    Question,
    Requirement,
)
from socialvalue.tendering import actions
from socialvalue.tendering.actions import Given
from socialvalue.tendering.models import Bid, Opportunity
from socialvalue.tendering.rules import ShareOf
from tests import make
from tests.delivery.made import measure

D = Decimal
STARTS: Final = date(2029, 4, 1)
ENDS: Final = date(2032, 3, 31)
FULL: Final = {"social": D(20), "quality": D(60), "weights": {"r1": D(5), "q1": D(15)}}
PROMISE: Final = Given(D(6), date(2030, 3, 31), "Thanet", "With the college.", "Start dates, no names.")


def officer(of: Authority | None = None) -> Person:
    """A procurement officer who is nobody of the cast."""
    return Person(
        uid=make.new_uid(), roles=frozenset({((of or make.authority()).id, Role.PROCUREMENT_OFFICER)})
    )


def asked(lot: Lot, **given: Any) -> Requirement:
    """A confirmed requirement: ten apprenticeships."""
    plain = {
        "number": 1,
        "measure": given.pop("measure", None) or measure(),
        "kind": "target",
        "quantity": D(10),
        "unit": "people",
        "need": "Few apprenticeships here.",
        "evidence": "Start dates.",
        "unanswered": "zero",
        "state": "confirmed",
        "made_at": make.NOON,
        "made_by": make.new_uid(),
    }
    return Requirement.objects.create(lot=lot, **(plain | given))


def question(lot: Lot, **given: Any) -> Question:
    """A question with marks from 0 to 4."""
    plain = {
        "number": 1,
        "text": "How will you reach people who are far from work?",
        "word_limit": 50,
        "descriptors": ["Nothing", "Poor", "Fair", "Good", "Very good"],
        "made_at": make.NOON,
        "made_by": make.new_uid(),
    }
    return Question.objects.create(lot=lot, **(plain | given))


def considered(procurement: Procurement) -> None:
    """How the Social Value Act duty was considered."""
    ActRecord.objects.create(
        procurement=procurement,
        version=1,
        economic="Jobs for people here.",
        social="Places to meet.",
        environmental="Passed on.",
        consults=False,
        consultation="The same need was asked about last year.",
        considered_on=date(2026, 4, 1),
        recorded_at=make.NOON,
        recorded_by=make.new_uid(),
    )


def engaged(procurement: Procurement) -> None:
    """Why the market was not engaged."""
    EngagementStatement.objects.create(
        procurement=procurement,
        version=1,
        is_held=False,
        ground="known-market",
        because="The same was bought last year.",
        stated_at=make.NOON,
        stated_by=make.new_uid(),
    )


def tender(*, of: Authority | None = None, band: str = "mandatory", **given: Any) -> Procurement:
    """A procurement in planning whose one lot asks for something; its determination is confirmed."""
    decided = {"state": "confirmed", "band": band, "why": "Checked with finance.", "made_by": make.new_uid()}
    procurement = make.procurement(of=of, determination=decided, **given)
    considered(procurement)
    engaged(procurement)
    lot = Lot.objects.get(procurement=procurement)
    asked(lot)
    question(lot)
    return procurement


def weigh(procurement: Procurement, by: Person | None = None, **given: Any) -> None:
    """Set the weights of its first lot."""
    plain: dict[str, Any] = {"lot": 1, "share_of": ShareOf.TOTAL, "additional": ""}
    actions.save_methodology(
        reference=procurement.reference, by=by or officer(procurement.authority), **(plain | FULL | given)
    )


def in_a_week() -> datetime:
    """When the time for bids ends."""
    return instant_now() + timedelta(days=7)


def publish(procurement: Procurement, by: Person | None = None, *, here: bool = True, **given: Any) -> None:
    """Publish it, open for a week. `here`: bids are made in this service, as a pack may allow."""
    plain: dict[str, Any] = {
        "notice_reference": "2026/S 000-012345",
        "closes_at": in_a_week(),
        "starts_on": STARTS,
        "ends_on": ENDS,
    }
    actions.publish_opportunity(
        reference=procurement.reference, by=by or officer(procurement.authority), **(plain | given)
    )
    Opportunity.objects.filter(procurement=procurement).update(takes_bids=here)


def opportunity(**given: Any) -> Procurement:
    """A published tender with weights."""
    procurement = tender(**given)
    weigh(procurement)
    publish(procurement)
    return procurement


def supplier(organisation: Organisation) -> Person:
    """Someone who works for this organisation."""
    return Person(
        uid=make.new_uid(),
        roles=frozenset({(organisation.authority_id, Role.SUPPLIER)}),
        organisation_id=organisation.id,
    )


def draft(procurement: Procurement, by: Person) -> str:
    """A bid that is ready to be sent."""
    label = actions.begin_bid(reference=procurement.reference, lot=1, by=by)
    actions.offer(bid=label, requirement=1, given=PROMISE, by=by)
    actions.answer_question(bid=label, question=1, text="With three youth hubs.", by=by)
    actions.declare_price(bid=label, price=D("480000.00"), within_value=True, by=by)
    return label


def send(label: str, by: Person) -> bytes:
    """Send a bid; its receipt."""
    return actions.submit_bid(reference=label, key=Bid.objects.get(reference=label).idempotency, by=by)


def closed(procurement: Procurement, *, since: timedelta = timedelta(hours=2)) -> datetime:
    """The time for bids ended a while ago."""
    at = instant_now() - since
    Opportunity.objects.filter(procurement=procurement).update(
        closes_at=at, published_at=at - timedelta(days=7)
    )
    return at


def opened_bid(of: Authority | None = None) -> str:
    """A bid that was sent and may be opened."""
    procurement = opportunity(of=of)
    by = supplier(make.organisation(of=of))
    label = draft(procurement, by)
    send(label, by)
    closed(procurement)
    return label
