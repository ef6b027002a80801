"""Until the time for bids ends a bid is withdrawn or replaced; one of a bidder counts (rulings 30)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.tendering import actions, queries
from socialvalue.tendering.models import Bid, Offer, Opportunity
from socialvalue.tendering.rules import BID
from tests.cast import Play, Player
from tests.strict import page, text_of
from tests.tendering import made

pytestmark = pytest.mark.django_db


def sent(by: Player) -> str:
    label = made.draft(made.opportunity(), by.person)
    made.send(label, by.person)
    return label


def state_of(label: str) -> str:
    return Bid.objects.get(reference=label).state


def past(label: str) -> list[str]:
    told = events.history(Bid.objects.get(reference=label).uid, newest_first=False)
    return [event.deed for event in told if event.deed not in {"bid_started", "bid_refused"}]


def test_the_old_one_counts_until_the_new_one_arrives(sam: Player) -> None:
    old = sent(sam)
    new = actions.replace_bid(reference=old, by=sam.person)
    assert (state_of(old), state_of(new)) == ("submitted", "draft")
    actions.declare_price(bid=new, price=Decimal("470000.00"), within_value=True, by=sam.person)
    made.send(new, sam.person)
    assert (state_of(old), state_of(new)) == ("superseded", "submitted")
    assert BID.fold(past(old)) == "superseded" and BID.fold(past(new)) == "submitted"
    assert sam.client.get(f"/bids/{old}/receipt?download=1").status_code == 200


def test_a_draft_that_replaces_has_every_answer(sam: Player) -> None:
    old = sent(sam)
    new = actions.replace_bid(reference=old, by=sam.person)
    before, after = (queries.bid(reference=label, person=sam.person) for label in (old, new))
    assert after.offers == before.offers and after.answers == before.answers
    assert (after.price_ex_vat, after.within_value) == (before.price_ex_vat, before.within_value)
    assert after.replaces == old and after.key != before.key
    assert Offer.objects.count() == 2


def test_a_second_click_finds_the_same_draft(sam: Player) -> None:
    old = sent(sam)
    assert actions.replace_bid(reference=old, by=sam.person) == actions.replace_bid(
        reference=old, by=sam.person
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Bid.objects.filter(reference=old).update(state="draft")


def test_one_that_was_withdrawn_does_not_count_and_another_is_begun(play: Play) -> None:
    sam = play("sam")
    old = sent(sam)
    procurement = Bid.objects.get().lot.procurement
    actions.withdraw_bid(reference=old, by=sam.person)
    again = actions.begin_bid(reference=procurement.reference, lot=1, by=sam.person)
    assert again != old and state_of(old) == "withdrawn"
    made.closed(procurement)
    shown = play("priya").client.get(f"/procurements/{procurement.reference}/bids").content.decode()
    assert "0 bids received" in shown and old not in shown
    assert play("priya").client.get(f"/bids/{old}").status_code == 404


@pytest.mark.parametrize(("after", "allowed"), [(-1, True), (0, False), (1, False)])
@pytest.mark.parametrize("deed", ["withdraw_bid", "replace_bid"])
def test_both_end_with_the_time_for_bids_to_the_microsecond(
    sam: Player, monkeypatch: pytest.MonkeyPatch, deed: str, after: int, allowed: bool
) -> None:
    label = sent(sam)
    at = Opportunity.objects.get().closes_at + timedelta(microseconds=after)
    monkeypatch.setattr("socialvalue.tendering.actions.second_thoughts.instant_now", lambda: at)
    if allowed:
        getattr(actions, deed)(reference=label, by=sam.person)
        return
    with pytest.raises(Refusal) as refused:
        getattr(actions, deed)(reference=label, by=sam.person)
    assert refused.value.code == "bids-closed" and state_of(label) == "submitted"
    assert Bid.objects.count() == 1


def test_a_new_one_that_comes_too_late_leaves_the_old_one_counting(sam: Player) -> None:
    old = sent(sam)
    new = actions.replace_bid(reference=old, by=sam.person)
    made.closed(Bid.objects.get(reference=old).lot.procurement)
    with pytest.raises(Refusal, match="was not accepted"):
        made.send(new, sam.person)
    assert (state_of(old), state_of(new)) == ("submitted", "draft")


def test_a_rival_can_do_neither(play: Play) -> None:
    label = sent(play("sam"))
    for place in ("replace", "withdraw"):
        assert play("rita").client.get(f"/bids/{label}/{place}").status_code == 404
        assert play("rita").client.post(f"/bids/{label}/{place}").status_code == 404
    for deed in (actions.withdraw_bid, actions.replace_bid):
        with pytest.raises(Refusal) as refused:
            deed(reference=label, by=play("rita").person)
        assert refused.value.status == 404
    assert state_of(label) == "submitted"


def test_the_pages_say_what_follows_and_do_it(sam: Player) -> None:
    label = sent(sam)
    shown = text_of(page(sam.client.get(f"/bids/{label}")))
    assert "Change your bid" in shown and "Withdraw it" in shown
    assert "counts until the new one has arrived" in text_of(page(sam.client.get(f"/bids/{label}/replace")))
    at = sam.client.post(f"/bids/{label}/replace")["Location"]
    assert f"bid {label} counts" in text_of(page(sam.client.get(at)))
    assert sam.client.post(f"{at}/withdraw").status_code == 302
    assert "You withdrew this bid" in text_of(page(sam.client.get(at)))
    assert sam.client.post(f"/bids/{label}/withdraw").status_code == 302
    assert sam.client.get(f"/bids/{label}/withdraw").status_code == 302
    assert "Withdrawn" in text_of(page(sam.client.get("/bids")))


@given(st.lists(st.sampled_from(["change", "submit", "withdraw", "replace"]), max_size=10))
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, told = BID.begins, []
    for deed in deeds:
        if deed in BID.allowed(state):
            step = BID.step(state, deed)
            state, told = step.becomes, [*told, step.event]
    assert BID.fold(told) == state
