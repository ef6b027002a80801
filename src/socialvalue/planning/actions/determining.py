"""Deeds of those who look at a request: the standards team reviews it, the management team determines it (EXC-2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person
from socialvalue.people.queries import holders
from socialvalue.planning.actions import mails
from socialvalue.planning.actions.doors import (
    held_exemption,
    live_determination,
    standing_in,
)
from socialvalue.planning.actions.telling import tell_exemption
from socialvalue.planning.models import Exemption, ExemptionCondition, ExemptionDecision, ExemptionReview
from socialvalue.planning.permissions import OWNERS
from socialvalue.planning.rules import (
    EXEMPTION,
    Condition,
    Meeting,
    Opinion,
    check_conditions,
    check_expiry,
    check_in_time,
    check_meeting,
    check_review,
)
from socialvalue.policy.queries import policy_of


@transaction.atomic
def screen_exemption(
    *,
    exemption: str,
    opinion: Opinion,
    reasons: str,
    by: Person,
    conditions: str = "",
    questions: str = "",
    deputy_for: UUID | None = None,
) -> None:
    """Say what the standards team thinks of a request: it goes on to be determined, or back with questions (EXC-2)."""
    row = held_exemption(exemption, by, "exemption:screen")
    step = EXEMPTION.step(row.state, opinion.deed)
    check_review(opinion, conditions, questions)
    before, row.state = row.state, step.becomes
    row.opinion, row.view = opinion.value, sufficient(reasons, "EXC-2", field="reasons")
    row.screened_at, row.screened_by = instant_now(), by.account()
    row.save(update_fields=["state", "opinion", "view", "screened_at", "screened_by"])
    made = ExemptionReview.objects.create(
        exemption=row,
        number=(row.reviews.aggregate(last=Max("number"))["last"] or 0) + 1,
        opinion=opinion.value,
        reasons=row.view,
        conditions=conditions.strip(),
        questions=questions.strip(),
        deputy_for=standing_in(row, by, deputy_for, "exemption:screen"),
        reviewed_on=business_today(),
        reviewed_at=row.screened_at,
        reviewed_by=row.screened_by,
    )
    tell_exemption(
        row=row,
        deed=step.event,
        by=by,
        clause="EXC-2",
        before=before,
        texts={"reason": row.view, "conditions": made.conditions, "questions": made.questions},
        after={"opinion": opinion.value, "review": made.number},
        deputy_for=deputy_for,
    )
    (mails.returned if opinion is Opinion.RETURNED else mails.to_determine)(row)


@transaction.atomic
def grant_exemption(
    *,
    exemption: str,
    reason: str,
    conditions: Sequence[Condition],
    expires_on: date | None,
    meeting: Meeting,
    by: Person,
    deputy_for: UUID | None = None,
) -> None:
    """Grant an exemption, with its conditions and its last day if it has one. Nobody grants their own (EXC-2).

    It counts from the day on which it is entered here, whatever the day of the meeting: nothing is dated back.
    """
    row = held_exemption(exemption, by, "exemption:decide")
    step = EXEMPTION.step(row.state, "grant")
    today = business_today()
    check_in_time(row.procurement.commenced_on, today, stage=row.procurement.stage)
    check_expiry(expires_on, today)
    check_conditions(conditions, today=today)
    _check_owners(row, conditions)
    row.granted_on, row.expires_on = today, expires_on
    row.conditions = "\n".join(each.text.strip() for each in conditions)
    _decide(row, step.becomes, step.event, reason, meeting, deputy_for, by)
    followed = [
        ExemptionCondition(
            exemption=row, number=number, text=each.text.strip(), owner=each.owner, due_on=each.due_on
        )
        for number, each in enumerate(conditions, 1)
    ]
    for each in ExemptionCondition.objects.bulk_create(followed):
        mails.condition_set(each)


@transaction.atomic
def refuse_exemption(
    *, exemption: str, reason: str, meeting: Meeting, by: Person, deputy_for: UUID | None = None
) -> None:
    """Refuse an exemption: the rule stands (EXC-2). Nobody decides about their own."""
    row = held_exemption(exemption, by, "exemption:decide")
    step = EXEMPTION.step(row.state, "refuse")
    _decide(row, step.becomes, step.event, reason, meeting, deputy_for, by)


def _decide(
    row: Exemption,
    becomes: str,
    event: str,
    reason: str,
    meeting: Meeting,
    deputy_for: UUID | None,
    by: Person,
) -> None:
    today = business_today()
    reviewed_on = row.reviews.aggregate(last=Max("reviewed_on"))["last"]
    check_meeting(meeting, reviewed_on=reviewed_on, today=today)
    before, row.state = row.state, becomes
    row.reason = sufficient(reason, "EXC-2")
    row.decided_at, row.decided_by = instant_now(), by.account()
    row.save()
    version, policy = policy_of(row.authority_id, today)
    minute = ExemptionDecision.objects.create(
        exemption=row,
        held_on=meeting.held_on,
        present=meeting.present.strip(),
        interests=meeting.interests.strip(),
        minimum=policy.minimum_weighting / 100,
        minimum_basis=policy.minimum_basis.value,
        policy_id=version,
        policy_in_force=policy.is_in_force(today),
        determination=live_determination(row.procurement),
        deputy_for=standing_in(row, by, deputy_for, "exemption:decide"),
    )
    texts = {"reason": row.reason, "conditions": row.conditions, "present": minute.present}
    tell_exemption(
        row=row,
        deed=event,
        by=by,
        clause="EXC-2",
        before=before,
        texts=texts | {"interests": minute.interests},
        after={
            "held_on": meeting.held_on.isoformat(),
            "policy": policy.version,
            "minimum_percent": str(policy.minimum_weighting.normalize()),
            "determination": minute.determination.version,
        },
        deputy_for=deputy_for,
    )
    mails.determined(row)


def _check_owners(row: Exemption, conditions: Sequence[Condition]) -> None:
    known = {uid for uid, _ in holders(OWNERS, row.authority_id)} if conditions else set()
    for number, each in enumerate(conditions, 1):
        if each.owner not in known:
            raise Refusal("owner-unknown", "Choose who sees to it.", field=f"owner_{number}", clause="EXC-2")
