"""One bid: its bidder reads it at any time, an officer only after opening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Max, QuerySet, Subquery

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, may
from socialvalue.tendering import rules
from socialvalue.tendering.models import Answer, Bid, Offer, Opportunity
from socialvalue.tendering.readings.opportunities import OpportunityShown, shown_of
from socialvalue.tendering.readings.tender import Asked, LotShown, lot_of
from socialvalue.toms.models import Measure

DRAIN: Final = timedelta(
    hours=1
)  # after closing: what was sent in time has arrived before anything is opened


@dataclass(frozen=True, slots=True)
class OfferShown:
    """What a bidder offers. `quantity` none: not answered; 0 is an answer."""

    number: int
    requirement_id: int | None
    code: str
    title: str
    quantity: Decimal | None
    unit: str
    place: str
    how: str
    evidence: str
    additionality: str
    due_after_days: int | None


@dataclass(frozen=True, slots=True)
class BidShown:
    """One bid with all its answers."""

    uid: UUID
    authority_id: int
    reference: str
    bidder_id: int
    bidder_uid: UUID
    bidder: str
    state: str
    stage: str  # draft, closed, submitted, opened
    price_ex_vat: Decimal | None
    within_value: bool | None
    key: UUID
    received_at: datetime | None
    receipt: str
    tender: OpportunityShown
    lot: LotShown
    offers: tuple[OfferShown, ...]
    answers: dict[int, str]  # by question
    replaces: str = ""  # of a draft: the bid that counts until this one arrives

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the bid."""
        own = person.organisation_id is not None and person.organisation_id == self.bidder_id
        return frozenset({"bidder"}) if own else frozenset()

    def offer_for(self, requirement: Asked) -> OfferShown | None:
        """The answer to a requirement; none before it was opened."""
        return next((each for each in self.offers if each.requirement_id == requirement.id), None)

    @property
    def additional(self) -> tuple[OfferShown, ...]:
        """What is offered beyond the requirements."""
        return tuple(each for each in self.offers if each.requirement_id is None)

    def standing(self) -> rules.Standing:
        """What follows from requirements that are not answered (CAT-2)."""
        given = {each.key: self.offer_for(each) for each in self.lot.requirements}
        return rules.standing(
            [each.published for each in self.lot.requirements],
            {key: each.quantity if each else None for key, each in given.items()},
        )

    def unfinished(self) -> tuple[str, ...]:
        """What keeps the bid from being sent."""
        missing = []
        if self.price_ex_vat is None:
            missing.append("Enter your price.")
        if self.within_value is not True:
            missing.append("Declare that what you offer is delivered within the contract value (FIN-2).")
        return tuple(missing)


def bid(*, reference: str, person: Person) -> BidShown:
    """One bid as this person may see it (ten statements). A rival's is a 404, and to officers one that is sealed."""
    row = rows().filter(reference=reference).first()
    if row is None:
        raise _not_found()
    tender = _tender(row)
    found = lot_of(row.lot)
    shown = BidShown(
        uid=row.uid,
        authority_id=row.authority_id,
        reference=row.reference,
        bidder_id=row.bidder_id,
        bidder_uid=row.bidder.uid,
        bidder=row.bidder.name,
        state=row.state,
        stage=stage_of(row.state, tender.closes_at),
        price_ex_vat=row.price_ex_vat,
        within_value=row.within_value,
        key=row.idempotency,
        received_at=row.received_at,
        receipt=bytes(row.receipt).decode() if row.receipt else "",
        tender=tender,
        lot=found,
        offers=_offers(row),
        answers=dict(Answer.objects.filter(bid=row).values_list("question_id", "text")),
        replaces=_counting(row) if row.state == "draft" else "",
    )
    if not may(person, "bid:view", shown):
        raise _not_found()  # not 403: before bids are opened nobody learns from its number that there is one
    return shown


def _not_found() -> Refusal:
    return Refusal("not-found", "We could not find that record.", status=404)


def _counting(row: Bid) -> str:
    """The bid of the same bidder for the same lot that counts now."""
    sent = Bid.objects.filter(lot=row.lot_id, bidder=row.bidder_id, state="submitted")
    return sent.values_list("reference", flat=True).first() or ""


def bid_of(*, lot_id: int, organisation_id: int) -> str | None:
    """The reference of this organisation's bid for a lot: the draft that it works on, or the one that counts."""
    live = Bid.objects.filter(lot=lot_id, bidder=organisation_id, state__in=["draft", "submitted"])
    return live.order_by("state").values_list("reference", flat=True).first()


def rows() -> QuerySet[Bid]:
    """All bids, with their lot, procurement and bidder."""
    return Bid.objects.select_related("lot__procurement", "bidder")


def stage_of(state: str, closes_at: datetime) -> str:
    """How far a bid is: a draft that was not sent in time is closed, one that was sent is opened after the drain."""
    now = instant_now()
    if state == "draft":
        return "draft" if now < closes_at else "closed"
    return "opened" if now >= closes_at + DRAIN and state == "submitted" else state


def _tender(row: Bid) -> OpportunityShown:
    published = Opportunity.objects.select_related("procurement").get(procurement=row.lot.procurement_id)
    return shown_of(published, instant_now())


def _offers(row: Bid) -> tuple[OfferShown, ...]:
    rows = Offer.objects.filter(bid=row).select_related("measure").order_by("number")
    return tuple(
        OfferShown(
            each.number, each.requirement_id, each.measure.code, each.measure.title, each.quantity, each.unit,
            each.place, each.how, each.evidence, each.additionality, each.last_day,
        )
        for each in rows.annotate(last_day=Max("steps__due_after_days"))
    )  # fmt: skip


def measures_of(*, authority_id: int) -> list[tuple[int, str, str]]:
    """The measures of the newest framework that a bidder may offer more of: id, title, unit (one statement)."""
    frameworks = Measure.objects.filter(framework__authority=authority_id).order_by("-framework_id")
    newest = Subquery(frameworks.values("framework_id")[:1])
    rows = Measure.objects.filter(framework=newest).order_by("number", "id")
    return list(rows.values_list("id", "title", "unit"))


def canonical_bid(shown: BidShown) -> dict[str, Any]:
    """All that a bid says, in the form whose digest stands on the receipt."""
    questions = {each.id: each.key for each in shown.lot.questions}
    requirements = {each.id: each.key for each in shown.lot.requirements}
    return {
        "schema": 1,
        "tender": shown.tender.reference,
        "lot": shown.lot.number,
        "methodology": shown.lot.method.digest if shown.lot.method else None,
        "bid": shown.reference,
        "bidder": shown.bidder_uid,
        "price_ex_vat": shown.price_ex_vat,
        "within_contract_value": shown.within_value,
        "offers": [
            {
                "requirement": requirements.get(each.requirement_id) if each.requirement_id else None,
                "measure": each.code,
                "quantity": each.quantity,
                "unit": each.unit,
                "due_after_days": each.due_after_days,
                "place": each.place,
                "how": each.how,
                "evidence": each.evidence,
                "additionality": each.additionality,
            }
            for each in shown.offers
        ],
        "answers": {questions[key]: text for key, text in sorted(shown.answers.items()) if key in questions},
    }
