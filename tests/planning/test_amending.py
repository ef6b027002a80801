"""A procurement is put right while it is planned; what comes to no tender is ended, and can be taken up again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Lot, Procurement
from tests import make
from tests.cast import Play, Player
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PRE-1")]
LATER = date(2027, 6, 1)
WHY = "The service is brought in-house."


def typed(**given: Any) -> Procurement:
    """One that an officer started."""
    return make.procurement(**({"source": "typed", "commenced_on": None} | given))


def amend(its: Procurement, by: Player, **changes: Any) -> None:
    plain = {
        "title": "School meals",
        "description": "For two schools.",
        "lots": ("All",),
        "commenced_on": None,
    }
    actions.amend_procurement(
        reference=its.reference,
        called=actions.Called(**(plain | changes)),
        responsible=by.person.uid,
        by=by.person,
    )


def test_a_copy_gets_its_own_title_lots_and_officer(olive: Player) -> None:
    its = typed()
    Lot.objects.create(procurement=its, number=2, title="The old south")
    amend(its, olive, lots=("The north", "The south"))
    its.refresh_from_db()
    assert (its.title, its.responsible) == ("School meals", olive.person.uid)
    assert its.search_text.startswith(f"{its.reference.lower()} school meals")
    assert list(its.lots.order_by("number").values_list("title", flat=True)) == ["The north", "The south"]


@pytest.mark.rule(14)
def test_another_day_makes_another_proposal(olive: Player) -> None:
    its = typed(determination={"band": "undetermined", "commenced_on": None})
    amend(its, olive, commenced_on=LATER)
    live = its.determinations.exclude(state="replaced").get()
    assert (live.commenced_on, live.state) == (LATER, "proposed")
    assert Procurement.objects.get(id=its.id).commenced_on == LATER


@pytest.mark.rule(14)
def test_once_decided_the_day_is_put_right_with_the_determination(olive: Player) -> None:
    decided = {"state": "confirmed", "made_by": olive.person.uid, "why": "Checked with the service."}
    its = typed(determination=decided)
    with pytest.raises(Refusal, match="have it corrected instead"):
        amend(its, olive, commenced_on=LATER)
    form = page(olive.client.get(f"/procurements/{its.reference}/amend"))
    assert "When does the procurement begin?" not in text_of(form)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"title": " "}, "title"), ({"lots": ("A", "B")}, "lots"), ({"lots": (" ",)}, "lots")],
)
def test_what_is_missing_is_said_beside_its_field(olive: Player, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as told:
        amend(typed(), olive, **changes)
    assert told.value.field == field


def test_of_one_that_notices_tell_of_only_the_officer_is_said(priya: Player) -> None:
    its = make.procurement(source="Find a Tender")
    address = f"/procurements/{its.reference}/amend"
    assert "What is it called?" not in text_of(page(priya.client.get(address)))
    assert priya.client.post(address, {"responsible": str(priya.person.uid)}).status_code == 302
    assert Procurement.objects.get(id=its.id).responsible == priya.person.uid
    with pytest.raises(Refusal, match="Its notices say"):
        amend(its, priya)


def test_by_the_form_it_is_put_right(olive: Player) -> None:
    its = typed()
    sent = olive.client.post(
        f"/procurements/{its.reference}/amend",
        {"title": "School meals", "description": "", "lots": "All", "responsible": str(olive.person.uid)},
    )
    assert sent.status_code == 302
    (event,) = events.history(its.uid)
    assert (event.deed, event.texts["title"]) == ("procurement_amended", "School meals")


def test_what_was_ended_waits_for_nobody_and_says_why(play: Play) -> None:
    its = make.procurement(commenced_on=LATER, determination={"state": "proposed"})
    actions.end_procurement(reference=its.reference, reason=WHY, by=play("olive").person)
    shown = text_of(page(play("priya").client.get(f"/procurements/{its.reference}")))
    assert "it comes to no tender" in shown and WHY in shown
    assert "Confirm this determination" not in shown
    assert its.title not in text_of(page(play("priya").client.get("/")))
    assert "Ended" in text_of(page(play("priya").client.get(f"/procurements?q={its.reference}")))
    with pytest.raises(Refusal):
        actions.end_procurement(reference=its.reference, reason=WHY, by=play("olive").person)


def test_it_is_taken_up_again_where_it_stood(olive: Player) -> None:
    its = make.procurement()
    address = f"/procurements/{its.reference}"
    assert olive.client.post(f"{address}/end", {"reason": WHY}).status_code == 302
    assert "Take it up again" in text_of(page(olive.client.get(address)))
    assert olive.client.post(f"{address}/reopen", {"reason": "It is let after all."}).status_code == 302
    its.refresh_from_db()
    assert (its.stage, its.ended_on, its.ended_because) == ("planning", None, "")
    assert [each.deed for each in events.history(its.uid)] == ["procurement_reopened", "procurement_ended"]


@pytest.mark.clause("EXC-2")
def test_it_is_not_ended_while_an_exemption_waits(olive: Player) -> None:
    its = make.procurement()
    make.exemption(its)
    sent = olive.client.post(f"/procurements/{its.reference}/end", {"reason": WHY})
    assert sent.status_code == 422
    assert "Have it taken back or determined first" in text_of(page(sent))


@pytest.mark.clause("INC-2")
def test_it_no_longer_counts_to_the_encouraged_band(play: Play) -> None:
    its = make.procurement(determination={"band": "encouraged", "policy_in_force": True})
    stan = play("stan").person
    before = queries.covered(person=stan).whole
    actions.end_procurement(reference=its.reference, reason=WHY, by=play("olive").person)
    assert (before, queries.covered(person=stan).whole) == (1, 0)


@pytest.mark.rule(8)
def test_it_is_no_longer_a_need_like_another(olive: Player) -> None:
    one, other = (make.procurement(title="School bus", search_text="school bus") for _ in range(2))
    actions.end_procurement(reference=other.reference, reason=WHY, by=olive.person)
    shown = queries.procurement(reference=one.reference, person=olive.person)
    assert queries.plan_shown(shown).candidates == ()


@pytest.mark.parametrize("deed", ["amend", "end"])
@pytest.mark.parametrize("name", ["dee", "sam", "carol"])
def test_only_officers_who_buy_and_the_standards_team_do_this(play: Play, name: str, deed: str) -> None:
    address = f"/procurements/{make.procurement().reference}/{deed}"
    assert play(name).client.post(address, {"reason": WHY}).status_code in {403, 404}
