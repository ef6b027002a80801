"""Gold, Platinum, none or not assessed: one contract, one year, by hand from ruling 11 (rules 32, 34, 35, 38)."""

from dataclasses import replace

import pytest

from socialvalue.delivery.rules import Commitment, Delivery, Term, Variation, year_end
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.recognition.rules import (
    Impact,
    Judged,
    Level,
    Recognition,
    Verdict,
    judge,
    may_claim_for_supplier,
    recognise,
)
from tests.delivery.contracts import END, ISO, START, TERM, delivery, instant, profile, variation

YEAR = FinancialYear(2027)
CUT_OFF = 30  # days
BEYOND = Impact("A job club in the library, open to all", is_evidenced=True)
CLAIMED = replace(BEYOND, is_evidenced=False)


def judged(
    verified: str,
    name: str = "APP",
    *,
    plan: str = "10 2028-03-31",
    made: Delivery | None = None,
    varied: tuple[Variation, ...] = (),
    term: Term = TERM,
    is_additional: bool = False,
) -> Judged:
    done = made or delivery(verified, "2027-10-01", reported="2027-10-02 09:00", decided="2027-10-03 09:00")
    given = Commitment(name, "people", profile(plan), varied, (done,))
    return judge(given, term, YEAR, year_end(YEAR, CUT_OFF), grace_days=30, is_additional=is_additional)


def badge(*each: Judged, impacts: tuple[Impact, ...] = ()) -> Recognition:
    return recognise(YEAR, each, impacts)


@pytest.mark.rule(38)
@pytest.mark.clause("REC-1", "REC-3", "REC-4")
@pytest.mark.parametrize(
    ("given", "impacts", "level"),
    [
        pytest.param([judged("10")], (), Level.GOLD, id="all that was due"),
        pytest.param([judged("9.9999")], (BEYOND,), Level.NONE, id="a ten-thousandth missing"),
        pytest.param([judged("11"), judged("9.5", "VOL")], (BEYOND,), Level.NONE, id="110% here, 95% there"),
        pytest.param([judged("11")], (BEYOND,), Level.PLATINUM, id="more, and impact beyond"),
        pytest.param([judged("11")], (), Level.GOLD, id="more, and nothing beyond"),
        pytest.param([judged("11")], (CLAIMED,), Level.GOLD, id="more, and a claim without evidence"),
        pytest.param([judged("10")], (BEYOND,), Level.GOLD, id="impact beyond, and no more than promised"),
        pytest.param([judged("10"), judged("11", "ADD", is_additional=True)], (BEYOND,), Level.GOLD,
                     id="only the Additional in the contract exceeded"),
        pytest.param([judged("11"), judged("9", "ADD", is_additional=True)], (BEYOND,), Level.NONE,
                     id="the Additional in the contract missed"),
        pytest.param([judged("0", plan="10 2028-04-01")], (BEYOND,), Level.NOT_ASSESSED, id="due a day later"),
        pytest.param([judged("10"), judged("0", "LATER", plan="5 2029-03-31")], (), Level.GOLD, id="one not yet due"),
        pytest.param([], (BEYOND,), Level.NOT_ASSESSED, id="no commitments"),
        pytest.param([judged("10", plan="10 2027-03-31")], (), Level.NOT_ASSESSED, id="all was due the year before"),
        pytest.param([judged("9", plan="10 2027-03-31")], (), Level.NONE, id="missing since the year before"),
        pytest.param([judged("6", plan="5 2028-03-31"), judged("1", plan="1 2027-04-01")], (BEYOND,), Level.PLATINUM,
                     id="due on the first day of the year counts"),
    ],
)  # fmt: skip
def test_the_level_of_a_year(given: list[Judged], impacts: tuple[Impact, ...], level: Level) -> None:
    assert badge(*given, impacts=impacts).level is level


