"""A supplier reports what it did; someone else decides; a rival sees nothing of it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from socialvalue.delivery import actions
from socialvalue.delivery.models import Commitment, Contract, Delivery
from socialvalue.delivery.queries import contract as contract_shown
from socialvalue.delivery.queries import ledger_of
from socialvalue.foundation.clock import business_day, instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Mail
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "commitment": 1, "quantity": "3", "delivered_on_day": "1", "delivered_on_month": "6", "delivered_on_year": "2026",
    "place": "", "what_changed": "Three school leavers from Margate started as gardeners.",
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def own_contract(sam: Player, carol: Player) -> Contract:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    return its


def send(player: Player, of: Contract, **given: Any) -> Any:
    """Fill in, check, send."""
    address = f"/contracts/{of.reference}/deliveries/new"
    checked = player.client.post(address, SAID | given)
    assert checked.status_code == 200, checked.content.decode()
    draft = re.search(r'name="draft" value="([^"]+)"', checked.content.decode())
    assert draft
    return player.client.post(address, {"draft": draft[1]})


def decide(player: Player, row: Delivery, deed: str, **given: Any) -> None:
    actions.decide_delivery(
        reference=row.reference, deed=deed, by=player.person, reason="The register shows it.", **given
    )


@pytest.mark.clause("CON-1")
def test_a_supplier_reports_checks_and_sends(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    answer = send(sam, its, file=SimpleUploadedFile("starts.png", PNG))
    row = Delivery.objects.get()
    assert answer["Location"] == f"/deliveries/{row.reference}"
    assert (row.quantity, row.state, row.on_behalf_of) == (Decimal(3), "reported", None)
    page = sam.client.get(answer["Location"]).content.decode()
    assert "starts.png" in page and "Sam Supplier reported 3 people delivered on 1 June 2026." in page


def test_a_report_that_is_sent_twice_counts_once(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    address = f"/contracts/{its.reference}/deliveries/new"
    draft = re.search(r'name="draft" value="([^"]+)"', sam.client.post(address, SAID).content.decode())
    assert draft
    first, second = (sam.client.post(address, {"draft": draft[1]}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Delivery.objects.count() == 1


def test_answers_can_be_changed_and_the_file_is_kept(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    address = f"/contracts/{its.reference}/deliveries/new"
    page = sam.client.post(address, SAID | {"file": SimpleUploadedFile("a.png", PNG)}).content.decode()
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft
    back = sam.client.post(address, {"draft": draft[1], "change": "yes"}).content.decode()
    assert "You have added a.png" in back and "gardeners" in back
    assert "a.png" in sam.client.post(address, SAID | {"kept": draft[1]}).content.decode()


def test_someone_else_s_draft_is_not_sent(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    page = carol.client.post(f"/contracts/{its.reference}/deliveries/new", SAID).content.decode()
    draft = re.search(r'name="draft" value="([^"]+)"', page)
    assert draft
    assert (
        sam.client.post(f"/contracts/{its.reference}/deliveries/new", {"draft": draft[1]}).status_code == 409
    )


def test_an_officer_reports_on_behalf_of_the_supplier(sam: Player, carol: Player) -> None:
    send(carol, own_contract(sam, carol))
    assert Delivery.objects.get().on_behalf_of == sam.user.organisation


@pytest.mark.parametrize(
    "text",
    [
        "Ask jo@example.org about it",
        "Call 01843 555 123 to hear more",
        "Jo Bloggs, QQ123456C",
        "AB 12 34 56 C",
    ],
)
@pytest.mark.clause("DPA-1")
def test_what_looks_like_personal_data_is_refused(sam: Player, carol: Player, text: str) -> None:
    its = own_contract(sam, carol)
    if "QQ" in text:
        text = text.replace("QQ", "AB")
    answer = sam.client.post(f"/contracts/{its.reference}/deliveries/new", SAID | {"what_changed": text})
    assert answer.status_code == 422 and "Take out" in answer.content.decode()


def test_sums_and_years_are_no_telephone_numbers(sam: Player, carol: Player) -> None:
    send(sam, own_contract(sam, carol), what_changed="£1,200,000.00 in 2026 and 2027, 350 hours")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"quantity": "0"}, "above 0"),
        ({"quantity": "many"}, "number of 0 or more"),
        ({"delivered_on_year": "2025"}, "what was done before does not count"),
        ({"delivered_on_year": "2099"}, "cannot be ahead"),
        ({"what_changed": ""}, "Enter what changed"),
    ],
)
def test_a_report_that_cannot_be_says_why_and_keeps_the_answers(
    sam: Player, carol: Player, given: dict[str, Any], says: str
) -> None:
    its = own_contract(sam, carol)
    address = f"/contracts/{its.reference}/deliveries/new"
    answer = sam.client.post(address, SAID | given)
    if answer.status_code == 200:
        answer = send(sam, its, **given)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.pdf", b"<html>"),
        ("a.png", b"GIF89a"),
        ("a.csv", b"a\0b"),
        ("a.docx", b"PK\x03\x04"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    sam: Player, carol: Player, name: str, content: bytes
) -> None:
    its = own_contract(sam, carol)
    with pytest.raises(Refusal, match="not a file we can read"):
        actions.keep_evidence(contract=its.reference, content=[content], name=name, by=sam.person)


@pytest.mark.parametrize("macros", [False, True])
def test_a_workbook_comes_in_without_macros_only(sam: Player, carol: Player, macros: bool) -> None:
    its, file = own_contract(sam, carol), io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
        if macros:
            book.writestr("xl/vbaProject.bin", "x")
    given = {"contract": its.reference, "content": [file.getvalue()], "name": "a.xlsx", "by": sam.person}
    if macros:
        with pytest.raises(Refusal):
            actions.keep_evidence(**given)
    else:
        assert actions.keep_evidence(**given)


def test_evidence_is_a_download_for_whoever_may_see_it(sam: Player, carol: Player, rita: Player) -> None:
    its = own_contract(sam, carol)
    send(sam, its, file=SimpleUploadedFile("starts.png", PNG))
    address = f"/deliveries/{Delivery.objects.get().reference}/evidence"
    answer = carol.client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], b"".join(answer.streaming_content)) == ("nosniff", PNG)
    assert rita.client.get(address).status_code == 404


@pytest.mark.rule(33)
def test_a_rival_sees_and_does_nothing(sam: Player, carol: Player, rita: Player) -> None:
    its = own_contract(sam, carol)
    send(sam, its)
    reference = Delivery.objects.get().reference
    for path in (
        f"/deliveries/{reference}",
        f"/deliveries/{reference}/respond",
        f"/deliveries/{reference}/evidence",
        f"/contracts/{its.reference}/deliveries",
        f"/contracts/{its.reference}/deliveries/new",
    ):
        assert rita.client.get(path).status_code == 404
        assert rita.client.post(path, SAID).status_code == 404  # fmt: skip


@pytest.mark.rule(33)
def test_nobody_decides_what_they_reported(sam: Player, carol: Player) -> None:
    send(carol, own_contract(sam, carol))
    with pytest.raises(Refusal, match="Someone else has to decide"):
        decide(carol, Delivery.objects.get(), "accept")
    address = f"/deliveries/{Delivery.objects.get().reference}"
    assert "someone else has to decide" in carol.client.get(address).content.decode()
    assert carol.client.get(f"{address}/decide").status_code == 403


@pytest.mark.clause("OBJ-5")
@pytest.mark.rule(33)
def test_reported_is_not_verified_until_it_is_accepted(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    send(sam, its)
    shown = contract_shown(reference=its.reference, person=carol.person)
    before = ledger_of(shown, date(2026, 6, 30))[0].position
    assert (before.reported, before.verified) == (3, 0)
    known_then = instant_now()
    row = Delivery.objects.get()
    answer = carol.client.post(
        f"/deliveries/{row.reference}/decide",
        {"deed": "accept", "quantity": "2", "reason": "The register shows two starts."},
    )
    assert answer.status_code == 302
    after = ledger_of(shown, date(2026, 6, 30))[0].position
    assert (after.reported, after.verified) == (2, 2)
    assert ledger_of(shown, date(2026, 6, 30), known_then)[0].position == before
    decide(carol, row, "reopen")
    assert ledger_of(shown, date(2026, 6, 30))[0].position.verified == 0


def test_no_more_is_accepted_than_was_reported(sam: Player, carol: Player) -> None:
    send(sam, own_contract(sam, carol))
    row = Delivery.objects.get()
    answer = carol.client.post(
        f"/deliveries/{row.reference}/decide",
        {"deed": "accept", "quantity": "4", "reason": "The register shows four."},
    )
    assert answer.status_code == 422 and "No more can be accepted" in answer.content.decode()


@pytest.mark.rule(33)
@pytest.mark.parametrize(("accepted", "mails"), [(None, 0), (Decimal(3), 0), (Decimal(2), 1)])
def test_whoever_reported_is_told_that_only_a_part_was_accepted(
    sam: Player, carol: Player, accepted: Decimal | None, mails: int
) -> None:
    send(sam, own_contract(sam, carol))
    row = Delivery.objects.get()
    decide(carol, row, "accept", quantity=accepted)
    told = Mail.objects.filter(to=sam.user.email, subject=f"The Council accepted a part of {row.reference}")
    assert told.count() == mails


@pytest.mark.rule(33)
def test_whoever_decides_has_the_evidence_at_hand(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    send(sam, its, file=SimpleUploadedFile("starts.png", PNG))
    send(sam, its, quantity="1")
    with_file, without = Delivery.objects.order_by("id")
    assert "starts.png" in carol.client.get(f"/deliveries/{with_file.reference}/decide").content.decode()
    told = carol.client.get(f"/deliveries/{without.reference}/decide").content.decode()
    assert "Accept it only if you have seen what proves it" in told
    assert "Accept it only" not in sam.client.get(f"/deliveries/{without.reference}").content.decode()


def test_a_query_is_answered_and_then_rejected_with_reasons(sam: Player, carol: Player) -> None:
    send(sam, own_contract(sam, carol))
    row = Delivery.objects.get()
    decide(carol, row, "query")
    answer = sam.client.post(
        f"/deliveries/{row.reference}/respond", {"deed": "answer", "reason": "They started in May already."}
    )
    assert answer.status_code == 302
    decide(carol, row, "reject")
    page = sam.client.get(f"/deliveries/{row.reference}").content.decode()
    for told in (
        "Carol Contract queried",
        "Sam Supplier answered",
        "Carol Contract rejected",
        "in May already",
    ):
        assert told in page


def test_a_deed_out_of_turn_is_refused(sam: Player, carol: Player) -> None:
    send(sam, own_contract(sam, carol))
    row = Delivery.objects.get()
    decide(carol, row, "reject")
    with pytest.raises(Refusal, match="You cannot accept this delivery because it is rejected"):
        decide(carol, row, "accept")


def test_a_supplier_withdraws_what_was_wrong(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    send(sam, its)
    decide(sam, Delivery.objects.get(), "withdraw")
    shown = contract_shown(reference=its.reference, person=sam.person)
    assert ledger_of(shown, date(2026, 6, 30))[0].position.reported == 0


def test_a_commitment_of_another_contract_cannot_be_chosen(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    answer = sam.client.post(f"/contracts/{its.reference}/deliveries/new", SAID | {"commitment": 2})
    assert answer.status_code == 422
    assert Commitment.objects.count() == 1


def test_the_list_of_deliveries_is_short_to_read(sam: Player, carol: Player) -> None:
    with business_day(date(2026, 7, 1)):
        its = own_contract(sam, carol)
        send(sam, its)
    page = carol.client.get(f"/contracts/{its.reference}/deliveries").content.decode()
    assert "3 people" in page and "To decide" in page


@pytest.mark.parametrize(
    ("deed", "subject", "page"),
    [
        ("query", "The Council has a question about {}", "/respond"),
        ("reject", "The Council did not accept {}", ""),
    ],
)
def test_whoever_reported_it_is_told_of_a_question_and_a_rejection_by_mail(
    sam: Player, carol: Player, deed: str, subject: str, page: str
) -> None:
    send(sam, own_contract(sam, carol))
    row = Delivery.objects.get()
    decide(carol, row, deed)
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("sam@example.org", subject.format(row.reference))
    assert "The register shows it." in mail.text and f"/deliveries/{row.reference}{page}" in mail.text
