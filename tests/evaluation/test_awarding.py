"""The award: to the first on the newest result, with every reason, told to every bidder at one time."""

from datetime import timedelta

import pytest

from socialvalue.evaluation.models import CriterionReason, Decision
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from socialvalue.planning.models import Determination
from tests.cast import Player
from tests.evaluation import made

pytestmark = pytest.mark.django_db
THANET, MEDWAY = "Thanet Growers CIC", "Medway Works Ltd"


@pytest.mark.clause("FIN-3")
def test_an_award_keeps_what_it_was_decided_on() -> None:
    lot = made.complete()
    lot.award(THANET)
    decided = Decision.objects.get()
    assert [(each["total"], each["rank"]) for each in decided.totals] == [("78.00", 1), ("67.50", 2)]
    event = events.history(lot.procurement.uid)[0]
    assert (event.deed, event.clause, event.texts["reason"]) == ("lot_awarded", "FIN-3", made.WORTH)


@pytest.mark.rule(27)
@pytest.mark.clause("TEN-2")
def test_every_bidder_has_a_reason_for_every_criterion() -> None:
    made.awarded()
    reasons = {
        (each.bid.bidder.name, each.criterion.name): each.reason for each in CriterionReason.objects.all()
    }
    assert set(reasons) == {(name, key) for name in (THANET, MEDWAY) for key in ("r1", "q1")}
    assert reasons[MEDWAY, "q1"] == made.REASON
    assert (
        reasons[THANET, "r1"]
        == "The bid offers 6 people; the published target was 10 people. That is 3.00 of 5 points."
    )


def test_only_the_first_by_the_published_method_is_awarded() -> None:
    with pytest.raises(Refusal, match="Only the bid that is first"):
        made.complete().award(MEDWAY)


def test_price_and_other_quality_decide_too() -> None:
    lot = made.agreed()
    lot.run()
    lot.other(first=made.D(50), second=made.D(60))
    lot.award(MEDWAY)
    assert Decision.objects.get().totals[0]["total"] == "72.50"


def test_without_the_other_parts_nothing_is_awarded() -> None:
    lot = made.agreed()
    lot.run()
    with pytest.raises(Refusal, match="price and other quality"):
        lot.award(THANET)


def test_a_result_that_was_replaced_is_not_awarded() -> None:
    lot = made.complete()
    lot.run()
    with pytest.raises(Refusal, match="computed again"):
        lot.award(THANET, result=1)


def test_a_mark_that_was_agreed_afterwards_stops_the_award() -> None:
    lot = made.complete()
    lot.agree(MEDWAY, 4)
    with pytest.raises(Refusal, match="agreed after the last run"):
        lot.award(THANET)


@pytest.mark.clause("FIN-3")
def test_an_award_says_why_it_is_value_for_money() -> None:
    with pytest.raises(Refusal, match="at least 10"):
        made.complete().award(THANET, value_for_money="Cheap.")


def test_the_notice_cannot_lie_behind_us() -> None:
    with pytest.raises(Refusal, match="Enter a day from"):
        made.complete().award(THANET, notice_on=business_today() - timedelta(days=1))


def test_a_lot_is_awarded_once_and_its_scores_stay() -> None:
    lot = made.awarded()
    for deed in (lambda: lot.award(THANET), lambda: lot.agree(THANET, 1), lot.run, lot.other):
        with pytest.raises(Refusal, match="is awarded"):
            deed()


@pytest.mark.rule(29)
@pytest.mark.parametrize(("kind", "band", "pauses"), [("light-touch", "mandatory", False),
                                                      ("goods-services", "mandatory", True)])  # fmt: skip
def test_the_pause_begins_with_the_notice(kind: str, band: str, pauses: bool) -> None:
    lot = made.complete()
    lot.procurement.kind = kind
    lot.procurement.save()
    Determination.objects.filter(procurement=lot.procurement).update(band=band)
    lot.award(THANET)
    ends = Decision.objects.get().standstill_ends_on
    assert (ends is not None) is pauses
    assert ends is None or ends > business_today() + timedelta(days=8)


@pytest.mark.rule(29)
def test_every_bidder_is_told_at_one_time_and_none_who_won(sam: Player, rita: Player) -> None:
    lot = made.complete(first=sam.user.organisation, second=rita.user.organisation)
    lot.award(THANET)
    told = list(Mail.objects.filter(subject__startswith="The result of your bid"))
    assert {mail.to for mail in told} == {sam.user.email, rita.user.email}
    assert not any(name in mail.text for mail in told for name in (THANET, MEDWAY))
