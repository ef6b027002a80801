"""The result of a lot: one run of the published method over all its bids, and the points of the other parts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from socialvalue.evaluation import readings, rules
from socialvalue.evaluation.actions.doors import current_result, refuse_awarded, scheme_of, tell
from socialvalue.evaluation.models import Result
from socialvalue.evaluation.readings import Contender, LotRead, Scheme
from socialvalue.evaluation.score_file import as_json, unused
from socialvalue.foundation.canonical import digest
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person


def run_result(*, reference: str, lot: int, by: Person) -> int:
    """Compute the result by the frozen method over all submitted bids; answers its version. Earlier runs are kept.

    Bids that left a requirement open whose published consequence is "not compliant" are told apart, not scored.
    """
    with transaction.atomic():
        found = readings.held_lot(reference=reference, lot=lot, by=by, permission="result:run")
        refuse_awarded(found)
        scheme, bids = scheme_of(found), _bids(found)
        faults = readings.faults(found.id, bids)
        given = rules.as_scored(
            scheme.methodology,
            _submitted(found, scheme, [each for each in bids if each.reference not in faults]),
            {key: each.mark for key, each in readings.agreed([found.id]).get(found.id, {}).items()},
        )
        scores = rules.score(scheme.methodology, given)
        told = dict.fromkeys(
            each.text for each in (*unused(scheme.methodology), *scores.warnings)
        )  # as `socialvalue score`: each once
        content = {"given": rules.as_file(scheme.methodology, given), "scores": as_json(scores, list(told))}
        row = Result.objects.create(
            lot_id=found.id,
            version=_next_version(found),
            left_out=[{"bid": bid, "why": why} for bid, why in sorted(faults.items())],
            digest=digest(content),
            computed_at=instant_now(),
            computed_by=by.account(),
            **content,
        )
        tell(found, "result_computed", by, {"version": row.version, "sha256": row.digest})
    return row.version


def _bids(lot: LotRead) -> list[Contender]:
    if not lot.is_opened:
        raise Refusal("bids-not-opened", "The bids of this lot are not opened yet.", status=409)
    found = readings.contenders([lot.id]).get(lot.id, [])
    if not found:
        raise Refusal("no-bids", "Nobody has bid for this lot: there is nothing to compute.", status=409)
    return found


def _submitted(lot: LotRead, scheme: Scheme, bids: list[Contender]) -> list[rules.Submitted]:
    prices = readings.prices(lot.id)
    return [
        rules.Submitted(
            bid.reference,
            prices[bid.reference],
            {
                each.key: offer.quantity if (offer := bid.offer_for(each.requirement_id)) else None
                for each in scheme.criteria
                if not each.is_judged
            },
        )
        for bid in bids
    ]


def _next_version(lot: LotRead) -> int:
    return (Result.objects.filter(lot=lot.id).aggregate(last=Max("version"))["last"] or 0) + 1


def enter_other_points(*, reference: str, lot: int, points: Mapping[str, Decimal], by: Person) -> None:
    """Enter the points of price and other quality of every bid, once Social Value is locked (ruling 21, rule 28).

    They are locked then. What was wrong is put right by a new run of the result, which keeps the earlier one.
    """
    with transaction.atomic():
        found = readings.held_lot(reference=reference, lot=lot, by=by, permission="result:complete")
        refuse_awarded(found)
        result = current_result(found)
        if result.has_other:
            raise Refusal(
                "other-points-locked",
                "The points of price and other quality are locked. Compute the result again to enter others.",
                status=409,
            )
        rules.check_other(scheme_of(found).methodology, result.bids, points)
        typed = {bid: f"{figure:f}" for bid, figure in points.items()}
        Result.objects.filter(id=result.id).update(
            other=typed, other_entered_at=instant_now(), other_entered_by=by.account()
        )
        after = {"version": result.version, "sha256": digest(typed)}
        tell(found, "other_points_entered", by, after)
