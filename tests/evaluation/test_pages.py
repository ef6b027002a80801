"""The way of a lot through its pages: appoint, declare, score, lock, agree, compute, complete, award, read."""

from __future__ import annotations

import pytest

from socialvalue.evaluation.models import Consensus, Decision, Evaluator, Result, Score
from socialvalue.foundation.clock import business_today
from tests.cast import Play, Player
from tests.evaluation import made
from tests.strict import page, text_of

pytestmark = pytest.mark.django_db
THANET, MEDWAY = "Thanet Growers CIC", "Medway Works Ltd"


def tab(lot: made.Evaluation) -> str:
    return f"/procurements/{lot.reference}/evaluation"


def award_form() -> dict[str, object]:
    day = business_today()
    return {"notice_on_day": day.day, "notice_on_month": day.month, "notice_on_year": day.year,
            "value_for_money": made.WORTH}  # fmt: skip


def says(player: Player, address: str) -> str:
    """The words of a page that opens."""
    response = player.client.get(address)
    assert response.status_code == 200, (address, response)
    return text_of(page(response))


@pytest.mark.clause("TEN-1", "SCO-3")
def test_the_whole_way_of_an_evaluator(priya: Player, ed: Player) -> None:
    lot = made.opened()
    assert "Nobody is appointed yet" in says(priya, tab(lot))
    sent = priya.client.post(f"{tab(lot)}/appoint?lot=1", {"user": str(ed.user.uid)})
    assert sent.status_code == 302
    seat = Evaluator.objects.get().id
    assert "To declare interests" in says(ed, "/scoring")
    assert THANET in says(ed, f"/scoring/{seat}/declare")
    assert (
        ed.client.post(f"/scoring/{seat}/declare", {"has_interest": "no", "interests": ""}).status_code == 302
    )
    assert "0 of 2 scored" in says(ed, f"/scoring/{seat}")
    first, second = lot.bids.values()
    address = f"/scoring/{seat}/question?question=q1"
    assert "With three youth hubs." in says(ed, address)
    ed.client.post(address, {f"mark-{first}": "3", f"reason-{first}": made.REASON})
    assert "1 of 2 scored" in says(ed, f"/scoring/{seat}")
    ed.client.post(address, {f"mark-{second}": "0", f"reason-{second}": made.REASON})
    assert Score.objects.count() == 2
    assert made.REASON in says(ed, f"/scoring/{seat}/lock")
    assert ed.client.post(f"/scoring/{seat}/lock").status_code == 302
    assert "Locked" in says(ed, f"/scoring/{seat}")


@pytest.mark.clause("FIN-3", "TEN-2")
def test_the_whole_way_from_locked_marks_to_the_award(priya: Player) -> None:
    lot = made.locked()
    assert "Marks to agree" in says(priya, tab(lot))
    assert "Judge 1: 3" in says(priya, f"{tab(lot)}/marks?lot=1")
    panel = [str(each.user) for each in Evaluator.objects.all()]
    for bid, mark in zip(lot.bids.values(), (4, 2), strict=True):
        address = f"{tab(lot)}/agree?lot=1&bid={bid}&question=q1"
        assert "The agreed reason" in says(priya, address)
        form = {"mark": mark, "reason": made.REASON, "present": panel}
        assert priya.client.post(address, form).status_code == 302
    assert Consensus.objects.count() == 2
    assert "Result to compute" in says(priya, tab(lot))
    assert priya.client.post(f"{tab(lot)}/run?lot=1")["Location"] == f"{tab(lot)}/result?lot=1"
    assert "18.00" in says(priya, f"{tab(lot)}/result?lot=1")
    points = dict(zip(lot.bids.values(), ("60", "55.5"), strict=True))
    assert "out of 80" in says(priya, f"{tab(lot)}/other?lot=1")
    assert priya.client.post(f"{tab(lot)}/other?lot=1", points).status_code == 302
    assert "First by the published method: Thanet Growers CIC" in says(priya, f"{tab(lot)}/award?lot=1")
    checked = page(priya.client.post(f"{tab(lot)}/award?lot=1", award_form()))
    assert "the published target was 10 people" in text_of(checked)
    assert Decision.objects.count() == 0
    confirmed = {"confirm": "yes", "result": "1", **award_form()}
    assert priya.client.post(f"{tab(lot)}/award?lot=1", confirmed).status_code == 302
    assert f"Thanet Growers CIC ({lot.bids[THANET]})" in says(priya, tab(lot))


