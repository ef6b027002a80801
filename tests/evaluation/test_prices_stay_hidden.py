"""Who scores sees no price, and who sees prices does not score, whichever roles one account holds (rule 28)."""

from __future__ import annotations

import pytest

from socialvalue.evaluation import actions, queries, readings
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, Role
from socialvalue.people import actions as people
from socialvalue.people.queries import person_of
from tests import make
from tests.cast import Player
from tests.evaluation import made

pytestmark = [pytest.mark.django_db, pytest.mark.rule(28)]
THANET = "Thanet Growers CIC"


def with_role(player: Player, role: Role) -> Person:
    """The same account with one role more."""
    people.give_role(user=player.user, authority=make.authority(), role=role, by=None)
    return person_of(player.user)


@pytest.mark.parametrize("role", [Role.PROCUREMENT_OFFICER, Role.AUDIT])
def test_whoever_sees_prices_is_not_appointed(ed: Player, role: Role) -> None:
    lot, both = made.opened(), with_role(ed, role)
    found = readings.lots_of(reference=lot.reference)[0]
    assert both.uid not in {each.uid for each in queries.could_sit(found)}
    with pytest.raises(Refusal, match="can open bids with their prices"):
        lot.seat(both)


def test_nobody_appoints_themselves_once_marks_can_be_read(priya: Player) -> None:
    lot, both = made.locked(), with_role(priya, Role.EVALUATOR)
    with pytest.raises(Refusal, match="can open bids with their prices"):
        actions.appoint_evaluator(reference=lot.reference, lot=1, user=both.account(), by=both)


def test_who_comes_to_see_prices_scores_no_more(ed: Player) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    with pytest.raises(Refusal, match="cannot see prices"):
        lot.score(with_role(ed, Role.PROCUREMENT_OFFICER))


@pytest.mark.parametrize("page", ["result", "result.json"])
def test_an_evaluator_sees_no_price_before_the_award(ed: Player, page: str) -> None:
    lot = made.opened()
    lot.scored(ed.person)
    lot.agree(THANET, 4)
    lot.agree("Medway Works Ltd", 2)
    lot.run()
    lot.other()
    tab = f"/procurements/{lot.reference}/evaluation"
    assert "Order of lot" not in ed.client.get(tab).content.decode()
    assert ed.client.get(f"{tab}/{page}?lot=1").status_code == 403
    lot.award(THANET)
    assert ed.client.get(f"{tab}/{page}?lot=1").status_code == 200
