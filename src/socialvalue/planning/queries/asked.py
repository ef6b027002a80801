"""Reads about what a procurement asks for: its Social Value Act record, requirements, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.models import ActRecord, Question, Requirement
from socialvalue.planning.rules import DueStep


@dataclass(frozen=True, slots=True)
class ActRecordShown:
    """How the Social Value Act duty was considered, as last recorded."""

    version: int
    economic: str
    social: str
    environmental: str
    consults: bool
    consultation: str
    considered_on: date
    recorded_at: datetime
    recorded_by: UUID


def act_record(procurement_id: int) -> ActRecordShown | None:
    """The newest record of a procurement that the person was shown (one statement); none before the first."""
    row = ActRecord.objects.filter(procurement_id=procurement_id).order_by("-version").first()
    if row is None:
        return None
    return ActRecordShown(
        version=row.version,
        economic=row.economic,
        social=row.social,
        environmental=row.environmental,
        consults=row.consults,
        consultation=row.consultation,
        considered_on=row.considered_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


@dataclass(frozen=True, slots=True)
class RequirementShown:
    """A Defined requirement: so much of a measure, where, by when, proved how."""

    id: int
    lot: int
    number: int
    measure: str
    title: str
    kind: str
    asked: Quantity
    place: str
    need: str
    evidence: tuple[str, ...]
    unanswered: str
    state: str
    steps: tuple[DueStep, ...]


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """The question that bidders of a lot answer in words."""

    lot: int
    text: str
    word_limit: int
    descriptors: tuple[str, ...]


def requirements(procurement_id: int) -> list[RequirementShown]:
    """What a procurement that the person was shown asks for, lot by lot, without what was removed (two statements)."""
    rows = (
        Requirement.objects.filter(lot__procurement_id=procurement_id)
        .exclude(state=Requirement.State.REMOVED)
        .select_related("lot", "measure")
        .prefetch_related("steps")
        .order_by("lot__number", "number")
    )
    return [_requirement(row) for row in rows[:500]]


def _requirement(row: Requirement) -> RequirementShown:
    steps = sorted((step.due_after_days, step.quantity) for step in row.steps.all())
    return RequirementShown(
        id=row.id,
        lot=row.lot.number,
        number=row.number,
        measure=row.measure.code,
        title=row.measure.title,
        kind=row.get_kind_display(),
        asked=Quantity(row.quantity, Unit(row.unit)),
        place=row.place,
        need=row.need,
        evidence=tuple(row.evidence.splitlines()),
        unanswered=row.unanswered,
        state=row.state,
        steps=tuple(DueStep(days, quantity) for days, quantity in steps),
    )


def reference_of(requirement: int) -> str:
    """The procurement that a requirement belongs to (one statement). One that is not there is a 404."""
    rows = Requirement.objects.filter(id=requirement)
    reference = rows.values_list("lot__procurement__reference", flat=True).first()
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return reference


def questions(procurement_id: int) -> dict[int, QuestionShown]:
    """The question of each lot that has one (one statement)."""
    rows = (
        Question.objects.filter(lot__procurement_id=procurement_id).select_related("lot").order_by("number")
    )
    return {
        row.lot.number: QuestionShown(row.lot.number, row.text, row.word_limit, tuple(row.descriptors))
        for row in rows[:500]
    }
