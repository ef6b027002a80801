"""The award of a lot: to the first by the published method, with a reason for every bidder and every criterion."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from socialvalue.evaluation import readings, rules
from socialvalue.evaluation.actions.doors import (
    current_result,
    refuse_awarded,
    scheme_of,
    sufficient,
    tell,
)
from socialvalue.evaluation.actions.feedback import ask_for_feedback
from socialvalue.evaluation.models import CriterionReason, Decision
from socialvalue.evaluation.readings import Contender, LotRead, ResultRead, Scheme
from socialvalue.evaluation.readings.reasons import reasons_for
from socialvalue.foundation.calendar import Standstill, format_date
from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import outbox
from socialvalue.machinery.permissions import Person
from socialvalue.people.queries import addresses_of_organisations
from socialvalue.planning import queries as planning_queries
from socialvalue.planning.queries import ProcurementShown
from socialvalue.policy.queries import newest_pack
from socialvalue.tendering import queries as tendering_queries


def award_lot(
    *,
    reference: str,
    lot: int,
    result: int,
    winner: str,
    notice_on: date,
    value_for_money: str,
    by: Person,
) -> int:
    """Award a lot on the result (its version) that was looked at; answers the decision's id (FIN-3, TEN-2).

    Refused unless the winner is first by the published method, the result is the newest, and every bid has a reason
    for every criterion. Every bidder is told at the same time, each with its own summary (regulation 31).
    """
    with transaction.atomic():
        found = readings.held_lot(reference=reference, lot=lot, by=by, permission="award:make")
        refuse_awarded(found)
        newest = current_result(found)
        order = _order(newest, result)
        rules.check_winner(order, winner)
        said = sufficient(value_for_money, "value_for_money")
        scheme = scheme_of(found)
        bids = {each.reference: each for each in readings.contenders([found.id]).get(found.id, [])}
        reasons = reasons_for(found.id, scheme, newest, list(bids.values()))
        rules.check_reasons([(bid, each.key) for bid in bids for each in scheme.criteria], reasons)
        shown = planning_queries.procurement(reference=reference, person=by, whole=False)
        _require_consent(shown, found)
        pause = _pause(found, shown, notice_on)
        made = Decision.objects.create(
            lot_id=found.id,
            winner_id=bids[winner].id,
            result_id=newest.id,
            value_for_money=said,
            totals=[_as_stored(each) for each in order],
            notice_on=notice_on,
            standstill_ends_on=pause.last_day if pause else None,
            decided_at=instant_now(),
            decided_by=by.account(),
        )
        _keep_reasons(made, scheme, bids, reasons)
        after = {"bid": winner, "result": newest.version, "sha256": newest.digest, "notice_on": notice_on}
        tell(found, "lot_awarded", by, after, reason=said, clause="FIN-3")
        ask_for_feedback(lot=found, bidders=[each.bidder_id for each in bids.values()], by=by)
        _tell_bidders(found, list(bids.values()))
    return made.id


def _order(newest: ResultRead, looked_at: int) -> tuple[rules.Total, ...]:
    if newest.version != looked_at:
        raise Refusal(
            "result-replaced",
            "The result was computed again after you looked at it. Nothing was awarded. Look at it again.",
            status=409,
        )
    order = newest.order()
    if not order:
        raise Refusal(
            "other-points-missing", "Enter the points of price and other quality first.", status=409
        )
    return order


def _require_consent(shown: ProcurementShown, lot: LotRead) -> None:
    """A contract that runs past vesting waits for a successor's consent, once a direction asks for it (rulings 22)."""
    published = tendering_queries.published(shown.id)
    reason = planning_queries.missing_consent(shown, published.ends_on if published else None)
    if reason is not None:
        raise Refusal(
            "consent-missing",
            f"{reason.text} Lot {lot.number} cannot be awarded before it is recorded in the plan.",
            clause=reason.clause,
            status=409,
        )


def _pause(lot: LotRead, shown: ProcurementShown, notice_on: date) -> Standstill | None:
    """The standstill from the day of the notice, which cannot lie behind us: the pause would be shortened."""
    if notice_on < business_today():
        raise Refusal(
            "notice-behind", f"Enter a day from {format_date(business_today())} on.", field="notice_on"
        )
    holidays = newest_pack(lot.authority_id).pack.bank_holidays
    return rules.pause(notice_on, shown.kind, shown.determination.band, holidays)


def _as_stored(total: rules.Total) -> dict[str, object]:
    return {
        "bid": total.bid,
        "social": f"{total.social:f}",
        "other": f"{total.other:f}",
        "total": f"{total.total:f}",
        "rank": total.rank,
        "price_per_point": None if total.price_per_point is None else f"{total.price_per_point:f}",
    }


def _keep_reasons(
    made: Decision, scheme: Scheme, bids: dict[str, Contender], reasons: dict[tuple[str, str], str]
) -> None:
    criteria = {each.key: each.id for each in scheme.criteria}
    CriterionReason.objects.bulk_create(
        CriterionReason(decision=made, bid_id=bids[bid].id, criterion_id=criteria[criterion], reason=reason)
        for (bid, criterion), reason in sorted(reasons.items())
    )


def _tell_bidders(lot: LotRead, bids: list[Contender]) -> None:
    """The same words to every bidder at the same time; the summary itself stands behind their sign-in."""
    people = addresses_of_organisations(each.bidder_id for each in bids)
    for bid in bids:
        for address in people.get(bid.bidder_id, ()):
            outbox.owe(
                to=address,
                subject=f"The result of your bid: {lot.tender}",
                text=f"The Council has decided about lot {lot.number} of {lot.reference}, {lot.tender}.\n"
                f"Sign in and open your bid {bid.reference}. There you can read your scores, the reasons for each, and "
                "who was successful.\n\n"
                "On your home page we ask you three short questions about this tender. They take two minutes, and "
                "whoever scores bids never sees the answers.\n",
                dedupe=f"award-{lot.id}-{bid.reference}-{address}",
            )
