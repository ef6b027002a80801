"""Scoring alone: one's own marks, with reasons, until they are locked."""

import pytest

from socialvalue.evaluation import actions
from socialvalue.evaluation.actions import Mark
from socialvalue.evaluation.models import Evaluator, Score
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from tests import make
from tests.cast import Player
from tests.evaluation import made
from tests.tendering import made as tenders

pytestmark = pytest.mark.django_db
THANET = "Thanet Growers CIC"


def give(lot: made.Evaluation, ed: Player, **given: object) -> None:
    """One mark for the first bid."""
    mark = Mark(**({"mark": 3, "reason": made.REASON} | given))  # type: ignore[arg-type]
    seat = Evaluator.objects.get(user=ed.user.uid).id
    actions.score(seat=seat, criterion="q1", given={lot.bids[THANET]: mark}, by=ed.person)


def test_a_mark_is_changed_until_it_is_locked(ed: Player) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    give(lot, ed)
    give(lot, ed, mark=4)
    assert list(Score.objects.values_list("mark", flat=True)) == [4]


@pytest.mark.parametrize(("mark", "fits"), [(-1, False), (0, True), (4, True), (5, False)])
def test_a_mark_lies_on_the_published_scale(ed: Player, mark: int, fits: bool) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    if fits:
        give(lot, ed, mark=mark)
    else:
        with pytest.raises(Refusal, match="from 0 to 4"):
            give(lot, ed, mark=mark)
    assert Score.objects.count() == fits


@pytest.mark.rule(27)
def test_a_mark_needs_a_reason(ed: Player) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    with pytest.raises(Refusal, match="at least 10"):
        give(lot, ed, reason="Good.")


@pytest.mark.rule(27)
def test_another_evaluators_seat_does_not_exist(ed: Player) -> None:
    lot, other = made.opened(), made.judge()
    lot.ready(ed.person)
    with pytest.raises(Refusal) as refused:
        actions.lock_scores(seat=lot.ready(other), by=ed.person)
    assert refused.value.status == 404


def test_a_bid_of_another_lot_is_not_scored(ed: Player) -> None:
    lot, elsewhere = made.opened(), made.opened()
    seat = lot.ready(ed.person)
    given = {elsewhere.bids[THANET]: Mark(3, made.REASON)}
    with pytest.raises(Refusal) as refused:
        actions.score(seat=seat, criterion="q1", given=given, by=ed.person)
    assert refused.value.status == 404


def test_a_quantity_is_not_marked(ed: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    with pytest.raises(Refusal):
        actions.score(seat=seat, criterion="r1", given={}, by=ed.person)


@pytest.mark.rule(27)
def test_a_lock_needs_every_mark_and_is_one_way(ed: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    give(lot, ed)
    with pytest.raises(Refusal, match="1 of 2 marks are still missing"):
        actions.lock_scores(seat=seat, by=ed.person)
    lot.score(ed.person)
    actions.lock_scores(seat=seat, by=ed.person)
    with pytest.raises(Refusal, match="because it is locked"):
        give(lot, ed, mark=0)
    assert set(Score.objects.values_list("mark", flat=True)) == {3}


@pytest.mark.rule(22)
@pytest.mark.clause("CAT-2")
def test_a_bid_that_is_not_compliant_is_not_scored(ed: Player) -> None:
    procurement = tenders.tender()
    tenders.asked(
        procurement.lots.get(), number=2, unanswered="not-compliant", measure=tenders.measure(code="EV")
    )
    tenders.weigh(procurement, weights={"r1": made.D(2), "r2": made.D(3), "q1": made.D(15)})
    tenders.publish(procurement)
    by = tenders.supplier(make.organisation(name=THANET))
    label = tenders.draft(procurement, by)  # it answers the first requirement alone
    tenders.send(label, by)
    tenders.closed(procurement)
    lot = made.Evaluation(procurement, tenders.officer(), {THANET: label})
    lot.ready(ed.person)
    with pytest.raises(Refusal) as refused:
        give(lot, ed)
    assert refused.value.status == 404
    actions.lock_scores(seat=lot.seats[ed.user.uid], by=ed.person)  # nothing is left to score
    result = lot.run()
    assert result.scores["scores"] == []
    assert "not compliant" in result.left_out[0]["why"]


@pytest.mark.rule(27)
def test_no_event_holds_a_mark_or_its_reason(ed: Player) -> None:
    lot = made.opened()
    lot.scored(ed.person)
    told = events.history(lot.procurement.uid)
    assert {"scores_noted", "scores_locked"} <= {event.deed for event in told}
    assert all("mark" not in event.after for event in told)
    assert made.REASON not in str(told)
