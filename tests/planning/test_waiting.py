"""What waits for whom in planning: rows for the queues of home pages, in few statements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialvalue.foundation.clock import business_today
from socialvalue.machinery.permissions import Role
from socialvalue.machinery.waiting import Waiting
from socialvalue.planning import queries
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured

pytestmark = pytest.mark.django_db


def told(player: Player) -> list[str]:
    return [row.text for row in queries.waiting_for(person=player.person)]


def test_determinations_wait_for_those_who_confirm_them_and_say_how_late(play: Play) -> None:
    day = business_today()
    late = make.procurement(title="Road signs", commenced_on=day - timedelta(days=3))
    make.procurement(title="Buses", commenced_on=day + timedelta(days=5))
    make.procurement(title="Old", commenced_on=day - timedelta(days=31))
    make.procurement(title="Unknown", determination={"band": "undetermined"}, commenced_on=day)
    make.procurement(title="Theirs", of=make.other_authority(), commenced_on=day)
    make.procurement(title="Elsewhere", is_own=False, commenced_on=day)
    first, second = queries.waiting_for(person=play("priya").person)
    assert first == Waiting(
        "Confirm or correct the determination of Road signs",
        f"/procurements/{late.reference}",
        day - timedelta(days=3),
        3,
    )
    assert (second.text, second.days_late) == ("Confirm or correct the determination of Buses", 0)
    assert told(play("olive")) == []


@pytest.mark.clause("EXC-2", "GOV-2")
def test_an_exemption_waits_for_one_after_the_other(play: Play) -> None:
    row = make.exemption(make.procurement(title="Road signs"), requested_by=play("olive").person.uid)
    for state, name, verb in (
        ("requested", "stan", "Review"),
        ("with-management", "dee", "Determine"),
        ("returned", "olive", "Ask again"),
    ):
        row.state = state
        row.save()
        waiting = {
            each: [text for text in told(play(each)) if "exemption" in text]
            for each in ("stan", "dee", "olive", "priya")
        }
        assert {each for each, texts in waiting.items() if texts} == {name}, state
        assert waiting[name][0].startswith(verb)


def test_somebodys_own_request_does_not_wait_for_themselves(play: Play) -> None:
    make.exemption(make.procurement(), requested_by=play("stan").person.uid)
    assert not [text for text in told(play("stan")) if "exemption" in text]


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_queue_costs_the_same_however_much_waits(play: Play, number: int) -> None:
    for procurement in make.procurements(number, commenced_on=business_today()):
        make.exemption(procurement)
    person = play("stan").person
    with Measured() as cost:
        found = queries.waiting_for(person=person)
    assert len(found) == min(number, 20) + min(number, 40)
    assert cost.statements <= 4, cost
    assert cost.rows <= 80


@pytest.mark.clause("CTX-4", "INC-2")
def test_what_has_to_be_looked_at_waits_for_those_who_can_say(play: Play) -> None:
    works = {"band": "encouraged", "kind": "works", "nature": "works"}
    make.requirement(make.procurement(title="Depot", kind="works", nature="works", determination=works))
    make.requirement(make.procurement(title="Park"), need="People want to plant trees.")
    make.requirement(make.procurement(title="Theirs", of=make.other_authority()), need="More trees.")
    assert told(play("stan"))[-1:] == ["Say whether “New apprentices” is about the environment, Park"]
    legal = play.with_role(Role.LEGAL)
    assert told(legal) == ["Say what the law allows of “New apprentices”, Depot"]
