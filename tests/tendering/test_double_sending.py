"""Many at once: one live bid, one receipt, one draft that replaces it, on either database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event
from socialvalue.tendering import actions
from socialvalue.tendering.models import Bid
from tests.cast import Play
from tests.tendering import made

AT_ONCE = 50


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_leave_one_bid_and_one_receipt(transactional_db: None) -> None:
    sam = Play()("sam").person
    label = made.draft(made.opportunity(), sam)
    key = Bid.objects.get().idempotency

    def send(_: int) -> bytes:
        try:
            return actions.submit_bid(reference=label, key=key, by=sam)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        receipts = set(pool.map(send, range(AT_ONCE)))
    assert len(receipts) == 1
    assert Bid.objects.filter(state="submitted").count() == 1
    assert Event.objects.filter(deed="bid_submitted").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_starting_at_once_makes_one_draft(transactional_db: None) -> None:
    sam = Play()("sam").person
    reference = made.opportunity().reference

    def begin(_: int) -> str:
        try:
            return actions.begin_bid(reference=reference, lot=1, by=sam)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(begin, range(20)))) == 1
    assert Bid.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_replacing_at_once_makes_one_draft(transactional_db: None) -> None:
    sam = Play()("sam").person
    label = made.draft(made.opportunity(), sam)
    made.send(label, sam)

    def replace(_: int) -> str:
        try:
            return actions.replace_bid(reference=label, by=sam)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(replace, range(20)))) == 1
    assert sorted(Bid.objects.values_list("state", flat=True)) == ["draft", "submitted"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_sending_the_new_and_withdrawing_the_old_at_once_leaves_one_that_counts(
    transactional_db: None,
) -> None:
    sam = Play()("sam").person
    label = made.draft(made.opportunity(), sam)
    made.send(label, sam)
    newer = actions.replace_bid(reference=label, by=sam)
    key = Bid.objects.get(reference=newer).idempotency

    def act(number: int) -> str:
        try:
            if number % 2:
                actions.withdraw_bid(reference=label, by=sam)
            else:
                actions.submit_bid(reference=newer, key=key, by=sam)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(act, range(20))) <= {"done", "wrong-state"}
    assert Bid.objects.get(reference=newer).state == "submitted"
    assert Bid.objects.get(reference=label).state in {"withdrawn", "superseded"}
    assert Event.objects.filter(deed__in=["bid_withdrawn", "bid_replaced"]).count() == 1
