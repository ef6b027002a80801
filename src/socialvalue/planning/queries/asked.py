"""Reads about what a procurement asks for: its Social Value Act record, requirements, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.places.rules import in_brief, in_words
from socialvalue.planning.models import (
    ActRecord,
    EnvironmentalCheck,
    LegalSignOff,
    Lot,
    NeedPinned,
    Question,
    Requirement,
)
from socialvalue.planning.queries.procurements import ProcurementShown
from socialvalue.planning.readings.asking import Band, asked, caution
from socialvalue.planning.rules import Due, DueStep, Lack, lacking


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
class FigurePinned:
    """The published figure that a requirement answers, as it stood when it was chosen."""

    title: str
    place: str
    period: str
    value: str  # with its unit, in words
    county: str  # empty: none was published, or it is the county's own
    source: str
    pinned_on: date


@dataclass(frozen=True, slots=True)
class SignOffShown:
    """What the law says to a requirement, as last recorded."""

    is_cleared: bool
    adviser: str
    note: str
    advised_on: date


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """A remark of the standards team, with its answer."""

    number: int
    text: str
    sent_at: datetime
    answer: str

    @property
    def is_open(self) -> bool:
        return not self.answer


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
    figure: FigurePinned | None = None
    local: str = ""  # title and version of the definition that an officer chose
    local_means: str = ""
    caution: str = ""  # of section 17, where it arises
    sign_off: SignOffShown | None = None
    checked: str = ""  # what the standards team said of the environment
    lacks: tuple[Lack, ...] = ()  # what stands in the way of confirming
    remarks: tuple[RemarkShown, ...] = ()

    @property
    def to_settle(self) -> bool:
        """Whether somebody still has something to do or to read about it."""
        return bool(self.lacks or self.caution or any(each.is_open for each in self.remarks))


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """The question that bidders of a lot answer in words."""

    lot: int
    text: str
    word_limit: int
    descriptors: tuple[str, ...]


def requirements(shown: ProcurementShown) -> list[RequirementShown]:
    """What a procurement that the person was shown asks for, lot by lot, without what was removed (3 statements)."""
    live = shown.determination
    of = Band(live.band, live.kind, live.nature)
    rows = (
        Requirement.objects.filter(lot__procurement_id=shown.id)
        .exclude(state=Requirement.State.REMOVED)
        .select_related("lot", "measure__outcome", "local", "need_pinned__indicator", "checked")
        .prefetch_related("steps", "remarks")
        .order_by("lot__number", "number")
    )
    last = LegalSignOff.objects.filter(requirement=OuterRef("pk")).order_by("-version")
    rows = rows.annotate(**{f"legal_{name}": Subquery(last.values(name)[:1]) for name in LEGAL})
    return [_requirement(row, of) for row in rows[:500]]


LEGAL: Final = ("is_cleared", "adviser", "note", "advised_on")


def _requirement(row: Any, of: Band) -> RequirementShown:
    legal = [getattr(row, f"legal_{name}") for name in LEGAL]
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
        figure=_figure(getattr(row, "need_pinned", None)),
        local=f"{row.local.title}, version {row.local.version}" if row.local else "",
        local_means=row.local_means,
        caution=caution(row, of),
        sign_off=SignOffShown(*legal) if legal[0] is not None else None,
        checked=_checked(getattr(row, "checked", None)),
        lacks=lacking(asked(row, of, legal[0])) if row.state == Requirement.State.DRAFT else (),
        remarks=tuple(
            RemarkShown(each.number, each.text, each.sent_at, each.answer)
            for each in sorted(row.remarks.all(), key=lambda each: each.number)
        ),
    )


def _figure(row: NeedPinned | None) -> FigurePinned | None:
    if row is None:
        return None
    of, whole = row.indicator, row.county_value
    return FigurePinned(
        title=of.title,
        place=row.place,
        period=row.period,
        value=in_words(row.value, of.decimals, of.unit),
        county=in_brief(whole, of.decimals, of.unit) if whole is not None else "",
        source=of.source,
        pinned_on=row.pinned_on,
    )


def _checked(row: EnvironmentalCheck | None) -> str:
    if row is None:
        return ""
    return f"{'About the environment' if row.is_environmental else 'Not about the environment'}: {row.reason}"


def reference_of(requirement: int) -> str:
    """The procurement that a requirement belongs to (one statement). One that is not there is a 404."""
    rows = Requirement.objects.filter(id=requirement)
    reference = rows.values_list("lot__procurement__reference", flat=True).first()
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return reference


def lot_numbers(procurement_id: int) -> list[int]:
    """The numbers of its lots, in order: it has one from its first day (one statement)."""
    return list(
        Lot.objects.filter(procurement_id=procurement_id)
        .order_by("number")
        .values_list("number", flat=True)[:500]
    )


def asked_already(*, procurement_id: int, lot: int, measure: str) -> bool:
    """Whether a lot asks for this measure already, proposed or confirmed (one statement)."""
    rows = Requirement.objects.filter(
        lot__procurement_id=procurement_id, lot__number=lot, measure__code=measure
    )
    return rows.exclude(state=Requirement.State.REMOVED).exists()


@dataclass(frozen=True, slots=True)
class Typed:
    """A requirement as its form has it: of which lot and measure, and what was answered."""

    lot: int
    measure: str
    answers: dict[str, Any]


def as_typed(requirement: int) -> Typed | None:
    """What was asked for, so that it can be proposed again as changed (one statement); None once it was removed."""
    rows: Any = Requirement.objects.filter(id=requirement).exclude(state=Requirement.State.REMOVED)
    with_steps = rows.annotate(days=F("steps__due_after_days")).order_by("days")
    found = list(with_steps.select_related("lot", "measure", "local", "need_pinned__indicator")[:50])
    if not found:
        return None
    row, last = found[0], found[-1].days
    pinned = getattr(row, "need_pinned", None)
    answers = {
        "kind": row.kind,
        "quantity": f"{row.quantity.normalize():f}",
        "place": row.place,
        "due": next((due.value for due in Due if due.days[-1] == last), ""),
        "local": row.local.code if row.local else "",
        "figure": f"{pinned.indicator.code}:{pinned.place}" if pinned else "",
        "need": row.need,
        "evidence": row.evidence,
        "unanswered": row.unanswered,
        "is_environmental": False,  # or it would not stand
    }
    return Typed(row.lot.number, row.measure.code, answers)


def questions(procurement_id: int) -> dict[int, QuestionShown]:
    """The question of each lot that has one (one statement)."""
    rows = (
        Question.objects.filter(lot__procurement_id=procurement_id).select_related("lot").order_by("number")
    )
    return {
        row.lot.number: QuestionShown(row.lot.number, row.text, row.word_limit, tuple(row.descriptors))
        for row in rows[:500]
    }
