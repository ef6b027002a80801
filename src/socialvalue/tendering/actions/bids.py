"""A bid as its bidder makes it: started once a lot, changed until it is sent. Everything is saved as they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.personal import require_no_personal_data
from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.rules import DueStep, shared_out
from socialvalue.tendering import readings
from socialvalue.tendering.models import Answer, Bid, Offer, OfferStep
from socialvalue.tendering.readings import Asked, BidShown, OpportunityShown
from socialvalue.tendering.rules import BID


def bids_closed() -> Refusal:
    """The time for bids has ended."""
    return Refusal("bids-closed", "The time for bids has ended.", status=409)


def begin_bid(*, reference: str, lot: int, by: Person) -> str:
    """Start a bid for a lot, or find the one that was started; answers its reference (rulings 30)."""
    demand(by, "bid:begin")
    tender = readings.opportunity(reference=reference, person=by)
    found = next((each for each in tender.lots if each.number == lot), None)
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    if by.organisation_id is None:
        raise Refusal(
            "no-organisation",
            "Your account does not belong to an organisation yet. Ask us to add it.",
            status=409,
        )
    if known := readings.bid_of(lot_id=found.id, organisation_id=by.organisation_id):
        return known
    if not tender.takes_bids:
        raise Refusal(
            "bids-elsewhere",
            f"Bids for this contract are not made here. Make yours as notice {tender.notice_reference} says.",
            clause="FIN-1",
            status=409,
        )
    if not tender.is_open:
        raise bids_closed()
    try:
        return _started(tender, found.id, lot, by.organisation_id, by)
    except IntegrityError:  # a colleague, or a second click, was first: theirs is the bid
        known = readings.bid_of(lot_id=found.id, organisation_id=by.organisation_id)
        if known is None:
            raise
        return known


@transaction.atomic
def _started(tender: OpportunityShown, lot_id: int, lot: int, bidder_id: int, by: Person) -> str:
    (label,) = series.take("BID", business_today().year)
    row = Bid.objects.create(
        authority_id=tender.authority_id,
        originating_authority_id=tender.authority_id,
        reference=label,
        lot_id=lot_id,
        bidder_id=bidder_id,
        state=BID.begins,
        begun_at=instant_now(),
        begun_by=by.account(),
    )
    events.append(
        deed="bid_started",
        record="bid",
        uid=row.uid,
        by=by,
        after={"tender": tender.reference, "lot": lot, "bid": label, "state": BID.begins},
    )
    return label


@dataclass(frozen=True, slots=True)
class Given:
    """What a bidder says about one commitment: how much, by when, where, how, proved how.

    Where the requirement says by when, `due_on` is None: what is offered is due in the same parts on the same days.
    """

    quantity: Decimal
    due_on: date | None = None
    place: str = ""
    how: str = ""
    evidence: str = ""
    additionality: str = ""


def offer(*, bid: str, requirement: int, given: Given, by: Person) -> None:
    """Answer a requirement (CAT-2). 0 is an answer."""
    with transaction.atomic():
        row, shown = _held(bid, by)
        asked = next((each for each in shown.lot.requirements if each.number == requirement), None)
        if asked is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        kept = Offer.objects.filter(bid=row, requirement=asked.id).first() or Offer(
            bid=row, requirement_id=asked.id, number=_next_number(row)
        )
        kept.measure_id, kept.unit = asked.measure_id, asked.unit
        _write(kept, given, _due_as_asked(asked, given, shown.tender) or _due_at_once(given, shown.tender))
        _changed(row, shown, asked.key, by)


def offer_more(*, bid: str, measure: int, given: Given, by: Person) -> None:
    """Offer Additional Social Value: a measure of the council's list that no requirement asks for."""
    with transaction.atomic():
        row, shown = _held(bid, by)
        units = {each: unit for each, _, unit in readings.measures_of(authority_id=shown.authority_id)}
        if measure not in units:
            raise Refusal("measure-unknown", "Choose a measure from the list.", field="measure")
        kept = Offer(bid=row, number=_next_number(row), measure_id=measure, unit=units[measure])
        _write(kept, given, _due_at_once(given, shown.tender))
        _changed(row, shown, f"more-{kept.number}", by)


