"""Only a recorded deed lowers what is due: a variation. A termination stops it (rules 34 and 35)."""

from datetime import date

import pytest

from socialvalue.delivery.rules import Moment, State, Term, schedule
from socialvalue.foundation.refusal import Refusal
from tests.delivery.contracts import (
    END,
    ISO,
    START,
    TERM,
    commitment,
    delivery,
    figures,
    instant,
    stands,
    variation,
)

TEN = ("4 2027-08-31", "6 2028-03-31")
ENDED = Term(START, END, ISO("2027-10-31"))


@pytest.mark.rule(34)
@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        pytest.param("2027-09-30", "10 4", id="the day before: the profile that was agreed first"),
        pytest.param("2027-10-01", "7 2", id="from its day: the new one, for what is past too"),
        pytest.param("2028-03-31", "7 7", id="to its end"),
    ],
)
def test_a_variation_holds_from_its_day(as_at: str, expected: str) -> None:
    given = commitment(*TEN, variations=(variation("2027-10-01", "2 2027-08-31", "5 2028-03-31"),))
    assert " ".join(figures(stands(given, as_at))[:2]) == expected


@pytest.mark.rule(34)
def test_of_several_variations_the_one_with_the_latest_day_holds_whatever_their_order() -> None:
    first, second = variation("2027-10-01", "5 2028-03-31"), variation("2027-12-01", "3 2028-03-31")
    for variations in ((first, second), (second, first)):
        given = commitment(*TEN, variations=variations)
        assert [stands(given, day).committed for day in ("2027-11-30", "2027-12-01")] == [5, 3]


@pytest.mark.rule(34)
def test_of_two_for_one_day_the_one_decided_last_holds_as_far_as_it_was_known() -> None:
    wrong = variation("2027-10-01", "5 2028-03-31", decided="2027-09-20 12:00")
    right = variation("2027-10-01", "6 2028-03-31", decided="2027-11-05 12:00")
    known = ("2027-09-20 11:59", "2027-09-20 12:00", "2027-11-05 11:59", "2027-11-05 12:00", None)
    for variations in ((right, wrong), (wrong, right)):
        given = commitment(*TEN, variations=variations)
        assert [stands(given, "2027-12-01", each).committed for each in known] == [10, 5, 5, 6, 6]


def test_a_commitment_can_be_varied_to_nothing() -> None:
    given = commitment(*TEN, variations=(variation("2027-10-01"),))
    assert (figures(stands(given, "2028-05-15")), stands(given, "2028-05-15").state) == (
        ("0", "0", "0", "0"),
        State.NOT_DUE,
    )


@pytest.mark.rule(35)
@pytest.mark.parametrize(
    ("as_at", "expected", "state"),
    [
        ("2027-10-30", "10 4 4 4", State.ON_TRACK),
        ("2027-10-31", "10 4 4 4", State.ENDED_EARLY),
        ("2028-05-15", "10 4 5 5", State.ENDED_EARLY),
    ],
)
def test_after_a_termination_nothing_more_falls_due_and_deliveries_still_count(
    as_at: str, expected: str, state: State
) -> None:
    made = (delivery("4", "2027-08-31"), delivery("1", "2027-11-15"))
    found = stands(commitment(*TEN, deliveries=made), as_at, term=ENDED)
    assert (" ".join(figures(found)), found.state) == (expected, state)
    assert found.not_due_ended == (6 if state is State.ENDED_EARLY else 0)


@pytest.mark.rule(35)
def test_what_is_due_on_the_day_of_the_termination_is_due() -> None:
    given = commitment("4 2027-10-31", "6 2027-11-01")
    found = stands(given, "2028-05-15", term=ENDED)
    assert (found.due, found.missing, found.not_due_ended) == (4, 4, 6)


def test_nothing_is_varied_after_the_contract_ended() -> None:
    on_the_day, after = variation("2027-10-31", "1 2027-10-31"), variation("2027-11-01", "2 2027-10-31")
    assert stands(commitment(*TEN, variations=(after,)), "2028-05-15", term=ENDED).committed == 10
    assert stands(commitment(*TEN, variations=(on_the_day, after)), "2028-05-15", term=ENDED).committed == 1


def test_a_termination_is_known_from_its_decision() -> None:
    term = Term(START, END, ISO("2027-10-31"), instant("2027-11-05 12:00"))
    states = [
        stands(commitment(*TEN), "2028-01-01", k, term).state
        for k in ("2027-11-05 11:59", "2027-11-05 12:00")
    ]
    assert states == [State.SHORT, State.ENDED_EARLY]


def test_what_fell_due_within_a_year_stops_with_the_contract() -> None:
    for term, expected in ((TERM, 10), (ENDED, 4)):
        plan = schedule(commitment(*TEN), term, Moment(ISO("2028-03-31")))
        assert plan.due_within(ISO("2027-08-31"), ISO("2028-03-31")) == expected
        assert plan.due_within(ISO("2027-09-01"), ISO("2028-03-30")) == 0


@pytest.mark.parametrize(
    ("term", "code"),
    [
        (("2027-01-02", "2027-01-01", None), "contract-ends-first"),
        (("2027-01-02", "2027-12-31", "2027-01-01"), "terminated-outside"),
        (("2027-01-02", "2027-12-31", "2028-01-01"), "terminated-outside"),
    ],
)
def test_a_term_that_cannot_be_is_refused(term: tuple[str, str, str | None], code: str) -> None:
    start, end, terminated = term
    with pytest.raises(Refusal) as refused:
        Term(ISO(start), ISO(end), ISO(terminated) if terminated else None)
    assert refused.value.code == code


@pytest.mark.parametrize("day", [START, END])
def test_the_first_and_the_last_day_are_days_of_a_contract(day: date) -> None:
    assert Term(START, END, day).ended_early(day) == day
