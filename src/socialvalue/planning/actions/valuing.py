"""Deeds: what a contract is worth, from its parts; and needs like it, together or apart (rules 5 to 8, 14)."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.actions.valuations import (
    MadeFrom,
    estimate_anew,
    own_inc_vat,
    policy_today,
    value_again,
)
from socialvalue.planning.models import Procurement, SimilarNeed
from socialvalue.planning.rules.similar import Handling, check_handling, crosses
from socialvalue.planning.rules.worth import Valued, Worth, check_method


@transaction.atomic
def estimate_value(*, reference: str, worth: Worth, basis: str, by: Person) -> Valued:
    """Keep what a contract is worth as a new estimate, with its parts; answers the value that counts.

    Until the procurement has begun, a determination that is only proposed follows it, and one that was decided is open
    again where the policy or the Act would now ask for something else (rule 14).
    """
    procurement = held(reference, by, "estimate:make")
    live = procurement.determinations.exclude(state="replaced").get()
    check_method(worth.method, MadeFrom.of(live).kind)
    basis = basis.strip()[:500] or "Entered by an officer."
    valued, after = estimate_anew(procurement, worth, basis, by)
    before = {"value_inc_vat": None if live.value_inc_vat is None else str(live.value_inc_vat)}
    events.append(
        deed="value_estimated", record="procurement", uid=procurement.uid, by=by, clause="INC-4",
        before=before, after=after, texts={"basis": basis},
    )  # fmt: skip
    return valued


@transaction.atomic
def handle_similar_need(
    *, reference: str, other: str, handling: Handling, reason: str, approver: str, by: Person
) -> None:
    """Decide about a need like this one: counted together, kept apart with reason and approver, or not alike at all.

    Each of two needs that are counted together includes the other: both estimates are made anew from their own parts.
    """
    procurement, like = _both(reference, other, by)
    own, its = own_inc_vat(procurement), own_inc_vat(like)
    live = procurement.determinations.exclude(state="replaced").get()
    made_from = MadeFrom.of(live)
    row = None
    if made_from.kind and made_from.commenced_on:
        row = policy_today(procurement)[1].thresholds.in_force(made_from.kind, made_from.commenced_on)
    check_handling(
        handling,
        reason=reason,
        approver=approver,
        value=its,
        is_above=like.determinations.exclude(state="replaced").get().band == "mandatory",
        crosses_threshold=crosses(own, its, row.amount if row else None),
    )
    for one, with_, amount in ((procurement, like, its), (like, procurement, own)):
        _keep(one, with_, handling, reason.strip(), approver.strip(), amount, by)


def _both(reference: str, other: str, by: Person) -> tuple[Procurement, Procurement]:
    """The two procurements, held in one order, whoever comes first."""
    wanted = Procurement.objects.select_for_update().filter(reference__in={reference, other})
    rows = {row.reference: row for row in wanted.order_by("id")}
    procurement = held(reference, by, "estimate:make")
    like = rows.get(other)
    if like is None or like.id == procurement.id or like.authority_id != procurement.authority_id:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return procurement, like


def _keep(
    one: Procurement,
    other: Procurement,
    handling: Handling,
    reason: str,
    approver: str,
    amount: Decimal | None,
    by: Person,
) -> None:
    """The decision as one of the two has it, with its estimate made again and an event of its own."""
    SimilarNeed.objects.update_or_create(
        procurement=one,
        other=other,
        defaults={
            "handling": handling.value,
            "reason": reason,
            "approver": approver if handling is not Handling.TOGETHER else "",
            "value_inc_vat": amount if handling is Handling.TOGETHER else None,
            "decided_at": instant_now(),
            "decided_by": by.account(),
        },
    )
    basis = f"As before; made again after {other.reference} was looked at."
    after = {"other": other.reference, "handling": handling.value} | value_again(one, basis, by)
    events.append(
        deed="similar_need_handled", record="procurement", uid=one.uid, by=by, clause="INC-4",
        after=after, texts={"reason": reason, "approver": approver},
    )  # fmt: skip
