"""Defined requirements: proposed from a measure, confirmed by procurement, removed with a reason (CAT-1, CAT-5)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.models import Procurement, Requirement
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.routes import Route
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CAT-1", "CAT-5")]
TYPED = {
    "kind": "minimum",
    "quantity": "5",
    "place": "",
    "due": "two-years",
    "need": "Few trainees in the trade here.",
    "evidence": "The start record, without names.",
    "unanswered": "zero",
    "is_environmental": "no",
}


def propose(of: Procurement, by: Player, **changes: Any) -> Requirement:
    given: dict[str, Any] = TYPED | {"is_environmental": False, "lot": 1, "measure": "EM-2.1"} | changes
    number = actions.propose_requirement(reference=of.reference, by=by.person, **given)
    return Requirement.objects.get(lot__procurement=of, number=number)


def test_it_keeps_measure_unit_place_rule_and_steps(olive: Player) -> None:
    made = propose(make.procurement(), olive)
    assert (made.measure.code, made.unit, made.state) == ("EM-2.1", "people", "draft")
    assert made.local_means == made.measure.place
    assert list(made.steps.order_by("due_after_days").values_list("due_after_days", "quantity")) == [
        (365, Decimal(2)),
        (730, Decimal(3)),
    ]


@pytest.mark.rule(13)
def test_an_order_asks_for_nothing_that_its_framework_did_not(olive: Player) -> None:
    its = make.procurement()
    plan = Planned("Care", Route.CALL_OFF, framework="RM6100", framework_scored=False)
    actions.record_plan(reference=its.reference, plan=plan, by=olive.person)
    with pytest.raises(Refusal) as told:
        propose(its, olive)
    assert told.value.code == "framework-without-criterion"
    assert not Requirement.objects.exists()


def test_procurement_confirms_what_the_service_proposed(play: Play) -> None:
    procurement = make.procurement()
    made = propose(procurement, play("olive"))
    actions.confirm_requirement(requirement=made.id, by=play("priya").person)
    made.refresh_from_db()
    assert made.state == "confirmed"
    confirmed, proposed = events.history(procurement.uid)
    assert (proposed.deed, proposed.after["quantity"]) == ("requirement_proposed", "5")
    assert (confirmed.deed, confirmed.after["cover"]) == ("requirement_confirmed", False)


def test_one_person_for_both_is_recorded_as_cover(priya: Player) -> None:
    procurement = make.procurement()
    actions.confirm_requirement(requirement=propose(procurement, priya).id, by=priya.person)
    assert events.history(procurement.uid)[0].after["cover"] is True


@pytest.mark.parametrize("name", ["olive", "ed", "carol", "audrey", "sam"])
def test_others_may_not_confirm(play: Play, name: str) -> None:
    made = make.requirement(make.procurement())
    with pytest.raises(Refusal) as refused:
        actions.confirm_requirement(requirement=made.id, by=play(name).person)
    assert refused.value.status == 403


def test_after_publication_nothing_is_added_confirmed_or_removed(play: Play) -> None:
    made = make.requirement(make.procurement(stage="tendering"))
    for deed, name in (("confirm_requirement", "priya"), ("remove_requirement", "olive")):
        more = {"reason": "It was a mistake."} if deed == "remove_requirement" else {}
        with pytest.raises(Refusal, match="only while the record is planning"):
            getattr(actions, deed)(requirement=made.id, by=play(name).person, **more)
    with pytest.raises(Refusal, match="only while the record is planning"):
        propose(made.lot.procurement, play("olive"))


def test_it_is_removed_with_a_reason_and_kept(olive: Player) -> None:
    made = propose(make.procurement(), olive)
    with pytest.raises(Refusal, match="reason"):
        actions.remove_requirement(requirement=made.id, reason="no", by=olive.person)
    actions.remove_requirement(requirement=made.id, reason="The specification asks for it.", by=olive.person)
    made.refresh_from_db()
    assert made.state == "removed"
    with pytest.raises(Refusal, match="because it is removed"):
        actions.remove_requirement(
            requirement=made.id, reason="The specification asks for it.", by=olive.person
        )


@pytest.mark.clause("CTX-4")
@pytest.mark.rule(19)
def test_what_is_about_the_environment_is_passed_on(olive: Player) -> None:
    with pytest.raises(Refusal, match="Environment Plan"):
        propose(make.procurement(), olive, is_environmental=True)
    assert Requirement.objects.count() == 0


@pytest.mark.rule(19)
def test_without_a_measure_there_is_no_requirement(olive: Player) -> None:
    with pytest.raises(Refusal) as refused:
        propose(make.procurement(), olive, measure="ZZ-1.1")
    assert refused.value.status == 404


def test_the_page_proposes_and_the_tab_shows_it(play: Play) -> None:
    address = f"/procurements/{make.procurement().reference}/requirements"
    olive, priya = play("olive").client, play("priya").client
    assert "asks for nothing yet" in text_of(page(olive.get(address)))
    assert "New apprentices" in text_of(page(olive.get(f"{address}/add?lot=1")))
    form = olive.get(f"{address}/add?lot=1&measure=EM-2.1").content.decode()
    assert "The start record from the college or trainer, without names." in form
    assert olive.post(f"{address}/add?lot=1&measure=EM-2.1", TYPED).status_code == 302
    shown = text_of(page(priya.get(address)))
    assert "At least 5 people" in shown and "3 people in year 2" in shown and "Proposed" in shown
    made = Requirement.objects.get()
    assert priya.post(f"/requirements/{made.id}/confirm").status_code == 302
    assert "Confirmed" in text_of(page(priya.get(address)))
    assert olive.post(f"/requirements/{made.id}/remove", {"reason": "It was a mistake."}).status_code == 302
    assert "asks for nothing yet" in text_of(page(olive.get(address)))


@pytest.mark.parametrize(("typed", "said"), [("0", "above 0"), ("1.5", "whole number"), ("many", "like 12")])
def test_a_quantity_that_cannot_be_is_said_beside_its_field(olive: Player, typed: str, said: str) -> None:
    address = f"/procurements/{make.procurement().reference}/requirements/add?measure=EM-2.1"
    sent = olive.client.post(address, TYPED | {"quantity": typed})
    assert sent.status_code == 422
    assert said in text_of(page(sent).find(".//*[@role='alert']"))


def test_a_lot_that_asks_for_much_is_warned_and_the_page_stays_bounded(olive: Player, measured: Any) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}/requirements"
    for _ in range(3):
        make.requirement(procurement)
    olive.client.get(address)  # the pack is read once a process
    with measured() as few:
        assert "small supplier: keep" not in text_of(page(olive.client.get(address)))
    for _ in range(4):
        make.requirement(procurement)
    with measured() as many:
        assert "asks for 7 things" in text_of(page(olive.client.get(address)))
    assert many.statements == few.statements <= 12


@pytest.mark.clause("SCO-1")
def test_a_question_is_written_with_its_marks_and_told(olive: Player) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}"
    marks = {f"mark_{n}": f"Mark {n} in words." for n in range(6)}
    typed = {"text": "How will you reach people far from work?", "word_limit": "400"} | marks
    assert olive.client.post(f"{address}/question?lot=1", typed).status_code == 302
    shown = text_of(page(olive.client.get(f"{address}/requirements")))
    assert "How will you reach people far from work?" in shown and "Mark 5 in words." in shown
    (event,) = events.history(procurement.uid)
    assert event.texts["question"] == typed["text"]
    assert "wrote the question of lot 1" in olive.client.get(f"{address}/history").content.decode()
