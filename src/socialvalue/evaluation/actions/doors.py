"""What deeds of an evaluation share: the seat, held; the method, bids and result they go by; the reason; the event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialvalue.evaluation import readings
from socialvalue.evaluation.models import Evaluator
from socialvalue.evaluation.readings import Contender, CriterionRead, LotRead
from socialvalue.foundation import reasons
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, demand


def held_seat(seat: int) -> tuple[LotRead, Evaluator]:
    """A seat with its lot, held until the deed is done."""
    lot, _ = readings.lot_of_seat(seat=seat, held=True)
    return lot, Evaluator.objects.get(id=seat)


def own_seat(seat: int, by: Person, permission: str) -> tuple[LotRead, Evaluator]:
    """One's own seat, held until the deed is done. Somebody else's is a 404."""
    lot, row = held_seat(seat)
    if row.user != by.uid:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, permission, lot)
    return lot, row


def sufficient(reason: str, field: str = "reason") -> str:
    """The reason without white space around it; refuses one that says nothing."""
    return reasons.sufficient(reason, "SCO-4", field=field)


def tell(
    lot: LotRead, deed: str, by: Person, after: Mapping[str, Any], reason: str = "", clause: str = "SCO-4"
) -> None:
    """Append the event to the history of the procurement. It holds codes and digests, never marks."""
    events.append(
        deed=deed,
        record="procurement",
        uid=lot.procurement_uid,
        by=by,
        clause=clause,
        after={"lot": lot.number, **after},
        texts={"reason": reason},
    )


def scheme_of(lot: LotRead) -> readings.Scheme:
    """The frozen methodology of a lot."""
    found = readings.schemes([lot.id]).get(lot.id)
    if found is None:
        raise Refusal("not-published", "This lot was not published: there is nothing to score.", status=409)
    return found


def scored_bids(lot: LotRead) -> dict[str, Contender]:
    """The bids that are scored, by reference: opened, submitted, compliant."""
    if not lot.is_opened:
        raise Refusal("bids-not-opened", "The bids of this lot are not opened yet.", status=409)
    found = readings.contenders([lot.id], whole=False).get(lot.id, [])
    return {each.reference: each for each in found if each.is_compliant}


def judged(lot: LotRead, criterion: str) -> CriterionRead:
    """A criterion that evaluators mark."""
    found = scheme_of(lot).criterion(criterion)
    if found is None or not found.is_judged:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return found


def check_mark(criterion: CriterionRead, mark: int, field: str) -> None:
    """Refuse a mark outside the published scale."""
    if not 0 <= mark <= criterion.max_mark:
        raise Refusal("mark-outside-scale", f"Choose a mark from 0 to {criterion.max_mark}.", field=field)


def refuse_awarded(lot: LotRead) -> None:
    """An awarded lot is not scored again."""
    if lot.is_awarded:
        raise Refusal("lot-awarded", "This lot is awarded: its scores stay as they are.", status=409)


def current_result(lot: LotRead) -> readings.ResultRead:
    """The newest run, refused where a mark was agreed after it."""
    result = readings.newest_results([lot.id]).get(lot.id)
    if result is None or not result.is_newer_than(lot.agreed_at):
        raise Refusal(
            "result-out-of-date",
            "Compute the result first: a mark was agreed after the last run.",
            status=409,
        )
    return result
