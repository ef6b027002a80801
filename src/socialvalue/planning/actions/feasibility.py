"""Deeds of testing draft requirements in the market: asking, inviting, answering, deciding, disclosing (PRE-3)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Person
from socialvalue.planning.actions.doors import Named, held, named, names_nobody
from socialvalue.planning.actions.mails import invitation_to_answer
from socialvalue.planning.actions.requirements import remove_requirement
from socialvalue.planning.models import (
    FeasibilityAnswer,
    FeasibilityItem,
    FeasibilityTest,
    Invitation,
    Procurement,
    Requirement,
)
from socialvalue.planning.rules import (
    Decision,
    DraftKnown,
    Link,
    Verdict,
    check_answer,
    check_closing,
    digest_of,
    link_of,
    unsettled,
)

TOKEN_BYTES: Final = 24  # of chance: nobody guesses one of these
LONGEST_ANSWER: Final = 2000  # characters
ASK, DECIDE = "feasibility:ask", "feasibility:decide"


@dataclass(frozen=True, slots=True)
class Said:
    """What an invited organisation says of one draft requirement."""

    verdict: Verdict
    words: str = ""


@transaction.atomic
def open_test(
    *, reference: str, requirements: Sequence[int], message: str, closes_on: date, by: Person
) -> int:
    """Put draft requirements before the market until a day; answers the test's number in this procurement."""
    procurement = held(reference, by, ASK)
    check_closing(closes_on, business_today())
    if FeasibilityTest.objects.filter(procurement=procurement, disclosed_at=None).exists():
        text = "A test is going on. Decide what follows from it and disclose it before you begin another."
        raise Refusal("test-going-on", text, clause="PRE-3", status=409)
    drafts = _drafts(procurement, requirements)
    last = procurement.feasibility_tests.aggregate(last=Max("number"))["last"] or 0
    made = FeasibilityTest.objects.create(
        procurement=procurement,
        number=last + 1,
        message=message.strip(),
        closes_on=closes_on,
        opened_at=instant_now(),
        opened_by=by.account(),
    )
    FeasibilityItem.objects.bulk_create(FeasibilityItem(test=made, requirement=each) for each in drafts)
    after = {"closes_on": closes_on.isoformat(), "requirements": [each.number for each in drafts]}
    _tell(made, "feasibility_asked", by, after, {"message": made.message})
    return made.number


def _drafts(procurement: Procurement, wanted: Sequence[int]) -> list[Requirement]:
    rows = Requirement.objects.filter(lot__procurement=procurement, state="draft", id__in=list(wanted))
    found = list(rows.order_by("lot__number", "number"))
    if not found:
        text = "Choose at least one requirement that is proposed and not confirmed yet."
        raise Refusal("drafts-missing", text, field="requirements", clause="PRE-3")
    return found


@transaction.atomic
def invite(*, test: int, who: Named, email: str, by: Person) -> str:
    """Invite an organisation; answers the token of its link, which is kept nowhere: only its digest is.

    With an address the link is mailed; the text of that mail is blanked once it has gone.
    """
    row = _held(test, by, ASK)
    _check_open(row)
    name, is_sme, is_vcse = named(row.procurement.authority_id, who)
    if row.invitations.filter(name__iexact=name, revoked_at=None).exists():
        raise Refusal("invited-already", f"{name} is invited already.", field="name", clause="PRE-3")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    made = Invitation.objects.create(
        test=row,
        organisation_id=who.organisation,
        name=name,
        is_sme=is_sme,
        is_vcse=is_vcse,
        token_digest=digest_of(token),
        is_mailed=bool(email),
        invited_at=instant_now(),
        invited_by=by.account(),
    )
    if email:
        invitation_to_answer(made, token, email)
    _tell(row, "supplier_invited", by, {"invitation": str(made.uid), "mailed": made.is_mailed})
    return token


@transaction.atomic
def revoke_invitation(*, invitation: int, by: Person) -> str:
    """Close a link. What was answered by it stays. Answers the procurement's reference."""
    found = Invitation.objects.filter(id=invitation).first()
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row = _held(found.test_id, by, ASK)
    if Invitation.objects.filter(id=invitation, revoked_at=None).update(
        revoked_at=instant_now(), revoked_by=by.account()
    ):
        _tell(row, "invitation_revoked", by, {"invitation": str(found.uid)})
    return row.procurement.reference


@transaction.atomic
def answer_test(*, token: str, answers: Mapping[int, Said]) -> None:
    """Keep what an invited organisation says of every draft requirement; the last word counts.

    Whoever holds the link answers. In the log stands the invitation, not a person.
    """
    found = Invitation.objects.select_for_update(of=("self",)).filter(token_digest=digest_of(token)).first()
    if found is None:
        raise Refusal("link-unknown", "This link does not open anything.", status=404)
    row = FeasibilityTest.objects.select_related("procurement").get(id=found.test_id)
    if _link(found, row) is not Link.OPEN:
        raise Refusal("link-closed", "This link can no longer be used to answer.", clause="PRE-3", status=409)
    now = instant_now()
    for item in row.items.order_by("id"):
        said = answers.get(item.id)
        if said is None:
            text = "Answer for every requirement."
            raise Refusal("answer-missing", text, field=f"verdict_{item.id}", clause="PRE-3")
        check_answer(said.verdict, said.words, field=f"words_{item.id}")
        names_nobody(said.words, f"words_{item.id}")
        FeasibilityAnswer.objects.update_or_create(
            invitation=found,
            item=item,
            defaults={
                "verdict": said.verdict.value,
                "words": said.words.strip()[:LONGEST_ANSWER],
                "answered_at": now,
            },
        )
    whoever = Person(uid=found.uid, name="An invited organisation")
    _tell(row, "feasibility_answered", whoever, {"invitation": str(found.uid)})


