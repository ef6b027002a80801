"""Deeds about remarks: the standards team sends one about a requirement, whoever runs the procurement answers."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions import requirement_mails as mails
from socialvalue.planning.actions.doors import held_requirement
from socialvalue.planning.models import Procurement, Remark, Requirement
from socialvalue.planning.rules import REMARK


@transaction.atomic
def send_remark(*, requirement: int, text: str, by: Person) -> int:
    """Say something about a requirement that the procurement shows until it is answered; answers its number."""
    procurement, row = held_requirement(requirement, by, "remark:send")
    said = sufficient(text, "GOV-2", field="text")
    step = REMARK.step(REMARK.begins, "send")
    number = (row.remarks.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Remark.objects.create(
        requirement=row,
        number=number,
        text=said,
        state=step.becomes,
        sent_at=instant_now(),
        sent_by=by.account(),
    )
    _tell(procurement, row, made, step.event, by, said)
    mails.to_answer(made=made, procurement=procurement)
    return number


@transaction.atomic
def answer_remark(*, requirement: int, number: int, answer: str, by: Person) -> None:
    """Answer a remark of the standards team."""
    procurement, row = held_requirement(requirement, by, "remark:answer")
    found = row.remarks.select_for_update().filter(number=number).first()
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    step = REMARK.step(found.state, "answer")
    found.answer = sufficient(answer, "GOV-2", field="answer")
    found.state, found.answered_at, found.answered_by = step.becomes, instant_now(), by.account()
    found.save(update_fields=["answer", "state", "answered_at", "answered_by"])
    _tell(procurement, row, found, step.event, by, found.answer)
    mails.answered(made=found, procurement=procurement)


def _tell(
    procurement: Procurement, row: Requirement, remark: Remark, deed: str, by: Person, text: str
) -> None:
    events.append(
        deed=deed,
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="GOV-2",
        after={
            "lot": row.lot.number,
            "requirement": row.number,
            "measure": row.measure.code,
            "remark": remark.number,
            "state": remark.state,
        },
        texts={"reason": text},
    )
