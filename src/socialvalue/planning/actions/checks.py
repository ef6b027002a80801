"""Deeds of those who look at a requirement: the standards team at the environment, whoever has advice at the law."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person, Role
from socialvalue.planning.actions.doors import held_requirement
from socialvalue.planning.models import EnvironmentalCheck, LegalSignOff


@transaction.atomic
def classify_requirement(*, requirement: int, is_environmental: bool, reason: str, by: Person) -> None:
    """Say whether a requirement is about the environment (CTX-4, rulings 10). The last word counts."""
    procurement, row = held_requirement(requirement, by, "requirement:classify")
    because = sufficient(reason, "CTX-4")
    EnvironmentalCheck.objects.update_or_create(
        requirement=row,
        defaults={
            "is_environmental": is_environmental,
            "reason": because,
            "checked_at": instant_now(),
            "checked_by": by.account(),
        },
    )
    events.append(
        deed="requirement_classified",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="CTX-4",
        after={
            "lot": row.lot.number,
            "requirement": row.number,
            "measure": row.measure.code,
            "is_environmental": is_environmental,
        },
        texts={"reason": because},
    )


@transaction.atomic
def record_legal_sign_off(
    *, requirement: int, is_cleared: bool, adviser: str, note: str, advised_on: date, by: Person
) -> int:
    """Keep what the law says to a requirement (rulings 9); answers the version.

    An officer who is not of the legal team names who gave the advice.
    """
    procurement, row = held_requirement(requirement, by, "legal-sign-off:record")
    who = adviser.strip() or (by.name if by.holds(Role.LEGAL, procurement.authority_id) else "")
    if not who:
        raise Refusal("adviser-missing", "Enter who gave the advice.", field="adviser", clause="INC-2")
    if advised_on > business_today():
        raise Refusal(
            "advised-later",
            "Enter the day of the advice: today or earlier.",
            field="advised_on",
            clause="INC-2",
        )
    said = sufficient(note, "INC-2", field="note")
    last = row.sign_offs.aggregate(last=Max("version"))["last"] or 0
    made = LegalSignOff.objects.create(
        requirement=row,
        version=last + 1,
        is_cleared=is_cleared,
        adviser=who[:200],
        note=said,
        advised_on=advised_on,
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    events.append(
        deed="legal_advice_recorded",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="INC-2",
        after={
            "lot": row.lot.number,
            "requirement": row.number,
            "measure": row.measure.code,
            "sign_off": made.version,
            "is_cleared": is_cleared,
        },
        texts={"adviser": who, "note": said},
    )
    return made.version
