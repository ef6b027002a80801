"""The Social Value Act record: who may make it, a new version each time, a late one says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.models import Procurement
from socialvalue.planning.rules import act_record_warning
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CTX-1"), pytest.mark.rule(11)]
TYPED = {
    "economic": "Drivers from nearby.",
    "social": "Pupils travel in company.",
    "environmental": "Fewer empty journeys.",
    "consults": "yes",
    "consultation": "Parents, in March.",
    "considered_on_day": "3",
    "considered_on_month": "4",
    "considered_on_year": "2026",
}


def record(of: Procurement, player: Player, **changes: Any) -> int:
    given = {name: TYPED[name] for name in ("economic", "social", "environmental", "consultation")}
    plain: dict[str, Any] = {**given, "consults": True, "considered_on": date(2026, 4, 3)}
    return actions.record_consideration(reference=of.reference, by=player.person, **(plain | changes))


@pytest.mark.parametrize("name", ["olive", "priya"])
def test_officers_of_the_need_and_of_procurement_record_it(play: Play, name: str) -> None:
    procurement = make.procurement()
    assert record(procurement, play(name)) == 1
    (event,) = events.history(procurement.uid)
    assert (event.deed, event.clause, event.after["consults"]) == ("act_duty_considered", "CTX-1", True)


@pytest.mark.parametrize("name", ["ed", "carol", "stan", "audrey", "sam"])
def test_others_may_not(play: Play, name: str) -> None:
    procurement = make.procurement()
    with pytest.raises(Refusal) as refused:
        record(procurement, play(name))
    assert refused.value.status == 403
    assert procurement.act_records.count() == 0


def test_a_new_version_stands_beside_the_old(olive: Player) -> None:
    procurement = make.procurement()
    record(procurement, olive)
    assert record(procurement, olive, social="Pupils and carers travel in company.") == 2
    assert list(procurement.act_records.order_by("version").values_list("social", flat=True)) == [
        "Pupils travel in company.",
        "Pupils and carers travel in company.",
    ]


def test_a_day_that_is_still_to_come_is_refused(olive: Player) -> None:
    with pytest.raises(Refusal, match="today or earlier"):
        record(make.procurement(), olive, considered_on=date(2099, 1, 1))


def test_only_what_was_considered_before_the_procurement_began_is_in_time() -> None:
    began = date(2026, 5, 1)
    assert act_record_warning(date(2026, 4, 30), began) == act_record_warning(began, None) == ""
    assert "asks for it before" in act_record_warning(began, began)


def test_the_page_saves_it_and_the_tab_shows_it(olive: Player) -> None:
    address = f"/procurements/{make.procurement().reference}"
    assert "Nothing is recorded yet" in text_of(page(olive.client.get(f"{address}/requirements")))
    assert olive.client.post(f"{address}/social-value-act", TYPED).status_code == 302
    shown = text_of(page(olive.client.get(f"{address}/requirements")))
    assert "Pupils travel in company." in shown
    assert "asks for it before" not in shown


def test_a_late_record_is_kept_with_its_warning(olive: Player) -> None:
    address = f"/procurements/{make.procurement().reference}"
    olive.client.post(f"{address}/social-value-act", TYPED | {"considered_on_month": "6"})
    assert "asks for it before" in text_of(page(olive.client.get(f"{address}/requirements")))


def test_what_is_missing_is_said(olive: Player) -> None:
    sent = olive.client.post(
        f"/procurements/{make.procurement().reference}/social-value-act", {"social": "x"}
    )
    assert sent.status_code == 422
    assert "Enter how economic well-being was considered" in text_of(page(sent).find(".//*[@role='alert']"))


def test_goods_need_no_record(olive: Player) -> None:
    procurement = make.procurement(determination={"social_value_act_applies": False})
    shown = text_of(page(olive.client.get(f"/procurements/{procurement.reference}/requirements")))
    assert "Nothing has to be recorded" in shown
