"""Deeds about feedback after tenders: it is asked with the award, and given by who bid (COM-1)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from socialvalue.evaluation.models import TenderFeedback
from socialvalue.evaluation.readings import LotRead
from socialvalue.evaluation.readings.feedback import FeedbackDoor
from socialvalue.evaluation.rules.feedback import check_marks, is_open
from socialvalue.foundation.clock import LONDON, business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand

LONGEST: int = 3000


def ask_for_feedback(*, lot: LotRead, bidders: Iterable[int], by: Person) -> None:
    """Ask each bidder of a lot once a tender, whatever lots it bid for. Part of the deed of the award."""
    for bidder in sorted(set(bidders)):
        TenderFeedback.objects.get_or_create(
            procurement_id=lot.procurement_id,
            organisation_id=bidder,
            defaults={
                "authority_id": lot.authority_id,
                "originating_authority_id": lot.authority_id,
                "asked_at": instant_now(),
                "asked_by": by.account(),
            },
        )


@transaction.atomic
def give_feedback(*, feedback: int, clear: int, proportionate: int, change: str, by: Person) -> None:
    """Say what one thinks of a tender. It can be given again until its last day: the last word counts."""
    row = TenderFeedback.objects.select_for_update().filter(id=feedback).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, "feedback:give", FeedbackDoor(row.authority_id, row.organisation_id))
    if not is_open(row.asked_at.astimezone(LONDON).date(), business_today()):
        text = "The time for feedback about this tender is over. Thank you all the same."
        raise Refusal("feedback-over", text, clause="COM-1", status=409)
    check_marks(clear=clear, proportionate=proportionate)
    row.clear, row.proportionate, row.change = clear, proportionate, change.strip()[:LONGEST]
    row.answered_at, row.answered_by = instant_now(), by.account()
    row.save()
    events.append(
        deed="feedback_given",
        record="tender-feedback",
        uid=row.uid,
        by=by,
        clause="COM-1",
        after={"clear": clear, "proportionate": proportionate},
        texts={"change": row.change},
    )
