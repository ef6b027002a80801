"""What the evaluators agreed: a new record beside their own marks, with who was present (rule 27)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from socialvalue.evaluation import readings
from socialvalue.evaluation.actions.doors import (
    check_mark,
    judged,
    refuse_awarded,
    scored_bids,
    sufficient,
    tell,
)
from socialvalue.evaluation.models import Consensus
from socialvalue.evaluation.readings import LotRead
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person


def agree_consensus(
    *,
    reference: str,
    lot: int,
    bid: str,
    criterion: str,
    mark: int,
    reason: str,
    present: Collection[UUID],
    by: Person,
) -> int:
    """Record the agreed mark for a bid and a question; answers its version. What was agreed before is kept."""
    with transaction.atomic():
        found = readings.held_lot(reference=reference, lot=lot, by=by, permission="consensus:agree")
        if not found.all_locked:
            raise Refusal(
                "scores-not-locked",
                "Nobody sees another’s marks before all evaluators have locked theirs.",
                clause="SCO-4",
                status=409,
            )
        refuse_awarded(found)
        asked, bids = judged(found, criterion), scored_bids(found)
        if bid not in bids:
            raise Refusal("not-found", "We could not find that record.", status=404)
        check_mark(asked, mark, "mark")
        said = sufficient(reason)
        _check_present(found, present)
        before = readings.agreed([found.id]).get(found.id, {}).get((bid, criterion))
        version = before.version + 1 if before else 1
        Consensus.objects.create(
            bid_id=bids[bid].id,
            criterion_id=asked.id,
            version=version,
            mark=mark,
            reason=said,
            present=sorted(str(each) for each in present),
            agreed_at=instant_now(),
            agreed_by=by.account(),
        )
        tell(found, "consensus_agreed", by, {"bid": bid, "criterion": criterion, "version": version})
    return version


def _check_present(lot: LotRead, present: Collection[UUID]) -> None:
    """Whoever agreed sits on the panel and has locked; somebody has to have been there."""
    panel = {seat.user for seat in lot.seats if seat.state == "locked"}
    if not present or not set(present) <= panel:
        raise Refusal("nobody-present", "Choose who of the panel was present.", field="present")
