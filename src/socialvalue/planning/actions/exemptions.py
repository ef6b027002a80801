"""Deeds about exemptions: asked for in writing, passed on or returned, determined by somebody else (EXC-1, EXC-2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.actions import mails
from socialvalue.planning.actions.doors import ExemptionDoor, held, lot_of, sufficient
from socialvalue.planning.models import Exemption, Procurement
from socialvalue.planning.rules import (
    EXEMPTION,
    ExemptionKind,
    Ground,
    check_expiry,
    check_in_time,
    check_request,
)
from socialvalue.policy.queries import policy_of


@transaction.atomic
def request_exemption(
    *,
    reference: str,
    lot: int | None,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    by: Person,
) -> str:
    """Ask for an exemption of a procurement, or of one lot; answers its reference (EXC-1).

    `lowest` is in per cent of the total, where a lower weight is asked for. The rule stands until it is granted.
    """
    procurement = held(reference, by, "exemption:request")
    _check(procurement, kind, lowest, justification)
    part = lot_of(procurement, lot) if lot is not None else None
    granted = Q(expires_on=None) | Q(expires_on__gte=business_today())
    if Exemption.objects.filter(granted, procurement=procurement, state="granted", lot=part).exists():
        raise Refusal(
            "exemption-granted", "An exemption is granted here and still counts.", clause="EXC-1", status=409
        )
    step = EXEMPTION.step(EXEMPTION.begins, "request")
    made = Exemption(
        authority_id=procurement.authority_id,
        originating_authority_id=procurement.authority_id,
        reference=series.take("EX", business_today().year)[0],
        procurement=procurement,
        lot=part,
    )
    _write(made, kind, lowest, ground, justification, by)
    made.state = step.becomes
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refusal(
            "exemption-open", "An exemption is already being asked for here.", clause="EXC-1", status=409
        ) from None
    _tell(made, step.event, by, "EXC-1", before=EXEMPTION.begins, texts={"reason": made.justification})
    mails.to_review(made)
    return made.reference


@transaction.atomic
def request_again(
    *,
    exemption: str,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    by: Person,
) -> None:
    """Ask again for what was returned, with better words."""
    row = _held(exemption, by, "exemption:request")
    step = EXEMPTION.step(row.state, "request")
    if row.requested_by != by.account():  # whoever asked first must not come to decide it
        raise Refusal(
            "asked-by-another",
            "Only whoever asked for this exemption can ask again. Take it back, and ask for a new one.",
            clause="EXC-1",
            status=409,
        )
    _check(row.procurement, kind, lowest, justification)
    before, row.state = row.state, step.becomes
    _write(row, kind, lowest, ground, justification, by)
    row.save()
    _tell(row, step.event, by, "EXC-1", before=before, texts={"reason": row.justification})
    mails.to_review(row)


@transaction.atomic
def screen_exemption(*, exemption: str, passed_on: bool, view: str, by: Person) -> None:
    """Pass a request on to those who determine it, with the team's view, or return it to be mended (EXC-2)."""
    row = _held(exemption, by, "exemption:screen")
    step = EXEMPTION.step(row.state, "forward" if passed_on else "return")
    before, row.state = row.state, step.becomes
    row.view = sufficient(view, "EXC-2", field="view")
    row.screened_at, row.screened_by = instant_now(), by.account()
    row.save(update_fields=["state", "view", "screened_at", "screened_by"])
    _tell(row, step.event, by, "EXC-2", before=before, texts={"reason": row.view})
    if passed_on:
        mails.to_determine(row)
    else:
        mails.returned(row)


@transaction.atomic
def grant_exemption(
    *, exemption: str, reason: str, conditions: str, expires_on: date | None, by: Person
) -> None:
    """Grant an exemption, with its conditions and its last day if it has one. Nobody grants their own (EXC-2)."""
    row = _held(exemption, by, "exemption:decide")
    step = EXEMPTION.step(row.state, "grant")
    today = business_today()
    check_in_time(row.procurement.commenced_on, today)
    check_expiry(expires_on, today)
    row.granted_on, row.expires_on, row.conditions = today, expires_on, conditions.strip()
    _decide(row, step.becomes, step.event, reason, by)


@transaction.atomic
def refuse_exemption(*, exemption: str, reason: str, by: Person) -> None:
    """Refuse an exemption: the rule stands (EXC-2). Nobody decides about their own."""
    row = _held(exemption, by, "exemption:decide")
    step = EXEMPTION.step(row.state, "refuse")
    _decide(row, step.becomes, step.event, reason, by)


@transaction.atomic
def withdraw_exemption(*, exemption: str, reason: str, by: Person) -> None:
    """Take a request back before it is determined."""
    row = _held(exemption, by, "exemption:request")
    step = EXEMPTION.step(row.state, "withdraw")
    before, row.state = row.state, step.becomes
    row.reason = sufficient(reason, "EXC-1")
    row.save(update_fields=["state", "reason"])
    _tell(row, step.event, by, "EXC-1", before=before, texts={"reason": row.reason})


def _held(reference: str, by: Person, permission: str) -> Exemption:
    """The exemption, locked with its procurement. Someone else's is a 404."""
    known = Exemption.objects.filter(reference=reference).values_list("procurement_id", flat=True).first()
    if known is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    Procurement.objects.select_for_update().get(id=known)
    row = (
        Exemption.objects.select_for_update(of=("self",))
        .select_related("procurement", "lot")
        .get(reference=reference)
    )
    demand(by, permission, ExemptionDoor(row.authority_id, row.procurement.stage, row.requested_by))
    return row


def _check(procurement: Procurement, kind: ExemptionKind, lowest: Decimal | None, justification: str) -> None:
    today = business_today()
    check_request(
        kind=kind,
        lowest=lowest,
        minimum=policy_of(procurement.authority_id, today)[1].minimum_weighting,
        justification=justification,
        commenced_on=procurement.commenced_on,
        today=today,
    )


def _write(
    row: Exemption,
    kind: ExemptionKind,
    lowest: Decimal | None,
    ground: Ground,
    justification: str,
    by: Person,
) -> None:
    row.kind, row.ground = kind.value, ground.value
    row.lowest = None if lowest is None else lowest / 100
    row.justification = justification.strip()
    row.requested_at, row.requested_by = instant_now(), by.account()


def _decide(row: Exemption, becomes: str, event: str, reason: str, by: Person) -> None:
    before, row.state = row.state, becomes
    row.reason = sufficient(reason, "EXC-2")
    row.decided_at, row.decided_by = instant_now(), by.account()
    row.save()
    texts = {"reason": row.reason, "conditions": row.conditions}
    _tell(row, event, by, "EXC-2", before=before, texts=texts)
    mails.determined(row)


def _tell(
    row: Exemption, deed: str, by: Person, clause: str, *, before: str, texts: Mapping[str, str]
) -> None:
    """The history of a procurement tells of its exemptions; `exemption` in it says which."""
    events.append(
        deed=deed,
        record="procurement",
        uid=row.procurement.uid,
        by=by,
        clause=clause,
        before={"exemption_state": before},
        after={
            "exemption": row.reference,
            "exemption_state": row.state,
            "exemption_kind": row.kind,
            "lot": row.lot.number if row.lot else None,
            "lowest_percent": None if row.lowest is None else str((row.lowest * 100).normalize()),
            "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        },
        texts=texts,
    )