@pytest.mark.rule(38)
@pytest.mark.parametrize(
    ("delivered", "decided", "level"),
    [
        ("2028-03-31", "2028-04-30 22:59", Level.GOLD),  # 23:59 in London, the last minute of the cut-off day
        ("2028-03-31", "2028-04-30 23:00", Level.NONE),  # midnight in London
        ("2028-04-01", "2028-04-02 10:00", Level.NONE),  # delivered in the next year
    ],
)
def test_the_year_ends_on_31_march_as_known_at_the_cut_off(
    delivered: str, decided: str, level: Level
) -> None:
    made = delivery("10", delivered, reported="2028-04-02 09:00", decided=decided)
    assert badge(judged("0", made=made)).level is level


@pytest.mark.rule(34)
@pytest.mark.clause("REC-3")
def test_gold_is_judged_by_the_profile_in_force() -> None:
    lowered = (variation("2028-01-01", "5 2028-03-31"),)
    assert badge(judged("5", varied=lowered)).level is Level.GOLD
    assert badge(judged("5", varied=(variation("2028-04-01", "5 2028-03-31"),))).level is Level.NONE


def test_a_commitment_varied_to_nothing_is_not_exceeded() -> None:
    nothing = judged("3", "GONE", varied=(variation("2028-01-01"),))
    assert badge(judged("10"), nothing, impacts=(BEYOND,)).level is Level.GOLD


@pytest.mark.rule(35)
def test_a_contract_that_ended_early_is_judged_by_what_was_due_by_then() -> None:
    ended = Term(START, END, ISO("2027-12-31"))
    found = badge(judged("4", plan="4 2027-12-31", term=ended), judged("0", "REST", term=ended))
    assert found.level is Level.GOLD
    assert "ended early" in found.commitments[0].text
    assert badge(judged("3", plan="4 2027-12-31", term=ended)).level is Level.NONE


@pytest.mark.rule(38)
def test_every_commitment_has_its_reason_and_the_level_its_clause() -> None:
    found = badge(judged("9"), judged("12", "VOL"), judged("0", "LATER", plan="5 2029-03-31"))
    assert [each.verdict for each in found.commitments] == [Verdict.MISSED, Verdict.MET, Verdict.NOT_DUE]
    assert [each.text for each in found.commitments] == [
        "10 people due by 31 March 2028, 9 verified: 1 missing.",
        "10 people due by 31 March 2028, 12 verified: more than the 10 contracted.",
        "Nothing was due by 31 March 2028.",
    ]
    assert (found.reason.clause, found.reason.text) == (
        "REC-3",
        "Not all that was due by 31 March 2028 is verified: APP.",
    )


@pytest.mark.parametrize(
    ("verified", "impacts", "clause", "says"),
    [
        (
            "11",
            (BEYOND,),
            "REC-4",
            "APP above the contracted quantity; evidenced beyond the contract: A job club",
        ),
        (
            "10",
            (),
            "REC-3",
            "verified above its contracted quantity and no impact beyond the contract is recorded.",
        ),
        ("11", (CLAIMED,), "REC-3", "For Platinum: the impact beyond the contract has no accepted evidence."),
        (
            "10",
            (BEYOND,),
            "REC-3",
            "For Platinum: no Defined commitment is verified above its contracted quantity.",
        ),
    ],
)
def test_a_level_says_why_and_what_is_wanting(
    verified: str, impacts: tuple[Impact, ...], clause: str, says: str
) -> None:
    reason = badge(judged(verified), impacts=impacts).reason
    assert reason.clause == clause and says in reason.text


@pytest.mark.rule(38)
@pytest.mark.parametrize(
    ("levels", "may"),
    [
        ([Level.GOLD, Level.PLATINUM, Level.NOT_ASSESSED], True),
        ([Level.GOLD, Level.NONE], False),
        ([Level.NOT_ASSESSED], False),
        ([], False),
    ],
)
def test_a_supplier_speaks_of_all_its_contracts_only_if_all_passed(levels: list[Level], may: bool) -> None:
    assert may_claim_for_supplier(levels) is may


def test_the_moment_of_a_year_is_31_march_and_the_end_of_the_cut_off_day() -> None:
    at = year_end(YEAR, CUT_OFF)
    assert (at.as_at, at.known_at) == (ISO("2028-03-31"), instant("2028-04-30 22:59:59.999999"))
