"""A remark of the standards team: sent, shown on the procurement until it is answered, told by e-mail (GOV-2)."""

from __future__ import annotations

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Remark
from tests import make
from tests.cast import Play
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GOV-2", "CAT-5")]
SAID = "Four apprentices are many for two years."


def test_it_is_shown_until_it_is_answered(play: Play) -> None:
    olive, stan = play("olive"), play("stan")
    procurement = make.procurement(responsible=olive.person.uid)
    made = make.requirement(procurement)
    assert stan.client.post(f"/requirements/{made.id}/remark", {"text": SAID}).status_code == 302
    overview = text_of(page(olive.client.get(f"/procurements/{procurement.reference}")))
    tab = f"/procurements/{procurement.reference}/requirements"
    assert "has 1 remark that waits" in overview and SAID in text_of(page(olive.client.get(tab)))
    answer = f"/requirements/{made.id}/answer?remark=1"
    assert SAID in text_of(page(olive.client.get(answer)))
    assert olive.client.post(answer, {"answer": "We now ask for two."}).status_code == 302
    assert SAID not in text_of(page(olive.client.get(tab)))
    answered, sent = events.history(procurement.uid)
    assert (sent.deed, answered.deed) == ("remark_sent", "remark_answered")
    assert SAID not in str(sent.after)


def test_whoever_waits_is_written_to_without_the_words(play: Play) -> None:
    olive, stan = play("olive"), play("stan")
    made = make.requirement(make.procurement(responsible=olive.person.uid))
    actions.send_remark(requirement=made.id, text=SAID, by=stan.person)
    actions.answer_remark(requirement=made.id, number=1, answer="We now ask for two.", by=olive.person)
    mails = Mail.objects.order_by("id")
    assert [mail.to for mail in mails] == ["olive@example.org", "stan@example.org"]
    assert not any(SAID in mail.text for mail in mails)


def test_it_waits_for_whoever_answers_for_the_procurement(play: Play) -> None:
    olive, priya, stan = play("olive"), play("priya"), play("stan")
    for title, responsible in (("Buses", olive.person.uid), ("Signs", None)):
        made = make.requirement(make.procurement(title=title, responsible=responsible))
        actions.send_remark(requirement=made.id, text=SAID, by=stan.person)
    told = {
        name: [row.text for row in queries.waiting_for(person=play(name).person) if "remark" in row.text]
        for name in ("olive", "priya")
    }
    assert told == {
        "olive": ["Answer the remark about “New apprentices”, Buses"],
        "priya": ["Answer the remark about “New apprentices”, Signs"],
    }
    assert priya.person.uid != olive.person.uid


@pytest.mark.parametrize("name", ["olive", "priya", "audrey", "sam"])
def test_only_the_standards_team_sends_one(play: Play, name: str) -> None:
    made = make.requirement(make.procurement())
    with pytest.raises(Refusal) as refused:
        actions.send_remark(requirement=made.id, text=SAID, by=play(name).person)
    assert refused.value.status == 403


def test_it_is_answered_once(play: Play) -> None:
    made = make.requirement(make.procurement())
    actions.send_remark(requirement=made.id, text=SAID, by=play("stan").person)
    for number, said in ((1, None), (1, "because it is answered"), (2, "could not find")):
        if said is None:
            actions.answer_remark(
                requirement=made.id, number=number, answer="We now ask for two.", by=play("priya").person
            )
            continue
        with pytest.raises(Refusal, match=said):
            actions.answer_remark(
                requirement=made.id, number=number, answer="We now ask for two.", by=play("priya").person
            )
    assert Remark.objects.get().state == "answered"
