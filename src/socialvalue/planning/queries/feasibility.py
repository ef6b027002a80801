"""Reads about feasibility tests: with every answer for officers, one's own for a link, without names for bidders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.models import (
    FeasibilityAnswer,
    FeasibilityItem,
    FeasibilityTest,
    Invitation,
    RequirementStep,
)
from socialvalue.planning.rules import (
    DraftKnown,
    DueStep,
    Link,
    SupplierKind,
    Tally,
    dues_in_words,
    link_of,
    supplier_kind,
    tally,
    unsettled,
)


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What one invited organisation said of one draft requirement."""

    name: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft requirement in a test."""

    item: int
    lot: int
    title: str
    measure: str
    definition: str
    kind: str
    asked: Quantity
    place: str
    need: str
    dues: tuple[str, ...]
    stands: bool
    decision: str
    said: str
    reason: str
    tally: Tally
    answers: tuple[AnswerShown, ...] = ()


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """An invitation as officers see it."""

    id: int
    name: str
    kind: SupplierKind
    is_mailed: bool
    invited_at: datetime
    is_revoked: bool
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeasibilityShown:
    """A test of draft requirements as officers see it. `left` is what keeps it from being disclosed."""

    id: int
    number: int
    procurement_id: int
    message: str
    closes_on: date
    is_open: bool
    disclosed_at: datetime | None
    drafts: tuple[DraftShown, ...]
    invitations: tuple[InvitationShown, ...]
    left: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many of those invited have answered."""
        return sum(each.answered_at is not None for each in self.invitations)


def tests_of(procurement_id: int) -> list[FeasibilityShown]:
    """The tests of a procurement that the person was shown, the newest first (at most five statements)."""
    rows = list(FeasibilityTest.objects.filter(procurement_id=procurement_id).order_by("-number")[:20])
    if not rows:
        return []
    ids = [row.id for row in rows]
    answers = list(
        FeasibilityAnswer.objects.filter(item__test__in=ids)
        .select_related("invitation")
        .order_by("invitation_id")
    )
    drafts = _drafts(FeasibilityItem.objects.filter(test__in=ids), answers, named=True)
    invitations = _invitations(ids, answers)
    return [_test(row, drafts[row.id], invitations[row.id]) for row in rows]


def _test(
    row: FeasibilityTest, drafts: list[DraftShown], invitations: list[InvitationShown]
) -> FeasibilityShown:
    today, ended = business_today(), row.ended_at is not None
    left = unsettled(
        [DraftKnown(each.title, each.decision, each.stands) for each in drafts],
        closes_on=row.closes_on,
        is_ended=ended,
        is_disclosed=True,
        today=today,
    )
    return FeasibilityShown(
        id=row.id,
        number=row.number,
        procurement_id=row.procurement_id,
        message=row.message,
        closes_on=row.closes_on,
        is_open=not ended and today <= row.closes_on,
        disclosed_at=row.disclosed_at,
        drafts=tuple(drafts),
        invitations=tuple(invitations),
        left=left,
    )


def _drafts(
    items: QuerySet[FeasibilityItem], answers: list[FeasibilityAnswer], *, named: bool
) -> dict[int, list[DraftShown]]:
    """The draft requirements by test (two statements). Not `named`: counted only."""
    rows = list(
        items.select_related("requirement__measure", "requirement__lot").order_by(
            "requirement__lot__number", "requirement__number"
        )
    )
    steps: dict[int, list[DueStep]] = defaultdict(list)
    for step in RequirementStep.objects.filter(requirement__in=[row.requirement_id for row in rows]).order_by(
        "due_after_days"
    ):
        steps[step.requirement_id].append(DueStep(step.due_after_days, step.quantity))
    by_item: dict[int, list[FeasibilityAnswer]] = defaultdict(list)
    for answer in answers:
        by_item[answer.item_id].append(answer)
    found: dict[int, list[DraftShown]] = defaultdict(list)
    for row in rows:
        found[row.test_id].append(_draft(row, steps[row.requirement_id], by_item[row.id], named=named))
    return found


def _draft(
    row: FeasibilityItem, steps: list[DueStep], answers: list[FeasibilityAnswer], *, named: bool
) -> DraftShown:
    asked, unit = row.requirement, Unit(row.requirement.unit)
    return DraftShown(
        item=row.id,
        lot=asked.lot.number,
        title=asked.measure.title,
        measure=asked.measure.code,
        definition=asked.measure.definition,
        kind=asked.get_kind_display(),
        asked=Quantity(asked.quantity, unit),
        place=asked.place,
        need=asked.need,
        dues=dues_in_words(steps, unit),
        stands=asked.state != "removed",
        decision=row.decision,
        said=row.said,
        reason=row.reason,
        tally=tally(each.verdict for each in answers),
        answers=tuple(
            AnswerShown(each.invitation.name, each.get_verdict_display(), each.words) for each in answers
        )
        if named
        else (),
    )