def take_back_offer(*, bid: str, number: int, by: Person) -> None:
    """Take back an additional offer of a draft."""
    with transaction.atomic():
        row, shown = _held(bid, by)
        Offer.objects.filter(bid=row, number=number, requirement=None).delete()
        _changed(row, shown, f"more-{number}", by)


def answer_question(*, bid: str, question: int, text: str, by: Person) -> None:
    """Answer a qualitative question within its limit of words."""
    with transaction.atomic():
        row, shown = _held(bid, by)
        asked = next((each for each in shown.lot.questions if each.number == question), None)
        if asked is None:
            raise Refusal("not-found", "We could not find that record.", status=404)
        require_no_personal_data(text, "text")
        words = len(text.split())
        if words > asked.word_limit:
            raise Refusal(
                "too-many-words",
                f"Your answer has {words:,} words: shorten it to {asked.word_limit:,} or fewer.",
                field="text",
            )
        Answer.objects.update_or_create(bid=row, question_id=asked.id, defaults={"text": text.strip()})
        _changed(row, shown, asked.key, by)


def declare_price(*, bid: str, price: Decimal, within_value: bool, by: Person) -> None:
    """The price without VAT, and that Social Value is delivered within the contract value (FIN-2)."""
    with transaction.atomic():
        row, shown = _held(bid, by)
        row.price_ex_vat, row.within_value = price, within_value
        row.save(update_fields=["price_ex_vat", "within_value"])
        _changed(row, shown, "price", by)


def _held(reference: str, by: Person) -> tuple[Bid, BidShown]:
    """A draft, held until the deed is done. A rival's is a 404, one that was sent a refusal."""
    row = Bid.objects.select_for_update().filter(reference=reference).first()
    shown = readings.bid(reference=reference, person=by)
    demand(by, "bid:change", shown)
    assert row is not None  # noqa: S101  the query would have refused
    BID.step(row.state, "change")
    return row, shown


def _next_number(row: Bid) -> int:
    return (Offer.objects.filter(bid=row).aggregate(last=Max("number"))["last"] or 0) + 1


def _due_as_asked(asked: Asked, given: Given, tender: OpportunityShown) -> tuple[DueStep, ...]:
    """What is offered in the parts that are asked, none after the contract's last day; none where no day is asked."""
    last = (tender.ends_on - tender.starts_on).days
    steps = (
        shared_out(given.quantity, [DueStep(days, much) for days, much in asked.steps]) if asked.steps else ()
    )
    in_time = [each for each in steps if each.after_days < last]
    rest = given.quantity - sum((each.quantity for each in in_time), Decimal(0))
    late = len(steps) > len(in_time)
    return (*in_time, DueStep(last, rest)) if late else tuple(in_time)


def _due_at_once(given: Given, tender: OpportunityShown) -> tuple[DueStep, ...]:
    """All that is offered on the day that the bidder gives; nothing needs no day."""
    due_on = tender.ends_on if given.due_on is None and not given.quantity else given.due_on
    if due_on is None or not tender.starts_on <= due_on <= tender.ends_on:
        raise Refusal(
            "outside-contract", "Enter a day between the start and the end of the contract.", field="due_on"
        )
    return (DueStep((due_on - tender.starts_on).days, given.quantity),)


def _write(row: Offer, given: Given, steps: Sequence[DueStep]) -> None:
    for field in ("place", "how", "evidence", "additionality"):
        require_no_personal_data(getattr(given, field), field)
    row.quantity, row.place, row.how = given.quantity, given.place.strip(), given.how.strip()
    row.evidence, row.additionality = given.evidence.strip(), given.additionality.strip()
    row.save()
    OfferStep.objects.filter(offer=row).delete()
    OfferStep.objects.bulk_create(
        OfferStep(offer=row, due_after_days=each.after_days, quantity=each.quantity) for each in steps
    )


def _changed(row: Bid, shown: BidShown, part: str, by: Person) -> None:
    """Every change makes a form that was opened before it out of date; the log says which part, never what."""
    row.idempotency = new_uid()
    row.save(update_fields=["idempotency"])
    events.append(deed="bid_changed", record="bid", uid=shown.uid, by=by, after={"part": part})
