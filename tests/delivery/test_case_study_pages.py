"""Case studies on the pages: slots of a contract, the four questions, a decision, who owes how many."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from socialvalue.delivery.models import CaseStudy, Contract
from socialvalue.foundation.clock import business_day
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db


def own_contract(sam: Player, carol: Player) -> Contract:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    return its


def write(by: Player, its: Contract, **given: str) -> Any:
    address = f"/contracts/{its.reference}/case-studies/write?year=1"
    checked = by.client.post(address, made.ANSWERS | given)
    draft = re.search(r'name="draft" value="([^"]+)"', checked.content.decode())
    return by.client.post(address, {"draft": draft[1]}) if draft else checked


@pytest.mark.clause("MEA-2")
@pytest.mark.rule(37)
def test_a_contract_shows_one_slot_a_year_with_its_due_day(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2027, 5, 1)):
        page = carol.client.get(f"/contracts/{its.reference}/case-studies").content.decode()
    assert all(f"due by 30 April {year}" in page for year in (2027, 2028, 2029)), (
        "30 days after each 31 March"
    )
    assert "missing for 1 day" in page and "Overdue" in page and "Not begun" in page


@pytest.mark.clause("MEA-2")
def test_on_its_due_day_it_is_not_overdue(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2027, 4, 30)):
        page = carol.client.get(f"/contracts/{its.reference}/case-studies").content.decode()
    assert "Overdue" not in page


@pytest.mark.clause("FIN-1")
def test_what_the_ledger_knows_is_filled_in(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    with business_day(date(2026, 8, 1)):
        page = sam.client.get(f"/contracts/{its.reference}/case-studies/write?year=1").content.decode()
    assert "Apprenticeships: 10 people in all, 4 people by 1 August 2026." in page
    assert "0 people reported by 1 August 2026" in page and "Do not write the names" in page


@pytest.mark.clause("CAS-1")
def test_a_supplier_writes_checks_and_hands_in_and_an_officer_decides(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    answer = write(sam, its)
    study = CaseStudy.objects.get()
    assert answer["Location"] == f"/case-studies/{study.uid}"
    assert "You handed it in" in sam.client.get(answer["Location"]).content.decode()
    decided = {"deed": "return", "reason": "Please say how many stayed on."}
    assert carol.client.post(f"/case-studies/{study.uid}/decide", decided).status_code == 302
    page = sam.client.get(f"/case-studies/{study.uid}").content.decode()
    assert "Write it again" in page and "how many stayed on" in page
    again = sam.client.get(f"/contracts/{its.reference}/case-studies/write?year=1").content.decode()
    assert "Three have started as gardeners." in again
    write(sam, its, delivered="Three started and two stayed on.")
    assert "This is version 2" in carol.client.get(f"/case-studies/{study.uid}").content.decode()


def test_an_answer_left_out_or_with_an_address_in_it_is_named(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    for given, says in (
        ({"where_felt": ""}, "Enter where it was felt"),
        ({"who_benefited": "jo@example.org got a job"}, "Take out an e-mail address"),
    ):
        answer = write(sam, its, **given)
        assert answer.status_code == 422 and says in answer.content.decode()
    assert not CaseStudy.objects.exists()


def test_words_that_may_point_at_a_person_are_shown_before_it_is_sent(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    answer = sam.client.post(
        f"/contracts/{its.reference}/case-studies/write?year=1",
        made.ANSWERS | {"who_benefited": "Her name and date of birth are in our file."},
    )
    assert "Look again at" in answer.content.decode()


def test_which_year_is_asked_first(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    page = sam.client.get(f"/contracts/{its.reference}/case-studies/write").content.decode()
    assert "?year=1" in page and "?year=2" not in page.replace("?year=2027", "")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"starts_on": None}, "no first or last day yet"),
        ({"band": "encouraged"}, "In this contract it is not"),
    ],
)
def test_a_contract_that_owes_none_says_why(carol: Player, given: dict[str, Any], says: str) -> None:
    band = given.pop("band", "mandatory")
    its = make.contract(
        make.procurement(determination={"band": band}),
        **({"starts_on": date(2026, 4, 1), "ends_on": date(2027, 3, 31)} | given),
    )
    assert says in carol.client.get(f"/contracts/{its.reference}/case-studies").content.decode()


@pytest.mark.rule(33)
def test_whoever_handed_it_in_reads_why_they_cannot_decide(sam: Player, carol: Player) -> None:
    write(carol, own_contract(sam, carol))
    address = f"/case-studies/{CaseStudy.objects.get().uid}"
    assert "someone else has to decide" in carol.client.get(address).content.decode()
    assert carol.client.get(f"{address}/decide").status_code == 403


def test_a_rival_finds_nothing_of_it(sam: Player, carol: Player, rita: Player) -> None:
    its = own_contract(sam, carol)
    write(sam, its)
    uid = CaseStudy.objects.get().uid
    for path in (
        f"/case-studies/{uid}",
        f"/contracts/{its.reference}/case-studies",
        f"/contracts/{its.reference}/case-studies/write?year=1",
    ):
        assert rita.client.get(path).status_code == 404
    assert rita.client.get(f"/case-studies/{uid}/decide").status_code == 403
    assert rita.client.get("/case-studies").status_code == 403


@pytest.mark.clause("MEA-2")
def test_the_list_shows_who_owes_how_many(carol: Player) -> None:
    late = made.contract(title="Road signs")
    good = made.contract(title="Paper clips")
    made.case_study(within=good)
    with business_day(date(2027, 5, 1)):
        page = carol.client.get("/case-studies?standing=overdue").content.decode()
        assert "Road signs" in page and "Paper clips" not in page and "1 contract" in page
        assert "Paper clips" in carol.client.get("/case-studies?standing=to-decide").content.decode()
        text = carol.client.get("/case-studies.csv?q=road").getvalue().decode()
    assert late.reference in text and good.reference not in text


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_list_costs_the_same_however_many_contracts(
    carol: Player, measured: Callable[[], Any], number: int
) -> None:
    for each in make.procurements(number):
        make.contract(each, starts_on=date(2025, 4, 1), ends_on=date(2029, 3, 31))
    carol.client.get("/contracts")  # what a process reads once
    with measured() as cost:
        carol.client.get("/case-studies")
    assert cost.statements <= 8 and cost.rows <= 10 * min(number, 50) + 100


@pytest.mark.parametrize("number", [1, 3, 40])
def test_a_contracts_slots_cost_the_same_however_many_years(
    carol: Player, measured: Callable[[], Any], number: int
) -> None:
    its = made.contract(ends_on=date(2025 + number, 3, 31), starts_on=date(2025, 4, 1))
    for year in range(1, number):
        made.case_study(within=its, contract_year=year)
    carol.client.get("/contracts")
    with measured() as cost:
        carol.client.get(f"/contracts/{its.reference}/case-studies")
    assert cost.statements <= 12, str(cost)
