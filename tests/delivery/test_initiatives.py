"""Voluntary initiatives: offered by a supplier, accepted, declined or asked about by the service; counted nowhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from socialvalue.delivery import actions, queries
from socialvalue.delivery.models import Commitment, Initiative
from socialvalue.delivery.rules.initiatives import check_when
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from tests.cast import Play, Player
from tests.delivery import made
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("INC-3")]
TYPED: dict[str, Any] = {
    "what": "Two of us help at the food bank.",
    "quantity": "20",
    "place": "E07000114",
    "starts_on_day": "1",
    "starts_on_month": "9",
    "starts_on_year": "2099",
    "ends_on_day": "31",
    "ends_on_month": "8",
    "ends_on_year": "2100",
    "contract": "",
}
DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "today", "code"),
    [
        (DAY, DAY, DAY, ""),
        (DAY, date(2026, 8, 31), DAY, "ends-before"),
        (DAY, DAY, date(2026, 9, 2), "over-already"),
    ],
)
def test_it_lies_ahead_at_least_in_part(starts: date, ends: date, today: date, code: str) -> None:
    if not code:
        check_when(starts, ends, today)
        return
    with pytest.raises(Refusal) as refused:
        check_when(starts, ends, today)
    assert refused.value.code == code


def test_a_supplier_offers_one_from_its_home_page_and_the_service_is_told(play: Play) -> None:
    sam, olive = play("sam"), play("olive")
    assert "/initiatives/offer" in sam.client.get("/").content.decode()
    assert "Hours of volunteering" in sam.client.get("/initiatives/offer").content.decode()
    sent = sam.client.post("/initiatives/offer?measure=CO-3.1", TYPED)
    assert sent.status_code == 302
    row = Initiative.objects.get()
    assert (row.supplier, row.contract, row.state, row.unit) == (
        sam.user.organisation,
        None,
        "proposed",
        "hours",
    )
    assert "Waits for the service" in text_of(page(sam.client.get(sent["Location"])))
    assert Mail.objects.get().to == "olive@example.org" and "food bank" not in Mail.objects.get().text
    assert [each.href for each in queries.waiting_for(person=olive.person)] == [sent["Location"]]


def test_it_can_go_with_a_contract_of_their_own_only(sam: Player) -> None:
    own, other = made.contract(supplier=sam.user.organisation), made.contract()
    address = "/initiatives/offer?measure=CO-3.1"
    assert sam.client.post(address, TYPED | {"contract": other.reference}).status_code == 422
    assert sam.client.post(address, TYPED | {"contract": own.reference}).status_code == 302
    assert Initiative.objects.get().contract == own


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quantity": "0"}, "above 0"),
        ({"quantity": "many"}, "like 12"),
        ({"what": "Ask jo@example.org, who helps us"}, "Take out an e-mail address"),
        ({"ends_on_year": "2098"}, "on or after the first"),
    ],
)
def test_what_cannot_be_is_said_and_the_words_are_kept(sam: Player, wrong: dict[str, str], said: str) -> None:
    sent = sam.client.post("/initiatives/offer?measure=CO-3.1", TYPED | wrong)
    assert sent.status_code == 422 and said in text_of(page(sent))
    assert (TYPED | wrong)["what"] in sent.content.decode()


def test_it_is_asked_about_answered_and_accepted(play: Play) -> None:
    sam, olive = play("sam"), play("olive")
    row = made.initiative(supplier=sam.user.organisation, proposed_by=sam.person.uid)
    address = f"/initiatives/{row.reference}"
    asks = {"decision": "ask", "text": "Which food bank is it?"}
    assert olive.client.post(f"{address}/decide", asks).status_code == 302
    assert "Which food bank is it?" in text_of(page(sam.client.get(address)))
    assert [each.href for each in queries.waiting_for(person=sam.person)] == [address]
    assert sam.client.post(f"{address}/answer", {"text": "The one in Ramsgate."}).status_code == 302
    accepts = {"decision": "accept", "text": ""}
    assert olive.client.post(f"{address}/decide", accepts).status_code == 302
    assert "Accepted" in text_of(page(sam.client.get(address)))
    deeds = [event.deed for event in events.history(row.uid)]
    assert deeds == ["initiative_accepted", "initiative_answered", "initiative_asked"]
    assert [mail.to for mail in Mail.objects.order_by("id")] == [
        "sam@example.org",
        "olive@example.org",
        "sam@example.org",
    ]


def test_it_is_declined_only_with_a_reason(play: Play) -> None:
    sam = play("sam")
    row = made.initiative(supplier=sam.user.organisation)
    address = f"/initiatives/{row.reference}"
    sent = play("carol").client.post(f"{address}/decide", {"decision": "decline", "text": ""})
    assert sent.status_code == 422 and "at least 10 characters" in sent.content.decode()
    declines = {"decision": "decline", "text": "The food bank has closed."}
    assert play("carol").client.post(f"{address}/decide", declines).status_code == 302
    assert "The food bank has closed." in text_of(page(sam.client.get(address)))


def test_a_supplier_takes_it_back_before_it_is_decided(sam: Player) -> None:
    row = made.initiative(supplier=sam.user.organisation)
    actions.withdraw_initiative(reference=row.reference, reason="We have too few people.", by=sam.person)
    row.refresh_from_db()
    assert row.state == "withdrawn"
    with pytest.raises(Refusal, match="because it is withdrawn"):
        actions.withdraw_initiative(reference=row.reference, reason="We have too few people.", by=sam.person)


def test_a_rival_sees_nothing_of_it(play: Play) -> None:
    row = made.initiative(supplier=play("sam").user.organisation)
    rita = play("rita").client
    for end in ("", "/answer", "/withdraw"):
        assert rita.get(f"/initiatives/{row.reference}{end}").status_code == 404
    assert row.reference not in rita.get("/initiatives").content.decode()
    assert row.reference not in rita.get("/initiatives.csv").getvalue().decode()
    assert row.reference in play("sam").client.get("/initiatives").content.decode()


@pytest.mark.parametrize("name", ["priya", "stan", "audrey"])
def test_others_may_look_and_not_decide(play: Play, name: str) -> None:
    row = made.initiative()
    assert row.reference in play(name).client.get("/initiatives").content.decode()
    with pytest.raises(Refusal) as refused:
        actions.accept_initiative(reference=row.reference, reason="", by=play(name).person)
    assert refused.value.status == 403


def test_it_is_outside_coverage_commitments_and_what_a_badge_is_judged_by(play: Play) -> None:
    stan, sam = play("stan"), play("sam")
    contract = made.contract(supplier=sam.user.organisation)
    before = queries.coverage(stan.person)
    made.initiative(
        supplier=sam.user.organisation, contract=contract, state="accepted", decided_by=stan.person.uid
    )
    assert queries.coverage(stan.person) == before and before.with_commitments == 0
    assert Commitment.objects.filter(contract=contract).count() == 0


def test_a_page_costs_the_same_however_many_there_are(stan: Player, measured: Any) -> None:
    made.initiative()
    stan.client.get("/initiatives")
    with measured() as few:
        stan.client.get("/initiatives")
    for _ in range(20):
        made.initiative()
    with measured() as many:
        stan.client.get("/initiatives")
    assert few.statements == many.statements <= 8
