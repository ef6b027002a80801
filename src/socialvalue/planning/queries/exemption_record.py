"""Everything that was written about an exemption: versions of the request, reviews, papers, the minute, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.models import (
    Determination,
    ExemptionCondition,
    ExemptionDecision,
    ExemptionPaper,
    ExemptionRequest,
    ExemptionReview,
)
from socialvalue.planning.queries.exemptions import exemption
from socialvalue.planning.rules import Answers

MOST: Final = 50  # versions, reviews or papers that a page shows


@dataclass(frozen=True, slots=True)
class FiguresThen:
    """The figures as they stood: the policy version, its minimum in per cent, what was determined of the value."""

    policy: str
    minimum: Decimal
    version: int  # of the determination
    band: str
    value_inc_vat: Decimal | None
    threshold: Decimal | None
    commenced_on: date | None


@dataclass(frozen=True, slots=True)
class RequestShown:
    """One version of a request. `lowest` is in per cent of the total."""

    version: int
    kind: str
    lowest: Decimal | None
    ground: str
    justification: str
    answers: Answers
    figures: FiguresThen
    requested_at: datetime
    requested_by: UUID


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """One review by the standards team."""

    number: int
    opinion: str
    reasons: str
    conditions: str
    questions: str
    deputy_for: UUID | None
    reviewed_at: datetime
    reviewed_by: UUID


@dataclass(frozen=True, slots=True)
class Minute:
    """How it was determined: the meeting, and the figures as they stood."""

    held_on: date
    present: str
    interests: str
    deputy_for: UUID | None
    basis: str
    policy_in_force: bool
    figures: FiguresThen


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """One condition and how far it is. `late` on the day that was asked about."""

    authority_id: int
    number: int
    text: str
    owner: UUID
    due_on: date
    stage: str
    told: str
    reported_at: datetime | None
    reported_by: UUID | None
    finding: str
    checked_at: datetime | None
    checked_by: UUID | None

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the condition."""
        return frozenset({"reporter"}) if person.uid and person.uid == self.reported_by else frozenset()

    def is_late(self, today: date) -> bool:
        """Whether nobody has said that it is done, and its day has passed."""
        return self.stage == "open" and self.due_on < today


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One paper beside the request."""

    number: int
    title: str
    name: str
    size: int
    added_at: datetime
    added_by: UUID


@dataclass(frozen=True, slots=True)
class Written:
    """All of it, the newest version and review first."""

    requests: tuple[RequestShown, ...]
    reviews: tuple[ReviewShown, ...]
    papers: tuple[PaperShown, ...]
    minute: Minute | None
    conditions: tuple[ConditionShown, ...]

    def people(self) -> Iterator[UUID]:
        """Everyone who is named in it."""
        for asked in self.requests:
            yield asked.requested_by
        for each in self.reviews:
            yield from (who for who in (each.reviewed_by, each.deputy_for) if who)
        for paper in self.papers:
            yield paper.added_by
        if self.minute and self.minute.deputy_for:
            yield self.minute.deputy_for
        for one in self.conditions:
            yield from (who for who in (one.owner, one.reported_by, one.checked_by) if who)


def written(exemption_id: int, authority_id: int) -> Written:
    """What was written about an exemption that the person was shown (five statements)."""
    minute = ExemptionDecision.objects.filter(exemption=exemption_id).select_related(*FIGURES).first()
    papers = ExemptionPaper.objects.filter(exemption=exemption_id).select_related("file").order_by("number")
    conditions = ExemptionCondition.objects.filter(exemption=exemption_id).order_by("number")
    return Written(
        requests=tuple(requests_of([exemption_id]).get(exemption_id, [])),
        reviews=tuple(reviews_of([exemption_id]).get(exemption_id, [])),
        papers=tuple(
            PaperShown(row.number, row.title, row.file.name, row.file.size, row.added_at, row.added_by)
            for row in papers[:MOST]
        ),
        minute=_minute(minute) if minute else None,
        conditions=tuple(_condition(row, authority_id) for row in conditions[:MOST]),
    )


def asked_and_reviewed(exemption_id: int) -> Written:
    """The versions of the request and the reviews alone: what a page of a deed shows (two statements)."""
    return Written(
        requests=tuple(requests_of([exemption_id]).get(exemption_id, [])),
        reviews=tuple(reviews_of([exemption_id]).get(exemption_id, [])),
        papers=(),
        minute=None,
        conditions=(),
    )


FIGURES: Final = ("policy", "determination")


def requests_of(exemptions: Iterable[int]) -> dict[int, list[RequestShown]]:
    """By exemption, the versions of its request, newest first (one statement)."""
    found: dict[int, list[RequestShown]] = {}
    rows = ExemptionRequest.objects.filter(exemption__in=list(exemptions)).select_related(*FIGURES)
    for row in rows.order_by("exemption", "-version")[: MOST * 4]:
        found.setdefault(row.exemption_id, []).append(_request(row))
    return found


def reviews_of(exemptions: Iterable[int]) -> dict[int, list[ReviewShown]]:
    """By exemption, its reviews, newest first (one statement)."""
    found: dict[int, list[ReviewShown]] = {}
    names = (
        "exemption", "number", "opinion", "reasons", "conditions", "questions", "deputy_for", "reviewed_at",
        "reviewed_by",
    )  # fmt: skip
    rows = ExemptionReview.objects.filter(exemption__in=list(exemptions)).order_by("exemption", "-number")
    for of, *values in rows.values_list(*names)[: MOST * 4]:
        found.setdefault(of, []).append(ReviewShown(*values))
    return found


def paper(*, reference: str, number: int, person: Person) -> StoredFile | None:
    """The file of one paper (two statements); none where there is no such number."""
    shown = exemption(reference=reference, person=person)
    row = ExemptionPaper.objects.filter(exemption=shown.id, number=number).select_related("file").first()
    return row.file if row else None


def condition(*, reference: str, number: int, person: Person) -> ConditionShown:
    """One condition (two statements). One that is not there is a 404."""
    shown = exemption(reference=reference, person=person)
    row = ExemptionCondition.objects.filter(exemption=shown.id, number=number).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    found = _condition(row, shown.authority_id)
    demand(person, "exemption:view", found)
    return found


def _condition(row: ExemptionCondition, authority_id: int) -> ConditionShown:
    return ConditionShown(
        authority_id, row.number, row.text, row.owner, row.due_on, row.state, row.told, row.reported_at,
        row.reported_by, row.finding, row.checked_at, row.checked_by,
    )  # fmt: skip


def _request(row: ExemptionRequest) -> RequestShown:
    return RequestShown(
        version=row.version,
        kind=row.kind,
        lowest=None if row.lowest is None else row.lowest * 100,
        ground=row.ground,
        justification=row.justification,
        answers=Answers(
            row.bought, row.tried, row.market, row.instead, row.need, row.is_urgent, row.unforeseen
        ),
        figures=_figures(row.policy.label, row.minimum, row.determination),
        requested_at=row.requested_at,
        requested_by=row.requested_by,
    )


def _minute(row: ExemptionDecision) -> Minute:
    return Minute(
        held_on=row.held_on,
        present=row.present,
        interests=row.interests,
        deputy_for=row.deputy_for,
        basis=row.minimum_basis,
        policy_in_force=row.policy_in_force,
        figures=_figures(row.policy.label, row.minimum, row.determination),
    )


def _figures(policy: str, minimum: Decimal, row: Determination) -> FiguresThen:
    return FiguresThen(
        policy=policy,
        minimum=minimum * 100,
        version=row.version,
        band=row.band,
        value_inc_vat=row.value_inc_vat,
        threshold=row.threshold,
        commenced_on=row.commenced_on,
    )
