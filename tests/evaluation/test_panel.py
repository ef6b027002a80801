"""Who sits on a panel: appointed, declared, suspended until somebody else decides; nobody of a bidder."""

import pytest

from socialvalue.evaluation import actions
from socialvalue.evaluation.actions import Mark
from socialvalue.evaluation.models import Evaluator, Score
from socialvalue.evaluation.rules import Conflict
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from tests import make
from tests.cast import Player
from tests.evaluation import made
from tests.tendering import made as tenders

pytestmark = pytest.mark.django_db
FRIEND = "My sister works for one of the bidders."


def state() -> str:
    return Evaluator.objects.get().state


def test_an_appointment_is_logged_and_told(priya: Player, ed: Player) -> None:
    lot = made.opened()
    actions.appoint_evaluator(reference=lot.reference, lot=1, user=ed.person.account(), by=priya.person)
    assert events.history(lot.procurement.uid)[0].deed == "evaluator_appointed"
    assert Mail.objects.get(to=ed.user.email).subject.startswith("You are asked to score bids")


def test_only_who_holds_the_role_is_appointed(olive: Player) -> None:
    with pytest.raises(Refusal, match="role of evaluator"):
        made.opened().seat(olive.person)


def test_nobody_sits_twice(ed: Player) -> None:
    lot = made.opened()
    lot.seat(ed.person)
    with pytest.raises(Refusal, match="already"):
        lot.seat(ed.person)


@pytest.mark.rule(28)
def test_nobody_of_a_bidding_organisation_sits() -> None:
    bidder = make.organisation(name="Thanet Growers CIC")
    lot = made.opened(first=bidder)
    with pytest.raises(Refusal, match="works for an organisation that bids"):
        lot.seat(made.judge(organisation_id=bidder.id))


@pytest.mark.rule(28)
def test_who_joins_a_bidder_afterwards_cannot_score(ed: Player) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    ed.user.organisation_id = lot.bid("Thanet Growers CIC").bidder_id
    ed.user.save()
    from socialvalue.people.queries import person_of  # noqa: PLC0415

    with pytest.raises(Refusal, match="work for an organisation that bids"):
        lot.score(person_of(ed.user))


def test_interests_are_declared_once_it_is_known_who_bids(ed: Player) -> None:
    procurement = tenders.opportunity()
    seat = actions.appoint_evaluator(
        reference=procurement.reference, lot=1, user=ed.person.account(), by=tenders.officer()
    )
    with pytest.raises(Refusal, match="until the bids are opened"):
        actions.declare_interests(seat=seat, interests="", by=ed.person)


@pytest.mark.rule(27)
def test_nobody_scores_before_declaring(ed: Player) -> None:
    lot = made.opened()
    lot.seat(ed.person)
    with pytest.raises(Refusal, match="because it is appointed"):
        lot.score(ed.person)


@pytest.mark.rule(28)
@pytest.mark.clause("PUR-2")
def test_an_interest_suspends_until_it_is_decided(ed: Player, stan: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    actions.declare_interests(seat=seat, interests=FRIEND, by=ed.person)
    with pytest.raises(Refusal, match="declared an interest"):
        lot.score(ed.person)
    assert Mail.objects.filter(to=stan.user.email, subject__startswith="An evaluator declared").exists()
    actions.decide_conflict(seat=seat, decision=Conflict.NONE, reason="Another branch.", by=stan.person)
    lot.score(ed.person)
    assert Score.objects.count() == 2


@pytest.mark.rule(28)
def test_who_is_removed_has_no_seat_any_more(ed: Player, stan: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    actions.declare_interests(seat=seat, interests=FRIEND, by=ed.person)
    actions.decide_conflict(seat=seat, decision=Conflict.REMOVED, reason="Too close to it.", by=stan.person)
    with pytest.raises(Refusal) as refused:
        lot.score(ed.person)
    assert (refused.value.status, state()) == (404, "removed")


def test_what_was_declared_stands_in_no_event(ed: Player) -> None:
    lot = made.opened()
    actions.declare_interests(seat=lot.seat(ed.person), interests=FRIEND, by=ed.person)
    told = events.history(lot.procurement.uid)
    assert "interest_declared" in [event.deed for event in told]
    assert FRIEND not in str(told)


@pytest.mark.clause("PUR-2")
def test_nobody_decides_about_their_own_interest(stan: Player) -> None:
    from socialvalue.machinery.permissions import Role  # noqa: PLC0415
    from socialvalue.people import actions as people  # noqa: PLC0415
    from socialvalue.people.queries import person_of  # noqa: PLC0415

    people.give_role(user=stan.user, authority=make.authority(), role=Role.EVALUATOR, by=None)
    both, lot = person_of(stan.user), made.opened()
    seat = lot.seat(both)
    actions.declare_interests(seat=seat, interests=FRIEND, by=both)
    with pytest.raises(Refusal) as refused:
        actions.decide_conflict(seat=seat, decision=Conflict.NONE, reason="It is nothing.", by=both)
    assert (refused.value.status, state()) == (403, "suspended")


def test_a_decision_needs_a_reason_and_a_declared_interest(ed: Player, stan: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    with pytest.raises(Refusal, match="because it is declared"):
        actions.decide_conflict(seat=seat, decision=Conflict.NONE, reason="It is nothing.", by=stan.person)
    actions.declare_interests(seat=seat, interests=FRIEND, by=ed.person)
    with pytest.raises(Refusal, match="at least 10"):
        actions.decide_conflict(seat=seat, decision=Conflict.NONE, reason="ok", by=stan.person)


def test_somebody_who_cannot_go_on_is_released(ed: Player, priya: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    actions.release_evaluator(seat=seat, reason="On leave until May.", by=priya.person)
    with pytest.raises(Refusal):
        actions.score(seat=seat, criterion="q1", given={"x": Mark(1, made.REASON)}, by=ed.person)
    assert state() == "released"
