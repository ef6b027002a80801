"""Scoring alone: an evaluator's own marks with reasons, until they lock (rule 27)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from socialvalue.evaluation import readings
from socialvalue.evaluation.actions.doors import (
    check_mark,
    judged,
    own_seat,
    scheme_of,
    scored_bids,
    sufficient,
    tell,
)
from socialvalue.evaluation.models import Score
from socialvalue.evaluation.rules import SEAT
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with the reason for it, citing the tender."""

    mark: int
    reason: str


def score(*, seat: int, criterion: str, given: Mapping[str, Mark], by: Person) -> None:
    """Note one's own marks for a criterion, by the references of bids. Bids that are left out keep what they have."""
    with transaction.atomic():
        lot, row = own_seat(seat, by, "score:give")
        step = SEAT.step(row.state, "score")
        asked, bids = judged(lot, criterion), scored_bids(lot)
        for reference, mark in given.items():
            if reference not in bids:
                raise Refusal("not-found", "We could not find that record.", status=404)
            check_mark(asked, mark.mark, f"mark-{reference}")
            Score.objects.update_or_create(
                evaluator=row,
                bid_id=bids[reference].id,
                criterion_id=asked.id,
                defaults={
                    "mark": mark.mark,
                    "reason": sufficient(mark.reason, f"reason-{reference}"),
                    "scored_at": instant_now(),
                },
            )
        tell(lot, step.event, by, {"seat": row.id, "criterion": criterion, "bids": sorted(given)})


def lock_scores(*, seat: int, by: Person) -> None:
    """Lock one's own scores: one way, and only when every bid is scored for every question."""
    with transaction.atomic():
        lot, row = own_seat(seat, by, "score:give")
        step = SEAT.step(row.state, "lock")
        scheme = scheme_of(lot)
        done = {(each.bid, each.criterion) for each in readings.marks_of([row.id])}
        wanted = {(bid, each.key) for bid in scored_bids(lot) for each in scheme.judged}
        if missing := len(wanted - done):
            raise Refusal(
                "scores-missing",
                f"{missing} of {len(wanted)} marks are still missing: give them before you lock.",
                status=409,
            )
        row.state, row.locked_at = step.becomes, instant_now()
        row.save(update_fields=["state", "locked_at"])
        tell(lot, step.event, by, {"seat": row.id, "seat_state": step.becomes})
