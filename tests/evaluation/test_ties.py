"""Equal totals are explained: to officers with the figures, to a bidder without what another asks."""

from decimal import Decimal
from typing import Any

import pytest

from socialvalue.evaluation import rules
from socialvalue.evaluation.rules import Bid, Tie
from socialvalue.evaluation.tie_words import tie_said, tie_told
from socialvalue.tendering.models import Bid as BidRow
from socialvalue.tendering.models import Offer
from socialvalue.tendering.rules import (
    TIE_BY_EXACT_TOTAL,
    TIE_BY_PRICE,
    Criterion,
    Method,
    Methodology,
    ShareOf,
)
from tests.cast import Player
from tests.evaluation import made
from tests.strict import page, text_of

D = Decimal
OFFER = Criterion("jobs", D(20), Method.TARGET_RATIO, target=D(30))
THANET, MEDWAY = "Thanet Growers CIC", "Medway Works Ltd"


def found(*bids: tuple[str, str, str, int], **given: Any) -> list[Tie]:
    """Ties of bids: who, jobs, other points, price."""
    plain: dict[str, Any] = {"ties": (TIE_BY_EXACT_TOTAL, TIE_BY_PRICE)}
    methodology = Methodology(D(20), (OFFER,), **(plain | given))
    read = [Bid(who, D(price), {"jobs": D(jobs)}, {}) for who, jobs, _, price in bids]
    other = {who: D(points) for who, _, points, _ in bids}
    return list(rules.ties(methodology, read, rules.score(methodology, read).bids, other))


def said(ties: list[Tie]) -> list[str]:
    return [tie_said(each, str, {"jobs": "Jobs"}) for each in ties]


def test_different_totals_are_no_tie() -> None:
    assert found(("A", "30", "60", 2), ("B", "30", "60.01", 1)) == []


def test_the_lower_price_decides() -> None:
    ties = found(("A", "30", "66.10", 594_000), ("B", "30", "66.10", 588_500))
    decides = "As published, the lower price comes first where the total before rounding is the same too"
    assert said(ties) == [f"B and A both have 86.10 in all. {decides}: £588,500.00 against £594,000.00."]
    assert tie_told(ties[0], {}) == f"Both bids have 86.10 in all. {decides}."


def test_the_total_before_rounding_decides() -> None:
    (tie,) = found(("A", "10.001", "60", 1), ("B", "10.002", "60", 2))
    decides = "As published, the higher total before rounding comes first: 66.6680 against 66.6673."
    assert said([tie]) == [f"B and A both have 66.67 in all. {decides}"]
    assert tie_told(tie, {}) == f"Both bids have 66.67 in all. {decides}"


def test_totals_that_are_very_near_are_told_apart() -> None:
    (tie,) = found(("A", "10.0000001", "60", 1), ("B", "10", "60", 2))
    assert "66.6666667 against 66.6666666" not in said([tie])[0]
    assert "66.66666673 against 66.66666667" in said([tie])[0]


def test_a_named_criterion_decides() -> None:
    (tie,) = found(("A", "30", "60", 1), ("B", "15", "70", 1), ties=("jobs",))
    assert "the higher score for “Jobs” comes first: 20.00 against 10.00." in said([tie])[0]


def test_the_price_for_a_point_before_rounding_decides() -> None:
    by_point = ShareOf.PRICE_PER_QUALITY_POINT
    (tie,) = found(("A", "30", "70", 900), ("B", "30", "69.99", 900), share_of=by_point, ties=())
    assert "both have £10.00 for each point" in said([tie])[0]
    assert "comes first: £10.0000 against £10.0011." in said([tie])[0]
    assert "10.0011" not in tie_told(tie, {}), "what another asks would follow from it"


def test_three_bids_are_told_pair_by_pair_and_a_shared_rank_once() -> None:
    ties = found(("A", "30", "60", 1), ("B", "30", "60", 2), ("C", "30", "60", 2))
    assert said(ties)[0].startswith("A, B and C all have 80.00 in all.")
    assert said(ties)[1] == "B and C share rank 2 with 80.00 in all: no published rule separates them."


def alike(**given: Any) -> made.Evaluation:
    """Two bids that are scored alike; they ask £480,000 and £500,000."""
    lot = made.locked(**given)
    Offer.objects.filter(bid__reference__in=lot.bids.values()).update(quantity=6)
    for name in lot.bids:
        lot.agree(name, 4)
    lot.run()
    lot.other(first=D(60), second=D(60))
    return lot


@pytest.mark.django_db
@pytest.mark.rule(27)
@pytest.mark.clause("TEN-2")
def test_the_result_and_the_award_say_that_the_lower_price_decided(priya: Player) -> None:
    lot = alike()
    words = f"{THANET} and {MEDWAY} both have 78.00 in all. As published, the lower price comes first"
    for name in ("result", "award"):
        shown = text_of(page(priya.client.get(f"/procurements/{lot.reference}/evaluation/{name}?lot=1")))
        assert words in shown and "£480,000.00 against £500,000.00" in shown
        assert "Nothing stands out" not in shown


@pytest.mark.django_db
@pytest.mark.rule(27)
@pytest.mark.clause("TEN-2")
def test_the_second_reads_which_rule_put_the_winner_ahead_and_no_price(sam: Player, rita: Player) -> None:
    lot = alike(first=sam.user.organisation, second=rita.user.organisation)
    lot.award(THANET)
    told = text_of(page(rita.client.get(f"/bids/{lot.bids[MEDWAY]}/result")))
    assert "Both bids have 78.00 in all. As published, the lower price comes first" in told
    assert "480,000" not in told
    assert "Both bids" not in text_of(page(sam.client.get(f"/bids/{lot.bids[THANET]}/result")))


@pytest.mark.django_db
def test_before_the_other_parts_a_shared_rank_is_said_to_be_of_social_value(priya: Player) -> None:
    lot = made.locked()
    references = lot.bids.values()
    Offer.objects.filter(bid__reference__in=references).update(quantity=6)
    BidRow.objects.filter(reference__in=references).update(price_ex_vat=1)
    for name in lot.bids:
        lot.agree(name, 4)
    lot.run()
    shown = text_of(page(priya.client.get(f"/procurements/{lot.reference}/evaluation/result?lot=1")))
    assert "By Social Value alone, " in shown and "share rank 1 with 18.00" in shown
