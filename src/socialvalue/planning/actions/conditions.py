"""Deeds about the conditions of an exemption: said to be done, then checked by somebody else (EXC-2)."""

from __future__ import annotations

from django.db import transaction

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.actions import mails
from socialvalue.planning.actions.doors import ConditionDoor, held_exemption
from socialvalue.planning.actions.telling import tell_condition
from socialvalue.planning.models import ExemptionCondition
from socialvalue.planning.rules import CONDITION


@transaction.atomic
def report_condition(*, exemption: str, number: int, told: str, by: Person) -> None:
    """Say that a condition is fulfilled, and how: its owner, or whoever covers for them."""
    row = _held(exemption, number, by, "condition:report")
    step = CONDITION.step(row.state, "report")
    before, row.state = row.state, step.becomes
    row.told = sufficient(told, "EXC-2", field="told")
    row.reported_at, row.reported_by = instant_now(), by.account()
    row.save()
    tell_condition(row=row, deed=step.event, by=by, before=before, texts={"reason": row.told})
    mails.condition_reported(row)


@transaction.atomic
def check_condition(*, exemption: str, number: int, is_done: bool, finding: str, by: Person) -> None:
    """Agree that a condition is fulfilled, or give it back. Nobody checks what they reported themselves."""
    row = _held(exemption, number, by, "condition:check")
    step = CONDITION.step(row.state, "accept" if is_done else "return")
    before, row.state = row.state, step.becomes
    row.finding = sufficient(finding, "EXC-2", field="finding")
    row.checked_at, row.checked_by = instant_now(), by.account()
    row.save()
    tell_condition(row=row, deed=step.event, by=by, before=before, texts={"reason": row.finding})
    if not is_done:
        mails.condition_returned(row)


def _held(exemption: str, number: int, by: Person, permission: str) -> ExemptionCondition:
    whole = held_exemption(exemption, by, "exemption:view")
    row = ExemptionCondition.objects.select_for_update().filter(exemption=whole, number=number).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row.exemption = whole
    demand(by, permission, ConditionDoor(whole.authority_id, row.state, row.reported_by))
    return row
