"""Case studies: one for each started year of a mandatory contract, with four answers (rules 35 and 37)."""

from datetime import timedelta

import pytest

from socialvalue.delivery.rules import Term
from socialvalue.delivery.rules.case_studies import (
    Answers,
    Slot,
    SlotState,
    Submission,
    require_answers,
    slots,
    standing,
    unanswered,
)
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.rules import Band
from tests.delivery.contracts import ISO


def owed(start: str, end: str, terminated: str | None = None, band: Band = Band.MANDATORY) -> list[str]:
    term = Term(ISO(start), ISO(end), ISO(terminated) if terminated else None)
    return [slot.due_on.isoformat() for slot in slots(term, band, due_days=30)]


@pytest.mark.rule(37)
@pytest.mark.clause("MEA-2")
@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        pytest.param(
            "2026-09-01", "2029-08-31", ["2027-09-30", "2028-09-30", "2029-09-30"], id="three years"
        ),
        pytest.param("2026-09-01", "2028-02-29", ["2027-09-30", "2028-03-30"], id="18 months"),
        pytest.param("2026-09-01", "2027-04-30", ["2027-05-30"], id="eight months"),
        pytest.param("2026-09-01", "2027-08-31", ["2027-09-30"], id="exactly a year"),
        pytest.param("2026-09-01", "2027-09-01", ["2027-09-30", "2027-10-01"], id="a year and a day"),
        pytest.param("2026-09-01", "2026-09-01", ["2026-10-01"], id="one day"),
    ],
)
def test_every_started_year_owes_one(start: str, end: str, due: list[str]) -> None:
    assert owed(start, end) == due


@pytest.mark.rule(35)
@pytest.mark.clause("MEA-2")
def test_a_terminated_contract_owes_the_one_of_the_year_it_had_started() -> None:
    assert owed("2026-09-01", "2029-08-31", "2027-10-31") == ["2027-09-30", "2027-11-30"]
    assert owed("2026-09-01", "2029-08-31", "2027-08-31") == ["2027-09-30"]


@pytest.mark.rule(37)
@pytest.mark.clause("MEA-2")
@pytest.mark.parametrize("band", [Band.ENCOURAGED, Band.VOLUNTARY, Band.UNDETERMINED])
def test_other_bands_and_exempt_contracts_owe_none(band: Band) -> None:
    assert owed("2026-09-01", "2029-08-31", band=band) == []
    term = Term(ISO("2026-09-01"), ISO("2029-08-31"))
    assert slots(term, Band.MANDATORY, due_days=30, is_exempt=True) == ()


def test_an_open_end_is_no_end_to_count_to() -> None:
    with pytest.raises(Refusal, match="really ends"):
        owed("2026-09-01", "9999-12-31")


SLOT: Slot = slots(Term(ISO("2026-09-01"), ISO("2029-08-31")), Band.MANDATORY, due_days=30)[1]
IN_TIME, LATE = ISO("2028-09-30"), ISO("2028-10-01")


@pytest.mark.rule(37)
@pytest.mark.parametrize(
    ("as_at", "submissions", "state", "late"),
    [
        pytest.param("2027-08-31", [], SlotState.NOT_STARTED, False, id="its year has not started"),
        pytest.param("2027-09-01", [], SlotState.NOT_DUE, False, id="its year runs"),
        pytest.param("2028-09-30", [], SlotState.NOT_DUE, False, id="the last day"),
        pytest.param("2028-10-01", [], SlotState.MISSING, True, id="a day later"),
        pytest.param("2028-10-01", [Submission(2, IN_TIME)], SlotState.SUBMITTED, False, id="in time"),
        pytest.param("2028-10-01", [Submission(2, LATE)], SlotState.SUBMITTED, True, id="late"),
        pytest.param("2028-09-30", [Submission(2, LATE)], SlotState.NOT_DUE, False, id="not yet submitted then"),
        pytest.param("2028-12-01", [Submission(1, IN_TIME)], SlotState.MISSING, True, id="another year's"),
        pytest.param("2028-12-01", [Submission(2, IN_TIME, LATE)], SlotState.ACCEPTED, False, id="accepted later"),
        pytest.param("2028-12-01", [Submission(2, LATE, LATE)], SlotState.ACCEPTED, True, id="accepted, late"),
        pytest.param("2028-12-01", [Submission(2, IN_TIME, None, LATE)], SlotState.MISSING, True, id="returned"),
        pytest.param("2028-10-01", [Submission(2, IN_TIME, LATE)], SlotState.ACCEPTED, False, id="accepted then"),
        pytest.param("2028-10-01", [Submission(2, IN_TIME, None, LATE)], SlotState.MISSING, True, id="returned then"),
        pytest.param("2028-09-30", [Submission(2, IN_TIME, None, LATE)], SlotState.SUBMITTED, False, id="before that"),
    ],
)  # fmt: skip
def test_a_slot_stands(as_at: str, submissions: list[Submission], state: SlotState, late: bool) -> None:
    found = standing(SLOT, submissions, ISO(as_at))
    assert (found.state, found.late) == (state, late)
    assert "30 September 2028" in found.why


def test_the_one_that_was_accepted_decides_whether_it_came_in_time() -> None:
    draft = Submission(2, ISO("2028-09-01"))
    found = standing(SLOT, [draft, Submission(2, LATE, LATE)], ISO("2028-12-01"))
    assert (found.state, found.late) == (SlotState.ACCEPTED, True)


def test_a_council_may_ask_for_two_a_year() -> None:
    found = slots(Term(ISO("2026-09-01"), ISO("2028-02-29")), Band.MANDATORY, due_days=30, each_year=2)
    assert [(each.number, each.year.number) for each in found] == [(1, 1), (2, 1), (3, 2), (4, 2)]


def test_a_missing_one_says_for_how_long() -> None:
    assert standing(SLOT, [], LATE).why == "For contract year 2, due by 30 September 2028: missing for 1 day."
    assert "missing for 2 days." in standing(SLOT, [], LATE + timedelta(days=1)).why


@pytest.mark.rule(37)
@pytest.mark.clause("CAS-1")
def test_each_of_the_four_questions_must_be_answered() -> None:
    full = Answers("Ten starts", "Eight starts", "Young people", "Thanet")
    require_answers(full)
    with pytest.raises(Refusal, match="Say what was delivered, where: ") as refused:
        require_answers(Answers("Ten starts", " ", "Young people", ""))
    assert refused.value.clause == "CAS-1"
    assert len(unanswered(Answers("", "", "", ""))) == 4
