"""Before the time for bids ends: a bid is withdrawn, or a new draft is made of it that replaces it when it arrives."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.tendering import readings
from socialvalue.tendering.actions.bids import bids_closed
from socialvalue.tendering.models import Answer, Bid, Offer, OfferStep
from socialvalue.tendering.readings import BidShown
from socialvalue.tendering.rules import BID


def withdraw_bid(*, reference: str, by: Person) -> None:
    """Take a bid back before the time for bids ends. It is kept, sealed, and does not count."""
    asked_at = instant_now()
    with transaction.atomic():
        row = Bid.objects.select_for_update().filter(reference=reference).first()
        shown = readings.bid(reference=reference, person=by)
        demand(by, "bid:withdraw", shown)
        assert row is not None  # noqa: S101  the query would have refused
        step = BID.step(row.state, "withdraw")
        if asked_at >= shown.tender.closes_at:
            raise bids_closed()
        before, row.state = row.state, step.becomes
        row.save(update_fields=["state"])
        events.append(
            deed=step.event,
            record="bid",
            uid=row.uid,
            by=by,
            before={"state": before},
            after={"state": row.state},
        )


def replace_bid(*, reference: str, by: Person) -> str:
    """Make a draft of a bid that was sent, with its answers; answers the draft's reference.

    The one that was sent counts until the new one arrives (rulings 30). A second click finds the same draft.
    """
    asked_at = instant_now()
    try:
        with transaction.atomic():
            row = Bid.objects.select_for_update().filter(reference=reference).first()
            shown = readings.bid(reference=reference, person=by)
            demand(by, "bid:replace", shown)
            assert row is not None  # noqa: S101  the query would have refused
            BID.step(row.state, "replace")
            if asked_at >= shown.tender.closes_at:
                raise bids_closed()
            return _draft_of(row) or _copied(row, shown, by)
    except IntegrityError:  # a colleague, or a second click, was first: theirs is the draft
        known = Bid.objects.filter(reference=reference).first()
        draft = _draft_of(known) if known else None
        if draft is None:
            raise
        return draft


def _draft_of(row: Bid) -> str | None:
    drafts = Bid.objects.filter(lot=row.lot_id, bidder=row.bidder_id, state="draft")
    return drafts.values_list("reference", flat=True).first()


def _copied(row: Bid, shown: BidShown, by: Person) -> str:
    (label,) = series.take("BID", business_today().year)
    made = Bid.objects.create(
        authority_id=row.authority_id,
        originating_authority_id=row.originating_authority_id,
        reference=label,
        lot_id=row.lot_id,
        bidder_id=row.bidder_id,
        state=BID.begins,
        price_ex_vat=row.price_ex_vat,
        within_value=row.within_value,
        statement=row.statement,
        begun_at=instant_now(),
        begun_by=by.account(),
    )
    _copy_answers(row, made)
    events.append(
        deed="bid_started",
        record="bid",
        uid=made.uid,
        by=by,
        after={
            "tender": shown.tender.reference,
            "lot": shown.lot.number,
            "bid": label,
            "state": BID.begins,
            "replaces": row.reference,
        },
    )
    return label


def _copy_answers(old: Bid, new: Bid) -> None:
    Answer.objects.bulk_create(
        Answer(bid=new, question_id=each.question_id, text=each.text) for each in old.answers.all()
    )
    steps = []
    for each in Offer.objects.filter(bid=old).order_by("number").prefetch_related("steps"):
        copied = [(step.due_after_days, step.quantity) for step in each.steps.all()]
        each.pk, each.bid = None, new
        each._state.adding = True
        each.save(force_insert=True)
        steps += [OfferStep(offer=each, due_after_days=days, quantity=amount) for days, amount in copied]
    OfferStep.objects.bulk_create(steps)


def supersede(*, bid: Bid, by: Person) -> str:
    """The bid that counted until now is replaced by this one, which is arriving; answers its reference or nothing."""
    row = (
        Bid.objects.select_for_update()
        .filter(lot=bid.lot_id, bidder=bid.bidder_id, state="submitted")
        .exclude(id=bid.id)
        .first()
    )
    if row is None:
        return ""
    step = BID.step(row.state, "replace")
    before, row.state = row.state, step.becomes
    row.save(update_fields=["state"])
    events.append(
        deed=step.event,
        record="bid",
        uid=row.uid,
        by=by,
        before={"state": before},
        after={"state": row.state, "replaced_by": bid.reference},
    )
    return row.reference
