"""Confirming a proposed determination: who may, what is recorded, what is refused."""

from __future__ import annotations

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from tests import make
from tests.cast import Play
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("INC-4")]
REASON = "The value includes both extension years."


def test_a_procurement_officer_confirms_it_with_a_reason(play: Play) -> None:
    procurement = make.procurement()
    actions.confirm_determination(
        reference=procurement.reference, version=1, reason=REASON, by=play("priya").person
    )
    live = procurement.determinations.get()
    assert (live.state, live.why, live.made_by) == ("confirmed", REASON, play("priya").person.uid)


def test_one_event_tells_who_and_why(play: Play) -> None:
    procurement = make.procurement()
    actions.confirm_determination(
        reference=procurement.reference, version=1, reason=REASON, by=play("priya").person
    )
    (event,) = events.history(procurement.uid)
    assert event.deed == "determination_confirmed"
    assert (event.actor, event.clause) == (str(play("priya").person.uid), "INC-4")
    assert event.texts == {"reason": REASON}
    assert event.after["band"] == "mandatory"


@pytest.mark.parametrize("name", ["olive", "ed", "carol", "sam", "audrey"])
def test_someone_without_the_right_is_refused(play: Play, name: str) -> None:
    procurement = make.procurement()
    with pytest.raises(Refusal) as refused:
        actions.confirm_determination(
            reference=procurement.reference, version=1, reason=REASON, by=play(name).person
        )
    assert refused.value.status == 403
    assert procurement.determinations.get().state == "proposed"


def test_another_council_s_procurement_does_not_exist_for_them(play: Play) -> None:
    procurement = make.procurement(of=make.other_authority())
    with pytest.raises(Refusal) as refused:
        actions.confirm_determination(
            reference=procurement.reference, version=1, reason=REASON, by=play("priya").person
        )
    assert refused.value.status == 404


def test_ok_is_not_a_reason(play: Play) -> None:
    procurement = make.procurement()
    with pytest.raises(Refusal, match="reason"):
        actions.confirm_determination(
            reference=procurement.reference, version=1, reason="ok", by=play("priya").person
        )
    assert events.history(procurement.uid) == []


def test_a_page_that_is_out_of_date_saves_nothing(play: Play) -> None:
    procurement = make.procurement()
    with pytest.raises(Refusal) as refused:
        actions.confirm_determination(
            reference=procurement.reference, version=7, reason=REASON, by=play("priya").person
        )
    assert refused.value.status == 409


def test_it_cannot_be_confirmed_twice(play: Play) -> None:
    procurement = make.procurement()
    given = {"reference": procurement.reference, "version": 1, "reason": REASON, "by": play("priya").person}
    actions.confirm_determination(**given)
    with pytest.raises(Refusal, match="because it is confirmed"):
        actions.confirm_determination(**given)
    assert len(events.history(procurement.uid)) == 1


def test_the_page_confirms_and_the_record_says_so(play: Play) -> None:
    procurement = make.procurement()
    address = f"/procurements/{procurement.reference}"
    sent = play("priya").client.post(f"{address}/confirm", {"version": 1, "reason": REASON})
    assert sent.status_code == 302
    shown = play("priya").client.get(address).content.decode()
    assert "Confirmed" in shown
    assert REASON in shown


def test_a_missing_reason_is_said_beside_the_field(play: Play) -> None:
    procurement = make.procurement()
    sent = play("priya").client.post(f"/procurements/{procurement.reference}/confirm", {"version": 1})
    assert sent.status_code == 422
    assert "Enter the reason" in text_of(page(sent).find(".//*[@role='alert']"))


def test_what_cannot_be_determined_cannot_be_confirmed(play: Play) -> None:
    procurement = make.procurement(determination={"band": "undetermined", "value_inc_vat": None})
    with pytest.raises(Refusal, match="something is missing"):
        actions.confirm_determination(
            reference=procurement.reference, version=1, reason=REASON, by=play("priya").person
        )
    assert procurement.determinations.get().state == "proposed"


def test_what_the_notices_hint_at_is_shown_before_confirming(play: Play) -> None:
    hint = "The CPV code suggests light touch services."
    procurement = make.procurement(determination={"to_confirm": [hint]})
    shown = page(play("priya").client.get(f"/procurements/{procurement.reference}/confirm"))
    assert hint in text_of(shown)
