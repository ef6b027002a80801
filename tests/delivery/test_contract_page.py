"""A contract: one table of commitments with the four figures, as at any day, for those who may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.delivery.models import Commitment, Contract
from socialvalue.delivery.rules import Instalment
from socialvalue.foundation.refusal import Refusal
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db


def page(player: Player, of: Contract, question: str = "") -> str:
    return str(player.client.get(f"/contracts/{of.reference}{question}").content.decode())


@pytest.mark.clause("CON-1")
def test_the_four_figures_stand_together_with_state_and_why(carol: Player) -> None:
    contract = made.contract()
    made.commitment(contract, carol.person)
    shown = page(carol, contract, "?as_at=2026-12-31")
    assert "10 people" in shown and "Short" in shown
    assert "4 people due by 31 December 2026, 0 reported, 0 verified" in shown
    assert "0% of what is due" in shown


@pytest.mark.clause("FIN-1")
def test_the_winners_price_is_shown_as_it_was_given(carol: Player) -> None:
    its = made.contract(value_net=Decimal(588_500), value_inc_vat=None)
    shown = carol.client.get(f"/contracts/{its.reference}").content.decode()
    assert "Value, without VAT" in shown and "£588,500.00" in shown


@pytest.mark.clause("PUR-1")
def test_from_the_contract_a_way_leads_back_to_its_procurement(carol: Player, sam: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    way = f'href="/procurements/{its.procurement.reference}"'
    assert way in carol.client.get(f"/contracts/{its.reference}").content.decode()
    assert way not in sam.client.get(f"/contracts/{its.reference}").content.decode()


def test_another_day_is_asked_for_in_the_address(carol: Player) -> None:
    contract = made.contract()
    made.commitment(contract, carol.person)
    assert "Not due yet" in page(carol, contract, "?as_at=2026-06-29")
    assert "Commitments as at 30 June 2026" in page(carol, contract, "?as_at=2026-06-30")


def test_a_day_that_is_none_says_so_and_shows_today(carol: Player) -> None:
    assert "date that exists" in page(carol, made.contract(), "?as_at=2026-02-30")


def test_an_empty_contract_teaches_what_will_be_here(carol: Player) -> None:
    assert "No commitment has been written into this contract yet" in page(carol, made.contract())


@pytest.mark.parametrize("tab", ["", "/commitments", "/history"])
@pytest.mark.parametrize("number", [1, 3, 200])
def test_a_page_costs_the_same_however_many_commitments(
    carol: Player, measured: Callable[[], Any], tab: str, number: int
) -> None:
    contract = made.contract()
    made.commitments(contract, number)
    carol.client.get("/contracts")  # what a process reads once
    with measured() as cost:
        page(carol, contract, tab)
    assert cost.statements <= 12, str(cost)


@pytest.mark.rule(24)
def test_a_supplier_sees_its_own_contract_and_a_rival_does_not(sam: Player, rita: Player) -> None:
    contract = made.contract(supplier=sam.user.organisation, title="Sam’s gardens")
    assert "Sam’s gardens" in page(sam, contract)
    assert "Sam’s gardens" in sam.client.get("/contracts").content.decode()
    assert "Sam’s gardens" not in rita.client.get("/contracts?q=gardens").content.decode()
    for tab in ("", "/commitments", "/history"):
        assert rita.client.get(f"/contracts/{contract.reference}{tab}").status_code == 404


@pytest.mark.rule(16)
def test_an_evaluator_never_sees_past_delivery(ed: Player) -> None:
    assert ed.client.get(f"/contracts/{made.contract().reference}").status_code == 403


def test_the_list_narrows_by_words_stage_and_commitments(carol: Player) -> None:
    with_one = made.contract(title="Road signs")
    made.commitments(with_one, 1)
    made.contract(title="Paper clips", ends_on=date(2026, 4, 30))

    def shown(question: str) -> str:
        return str(carol.client.get(f"/contracts?{question}").content.decode())

    assert "Road signs" in shown("q=road") and "Paper clips" not in shown("q=road")
    assert "Paper clips" in shown("stage=ended") and "Road signs" not in shown("stage=ended")
    assert "Road signs" in shown("commitments=yes") and "Paper clips" not in shown("commitments=yes")
    assert "2 contracts" in shown("stage=purple&sort=nothing")


def test_the_csv_holds_every_matching_row_and_no_other(carol: Player, sam: Player) -> None:
    made.contract(title="Road signs")
    made.contract(title="Paper clips")
    text = carol.client.get("/contracts.csv?q=road").getvalue().decode()
    assert "Road signs" in text and "Paper clips" not in text
    assert sam.client.get("/contracts.csv").status_code == 403


def agreed(by: Player, of: Contract, **given: Any) -> Commitment:
    return made.commitment(of, by.person, **given)


@pytest.mark.clause("CON-1")
def test_agreeing_is_told_in_the_history(priya: Player) -> None:
    contract = made.contract()
    agreed(priya, contract)
    text = page(priya, contract, "/history")
    assert "Priya Procurement agreed commitment C1 with the supplier: 10 people committed." in text


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"steps": ()}, "profile-empty"),
        ({"steps": (Instalment(date(2030, 1, 1), Decimal(1)),)}, "profile-outside"),
        ({"steps": (made.STEPS[0], made.STEPS[0])}, "profile-twice"),
        ({"category": "voluntary"}, "category-unknown"),
    ],
)
def test_a_commitment_that_cannot_be_is_refused(priya: Player, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        agreed(priya, made.contract(), **given)
    assert refused.value.code == code
    assert not Commitment.objects.exists()


def test_a_stranger_answers_for_no_commitment(priya: Player) -> None:
    with pytest.raises(Refusal, match="party to the contract"):
        agreed(priya, made.contract(), answerable=make.organisation(name="Stranger Ltd"))


def test_a_supplier_agrees_nothing_with_itself(sam: Player) -> None:
    with pytest.raises(Refusal, match="Only these roles"):
        agreed(sam, made.contract(supplier=sam.user.organisation))
