"""Deed: it is stated whether the market was engaged, or why not (PRE-2). A new version each time, never an edit."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.models import EngagementStatement, EventProcurement, Procurement
from socialvalue.planning.rules import Statement, check_statement
from socialvalue.policy.queries import policy_of


@transaction.atomic
def state_engagement(*, reference: str, statement: Statement, by: Person) -> int:
    """Keep what is stated, with the version of the policy whose priorities were shared. Answers the version."""
    procurement = held(reference, by, "engagement:state")
    has_event = EventProcurement.objects.filter(procurement=procurement, event__state="held").exists()
    check_statement(statement, today=business_today(), has_event=has_event)
    last = procurement.engagement_statements.aggregate(last=Max("version"))["last"] or 0
    made = _keep(procurement, statement, last + 1, by)
    events.append(
        deed="engagement_stated",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="PRE-2",
        before={"engagement": last} if last else None,
        after={
            "engagement": made.version,
            "held": statement.is_held,
            "ground": made.ground,
            "engaged_on": made.engaged_on.isoformat() if made.engaged_on else None,
            "notice": made.notice_reference,
            "policy_version": made.priorities_id,
        },
        texts={
            "because": made.because,
            "not_shared": made.not_shared_because,
            "no_notice": made.no_notice_because,
        },
    )
    return made.version


def _keep(procurement: Procurement, said: Statement, version: int, by: Person) -> EngagementStatement:
    """Only what its kind asks for is kept: a reason for not engaging says nothing of what was shared."""
    own = {
        "procurement": procurement,
        "version": version,
        "stated_at": instant_now(),
        "stated_by": by.account(),
    }
    if not said.is_held:
        return EngagementStatement.objects.create(
            **own, is_held=False, ground=said.ground, because=said.because.strip()
        )
    shared = policy_of(procurement.authority_id, said.engaged_on)[0] if said.shares_priorities else None
    return EngagementStatement.objects.create(
        **own,
        is_held=True,
        engaged_on=said.engaged_on,
        with_whom=said.with_whom.strip(),
        priorities_id=shared,
        need_version=said.need_version.strip(),
        not_shared_because=said.not_shared_because.strip(),
        notice_reference=said.notice_reference.strip(),
        no_notice_because=said.no_notice_because.strip(),
    )