def _link(invitation: Invitation, test: FeasibilityTest) -> Link:
    return link_of(
        closes_on=test.closes_on,
        is_revoked=invitation.revoked_at is not None,
        in_planning=test.procurement.stage == "planning" and test.ended_at is None,
        today=business_today(),
    )


@transaction.atomic
def end_test(*, test: int, by: Person) -> None:
    """End a test before its last day: from now on nobody can answer."""
    row = _held(test, by, ASK)
    _check_open(row)
    row.ended_at, row.ended_by = instant_now(), by.account()
    row.save(update_fields=["ended_at", "ended_by"])
    _tell(row, "feasibility_ended", by, {})


@transaction.atomic
def decide_draft(*, item: int, decision: Decision, said: str, reason: str, by: Person) -> None:
    """Decide what becomes of a draft requirement, with the reason and what suppliers said, without saying who.

    What is dropped is removed at once. What is changed is proposed anew by an officer, and the old one removed.
    Bidders read it from publication on: until then a decision can be made again, and is then disclosed again.
    """
    found = FeasibilityItem.objects.filter(id=item).select_related("requirement").first()
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row = _held(found.test_id, by, DECIDE)
    _check_decidable(row)
    if row.disclosed_at is not None:
        row.disclosed_at = row.disclosed_by = None
        row.save(update_fields=["disclosed_at", "disclosed_by"])
    because = sufficient(reason, "PRE-3")
    invited = row.invitations.values_list("name", flat=True)
    for text, field in ((said, "said"), (because, "reason")):
        names_nobody(text, field, organisations=invited)
    found.decision, found.said, found.reason = (
        decision.value,
        sufficient(said, "TEN-2", field="said"),
        because,
    )
    found.decided_at, found.decided_by = instant_now(), by.account()
    found.save(update_fields=["decision", "said", "reason", "decided_at", "decided_by"])
    if decision is Decision.DROPPED and found.requirement.state != Requirement.State.REMOVED:
        remove_requirement(requirement=found.requirement_id, reason=because, by=by)
    after = {"requirement": found.requirement.number, "decision": decision.value}
    _tell(row, "feasibility_decided", by, after, {"said": found.said, "reason": because})


@transaction.atomic
def disclose_test(*, test: int, by: Person) -> None:
    """Let every bidder read what suppliers said and what was decided, from publication on."""
    row = _held(test, by, DECIDE)
    if row.disclosed_at is not None:
        return
    if left := unsettled(
        [_known(each) for each in row.items.select_related("requirement__measure").order_by("id")],
        closes_on=row.closes_on,
        is_ended=row.ended_at is not None,
        is_disclosed=True,
        today=business_today(),
    ):
        raise Refusal("test-unsettled", left[0], clause="TEN-2", status=409)
    row.disclosed_at, row.disclosed_by = instant_now(), by.account()
    row.save(update_fields=["disclosed_at", "disclosed_by"])
    _tell(row, "feasibility_disclosed", by, {})


def _known(item: FeasibilityItem) -> DraftKnown:
    asked = item.requirement
    return DraftKnown(asked.measure.title, item.decision, asked.state != Requirement.State.REMOVED)


def _held(test: int, by: Person, permission: str) -> FeasibilityTest:
    """The test and its procurement, locked, if this person may do this to it. Someone else's is a 404."""
    reference = (
        FeasibilityTest.objects.filter(id=test).values_list("procurement__reference", flat=True).first()
    )
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    procurement = held(reference, by, permission)
    row = FeasibilityTest.objects.get(id=test)
    row.procurement = procurement
    return row


def _is_open(row: FeasibilityTest) -> bool:
    return row.ended_at is None and business_today() <= row.closes_on


def _check_open(row: FeasibilityTest) -> None:
    if not _is_open(row):
        raise Refusal("test-over", "This test has ended.", clause="PRE-3", status=409)


def _check_decidable(row: FeasibilityTest) -> None:
    if _is_open(row):
        text = "Suppliers can still answer. End the test first, or wait until its last day has passed."
        raise Refusal("test-still-open", text, clause="PRE-3", status=409)
    later = FeasibilityTest.objects.filter(
        procurement=row.procurement, number__gt=row.number, disclosed_at=None
    )
    if row.disclosed_at is not None and later.exists():
        text = "A later test is going on. Disclose it first."
        raise Refusal("later-test-going-on", text, clause="TEN-2", status=409)


def _tell(
    row: FeasibilityTest,
    deed: str,
    by: Person,
    after: Mapping[str, Any],
    texts: Mapping[str, str] | None = None,
) -> None:
    """In the procurement's history. Who was invited is told by a number: evaluators read it too (rulings 34)."""
    events.append(
        deed=deed,
        record="procurement",
        uid=row.procurement.uid,
        by=by,
        clause="TEN-2" if deed == "feasibility_disclosed" else "PRE-3",
        after={"test": row.number, **after},
        texts=texts,
    )