@pytest.mark.rule(27)
def test_no_page_shows_an_open_mark(play: Play) -> None:
    lot, ed = made.opened(), play("ed")
    lot.scored(made.judge("Judge 1"), mark=4)
    seat = lot.ready(ed.person)
    for player, address in ((play("priya"), tab(lot)), (ed, tab(lot)), (ed, f"/scoring/{seat}")):
        assert made.REASON not in player.client.get(address).content.decode()
    for player in (play("priya"), ed):
        assert player.client.get(f"{tab(lot)}/marks?lot=1").status_code == 302
    assert made.REASON not in ed.client.get(f"/scoring/{seat}/question?question=q1").content.decode()


@pytest.mark.rule(28)
def test_who_scores_sees_no_price(ed: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    for address in (f"/scoring/{seat}", f"/scoring/{seat}/question?question=q1", tab(lot)):
        body = ed.client.get(address).content.decode()
        assert "480,000" not in body and "480000" not in body and "500,000" not in body


@pytest.mark.rule(28)
def test_who_declared_an_interest_sees_nothing_more(ed: Player, stan: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    ed.client.post(f"/scoring/{seat}/declare", {"has_interest": "yes", "interests": "My sister works there."})
    assert ed.client.get(f"/scoring/{seat}/question?question=q1").status_code == 403
    assert ed.client.get(tab(lot)).status_code == 403
    address = f"{tab(lot)}/conflict?lot=1&seat={seat}"
    assert "My sister works there." in says(stan, address)
    assert "My sister works there." not in says(stan, tab(lot))
    stan.client.post(address, {"decision": "removed", "reason": "Too close to it."})
    assert ed.client.get(f"/scoring/{seat}").status_code == 404


def test_a_mark_without_a_reason_is_said_beside_it(ed: Player) -> None:
    lot = made.opened()
    seat = lot.ready(ed.person)
    first = lot.bids[THANET]
    sent = ed.client.post(
        f"/scoring/{seat}/question?question=q1", {f"mark-{first}": "3", f"reason-{first}": ""}
    )
    assert sent.status_code == 422
    assert "at least 10 characters for Thanet Growers CIC" in text_of(page(sent).find(".//*[@role='alert']"))


def test_an_interest_is_said_in_words(ed: Player) -> None:
    lot = made.opened()
    seat = lot.seat(ed.person)
    sent = ed.client.post(f"/scoring/{seat}/declare", {"has_interest": "yes", "interests": " "})
    assert sent.status_code == 422 and Evaluator.objects.get().state == "appointed"


def test_another_evaluators_desk_does_not_exist(ed: Player) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    theirs = lot.ready(made.judge())
    for place in ("", "/declare", "/question?question=q1", "/lock"):
        assert ed.client.get(f"/scoring/{theirs}{place}").status_code == 404
        assert ed.client.post(f"/scoring/{theirs}{place}").status_code == 404


def test_an_evaluator_of_no_panel_sees_no_evaluation(ed: Player) -> None:
    assert ed.client.get(tab(made.locked())).status_code == 404


def test_a_shared_first_rank_is_not_offered_to_be_awarded(priya: Player) -> None:
    lot = made.shared()
    shown = says(priya, f"{tab(lot)}/award?lot=1")
    result = says(priya, f"{tab(lot)}/result?lot=1")
    stands = says(priya, tab(lot))
    for words in (shown, result, stands):
        assert f"{THANET} and {MEDWAY} share the first rank with 78.00 in all" in words
        assert "ask Legal" in words
    assert "share rank 1" not in result, "what only Social Value comes to is not said of the order"
    assert "First rank shared" in stands and "can be awarded" not in stands
    assert "Award lot 1" not in stands and "To award" not in stands
    assert "share the first rank" in shown and "Value for money" not in shown


def test_the_file_of_the_result_is_the_stored_one(priya: Player) -> None:
    import json  # noqa: PLC0415

    lot = made.complete()
    loaded = priya.client.get(f"{tab(lot)}/result.json?lot=1")
    assert json.loads(loaded.content) == Result.objects.get().given


def test_the_file_is_offered_to_readers_once_the_order_is_final(play: Play, priya: Player) -> None:
    lot = made.agreed()
    lot.run()
    audrey, offer = play("audrey"), "How anyone can check this"
    assert offer in says(priya, f"{tab(lot)}/result?lot=1")
    assert offer not in says(audrey, f"{tab(lot)}/result?lot=1")
    assert audrey.client.get(f"{tab(lot)}/result.json?lot=1").status_code == 409
    lot.other()
    assert offer in says(audrey, f"{tab(lot)}/result?lot=1")


def test_the_history_tells_each_deed_and_names_no_state_of_another_record(priya: Player) -> None:
    lot = made.awarded()
    told = says(priya, f"/procurements/{lot.reference}/history")
    for deed in ("appointed an evaluator for lot 1", "locked the scores they gave", "awarded lot 1"):
        assert deed in told
    assert "Determination nothing" not in told and made.REASON not in told
