"""Deeds about what the policy means: a ruling is recorded, replaced by another, or withdrawn; never rewritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.policy.models import Ruling, RulingClause
from socialvalue.policy.readings import policy_of
from socialvalue.policy.rules import RULING, SHORTEST_TEXT, Answered, check_ruling


@dataclass(frozen=True, slots=True)
class _Door:
    authority_id: int
    stage: str

    def relations(self, person: Person) -> frozenset[str]:
        return frozenset()


@transaction.atomic
def record_ruling(*, authority_id: int, given: Answered, by: Person) -> str:
    """Record a ruling under today's version of the policy; answers its reference."""
    demand(by, "ruling:record", _Door(authority_id, RULING.begins))
    return _make(authority_id, given, None, by).reference


@transaction.atomic
def replace_ruling(*, ruling: str, given: Answered, by: Person) -> str:
    """Record another ruling in the place of one that is in force; the earlier one stays to be read."""
    before = _held(ruling, by)
    step = RULING.step(before.state, "replace")
    before.state = step.becomes
    before.ended_at, before.ended_by = instant_now(), by.account()
    before.save()
    made = _make(before.authority_id, given, before, by)
    _tell(before, step.event, by, after={"replaced_by": made.reference}, texts={})
    return made.reference


@transaction.atomic
def withdraw_ruling(*, ruling: str, reason: str, by: Person) -> None:
    """End a ruling without another in its place, for a reason."""
    row = _held(ruling, by)
    step = RULING.step(row.state, "withdraw")
    if len(reason.strip()) < SHORTEST_TEXT:
        raise Refusal("ruling-reason", f"Enter at least {SHORTEST_TEXT} characters.", field="reason")
    row.state, row.why_ended = step.becomes, reason.strip()
    row.ended_at, row.ended_by = instant_now(), by.account()
    row.save()
    _tell(row, step.event, by, after={}, texts={"reason": row.why_ended})


def _make(authority_id: int, given: Answered, before: Ruling | None, by: Person) -> Ruling:
    today = business_today()
    check_ruling(given, today)
    step = RULING.step(RULING.begins, "record")
    reference = series.take("RU", today.year)[0]
    made = Ruling.objects.create(
        authority_id=authority_id,
        originating_authority_id=authority_id,
        reference=reference,
        question=given.question.strip(),
        answer=given.answer.strip(),
        applies=given.applies.strip(),
        asked_by=given.asked_by,
        decided_by=given.decided_by,
        decided_on=given.decided_on,
        policy_id=policy_of(authority_id, today)[0],
        state=step.becomes,
        replaces=before,
        search_text=f"{reference} {given.question} {given.answer} {given.applies}".lower(),
        recorded_at=instant_now(),
        recorded_by=by.account(),
    )
    RulingClause.objects.bulk_create(RulingClause(ruling=made, clause=each) for each in given.clauses)
    after = {"clauses": list(given.clauses), "replaces": before.reference if before else None}
    _tell(made, step.event, by, after=after, texts={"question": made.question, "answer": made.answer})
    return made


def _tell(
    row: Ruling, deed: str, by: Person, *, after: Mapping[str, object], texts: Mapping[str, str]
) -> None:
    events.append(
        deed=deed,
        record="ruling",
        uid=row.uid,
        by=by,
        clause="GOV-2",
        after={"ruling": row.reference, "state": row.state} | dict(after),
        texts=texts,
    )


def _held(reference: str, by: Person) -> Ruling:
    row = Ruling.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, "ruling:record", _Door(row.authority_id, row.state))
    return row
