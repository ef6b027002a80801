"""Why a commitment stands as it does: a plain sentence with its figures and dates."""

import pytest

from socialvalue.delivery.rules import Commitment, Term
from socialvalue.delivery.rules.profiles import ZERO
from socialvalue.delivery.rules.words import plain, said
from tests.delivery.contracts import END, ISO, START, commitment, delivery, profile, stands, variation

TEN = ("4 2027-08-31", "6 2028-03-31")
EIGHT = (delivery("8", "2027-08-01"),)
ENDED = Term(START, END, ISO("2027-10-31"))


@pytest.mark.parametrize(
    ("as_at", "deliveries", "says"),
    [
        ("2027-08-30", (), "Nothing was due by 30 August 2027; the first 4 people will be due on 31 August 2027."),
        ("2027-08-30", (delivery("1", "2027-08-01", "reported"),), "; 1 person reported, not yet verified."),
        ("2027-08-30", (delivery("1", "2027-08-01"),), "1 person verified by 30 August 2027; nothing was due yet"),
        ("2028-03-30", EIGHT, "8 people verified by 30 March 2028; 4 due by then, of 10 committed."),
        ("2028-03-31", EIGHT, "10 people due by 31 March 2028, 8 reported, 8 verified: what is missing was due on 31 "
         "March 2028 and counts as short after 30 days."),
        ("2028-04-01", EIGHT, "was due on 31 March 2028 (1 day before) and counts as short after 30 days."),
        ("2028-05-15", EIGHT, "was due on 31 March 2028 (45 days before), more than the 30 days allowed."),
        ("2028-05-15", (*EIGHT, delivery("2", "2027-09-01", "reported")), "8 verified: enough is reported"),
        ("2028-05-15", EIGHT + EIGHT, "16 people verified by 15 May 2028: 6 more than the 10 people committed."),
        ("2028-05-15", (delivery("10", "2027-08-01"),), "10 people verified by 15 May 2028: all that was committed."),
    ],
)  # fmt: skip
def test_each_state_tells_its_figures(as_at: str, deliveries: tuple[object, ...], says: str) -> None:
    assert says in stands(commitment(*TEN, deliveries=deliveries), as_at).why  # type: ignore[arg-type]


def test_an_instalment_of_nothing_is_not_what_comes_first() -> None:
    assert (
        "the first 4 people will be due on 31 August 2027"
        in stands(commitment("0 2027-06-30", *TEN), "2027-05-01").why
    )


def test_a_variation_in_force_is_named() -> None:
    given = commitment(*TEN, variations=(variation("2027-10-01", "5 2028-03-31"),))
    assert stands(given, "2027-10-01").why.endswith("due on 31 March 2028, as varied from 1 October 2027.")
    assert "varied" not in stands(given, "2027-09-30").why


@pytest.mark.rule(35)
def test_an_early_end_says_what_is_not_due_any_more() -> None:
    found = stands(commitment(*TEN, deliveries=(delivery("3", "2027-08-01"),)), "2028-05-15", term=ENDED)
    assert found.why == (
        "The contract ended early on 31 October 2027: 3 people verified of 4 due by then; the other 6 committed will "
        "not fall due."
    )
    whole = stands(commitment("4 2027-08-31"), "2028-05-15", term=ENDED)
    assert whole.why.endswith("0 people verified of 4 due by then.")


def test_quantities_are_told_in_their_units() -> None:
    found = stands(Commitment("ECO", "gbp", profile("1200.5 2027-08-31")), "2027-08-31")
    assert "£1,200.50 due by 31 August 2027, 0 reported" in found.why
    assert said(found.due, "apprenticeships") == "1,200.5 apprenticeships"
    assert (plain(found.due), plain(ZERO)) == ("1200.5", "0")


def test_instalments_of_one_day_are_told_together() -> None:
    found = stands(commitment("1 2027-08-31", "3 2027-08-31", "6 2028-03-31"), "2027-05-01")
    assert "the first 4 people will be due on 31 August 2027" in found.why
