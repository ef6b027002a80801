"""What the pages of tendering cost by count, however much there is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.foundation.clock import instant_now
from socialvalue.planning.models import Lot
from socialvalue.tendering.models import Bid, Opportunity
from tests import make
from tests.cast import Player
from tests.measure import Measured
from tests.tendering import made

pytestmark = pytest.mark.django_db


def published(number: int) -> list[Lot]:
    """So many opportunities that take bids, each with one lot that asks for nothing."""
    procurements = make.procurements(number)
    now = instant_now()
    Opportunity.objects.bulk_create(
        Opportunity(
            procurement=each,
            notice_reference="2026/S 000-012345",
            takes_bids=True,
            contract_starts_on=made.STARTS,
            contract_ends_on=made.ENDS,
            closes_at=made.in_a_week(),
            published_at=now,
            published_by=make.new_uid(),
        )
        for each in procurements
    )
    return list(Lot.objects.filter(procurement__in=procurements).select_related("procurement"))


def drafts(player: Player, lots: list[Lot]) -> None:
    owned = {"authority": make.authority(), "originating_authority": make.authority()}
    Bid.objects.bulk_create(
        Bid(
            **owned,
            reference=f"BID-2026-{number:04d}",
            lot=lot,
            bidder_id=player.person.organisation_id,
            begun_at=instant_now(),
            begun_by=player.person.account(),
        )
        for number, lot in enumerate(lots, start=1)
    )


@pytest.mark.parametrize("number", [1, 3, 200])
def test_lists_of_opportunities_and_bids_cost_the_same_however_long(sam: Player, number: int) -> None:
    drafts(sam, published(number))
    for address in ("/opportunities", "/bids"):
        sam.client.get(address)
        with Measured() as cost:
            body = sam.client.get(address).content
        assert cost.statements <= 8, cost
        assert cost.rows <= 10 * number + 100, cost
        assert b"school transport" in body.lower()


def test_a_bid_and_what_is_done_with_it_are_read_in_few_statements(sam: Player) -> None:
    label = made.draft(made.opportunity(), sam.person)
    made.send(label, sam.person)
    for place in ("", "/replace", "/withdraw", "/receipt"):
        sam.client.get(f"/bids/{label}{place}")
        with Measured() as cost:
            assert sam.client.get(f"/bids/{label}{place}").status_code == 200
        assert cost.statements <= 12, cost


def test_readiness_is_read_in_few_statements_with_all_that_a_tender_can_have(priya: Player) -> None:
    procurement = made.tender()
    made.weigh(procurement)
    made.weigh(procurement, additional="Half of what is asked, at most.")
    for lot in (None, procurement.lots.get()):
        make.exemption(
            procurement, lot=lot, kind="lower-weight", lowest=Decimal("0.05"), state="granted",
            granted_on=date(2026, 1, 1), decided_at=make.NOON, decided_by=make.new_uid(),
            reason="A small order.", screened_by=make.new_uid(), screened_at=make.NOON,
        )  # fmt: skip
    for place in ("readiness", "methodology", "methodology/bidder", "publish"):
        priya.client.get(f"/procurements/{procurement.reference}/{place}")
        with Measured() as cost:
            assert priya.client.get(f"/procurements/{procurement.reference}/{place}").status_code == 200
        assert cost.statements <= 12, str(cost)
