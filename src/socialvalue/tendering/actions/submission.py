"""Sending a bid: one small request. The time of receipt is taken first, the receipt is signed bytes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from socialvalue.foundation.calendar import format_instant
from socialvalue.foundation.canonical import digest, instant_text
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import audit, events, notes
from socialvalue.machinery.permissions import Person, demand
from socialvalue.tendering import readings
from socialvalue.tendering.actions.second_thoughts import supersede
from socialvalue.tendering.models import Bid
from socialvalue.tendering.readings import BidShown
from socialvalue.tendering.rules import BID, Receipt


def submit_bid(*, reference: str, key: UUID, by: Person) -> bytes:
    """Send a bid; answers the bytes of its receipt. The same `key` again answers the same bytes.

    Whether it came in time is judged by `received_at`, taken before any lock: waiting in a queue makes nobody late.
    """
    received_at = instant_now()
    with transaction.atomic():
        row = Bid.objects.select_for_update().filter(reference=reference).first()
        shown = readings.bid(reference=reference, person=by)
        demand(by, "bid:submit", shown)
        assert row is not None  # noqa: S101  the query would have refused
        if row.state == "submitted" and row.idempotency == key:
            return bytes(row.receipt or b"")
        step = BID.step(row.state, "submit")
        too_late = received_at >= shown.tender.closes_at
        if too_late:
            told = _refused(shown, received_at, by)
        else:
            _complete(shown, key)
            supersede(bid=row, by=by)
            row.state = step.becomes
            row.receipt = _receipt(row, shown, received_at, step.event, by)
            row.save(update_fields=["state", "receipt", "received_at", "committed_at", "submitted_by"])
    if too_late:  # only now: the refusal itself stays in the log
        raise Refusal("bid-too-late", told, status=409)
    return bytes(row.receipt or b"")


def _complete(shown: BidShown, key: UUID) -> None:
    if shown.key != key:
        raise Refusal(
            "answers-changed",
            "Your bid was changed after you looked at it. Nothing was sent. Check your answers again.",
            status=409,
        )
    if missing := shown.unfinished():
        raise Refusal("bid-unfinished", missing[0], status=409)


def _receipt(row: Bid, shown: BidShown, received_at: datetime, event: str, by: Person) -> bytes:
    """Append the event and write the receipt about it. Fills in who and when."""
    content = digest(readings.canonical_bid(shown))
    logged = events.append(
        deed=event,
        record="bid",
        uid=shown.uid,
        by=by,
        before={"state": "draft"},
        after={"state": "submitted", "sha256": content, "received_at": instant_text(received_at)},
    )
    row.received_at, row.committed_at, row.submitted_by = received_at, logged.at, by.uid
    receipt = Receipt(
        tender=shown.tender.reference,
        lot=shown.lot.number,
        notice=shown.tender.notice_reference,
        bid=shown.reference,
        bid_sha256=content,
        received_at=received_at,
        index=logged.index,
        head=logged.digest,
    )
    return notes.sign(receipt.text(), audit.signing_key()).encode()


def _refused(shown: BidShown, received_at: datetime, by: Person) -> str:
    """Log that a bid came too late; answers what its bidder reads."""
    logged = events.append(
        deed="bid_refused",
        record="bid",
        uid=shown.uid,
        by=by,
        after={"received_at": instant_text(received_at)},
    )
    return (
        f"Your bid {shown.reference} was not accepted. We received it on {format_instant(received_at)} "
        f"({instant_text(received_at)}); the time for bids ended on {format_instant(shown.tender.closes_at)}. "
        f"This is event {logged.index} of our log, {logged.digest}."
    )
