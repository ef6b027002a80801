"""Deed: how the Social Value Act duty was considered is recorded (CTX-1). A new version each time, never an edit."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import held
from socialvalue.planning.models import ActRecord


@transaction.atomic
def record_consideration(
    *,
    reference: str,
    economic: str,
    social: str,
    environmental: str,
    consults: bool,
    consultation: str,
    considered_on: date,
    by: Person,
) -> int:
    """Keep what was considered, and whether consultation is needed: with whom, or why not. Answers the version."""
    procurement = held(reference, by, "act-record:make")
    if considered_on > business_today():
        raise Refusal(
            "considered-later",
            "Enter the day on which it was considered: today or earlier.",
            field="considered_on",
            clause="CTX-1",
        )
    last = procurement.act_records.aggregate(last=Max("version"))["last"] or 0
    made = ActRecord.objects.create(
        procurement=procurement,
        version=last + 1,
        economic=economic,
        social=social,
        environmental=environmental,
        consults=consults,
        consultation=consultation,
        considered_on=considered_on,
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    events.append(
        deed="act_duty_considered",
        record="procurement",
        uid=procurement.uid,
        by=by,
        clause="CTX-1",
        before={"act_record": last} if last else None,
        after={"act_record": made.version, "considered_on": considered_on.isoformat(), "consults": consults},
        texts={
            "economic": economic,
            "social": social,
            "environmental": environmental,
            "consultation": consultation,
        },
    )
    return made.version
