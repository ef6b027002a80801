"""Random legal histories of a bid and of its procurement by the deeds themselves: events fold to what is kept."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning.rules import PROCUREMENT
from socialvalue.tendering import actions
from socialvalue.tendering.models import Bid
from socialvalue.tendering.rules import BID
from tests.cast import Play
from tests.tendering import made

pytestmark = pytest.mark.django_db
STEPS = {step.event for step in BID.steps}


@settings(max_examples=12)
@given(deeds=st.lists(st.sampled_from(["change", "send", "replace", "withdraw", "begin"]), max_size=8))
def test_of_every_bid_of_a_bidder(play: Play, deeds: list[str]) -> None:
    sam, procurement = play("sam").person, made.opportunity()
    label = made.draft(procurement, sam)
    for deed in deeds:
        with suppress(Refusal):
            if deed == "change":
                actions.declare_price(bid=label, price=Decimal(5), within_value=True, by=sam)
            elif deed == "send":
                made.send(label, sam)
            elif deed == "replace":
                label = actions.replace_bid(reference=label, by=sam)
            elif deed == "withdraw":
                actions.withdraw_bid(reference=label, by=sam)
            else:
                label = actions.begin_bid(reference=procurement.reference, lot=1, by=sam)
    bids = Bid.objects.filter(lot__procurement=procurement)
    for row in bids:
        past = [event.deed for event in events.history(row.uid, newest_first=False) if event.deed in STEPS]
        assert BID.fold(past) == row.state
    assert bids.filter(state="submitted").count() <= 1 and bids.filter(state="draft").count() <= 1


def test_of_a_procurement() -> None:
    procurement = made.opportunity()
    procurement.refresh_from_db()
    steps = {step.event for step in PROCUREMENT.steps}
    past = [
        event.deed for event in events.history(procurement.uid, newest_first=False) if event.deed in steps
    ]
    assert PROCUREMENT.fold(past) == procurement.stage == "tendering"
