"""Agreeing a commitment, varying one, ending a contract early: on the pages, checked before anything is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.delivery.models import Commitment, Contract, Profile
from socialvalue.delivery.queries import contract as contract_shown
from socialvalue.delivery.queries import ledger_of
from socialvalue.foundation.clock import business_day
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db
YEARS = ("due_2027-03-31", "due_2028-03-31", "due_2029-03-31")


def draft_of(answer: Any) -> dict[str, str]:
    found = re.search(r'name="draft" value="([^"]+)"', answer.content.decode())
    assert answer.status_code == 200 and found, answer.content.decode()
    return {"draft": found[1]}


def promise(of: Contract, **given: str) -> dict[str, str]:
    lead = of.parties.get(part="lead").organisation_id
    plain = {"category": "defined", YEARS[0]: "4", YEARS[1]: "6", "place": "", "evidence": "The register.",
             "answerable": str(lead)}  # fmt: skip
    return plain | given


def agree(by: Player, of: Contract, **given: str) -> Any:
    address = f"/contracts/{of.reference}/commitments/new?measure=EM-2.1"
    return by.client.post(address, draft_of(by.client.post(address, promise(of, **given))))


@pytest.mark.clause("CON-1")
def test_a_measure_is_chosen_a_promise_filled_in_checked_and_written(carol: Player) -> None:
    its = made.contract()
    assert (
        "?measure=EM-2.1" in carol.client.get(f"/contracts/{its.reference}/commitments/new").content.decode()
    )
    answer = agree(
        carol, its, other_on_day="30", other_on_month="6", other_on_year="2027", other_quantity="1"
    )
    assert answer["Location"] == f"/contracts/{its.reference}/commitments"
    shown = contract_shown(reference=its.reference, person=carol.person)
    profile = ledger_of(shown, date(2027, 1, 1))[0].rule.profile
    assert {step.due_on.isoformat(): step.quantity for step in profile} == {
        "2027-03-31": 4,
        "2027-06-30": 1,
        "2028-03-31": 6,
    }
    page = carol.client.get(answer["Location"]).content.decode()
    assert "The commitment is written into the contract." in page and "6 people" in page


def test_a_promise_that_is_sent_twice_is_written_once(carol: Player) -> None:
    its = made.contract()
    address = f"/contracts/{its.reference}/commitments/new?measure=EM-2.1"
    draft = draft_of(carol.client.post(address, promise(its)))
    assert [carol.client.post(address, draft).status_code for _ in range(2)] == [302, 302]
    assert Commitment.objects.count() == 1


def test_nothing_is_written_before_it_was_checked_and_answers_can_be_changed(carol: Player) -> None:
    its = made.contract()
    address = f"/contracts/{its.reference}/commitments/new?measure=EM-2.1"
    draft = draft_of(carol.client.post(address, promise(its)))
    back = carol.client.post(address, draft | {"change": "yes"}).content.decode()
    assert 'value="4"' in back and "The register." in back
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({YEARS[0]: "", YEARS[1]: ""}, "Enter how much is due by at least one day"),
        ({YEARS[0]: "some"}, "Enter a number of 0 or more"),
        ({"other_quantity": "2"}, "Enter the other day"),
        (
            {"other_on_day": "1", "other_on_month": "6", "other_on_year": "2027"},
            "how much is due by that other day",
        ),
        ({"category": ""}, "Select whether it is Defined or Additional"),
    ],
)
def test_a_promise_that_says_too_little_names_the_box(
    carol: Player, given: dict[str, str], says: str
) -> None:
    its = made.contract()
    answer = carol.client.post(
        f"/contracts/{its.reference}/commitments/new?measure=EM-2.1", promise(its, **given)
    )
    assert answer.status_code == 422 and says in answer.content.decode()


def test_a_day_outside_the_contract_is_refused_when_it_is_sent_and_the_answers_are_kept(
    carol: Player,
) -> None:
    answer = agree(
        carol, made.contract(), other_on_day="1", other_on_month="4", other_on_year="2029", other_quantity="1"
    )
    text = answer.content.decode()
    assert "1 April 2029 is outside the contract" in text and "The register." in text
    assert not Commitment.objects.exists()


def test_a_contract_without_dates_says_why_nothing_can_be_agreed(carol: Player) -> None:
    its = make.contract(make.procurement())
    page = carol.client.get(f"/contracts/{its.reference}/commitments/new?measure=EM-2.1").content.decode()
    assert "no first or last day yet" in page


def vary(by: Player, of: Contract, **given: str) -> Any:
    address = f"/contracts/{of.reference}/commitments/vary?commitment=1"
    plain = {"holds_from_day": "1", "holds_from_month": "1", "holds_from_year": "2027", "due_2026-06-30": "4",
             "due_2027-06-30": "2", "reason": "The college closed its course."}  # fmt: skip
    return by.client.post(address, plain | given)


@pytest.mark.clause("CON-1")
@pytest.mark.rule(34)
def test_a_variation_shows_before_and_after_and_warns_and_records_it(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    checked = vary(carol, its)
    text = checked.content.decode()
    assert "Less is promised: 10 people becomes 6 people" in text and "section 74(3)(c)" in text
    address = f"/contracts/{its.reference}/commitments/vary?commitment=1"
    assert carol.client.post(address, draft_of(checked)).status_code == 302
    assert Profile.objects.get(version=2).warned == ["lowers", "economic-balance"]
    assert Profile.objects.filter(version=1).exists(), "the earlier profile is kept"
    history = carol.client.get(f"/contracts/{its.reference}/history").content.decode()
    assert "6 people committed from 1 January 2027" in history and "The college closed its course." in history
    assert "less is promised" in history


@pytest.mark.rule(34)
def test_gold_is_judged_by_the_profile_in_force_from_its_day_inclusive(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    address = f"/contracts/{its.reference}/commitments/vary?commitment=1"
    carol.client.post(address, draft_of(vary(carol, its)))
    shown = contract_shown(reference=its.reference, person=carol.person)
    committed = [
        ledger_of(shown, date(2026, 12, 31))[0].position.committed,
        ledger_of(shown, date(2027, 1, 1))[0].position.committed,
    ]
    assert committed == [10, 6]


@pytest.mark.rule(34)
def test_what_was_entered_by_mistake_is_varied_to_nothing(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    nothing = {
        "due_2026-06-30": "0",
        "due_2027-06-30": "",
        "holds_from_month": "4",
        "holds_from_year": "2026",
    }
    checked = vary(carol, its, **nothing)
    assert "10 people becomes 0 people" in checked.content.decode()
    address = f"/contracts/{its.reference}/commitments/vary?commitment=1"
    assert carol.client.post(address, draft_of(checked)).status_code == 302
    shown = contract_shown(reference=its.reference, person=carol.person)
    position = ledger_of(shown, date(2028, 3, 31))[0].position
    assert (position.committed, position.due) == (0, 0)
    assert carol.client.get(f"/contracts/{its.reference}").status_code == 200
    assert carol.client.get(f"/contracts/{its.reference}/commitments").status_code == 200


def test_nothing_typed_at_all_is_not_taken_for_nothing(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    answer = vary(carol, its, **{"due_2026-06-30": "", "due_2027-06-30": ""})
    assert (
        answer.status_code == 422 and "Enter how much is due by at least one day" in answer.content.decode()
    )


def test_the_same_profile_is_no_variation(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    address = f"/contracts/{its.reference}/commitments/vary?commitment=1"
    answer = carol.client.post(address, draft_of(vary(carol, its, **{"due_2027-06-30": "6"})))
    assert answer.status_code == 200 and "same as the one in force" in answer.content.decode()


def test_which_commitment_is_asked_first(carol: Player) -> None:
    its = made.contract()
    address = f"/contracts/{its.reference}/commitments/vary"
    assert "nothing to vary" in carol.client.get(address).content.decode()
    made.commitment(its, carol.person)
    assert "?commitment=1" in carol.client.get(address).content.decode()


LAST = {"terminated_on_day": "30", "terminated_on_month": "9", "terminated_on_year": "2026",
        "reason": "The supplier closed its office."}  # fmt: skip


@pytest.mark.clause("CON-1")
@pytest.mark.rule(35)
def test_ending_early_shows_what_follows_and_then_records_it(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    with business_day(date(2026, 10, 1)):
        checked = carol.client.post(f"/contracts/{its.reference}/end", LAST)
        text = checked.content.decode()
        assert "4 people" in text and "6 people" in text and "case study of the contract year" in text
        its.refresh_from_db()
        assert its.terminated_on is None
        assert carol.client.post(f"/contracts/{its.reference}/end", draft_of(checked)).status_code == 302
    its.refresh_from_db()
    assert its.terminated_on == date(2026, 9, 30)


@pytest.mark.parametrize("year", ["2025", "2030"])
def test_a_last_day_outside_the_contract_is_refused(carol: Player, year: str) -> None:
    answer = carol.client.post(
        f"/contracts/{made.contract().reference}/end", LAST | {"terminated_on_year": year}
    )
    assert answer.status_code == 422 and "Enter a day within the contract" in answer.content.decode()


def test_a_day_ahead_is_refused_when_it_is_sent(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2026, 9, 29)):
        address = f"/contracts/{its.reference}/end"
        answer = carol.client.post(address, draft_of(carol.client.post(address, LAST)))
    assert "on or after the day" in answer.content.decode()


@pytest.mark.parametrize("path", ["commitments/new", "commitments/vary", "end"])
def test_a_supplier_neither_agrees_nor_varies_nor_ends(sam: Player, path: str) -> None:
    its = made.contract(supplier=sam.user.organisation)
    assert sam.client.get(f"/contracts/{its.reference}/{path}").status_code == 403


def test_a_contract_that_ended_early_offers_no_deed_without_saying_why(carol: Player) -> None:
    its = made.contract(
        terminated_on=date(2026, 9, 30), terminated_at=make.NOON, terminated_by=carol.person.uid
    )
    page = carol.client.get(f"/contracts/{its.reference}/commitments").content.decode()
    assert "because the contract ended early" in page


def test_an_amount_in_pounds_is_read_with_its_sign(carol: Player) -> None:
    its = made.contract()
    counted = made.measure(code="MONEY", unit="gbp")
    address = f"/contracts/{its.reference}/commitments/new?measure={counted.code}"
    carol.client.post(
        address, draft_of(carol.client.post(address, promise(its, **{YEARS[0]: "£1,200.50", YEARS[1]: ""})))
    )
    shown = contract_shown(reference=its.reference, person=carol.person)
    assert ledger_of(shown, date(2027, 1, 1))[0].position.committed == Decimal("1200.5")


@pytest.mark.parametrize(
    "path",
    ["commitments/new?measure=EM-2.1", "commitments/vary?commitment=1", "end", "case-studies/write?year=1"],
)
@pytest.mark.parametrize("number", [1, 3, 200])
def test_a_form_costs_the_same_however_many_commitments(
    carol: Player, measured: Callable[[], Any], path: str, number: int
) -> None:
    its = made.contract()
    made.commitments(its, number)
    carol.client.get("/contracts")  # what a process reads once
    with measured() as cost:
        assert carol.client.get(f"/contracts/{its.reference}/{path}").status_code == 200
    assert cost.statements <= 12, str(cost)
