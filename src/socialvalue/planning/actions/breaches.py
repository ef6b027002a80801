"""Deeds about breaches: recorded once a procurement has begun, put right, closed (rulings 7)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.people.queries import holders
from socialvalue.planning.actions import mails
from socialvalue.planning.actions.doors import Door, held, live_determination, lot_of
from socialvalue.planning.actions.telling import tell_breach
from socialvalue.planning.models import Breach, Lot, Procurement
from socialvalue.planning.permissions import OWNERS
from socialvalue.planning.readings import exemptions_in_force
from socialvalue.planning.rules import BREACH, ExemptionKind, Missing, check_breach


@transaction.atomic
def record_breach(
    *, reference: str, lot: int | None, missing: Missing, what: str, found_on: date, by: Person
) -> str:
    """Record what was missing when a procurement had begun; answers the reference of the breach."""
    procurement = held(reference, by, "breach:record")
    part = lot_of(procurement, lot) if lot is not None else None
    live = live_determination(procurement)
    check_breach(
        band=live.band,
        stage=procurement.stage,
        commenced_on=procurement.commenced_on,
        found_on=found_on,
        today=business_today(),
        exempt=_exempt(procurement, part),
    )
    step = BREACH.step(BREACH.begins, "record")
    made = Breach(
        authority_id=procurement.authority_id,
        originating_authority_id=procurement.authority_id,
        reference=series.take("BR", business_today().year)[0],
        procurement=procurement,
        lot=part,
        determination=live,
        missing=missing.value,
        clause=missing.clause,
        what=sufficient(what, missing.clause, field="what"),
        found_on=found_on,
        state=step.becomes,
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    _save(made)
    tell_breach(row=made, deed=step.event, by=by, before=BREACH.begins, texts={"reason": made.what})
    mails.breach_recorded(made)
    return made.reference


@transaction.atomic
def plan_breach(*, breach: str, remedy: str, owner: UUID, due_on: date, by: Person) -> None:
    """Say what is done about a breach, by whom and until when; said again, it replaces what was said."""
    row = _held(breach, by)
    step = BREACH.step(row.state, "plan")
    if owner not in {uid for uid, _ in holders(OWNERS, row.authority_id)}:
        raise Refusal("owner-unknown", "Choose who sees to it.", field="owner", clause=row.clause)
    if due_on < business_today():
        raise Refusal("remedy-past", "Enter today or a later day.", field="due_on", clause=row.clause)
    before, row.state = row.state, step.becomes
    row.remedy = sufficient(remedy, row.clause, field="remedy")
    row.owner, row.due_on = owner, due_on
    row.planned_at, row.planned_by = instant_now(), by.account()
    row.save()
    tell_breach(row=row, deed=step.event, by=by, before=before, texts={"reason": row.remedy})
    mails.breach_planned(row)


@transaction.atomic
def settle_breach(*, breach: str, deed: str, outcome: str, by: Person) -> None:
    """Close a breach with what came of it, dismiss one that was none, or take a closed one up again."""
    row = _held(breach, by)
    step = BREACH.step(row.state, deed)
    before, row.state = row.state, step.becomes
    row.outcome = sufficient(outcome, row.clause, field="outcome")
    row.settled_at, row.settled_by = instant_now(), by.account()
    _save(row)
    tell_breach(row=row, deed=step.event, by=by, before=before, texts={"reason": row.outcome})


def _save(row: Breach) -> None:
    """Keep it; of one kind, one is open a lot, and one for the whole."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal(
            "breach-open", "This breach is recorded already and still open.", clause=row.clause, status=409
        ) from None


def _held(reference: str, by: Person) -> Breach:
    rows = Breach.objects.select_for_update(of=("self",)).select_related("procurement", "lot")
    row = rows.filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, "breach:settle", Door(row.authority_id, row.state))
    return row


def _exempt(procurement: Procurement, part: Lot | None) -> bool:
    """Whether every lot that the breach is about was freed from Social Value on the day it began."""
    day = procurement.commenced_on or business_today()
    found = exemptions_in_force([procurement.id], day).get(procurement.id, {})
    numbers = [part.number] if part else list(procurement.lots.values_list("number", flat=True))
    kinds = {found[number].kind if number in found else "" for number in numbers}
    return kinds == {ExemptionKind.NO_SOCIAL_VALUE.value}
