"""What waits for whom in tendering: what lacks before publication, drafts and opportunities of a supplier."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.planning.models import Procurement
from socialvalue.tendering import actions, queries
from socialvalue.tendering.models import Opportunity
from tests import make
from tests.cast import Play, Player
from tests.measure import Measured
from tests.tendering import made

pytestmark = pytest.mark.django_db


def told(player: Player) -> list[str]:
    return [row.text for row in queries.waiting_for(person=player.person)]


def soon(**given: object) -> Procurement:
    return made.tender(commenced_on=business_today() + timedelta(days=10), **given)  # type: ignore[arg-type]


def test_what_lacks_before_publication_waits_until_nothing_lacks(priya: Player) -> None:
    procurement = soon(title="Buses")
    (row,) = queries.waiting_for(person=priya.person)
    assert (
        row.text == "Buses: 1 thing is missing before publication"
    )  # its weighting only waits for its methodology
    assert (row.href, row.due) == (
        f"/procurements/{procurement.reference}/readiness",
        procurement.commenced_on,
    )
    made.weigh(procurement)
    assert told(priya) == []


def test_a_service_officer_sees_what_they_answer_for(olive: Player) -> None:
    soon(title="Theirs")
    soon(title="Mine", responsible=olive.person.uid)
    assert [text.partition(":")[0] for text in told(olive)] == ["Mine"]


def test_what_begins_far_off_or_is_published_does_not_wait(priya: Player) -> None:
    made.tender(commenced_on=business_today() + timedelta(days=61))
    procurement = soon()
    made.weigh(procurement)
    made.publish(procurement)
    assert told(priya) == []


def test_a_draft_waits_for_its_bidder_and_for_no_rival(play: Play) -> None:
    procurement = made.opportunity(title="Buses")
    assert told(play("sam")) == told(play("rita")) == ["Bids for Buses close soon"]
    label = actions.begin_bid(reference=procurement.reference, lot=1, by=play("sam").person)
    assert told(play("sam")) == [f"Finish and send bid {label}, Buses"]
    assert told(play("rita")) == ["Bids for Buses close soon"]


def test_what_is_sent_closed_elsewhere_or_far_off_does_not_wait(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    made.send(label, sam.person)
    made.closed(made.opportunity())
    elsewhere, later = made.opportunity(), made.opportunity()
    Opportunity.objects.filter(procurement=elsewhere).update(takes_bids=False)
    Opportunity.objects.filter(procurement=later).update(closes_at=instant_now() + timedelta(days=15))
    assert told(sam) == []


@pytest.mark.parametrize("number", [1, 3, 12])
def test_the_queue_costs_the_same_however_much_waits(play: Play, number: int) -> None:
    for _ in range(number):
        soon()
    person = play("priya").person
    with Measured() as cost:
        found = queries.waiting_for(person=person)
    assert len(found) == number
    assert cost.statements <= 15, cost


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_page_of_readiness_costs_the_same_however_many_lots(priya: Player, number: int) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    for each in range(number):
        lot = procurement.lots.create(number=each + 2, title="One more")
        made.asked(lot)
        made.question(lot)
        made.weigh(procurement, lot=each + 2)
    make.procurements(20)
    address = f"/procurements/{procurement.reference}/readiness"
    priya.client.get(address)
    with Measured() as cost:
        assert priya.client.get(address).status_code == 200
    assert cost.statements <= 20, cost
