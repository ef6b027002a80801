"""Testing draft requirements, for officers: asking, inviting, revoking, deciding, disclosing to every bidder."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event, EventText, Mail
from socialvalue.planning import actions, queries
from socialvalue.planning.models import FeasibilityTest, Invitation, Procurement, Requirement
from socialvalue.planning.rules import Decision, digest_of
from tests import make
from tests.cast import Player
from tests.planning import engagement
from tests.strict import page, text_of
from tests.tendering import made as tenders

pytestmark = pytest.mark.clause("PRE-3")
YESTERDAY = timedelta(days=-1)
WORDS = {"said": "Twelve is too many for a small firm.", "reason": "Eight can be reached by all."}


def asked(procurement: Procurement, **given: Any) -> dict[str, Any]:
    """The form that puts a draft requirement before the market for a week."""
    day = business_today() + timedelta(days=7)
    draft = make.requirement(procurement)
    plain = {"requirements": [draft.id], "message": "Meals for 40 schools.", "closes_on_day": day.day,
             "closes_on_month": day.month, "closes_on_year": day.year}  # fmt: skip
    return plain | given


def test_drafts_are_put_before_the_market_until_a_day(olive: Player) -> None:
    procurement = make.procurement()
    base = f"/procurements/{procurement.reference}/engagement"
    assert olive.client.post(f"{base}/ask", asked(procurement)).status_code == 302
    test = FeasibilityTest.objects.get()
    assert (test.number, test.items.count(), test.message) == (1, 1, "Meals for 40 schools.")
    assert "open until the end of" in text_of(page(olive.client.get(base)))


def test_only_drafts_of_the_same_procurement_can_be_asked_about(olive: Player) -> None:
    procurement = make.procurement()
    confirmed = make.requirement(procurement, state="confirmed")
    other = make.requirement(make.procurement())
    for wrong in (confirmed, other):
        with pytest.raises(Refusal, match="at least one requirement"):
            actions.open_test(
                reference=procurement.reference,
                requirements=[wrong.id],
                message="",
                closes_on=business_today() + timedelta(days=7),
                by=olive.person,
            )


def test_one_test_goes_on_at_a_time(olive: Player) -> None:
    procurement = make.procurement()
    engagement.feasibility(procurement)
    address = f"/procurements/{procurement.reference}/engagement/ask"
    assert olive.client.post(address, asked(procurement)).status_code == 409
    with pytest.raises(IntegrityError), transaction.atomic():
        engagement.feasibility(procurement, number=2)


def invite(player: Player, test: FeasibilityTest, name: str = "Brook", **given: Any) -> Any:
    plain = {"organisation": "typed", "kind": "vcse", "email": ""}
    return player.client.post(f"/feasibility/{test.id}/invite?q={name}", plain | given)


def token_in(text: str) -> str:
    return text.partition("/invitations/")[2].split()[0]


def test_a_copied_link_is_shown_once_and_kept_only_as_a_digest(olive: Player) -> None:
    test = engagement.feasibility(make.procurement())
    response = invite(olive, test)
    token = token_in(text_of(page(response)))
    assert len(token) == 32, "24 bytes of chance"
    row = Invitation.objects.get()
    assert row.token_digest == digest_of(token) and not row.is_mailed and row.is_vcse
    bodies = b"".join(bytes(event.body) for event in Event.objects.all())
    assert token.encode() not in bodies and not Mail.objects.exists()
    assert response["Cache-Control"] == "no-store"


def test_a_mailed_link_is_blanked_once_it_has_gone_and_never_goes_after_the_last_day(olive: Player) -> None:
    test = engagement.feasibility(make.procurement())
    invite(olive, test, email="brook@example.org")
    mail = Mail.objects.get()
    assert mail.secret and mail.to == "brook@example.org" and "/invitations/" in mail.text
    assert mail.stale_at is not None and mail.stale_at - mail.owed_at == timedelta(days=1)
    assert not EventText.objects.filter(text__contains="brook@example.org").exists()


def test_an_organisation_is_invited_once_until_its_link_is_closed(olive: Player) -> None:
    test = engagement.feasibility(make.procurement())
    invite(olive, test)
    assert invite(olive, test, name="BROOK").status_code == 422
    olive.client.post(f"/sent-invitations/{Invitation.objects.get().id}/revoke")
    assert invite(olive, test).status_code == 200


def test_nobody_is_invited_after_the_end(olive: Player) -> None:
    test = engagement.feasibility(make.procurement(), closes_on=business_today() + YESTERDAY)
    assert invite(olive, test).status_code == 409


@pytest.mark.parametrize("who", ["ed", "carol", "sam", "stan"])
def test_only_who_answers_for_procurements_asks_and_decides(who: str, play: Any) -> None:
    test = engagement.feasibility(make.procurement())
    for address in (f"/feasibility/{test.id}/end", f"/drafts/{test.items.get().id}/decide"):
        assert play(who).client.post(address).status_code == 403


def test_officers_see_the_counts_and_each_answer(olive: Player) -> None:
    procurement = make.procurement()
    test = engagement.feasibility(procurement)
    engagement.answered(test, "achievable", name="Alpha")
    engagement.answered(test, "with-changes", "Eight, not twelve.", name="Beta")
    (found,) = queries.tests_of(procurement.id)
    (draft,) = found.drafts
    assert (draft.tally.achievable, draft.tally.with_changes, draft.tally.not_achievable) == (1, 1, 0)
    words = text_of(page(olive.client.get(f"/procurements/{procurement.reference}/engagement")))
    assert "2 of 2 invited organisations answered" in words
    assert "Beta: Achievable with changes. Eight, not twelve." in words


def ended(procurement: Procurement) -> FeasibilityTest:
    return engagement.feasibility(procurement, closes_on=business_today() + YESTERDAY)


def test_it_is_decided_after_the_end_with_a_reason(olive: Player) -> None:
    procurement = make.procurement()
    test = engagement.feasibility(procurement)
    item = test.items.get()
    address = f"/drafts/{item.id}/decide"
    olive.client.post(address, WORDS | {"decision": "kept"})
    assert not test.items.get().decision, "suppliers can still answer"
    olive.client.post(f"/feasibility/{test.id}/end")
    assert olive.client.post(address, WORDS | {"decision": "kept", "reason": "Yes"}).status_code == 422
    assert olive.client.post(address, WORDS | {"decision": "kept"}).status_code == 302
    row = test.items.get()
    assert (row.decision, row.reason, row.decided_by) == ("kept", WORDS["reason"], olive.person.uid)


def test_what_is_dropped_is_removed_at_once(olive: Player) -> None:
    test = ended(make.procurement())
    olive.client.post(f"/drafts/{test.items.get().id}/decide", WORDS | {"decision": "dropped"})
    assert Requirement.objects.get().state == "removed"
    deeds = list(Event.objects.order_by("-index").values_list("deed", flat=True)[:2])
    assert deeds == ["feasibility_decided", "requirement_removed"]


@pytest.mark.clause("TEN-2")
def test_publication_waits_until_it_is_decided_and_disclosed(olive: Player) -> None:
    procurement = make.procurement(determination={"band": "encouraged"})
    test = ended(procurement)

    def said() -> str:
        return text_of(page(olive.client.get(f"/procurements/{procurement.reference}/readiness")))

    assert "Decide what becomes of" in said()
    assert olive.client.post(f"/feasibility/{test.id}/disclose").status_code == 302
    assert FeasibilityTest.objects.get().disclosed_at is None, "nothing is decided"
    olive.client.post(f"/drafts/{test.items.get().id}/decide", WORDS | {"decision": "kept"})
    assert "Disclose to every bidder" in said()
    olive.client.post(f"/feasibility/{test.id}/disclose")
    assert FeasibilityTest.objects.get().disclosed_by == olive.person.uid
    assert "Disclose to every bidder" not in said()


@pytest.mark.clause("TEN-2")
def test_a_decision_made_again_has_to_be_disclosed_again(olive: Player) -> None:
    test = ended(make.procurement())
    item = test.items.get().id
    actions.decide_draft(item=item, decision=Decision.KEPT, by=olive.person, **WORDS)
    actions.disclose_test(test=test.id, by=olive.person)
    actions.decide_draft(item=item, decision=Decision.DROPPED, by=olive.person, **WORDS)
    assert FeasibilityTest.objects.get().disclosed_at is None


@pytest.mark.clause("TEN-2")
def test_every_bidder_reads_what_was_said_and_decided_without_names(
    olive: Player, sam: Player, visitor: Any
) -> None:
    procurement = tenders.tender()
    test = engagement.feasibility(procurement)
    engagement.answered(test, "not-achievable", "We are too small for it.", name="Whisper Ltd")
    actions.end_test(test=test.id, by=olive.person)
    actions.decide_draft(item=test.items.get().id, decision=Decision.DROPPED, by=olive.person, **WORDS)
    actions.disclose_test(test=test.id, by=olive.person)
    tenders.weigh(procurement)
    tenders.publish(procurement)
    for client in (sam.client, visitor):
        words = text_of(page(client.get(f"/opportunities/{procurement.reference}")))
        assert "0 achievable, 0 with changes, 1 not achievable" in words
        assert WORDS["said"] in words and WORDS["reason"] in words and "Dropped" in words
        assert "Whisper" not in words and "too small for it" not in words


@pytest.mark.clause("TEN-2")
def test_nothing_stands_on_an_opportunity_that_was_not_tested(visitor: Any) -> None:
    words = text_of(page(visitor.get(f"/opportunities/{tenders.opportunity().reference}")))
    assert "What suppliers said" not in words
