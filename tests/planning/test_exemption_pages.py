"""The pages about exemptions: the tab, the register with its CSV, one exemption, every deed by its form."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest

from socialvalue.foundation.clock import business_today
from socialvalue.planning.models import Exemption, Lot
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured
from tests.planning.made import ANSWERS, WHY, typed_day
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-1", "EXC-2")]
ASKED = ANSWERS | {"is_urgent": "yes", "justification": WHY}
TYPED = {"kind": "no-social-value", "lowest": "", "ground": "urgent"} | ASKED
MINUTED = {
    "present": "Head of procurement (chair).",
    "declared": "no",
    "reason": "Nobody else could do it.",
}


def test_the_whole_way_by_the_forms(play: Play) -> None:
    procurement = make.procurement(commenced_on=business_today() + timedelta(days=30))
    tab = f"/procurements/{procurement.reference}/exemption"
    assert "No exemption has been asked for" in text_of(page(play("olive").client.get(tab)))
    sent = play("olive").client.post(f"{tab}/ask", TYPED)
    at = sent["Location"]
    assert "You asked for the exemption" in text_of(page(play("olive").client.get(at)))
    assert "Review the request" in text_of(page(play("stan").client.get(at)))
    assert WHY in text_of(page(play("stan").client.get(f"{at}/review")))
    view = {"opinion": "support", "reasons": "The flood is real."}
    assert play("stan").client.post(f"{at}/review", view).status_code == 302
    assert "The flood is real." in text_of(page(play("dee").client.get(f"{at}/determine")))
    owner = str(play("carol").person.uid)
    due = typed_day("due_1", business_today())
    condition = {"condition_1": "Report in May.", "owner_1": owner} | due
    decision = (
        MINUTED | typed_day("held_on", business_today()) | {"outcome": "granted-with-conditions"} | condition
    )
    assert play("dee").client.post(f"{at}/determine", decision).status_code == 302
    shown = text_of(page(play("olive").client.get(at)))
    assert "Granted" in shown and "Report in May." in shown and "Dee Management" in shown
    assert (
        "granted exemption"
        in play("olive").client.get(f"/procurements/{procurement.reference}/history").content.decode()
    )
    assert "Granted" in text_of(page(play("olive").client.get(tab)))


def test_it_is_returned_and_asked_for_again(play: Play) -> None:
    row = make.exemption(make.procurement(commenced_on=None), requested_by=play("olive").person.uid)
    at = f"/exemptions/{row.reference}"
    play("stan").client.post(
        f"{at}/review",
        {"opinion": "returned", "reasons": "It says too little.", "questions": "What was tried?"},
    )
    assert "Ask again" in text_of(page(play("olive").client.get(at)))
    assert WHY in play("olive").client.get(f"{at}/again").content.decode()
    assert play("olive").client.post(f"{at}/again", TYPED).status_code == 302
    row.refresh_from_db()
    assert row.state == "requested"
    assert play("olive").client.post(f"{at}/withdraw", {"reason": "It opened again."}).status_code == 302
    assert "Withdrawn" in text_of(page(play("olive").client.get(at)))


def test_a_lower_weight_that_was_returned_is_asked_for_again_as_it_stands(play: Play) -> None:
    row = make.exemption(
        make.procurement(commenced_on=None), requested_by=play("olive").person.uid, state="returned",
        kind="lower-weight", lowest=Decimal("0.05"),
    )  # fmt: skip
    form = page(play("olive").client.get(f"/exemptions/{row.reference}/again"))
    (field,) = (each for each in form.iter("input") if each.get("name") == "lowest")
    assert field.get("value") == "5"
    typed = TYPED | {"kind": "lower-weight", "lowest": "5.001"}
    told = text_of(page(play("olive").client.post(f"/exemptions/{row.reference}/again", typed)))
    assert "Enter a share from 0 to 100, with at most two decimal places" in told


@pytest.mark.rule(15)
def test_once_the_procurement_has_begun_only_a_refusal_is_offered(play: Play) -> None:
    row = make.exemption(make.procurement(commenced_on=date(2026, 5, 1)), state="with-management")
    form = page(play("dee").client.get(f"/exemptions/{row.reference}/determine"))
    assert [each.get("value") for each in form.iter("input") if each.get("name") == "outcome"] == ["refused"]
    assert "no exemption can be granted any more" in text_of(form)
    assert "no exemption can be granted any more" in text_of(
        page(play("dee").client.get("/exemptions/agenda"))
    )


def test_what_is_wrong_is_said_beside_its_field(olive: Player) -> None:
    procurement = make.procurement(commenced_on=None)
    Lot.objects.create(procurement=procurement, number=2, title="The north")
    address = f"/procurements/{procurement.reference}/exemption/ask"
    sent = olive.client.post(address, TYPED | {"kind": "lower-weight", "lowest": "10", "lot": "2"})
    assert sent.status_code == 422
    assert "below the minimum of 10%" in text_of(page(sent).find(".//*[@role='alert']"))
    assert olive.client.post(address, TYPED | {"lot": "2"}).status_code == 302
    assert Exemption.objects.get().lot_id == procurement.lots.get(number=2).id


def test_after_commencement_the_tab_says_why_none_can_be_asked_for(olive: Player) -> None:
    procurement = make.procurement(commenced_on=business_today() - timedelta(days=1))
    shown = text_of(page(olive.client.get(f"/procurements/{procurement.reference}/exemption")))
    assert "a breach to be recorded, not an exemption" in shown


def test_a_deed_that_is_over_leads_back_to_the_exemption(play: Play) -> None:
    row = make.exemption(make.procurement(), state="withdrawn", reason="It opened again.")
    for name, deed in (("stan", "review"), ("dee", "determine"), ("olive", "withdraw"), ("olive", "again")):
        assert play(name).client.get(f"/exemptions/{row.reference}/{deed}").status_code == 302


def test_the_register_is_filtered_and_downloaded(play: Play) -> None:
    mine = make.exemption(make.procurement(title="Road signs"))
    make.exemption(make.procurement(title="Paper clips"), state="withdrawn", reason="Not needed now.")
    make.exemption(make.procurement(title="Theirs", of=make.other_authority()))
    shown = text_of(page(play("stan").client.get("/exemptions?state=requested")))
    assert "Road signs" in shown and "Paper clips" not in shown and "Theirs" not in shown
    assert "2 exemptions" in text_of(page(play("dee").client.get("/exemptions")))
    answer = play("stan").client.get("/exemptions.csv?state=requested&sort=-requested")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [row["Reference"] for row in csv.DictReader(io.StringIO(text))] == [mine.reference]


def test_an_empty_register_teaches(stan: Player) -> None:
    assert "No exemptions yet" in text_of(page(stan.client.get("/exemptions")))


@pytest.mark.parametrize("name", ["sam", "nora"])
def test_others_see_nothing(play: Play, name: str) -> None:
    row = make.exemption(make.procurement())
    for address in ("/exemptions", "/exemptions.csv", f"/exemptions/{row.reference}"):
        assert play(name).client.get(address).status_code == 403


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_register_costs_the_same_however_long(stan: Player, number: int) -> None:
    for procurement in make.procurements(number):
        make.exemption(procurement)
    stan.client.get("/exemptions")
    with Measured() as cost:
        body = stan.client.get("/exemptions").content
    assert cost.statements <= 8, cost
    assert cost.rows <= 10 * min(number, 50) + 100
    assert len(body) <= 60_000


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_procurement_with_many_costs_no_more(stan: Player, number: int) -> None:
    procurement = make.procurement()
    for _ in range(number):
        row = make.exemption(procurement, state="withdrawn", reason="Not needed now.")
    for address in (f"/procurements/{procurement.reference}/exemption", f"/exemptions/{row.reference}"):
        stan.client.get(address)
        with Measured() as cost:
            assert stan.client.get(address).status_code == 200
        assert cost.statements <= 12, cost
        assert cost.rows <= 10 * number + 100, cost
