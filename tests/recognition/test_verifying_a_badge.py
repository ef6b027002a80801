"""A contract manager verifies what the ledger says; a supplier adds what it did outside; a badge can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from socialvalue.delivery import actions as delivery
from socialvalue.delivery.models import Contract
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_day
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Mail
from socialvalue.recognition import actions, queries
from socialvalue.recognition.models import Badge, OutsideImpact
from tests.cast import Player
from tests.delivery import made
from tests.recognition import made as badges

pytestmark = pytest.mark.django_db
YEAR = FinancialYear(2026)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
CHECKED = "I compared the register with the reports."


@pytest.fixture(autouse=True)
def after_the_cut_off() -> Iterator[None]:
    with business_day(date(2027, 5, 1)):
        yield


def own_contract(sam: Player, carol: Player, **given: Any) -> Contract:
    """Four apprentices are due in 2026–27."""
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person, **given)
    return its


def deliver(its: Contract, sam: Player, carol: Player, quantity: int, number: int = 1) -> None:
    reference = delivery.report_delivery(
        contract=its.reference, commitment=number, delivered_on=date(2026, 6, 1), quantity=Decimal(quantity), place="",
        what_changed="They started.", file=None, by=sam.person,
    )  # fmt: skip
    delivery.decide_delivery(
        reference=reference, deed="accept", reason="The register shows it.", by=carol.person
    )


def tell(by: Player, its: Contract, *, with_file: bool = True) -> None:
    file = None
    if with_file:
        file = delivery.keep_evidence(contract=its.reference, content=[PNG], name="club.png", by=by.person)
    actions.tell_impact(
        contract=its.reference, year=YEAR, what="A free job club, 40 people.", file=file, by=by.person
    )


def verify(by: Player, its: Contract, *, accepts_impact: bool = False, year: FinancialYear = YEAR) -> Badge:
    uid = actions.verify_badge(
        contract=its.reference, year=year, accepts_impact=accepts_impact, why=CHECKED, by=by.person
    )
    return Badge.objects.get(uid=uid)


@pytest.mark.clause("REC-1", "REC-3")
@pytest.mark.rule(38)
@pytest.mark.parametrize(
    ("done", "level", "clause"), [(3, "none", "REC-3"), (4, "gold", "REC-3"), (0, "none", "REC-3")]
)
def test_the_level_is_the_ledgers_and_the_word_is_the_managers(
    sam: Player, carol: Player, done: int, level: str, clause: str
) -> None:
    its = own_contract(sam, carol)
    if done:
        deliver(its, sam, carol, done)
    row = verify(carol, its)
    assert (row.level, row.clause, row.why, row.verified_by) == (level, clause, CHECKED, carol.person.uid)
    assert row.commitments[0]["commitment"] == "C1" and row.commitments[0]["title"] == "Apprenticeships"


@pytest.mark.rule(32)
@pytest.mark.rule(38)
def test_one_that_did_well_makes_up_for_no_other(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    made.commitment(its, carol.person)
    deliver(its, sam, carol, 20)
    deliver(its, sam, carol, 3, number=2)
    row = verify(carol, its)
    assert row.level == "none" and "C2" in row.reason and "C1" not in row.reason


@pytest.mark.clause("REC-4")
@pytest.mark.rule(38)
@pytest.mark.parametrize(
    ("done", "told", "accepts", "level"),
    [
        (11, True, True, "platinum"),
        (10, True, True, "gold"),
        (11, True, False, "gold"),
        (11, False, False, "gold"),
    ],
)
def test_platinum_needs_more_than_contracted_and_accepted_impact_outside(
    sam: Player, carol: Player, done: int, told: bool, accepts: bool, level: str
) -> None:
    its = own_contract(sam, carol)
    deliver(its, sam, carol, done)
    if told:
        tell(sam, its)
    row = verify(carol, its, accepts_impact=accepts)
    assert row.level == level
    assert (row.impact is not None) == (level == "platinum")


@pytest.mark.clause("REC-4")
def test_additional_social_value_written_into_the_contract_counts_to_gold_only(
    sam: Player, carol: Player
) -> None:
    its = own_contract(sam, carol, category="additional")
    deliver(its, sam, carol, 11)
    tell(sam, its)
    assert verify(carol, its, accepts_impact=True).level == "gold"


@pytest.mark.rule(38)
def test_nothing_due_in_the_year_is_not_assessed(sam: Player, carol: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person, steps=made.STEPS[1:])
    assert verify(carol, its).level == "not-assessed"


@pytest.mark.rule(38)
def test_a_badge_waits_until_the_cut_off_has_passed(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    with business_day(date(2027, 4, 30)), pytest.raises(Refusal) as early:
        verify(carol, its)
    assert early.value.code == "badge-early" and "30 April 2027" in early.value.text


def test_what_is_told_without_a_file_cannot_be_accepted(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    tell(sam, its, with_file=False)
    with pytest.raises(Refusal) as refused:
        verify(carol, its, accepts_impact=True)
    assert refused.value.code == "impact-without-evidence"


@pytest.mark.clause("PUR-2")
def test_nobody_accepts_the_impact_they_recorded_themselves(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    tell(carol, its)
    with pytest.raises(Refusal, match="Someone else has to accept"):
        verify(carol, its, accepts_impact=True)


@pytest.mark.clause("DPA-1")
def test_personal_data_is_refused_in_what_is_told(sam: Player, carol: Player) -> None:
    with pytest.raises(Refusal, match="Take out"):
        actions.tell_impact(
            contract=own_contract(sam, carol).reference,
            year=YEAR,
            what="Ask jo@example.org",
            file=None,
            by=sam.person,
        )


def test_what_is_told_again_keeps_the_file_and_the_earlier_words(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    tell(sam, its)
    actions.tell_impact(contract=its.reference, year=YEAR, what="Two job clubs.", file=None, by=sam.person)
    found = list(OutsideImpact.objects.order_by("version").values_list("what", "is_live", "file__name"))
    assert found == [("A free job club, 40 people.", False, "club.png"), ("Two job clubs.", True, "club.png")]
    assert Mail.objects.filter(to="carol@example.org").count() == 2


@pytest.mark.rule(38)
def test_a_later_verification_takes_the_place_of_the_earlier_which_is_kept(
    sam: Player, carol: Player
) -> None:
    its = own_contract(sam, carol)
    deliver(its, sam, carol, 4)
    verify(carol, its)
    verify(carol, its)
    assert list(Badge.objects.order_by("version").values_list("version", "is_live")) == [
        (1, False),
        (2, True),
    ]


def test_the_database_holds_one_live_badge_a_contract_and_year() -> None:
    row = badges.badge()
    with pytest.raises(IntegrityError), transaction.atomic():
        badges.badge(within=row.contract, version=2)


@pytest.mark.rule(38)
def test_a_badge_is_taken_back_with_a_reason_and_the_history_tells_it(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    deliver(its, sam, carol, 4)
    row = verify(carol, its)
    address = f"/contracts/{its.reference}/badge/revoke?year=2026"
    answer = carol.client.post(address, {"reason": "An audit found a report wrong."})
    assert answer.status_code == 302
    assert "no longer stands" in carol.client.get(f"/badges/{row.uid}").content.decode()
    history = carol.client.get(f"/contracts/{its.reference}/history").content.decode()
    assert "Carol Contract verified the badge for 2026–27: gold." in history
    assert "it was revoked" in history and "An audit found a report wrong." in history
    with pytest.raises(Refusal, match="no longer stands"):
        actions.revoke_badge(uid=row.uid, reason="An audit found a report wrong.", by=carol.person)


def test_what_is_no_badge_is_not_offered_to_be_taken_back(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    verify(carol, its)  # nothing was delivered
    shown = carol.client.get(f"/contracts/{its.reference}/badge?year=2026").content.decode()
    assert "Verify it again" in shown and "Take the badge back" not in shown


def test_a_badge_that_was_taken_back_waits_to_be_verified_again(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    deliver(its, sam, carol, 4)
    row = verify(carol, its)
    assert queries.waiting_for(person=carol.person) == []
    actions.revoke_badge(uid=row.uid, reason="An audit found a report wrong.", by=carol.person)
    assert len(queries.waiting_for(person=carol.person)) == 1


def test_a_rival_and_a_supplier_verify_nothing(sam: Player, carol: Player, rita: Player) -> None:
    its = own_contract(sam, carol)
    with pytest.raises(Refusal, match="Only these roles"):
        verify(sam, its)
    with pytest.raises(Refusal) as hidden:
        tell(rita, its, with_file=False)
    assert hidden.value.status == 404


@pytest.mark.clause("REC-1")
def test_the_contract_manager_verifies_on_the_page(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    deliver(its, sam, carol, 11)
    said = {"what": "A free job club, 40 people.", "file": SimpleUploadedFile("club.png", PNG)}
    assert sam.client.post(f"/contracts/{its.reference}/badge/impact?year=2026", said).status_code == 302
    page = carol.client.get(f"/contracts/{its.reference}/badge?year=2026").content.decode()
    assert "club.png" in page and "has no accepted evidence" in page and "11 verified" in page
    done = {"accepts_impact": "yes", "reason": CHECKED}
    assert carol.client.post(f"/contracts/{its.reference}/badge/verify?year=2026", done).status_code == 302
    page = sam.client.get(f"/contracts/{its.reference}/badge?year=2026").content.decode()
    assert page.count(">Platinum<") == 2, "verified, and what the ledger says with the evidence accepted"
    assert "40 people." in page and "40 people.." not in page


def test_who_waits_for_a_badge_is_counted_until_it_is_verified(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    assert [each.href for each in queries.waiting_for(person=carol.person)] == [
        f"/contracts/{its.reference}/badge?year=2026"
    ]
    with business_day(date(2027, 4, 30)):
        assert queries.waiting_for(person=carol.person) == []
    verify(carol, its)
    assert queries.waiting_for(person=carol.person) == [] == queries.waiting_for(person=sam.person)
