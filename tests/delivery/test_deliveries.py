"""What a delivery counts as: its states, part acceptances, and what was known when (rulings 18, 23 to 25)."""

import pytest

from socialvalue.delivery.rules import (
    CASE_STUDY,
    COMMITMENT_CHECK,
    DELIVERY,
    Decision,
    Delivery,
    DeliveryState,
)
from socialvalue.foundation.refusal import Refusal
from tests.delivery.contracts import ISO, delivery, instant

TIMED = delivery("10", "2028-03-31", of="8", reported="2028-04-02 10:00", decided="2028-04-20 10:00")


@pytest.mark.rule(33)
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("reported", (10, 0)),
        ("queried", (10, 0)),
        ("accepted", (10, 10)),
        ("rejected", (0, 0)),
        ("withdrawn", (0, 0)),
    ],
)
def test_only_an_accepted_delivery_is_verified(state: str, expected: tuple[int, int]) -> None:
    assert delivery("10", "2028-03-31", state).counts() == expected


def test_what_an_acceptance_leaves_out_was_judged_and_is_no_longer_reported() -> None:
    assert TIMED.counts() == (8, 8)
    assert delivery("10", "2028-03-31", of="10").counts() == (10, 10)
    assert delivery("10", "2028-03-31", of="0").counts() == (0, 0)


@pytest.mark.parametrize(
    ("known", "expected", "state"),
    [
        ("2028-04-02 09:59", (0, 0), None),
        ("2028-04-02 10:00", (10, 0), "reported"),
        ("2028-04-20 09:59", (10, 0), "reported"),
        ("2028-04-20 10:00", (8, 8), "accepted"),
    ],
)
def test_a_report_and_a_decision_are_known_from_their_instant(
    known: str, expected: tuple[int, int], state: str | None
) -> None:
    assert TIMED.counts(instant(known)) == expected
    assert TIMED.state(instant(known)) == state


def test_an_acceptance_that_was_reopened_stands_in_the_snapshots_of_its_time() -> None:
    history = (
        ("accepted", "2028-04-05 10:00"),
        ("reported", "2028-04-15 10:00"),
        ("rejected", "2028-04-25 10:00"),
    )
    decisions = tuple(Decision(DeliveryState(state), instant(at)) for state, at in history)
    given = Delivery(ISO("2028-03-31"), TIMED.quantity, instant("2028-04-01 10:00"), decisions)
    days = ("01", "10", "20", "30")
    assert [given.counts(instant(f"2028-04-{day} 12:00"))[1] for day in days] == [0, 10, 0, 0]
    assert [given.counts(instant(f"2028-04-{day} 12:00"))[0] for day in days] == [10, 10, 10, 0]


@pytest.mark.parametrize(
    ("given", "known", "field"),
    [
        (delivery("1", "2028-03-31", "reported"), "2028-04-30 10:00", "reported_at"),
        (delivery("1", "2028-03-31", reported="2028-04-01 10:00"), "2028-04-30 10:00", "decided_at"),
        (delivery("1", "2028-03-31", decided="2028-05-01 10:00"), "2028-04-30 10:00", "reported_at"),
        (delivery("1", "2028-03-31", reported="2028-05-01 10:00"), "2028-04-30 10:00", None),
        (delivery("1", "2028-03-31", decided="2028-04-20 10:00"), "2028-04-30 10:00", None),
    ],
)
def test_a_time_is_missing_only_where_the_answer_depends_on_it(
    given: Delivery, known: str, field: str | None
) -> None:
    assert sum(given.counts()) > 0
    if field is None:
        given.counts(instant(known))
        return
    with pytest.raises(Refusal, match=field) as refused:
        given.counts(instant(known))
    assert refused.value.code == "time-missing"


@pytest.mark.parametrize(
    ("state", "of", "reported", "decided", "code"),
    [
        ("accepted", "10.0001", None, None, "accepted-too-much"),
        ("rejected", "1", None, None, "accepted-without-acceptance"),
        ("accepted", None, "2028-04-02 10:00", "2028-04-02 09:59", "decided-first"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    state: str, of: str | None, reported: str | None, decided: str | None, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        delivery("10", "2028-03-31", state, of=of, reported=reported, decided=decided)
    assert refused.value.code == code


def test_decisions_stand_in_the_order_of_their_times() -> None:
    later, earlier = (Decision(DeliveryState.ACCEPTED, instant(f"2028-04-{day} 10:00")) for day in (20, 19))
    with pytest.raises(Refusal, match="cannot be decided before"):
        Delivery(ISO("2028-03-31"), TIMED.quantity, instant("2028-04-01 10:00"), (later, earlier))
    Delivery(ISO("2028-03-31"), TIMED.quantity, earlier.at, (earlier, later))


def test_the_states_are_those_of_the_table() -> None:
    assert DELIVERY.states() == set(DeliveryState)


def test_a_withdrawn_delivery_stays_withdrawn_and_a_decided_one_can_only_be_reopened() -> None:
    assert DELIVERY.allowed("withdrawn") == set()
    assert DELIVERY.allowed("accepted") == DELIVERY.allowed("rejected") == {"reopen"}


def test_a_query_an_answer_and_an_acceptance_fold_to_accepted() -> None:
    events = ("delivery_queried", "delivery_query_answered", "delivery_accepted")
    assert DELIVERY.fold(events) == "accepted"
    assert COMMITMENT_CHECK.fold(("commitment_questioned", "commitment_confirmed")) == "confirmed"
    assert (
        CASE_STUDY.fold(("case_study_returned", "case_study_submitted", "case_study_accepted")) == "accepted"
    )
