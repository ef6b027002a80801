"""What waits for whom on a home page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialvalue.delivery.queries import contracts_to_make
from socialvalue.evaluation import actions, queries
from socialvalue.evaluation.models import Decision
from socialvalue.machinery.permissions import Person
from tests.cast import Player
from tests.evaluation import made
from tests.measure import Measured

pytestmark = pytest.mark.django_db


def waits(person: Person) -> list[str]:
    return [each.text.partition(":")[0] for each in queries.waiting_for(person=person)]


def test_an_evaluator_declares_then_scores_then_nothing(ed: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    assert waits(ed.person) == ["Declare your interests"]
    actions.declare_interests(seat=seat, interests="", by=ed.person)
    assert waits(ed.person) == ["Score and lock"]
    lot.score(ed.person)
    actions.lock_scores(seat=seat, by=ed.person)
    assert waits(ed.person) == []


def test_an_officer_appoints_agrees_and_awards(priya: Player, ed: Player) -> None:
    lot = made.opened()
    assert waits(priya.person) == ["Appoint evaluators"]
    lot.ready(ed.person)
    assert waits(priya.person) == []
    lot.score(ed.person)
    actions.lock_scores(seat=lot.seats[ed.user.uid], by=ed.person)
    assert waits(priya.person) == ["Agree the marks"]
    lot.agree("Thanet Growers CIC", 4)
    lot.agree("Medway Works Ltd", 2)
    lot.run()
    assert waits(priya.person) == ["Complete and award"]
    lot.other()
    lot.award("Thanet Growers CIC")
    assert waits(priya.person) == []


def test_a_shared_first_rank_waits_for_legal_and_not_for_an_award(priya: Player) -> None:
    lot = made.shared()
    with Measured() as cost:
        assert waits(priya.person) == ["The first rank is shared, ask Legal"]
    assert cost.statements == 1, cost
    lot.agree("Thanet Growers CIC", 3)
    lot.run()
    assert waits(priya.person) == ["Complete and award"]


def test_whoever_decides_is_told_of_an_interest(stan: Player, ed: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    assert waits(stan.person) == []
    actions.declare_interests(seat=seat, interests="My sister works there.", by=ed.person)
    assert waits(stan.person) == ["Decide about a declared interest"]


def test_a_contract_waits_once_the_standstill_is_over(priya: Player) -> None:
    lot = made.awarded()
    ends = Decision.objects.get().standstill_ends_on
    assert ends
    assert contracts_to_make(person=priya.person, today=ends) == []
    assert contracts_to_make(person=priya.person, today=ends + timedelta(days=1)) == [lot.reference]


def test_for_a_supplier_nothing_waits_before_the_award_and_then_three_questions(sam: Player) -> None:
    lot = made.complete(first=sam.user.organisation)
    with Measured() as cost:
        assert waits(sam.person) == []
    assert cost.statements == 1, "only what it is asked about tenders that were awarded"
    lot.award("Thanet Growers CIC")
    (line,) = queries.waiting_for(person=sam.person)
    assert line.text.startswith("Tell us what you think of the tender") and line.due


@pytest.mark.parametrize("lots", [1, 3])
def test_it_takes_one_statement_however_many_lots(priya: Player, lots: int) -> None:
    for _ in range(lots):
        made.opened()
    with Measured() as cost:
        assert waits(priya.person) == ["Appoint evaluators"] * lots
    assert cost.statements == 1, cost
