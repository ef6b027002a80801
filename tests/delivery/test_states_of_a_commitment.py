"""How one commitment stands: every state, at its very edge, by hand from rulings 24 and 25."""

from decimal import Decimal

import pytest

from socialvalue.delivery.rules import Commitment, Moment, State, Term, ledger
from socialvalue.foundation.refusal import Refusal
from tests.delivery.contracts import END, ISO, START, TERM, commitment, delivery, figures, profile, stands

TEN = ("4 2027-08-31", "6 2028-03-31")


@pytest.mark.clause("CON-1", "CON-3")
@pytest.mark.rule(32, 33)
@pytest.mark.parametrize(
    ("as_at", "given", "expected", "state"),
    [
        pytest.param("2027-08-30", [], "10 0 0 0", State.NOT_DUE, id="the day before it is due"),
        pytest.param("2027-08-31", [], "10 4 0 0", State.AT_RISK, id="on the day it is due"),
        pytest.param("2027-09-30", [], "10 4 0 0", State.AT_RISK, id="on the last of 30 days of grace"),
        pytest.param("2027-10-01", [], "10 4 0 0", State.SHORT, id="the day after the grace"),
        pytest.param("2027-08-30", ["3 reported"], "10 0 3 0", State.NOT_DUE, id="early, not verified"),
        pytest.param("2027-08-30", ["3"], "10 0 3 3", State.ON_TRACK, id="early and verified"),
        pytest.param("2028-05-15", ["8", "2 reported"], "10 10 10 8", State.AT_RISK, id="all reported, 8 verified"),
        pytest.param("2028-05-15", ["8", "2 rejected"], "10 10 8 8", State.SHORT, id="a rejection restores it"),
        pytest.param("2028-03-31", ["4"], "10 10 4 4", State.AT_RISK, id="the second part is fresh"),
        pytest.param("2028-03-31", ["3"], "10 10 3 3", State.SHORT, id="the first part is old: no hiding"),
        pytest.param("2028-03-31", ["3", "1 reported"], "10 10 4 3", State.AT_RISK, id="the first part is reported"),
        pytest.param("2028-03-30", ["4"], "10 4 4 4", State.ON_TRACK, id="exactly what is due"),
        pytest.param("2028-03-30", ["10"], "10 4 10 10", State.MET, id="all of it, early"),
        pytest.param("2028-03-30", ["10.0001"], "10 4 10.0001 10.0001", State.EXCEEDED, id="a ten-thousandth more"),
        pytest.param("2028-03-30", ["9.9999"], "10 4 9.9999 9.9999", State.ON_TRACK, id="a ten-thousandth less"),
    ],
)  # fmt: skip
def test_the_first_state_that_matches(as_at: str, given: list[str], expected: str, state: State) -> None:
    made = tuple(delivery(each.split()[0], "2027-08-01", *each.split()[1:]) for each in given)
    found = stands(commitment(*TEN, deliveries=made), as_at)
    assert (" ".join(figures(found)), found.state) == (expected, state)


@pytest.mark.clause("CON-1")
def test_what_was_delivered_on_the_day_counts_and_the_day_after_does_not() -> None:
    given = commitment(*TEN, deliveries=(delivery("4", "2027-08-31"),))
    assert figures(stands(given, "2027-08-31")) == ("10", "4", "4", "4")
    assert figures(stands(given, "2027-08-30")) == ("10", "0", "0", "0")


def test_nothing_promised_and_something_delivered_is_more_than_promised() -> None:
    assert stands(commitment(), "2027-08-31").state is State.NOT_DUE
    assert stands(commitment(deliveries=(delivery("1", "2027-08-01"),)), "2027-08-31").state is State.EXCEEDED


@pytest.mark.rule(32)
def test_twice_as_much_volunteering_does_not_make_up_for_apprenticeships() -> None:
    short = Commitment("APP", "people", profile("10 2027-08-31"), (), (delivery("8", "2027-08-01"),))
    double = Commitment("VOL", "hours", profile("100 2027-08-31"), (), (delivery("200", "2027-08-01"),))
    one, other = ledger([short, double], TERM, Moment(ISO("2028-03-31")), grace_days=30)
    assert (one.state, one.percentage, one.missing) == (State.SHORT, Decimal("80.0"), 2)
    assert (other.state, other.percentage, other.missing) == (State.EXCEEDED, Decimal("200.0"), 0)


@pytest.mark.parametrize(
    ("verified", "says"), [("2999", "99.9"), ("3000", "100.0"), ("0", "0.0"), ("1", "0.0")]
)
def test_a_percentage_never_says_all_when_something_is_missing(verified: str, says: str) -> None:
    given = commitment("3000 2027-08-31", deliveries=(delivery(verified, "2027-08-01"),))
    assert stands(given, "2027-08-31").percentage == Decimal(says)


def test_nothing_due_has_no_percentage() -> None:
    assert (
        stands(commitment(*TEN, deliveries=(delivery("3", "2027-08-01"),)), "2027-08-30").percentage is None
    )


def test_two_commitments_with_one_id_are_refused() -> None:
    with pytest.raises(Refusal, match="same id"):
        ledger([commitment(), commitment()], Term(START, END), Moment(START), grace_days=30)


@pytest.mark.parametrize("quantity", ["-1", "NaN", "Infinity", "1e12", "0.00001"])
def test_a_quantity_that_is_none_is_refused(quantity: str) -> None:
    with pytest.raises(Refusal):
        profile(f"{quantity} 2027-08-31")
    with pytest.raises(Refusal):
        delivery(quantity, "2027-08-31", "reported")