def _invitations(test_ids: list[int], answers: list[FeasibilityAnswer]) -> dict[int, list[InvitationShown]]:
    latest: dict[int, datetime] = {}
    for answer in answers:
        latest[answer.invitation_id] = max(
            latest.get(answer.invitation_id, answer.answered_at), answer.answered_at
        )
    found: dict[int, list[InvitationShown]] = defaultdict(list)
    for row in Invitation.objects.filter(test__in=test_ids).order_by("invited_at", "id")[:500]:
        kind = supplier_kind(is_sme=row.is_sme, is_vcse=row.is_vcse)
        shown = InvitationShown(
            row.id,
            row.name,
            kind,
            row.is_mailed,
            row.invited_at,
            row.revoked_at is not None,
            latest.get(row.id),
        )
        found[row.test_id].append(shown)
    return found


@dataclass(frozen=True, slots=True)
class Invited:
    """What whoever holds a link sees: the draft requirements, and what they answered themselves. Nothing of others."""

    id: int
    name: str
    authority_id: int
    procurement: str
    description: str
    message: str
    closes_on: date
    link: Link
    drafts: tuple[DraftShown, ...] = ()
    own: dict[int, tuple[str, str]] | None = None  # by item: verdict and words

    @property
    def has_answered(self) -> bool:
        """Whether they answered already."""
        return bool(self.own)


def invited(token_digest: str) -> Invited | None:
    """What a link opens (at most four statements); none where it is no link of ours."""
    row = Invitation.objects.filter(token_digest=token_digest).select_related("test__procurement").first()
    if row is None:
        return None
    test, procurement = row.test, row.test.procurement
    link = link_of(
        closes_on=test.closes_on,
        is_revoked=row.revoked_at is not None,
        in_planning=procurement.stage == "planning" and test.ended_at is None,
        today=business_today(),
    )
    opened: dict[str, Any] = {}
    if link is Link.OPEN:
        own = row.answers.values_list("item_id", "verdict", "words")
        drafts = _drafts(FeasibilityItem.objects.filter(test=test), [], named=False)[test.id]
        opened = {"drafts": tuple(drafts), "own": {item: (verdict, words) for item, verdict, words in own}}
    return Invited(
        id=row.id,
        name=row.name,
        authority_id=procurement.authority_id,
        procurement=procurement.title,
        description=procurement.description,
        message=test.message,
        closes_on=test.closes_on,
        link=link,
        **opened,
    )


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What every bidder reads of the tests before publication, without names (TEN-2)."""

    title: str
    lot: int
    asked: str
    tally: Tally
    said: str
    decision: str
    reason: str


def disclosed(procurement_id: int) -> list[Disclosed]:
    """What was disclosed of a procurement (at most two statements)."""
    rows = list(
        FeasibilityItem.objects.filter(test__procurement_id=procurement_id, test__disclosed_at__isnull=False)
        .select_related("requirement__measure", "requirement__lot")
        .order_by("test__number", "requirement__lot__number", "requirement__number")
    )
    verdicts: dict[int, list[str]] = defaultdict(list)
    if rows:
        for item, verdict in FeasibilityAnswer.objects.filter(item__in=rows).values_list(
            "item_id", "verdict"
        ):
            verdicts[item].append(verdict)
    return [
        Disclosed(
            row.requirement.measure.title,
            row.requirement.lot.number,
            str(Quantity(row.requirement.quantity, Unit(row.requirement.unit))),
            tally(verdicts[row.id]),
            row.said,
            row.get_decision_display(),
            row.reason,
        )
        for row in rows
    ]


def reference_of_item(item: int) -> tuple[str, int]:
    """The procurement's reference and the test of a draft requirement (one statement); none is a 404."""
    names = ("test__procurement__reference", "test_id")
    return _found(FeasibilityItem.objects.filter(id=item).values_list(*names).first())


def reference_of_test(test: int) -> tuple[str, int]:
    """The procurement's reference of a test (one statement). One that is not there is a 404."""
    return _found(FeasibilityTest.objects.filter(id=test).values_list("procurement__reference", "id").first())


def reference_of_invitation(invitation: int) -> tuple[str, int]:
    """The procurement's reference and the test of an invitation (one statement). One that is not there is a 404."""
    names = ("test__procurement__reference", "test_id")
    return _found(Invitation.objects.filter(id=invitation).values_list(*names).first())


def _found(row: tuple[Any, ...] | None) -> tuple[str, int]:
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return row[0], row[1]
