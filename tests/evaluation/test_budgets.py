"""What pages of an evaluation cost by count, however many bids there are."""

from __future__ import annotations

import pytest

from socialvalue.evaluation.models import Evaluator
from socialvalue.people.models import Organisation
from socialvalue.tendering.models import Answer, Bid, Offer
from tests import make
from tests.architecture.test_budgets import RECORD, cost_of
from tests.cast import Player
from tests.evaluation import made

pytestmark = pytest.mark.django_db
SCORING = 10


def more_bids(lot: made.Evaluation, number: int) -> None:
    """Copies of the first bid by other bidders, in a few statements."""
    first = lot.bid("Thanet Growers CIC")
    own = {"authority": make.authority(), "originating_authority": make.authority()}
    bidders = Organisation.objects.bulk_create(
        Organisation(**own, name=f"Bidder {n}", source="typed") for n in range(number)
    )
    bids = Bid.objects.bulk_create(
        Bid(
            **own, reference=f"BID-X-{n}", lot=first.lot, bidder=bidder, state="submitted", price_ex_vat=1,
            within_value=True, begun_at=make.NOON, begun_by=make.new_uid(), received_at=make.NOON,
            submitted_by=make.new_uid(), receipt=b"x",
        )
        for n, bidder in enumerate(bidders)
    )  # fmt: skip
    offer, answer = Offer.objects.get(bid=first), Answer.objects.get(bid=first)
    Offer.objects.bulk_create(
        Offer(
            bid=bid, number=1, requirement=offer.requirement, measure=offer.measure, quantity=6, unit="people"
        )
        for bid in bids
    )
    Answer.objects.bulk_create(Answer(bid=bid, question=answer.question, text="So.") for bid in bids)


@pytest.mark.parametrize("bids", [2, 4, 200])
def test_scoring_costs_the_same_however_many_bid(ed: Player, bids: int) -> None:
    lot = made.opened()
    more_bids(lot, bids - 2)
    seat = lot.ready(ed.person)
    for address in (f"/scoring/{seat}/question?question=q1", f"/scoring/{seat}", "/scoring"):
        cost, _ = cost_of(ed, address)
        assert cost.statements <= SCORING, cost
        assert cost.rows <= 10 * bids + 100, cost


@pytest.mark.parametrize("bids", [2, 4, 200])
def test_the_tab_costs_the_same_however_many_bid(priya: Player, bids: int) -> None:
    lot = made.complete()
    more_bids(lot, bids - 2)
    for place in ("", "/marks?lot=1", "/result?lot=1"):
        cost, _ = cost_of(priya, f"/procurements/{lot.reference}/evaluation{place}")
        assert cost.statements <= RECORD, cost
        assert cost.rows <= 10 * bids + 100, cost


@pytest.mark.parametrize("lots", [1, 3, 200])
def test_a_desk_with_many_lots_costs_the_same(ed: Player, lots: int) -> None:
    lot = made.opened()
    lot.ready(ed.person)
    for procurement in make.procurements(lots - 1):
        Evaluator.objects.create(
            lot=procurement.lots.get(), user=ed.user.uid, appointed_at=make.NOON, appointed_by=make.new_uid()
        )
    cost, _ = cost_of(ed, "/scoring")
    assert cost.statements <= SCORING, cost


def test_a_summary_costs_little(sam: Player, rita: Player) -> None:
    lot = made.complete(first=sam.user.organisation, second=rita.user.organisation)
    lot.award("Thanet Growers CIC")
    bid = lot.bids["Thanet Growers CIC"]
    cost, _ = cost_of(sam, f"/bids/{bid}/result")
    assert cost.statements <= RECORD, cost
