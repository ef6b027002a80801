"""A procurement is started by hand before there is a notice, with a determination proposed for it (PRE-1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.references import new_uid
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.models import Determination, Estimate, Procurement
from socialvalue.policy.rules import Facts, Kind, Nature, Vat, VatStatus
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PRE-1")]
FACTS = Facts(
    Kind.GOODS_SERVICES, Nature.SERVICES, Decimal("207720.00"), Vat(VatStatus.INCLUSIVE), date(2027, 2, 1)
)


def start(by: Player, **changes: Any) -> str:
    plain: dict[str, Any] = {
        "key": new_uid(),
        "authority_id": make.authority().id,
        "title": "School transport in Thanet",
        "description": "",
        "lots": (),
        "facts": FACTS,
        "responsible": by.person.uid,
    }
    return actions.start_procurement(by=by.person, **(plain | changes))


@pytest.mark.rule(1)
@pytest.mark.parametrize(("pounds", "band"), [("207720.00", "mandatory"), ("207719.99", "encouraged")])
def test_a_determination_is_proposed_to_the_penny(olive: Player, pounds: str, band: str) -> None:
    facts = Facts(
        Kind.GOODS_SERVICES, Nature.SERVICES, Decimal(pounds), Vat(VatStatus.INCLUSIVE), date(2027, 2, 1)
    )
    start(olive, facts=facts)
    live = Determination.objects.get()
    assert (live.state, live.band, live.version, live.made_by) == ("proposed", band, 1, None)
    assert live.reasons and live.threshold == Decimal("207720.00")


@pytest.mark.rule(5)
def test_the_estimate_is_kept_as_it_was_typed(olive: Player) -> None:
    start(
        olive,
        facts=Facts(
            Kind.GOODS_SERVICES,
            Nature.SERVICES,
            Decimal(180_000),
            Vat(VatStatus.NET, Decimal(20)),
            date(2027, 2, 1),
        ),
    )
    kept = Estimate.objects.get()
    assert (kept.amount, kept.vat, kept.value_inc_vat) == (Decimal(180_000), "net:20", Decimal(216_000))
    assert Determination.objects.get().band == "mandatory"


def test_it_has_a_lot_an_officer_and_its_first_event(olive: Player) -> None:
    label = start(olive)
    made = Procurement.objects.get(reference=label)
    assert list(made.lots.values_list("number", "title")) == [(1, "School transport in Thanet")]
    assert (made.responsible, made.source, made.stage, made.is_own) == (
        olive.person.uid,
        "typed",
        "planning",
        True,
    )
    (event,) = events.history(made.uid)
    assert (event.deed, event.after["band"], event.after["lots"]) == ("procurement_entered", "mandatory", 1)
    assert "Thanet" not in str(event.after)


def test_lots_are_numbered_as_typed(olive: Player) -> None:
    label = start(olive, lots=("The north", "The south"))
    made = Procurement.objects.get(reference=label)
    assert list(made.lots.order_by("number").values_list("title", flat=True)) == ["The north", "The south"]


def test_a_second_click_starts_no_second(olive: Player) -> None:
    key = new_uid()
    assert start(olive, key=key) == start(olive, key=key)
    assert Procurement.objects.count() == 1


def test_someone_without_the_role_cannot_answer_for_it(play: Play) -> None:
    with pytest.raises(Refusal) as refused:
        start(play("olive"), responsible=play("sam").person.uid)
    assert refused.value.field == "responsible"


@pytest.mark.parametrize("name", ["carol", "stan", "audrey", "ed"])
def test_others_may_not_start_one(play: Play, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        start(play(name))
    assert refused.value.status == 403


def test_nobody_starts_one_for_another_council(olive: Player) -> None:
    with pytest.raises(Refusal) as refused:
        start(olive, authority_id=make.other_authority().id)
    assert refused.value.status == 404


def test_the_pages_ask_show_and_start(olive: Player) -> None:
    asked = page(olive.client.get("/procurements/start"))
    key = asked.find(".//input[@name='key']")
    assert key is not None
    typed = {
        "key": key.get("value"), "title": "School transport", "description": "", "kind": "services",
        "value": "300,000", "vat": "inclusive", "commenced_0": "1", "commenced_1": "2", "commenced_2": "2027",
        "commenced_day": "1", "commenced_month": "2", "commenced_year": "2027",
        "lots": "The north\nThe south", "responsible": str(olive.person.uid),
    }  # fmt: skip
    checked = olive.client.post("/procurements/start", typed)
    assert "Social Value is mandatory" in text_of(page(checked)) and not Procurement.objects.exists()
    again = page(olive.client.post("/procurements/start", typed | {"step": "change"}))
    title = again.find(".//input[@name='title']")
    assert title is not None and title.get("value") == "School transport"
    sent = olive.client.post("/procurements/start", typed | {"step": "send"})
    shown = text_of(page(olive.client.get(sent["Location"])))
    assert (
        "You started the procurement" in shown
        and "Olive Officer" in shown
        and "Started by an officer" in shown
    )
    assert "entered this procurement" in olive.client.get(f"{sent['Location']}/history").content.decode()


def test_what_is_missing_is_said_beside_its_field(olive: Player) -> None:
    sent = olive.client.post("/procurements/start", {"step": "send"})
    assert sent.status_code == 422
    alert = text_of(page(sent).find(".//*[@role='alert']"))
    assert "Enter what it is called" in alert and "Enter the most you could spend" in alert


def test_a_form_with_the_key_of_somebody_elses_procurement_is_refused(olive: Player, priya: Player) -> None:
    key = new_uid()
    start(olive, key=key)
    with pytest.raises(Refusal, match="was used already"):
        start(priya, key=key)
