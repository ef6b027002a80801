"""Case studies: which are owed, when, and what each must say (MEA-2, CAS-1; rulings 7 and 12; rules 35 and 37).

A mandatory contract owes one for each *started* contract year: 18 months owe two, eight months one. It is due some
days (the pack's, 30) after the contract year ends, that day included. A contract that was terminated still owes the one
of the year it had started, and its year ends with the termination. Other bands, and exempt contracts, owe none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from socialvalue.delivery.rules.profiles import Term
from socialvalue.foundation.calendar import ContractYear, contract_years, format_date
from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.rules import Band

LONGEST_TERM = 100  # years; an open end such as 31 December 9999 is no term to count years of


@dataclass(frozen=True, slots=True)
class Answers:
    """The four questions of the policy's template."""

    committed: str
    delivered: str
    who_benefited: str
    where: str


_QUESTIONS = {
    "committed": "what was committed",
    "delivered": "what was delivered",
    "who_benefited": "who benefited",
    "where": "where",
}


def unanswered(answers: Answers) -> tuple[str, ...]:
    """The questions without an answer, in words. A case study that has any is not accepted."""
    return tuple(_QUESTIONS[each.name] for each in fields(answers) if not getattr(answers, each.name).strip())


def require_answers(answers: Answers) -> None:
    """Refuses a case study that leaves one of the four questions open."""
    if missing := unanswered(answers):
        raise Refusal(
            "case-study-incomplete",
            f"Say {', '.join(missing)}: a case study answers all four questions",
            clause="CAS-1",
        )


@dataclass(frozen=True, slots=True)
class Slot:
    """One case study that is owed, for one contract year, and its last day."""

    number: int
    year: ContractYear
    due_on: date


def slots(
    term: Term, band: Band, *, due_days: int, is_exempt: bool = False, each_year: int = 1
) -> tuple[Slot, ...]:
    """The case studies that a contract owes over its whole term, in order. Refuses a term without a real end."""
    if band is not Band.MANDATORY or is_exempt:
        return ()
    if term.ends_on.year - term.starts_on.year > LONGEST_TERM:
        raise Refusal("contract-too-long", "Give the day on which the contract really ends", field="ends_on")
    years = contract_years(term.starts_on, term.terminated_on or term.ends_on)
    owed = [year for year in years for _ in range(each_year)]
    after = timedelta(days=due_days)
    return tuple(Slot(number, year, year.ends_on + after) for number, year in enumerate(owed, start=1))


class SlotState(StrEnum):
    """How a slot stands on a day."""

    NOT_STARTED = "not-started"
    NOT_DUE = "not-due"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Submission:
    """A case study handed in for a slot, and the days on which it was accepted or returned, if it was."""

    slot: int
    submitted_on: date
    accepted_on: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class SlotStanding:
    """A slot on a day; `late` where its case study came after the due day, or has not come by then."""

    slot: Slot
    state: SlotState
    late: bool
    why: str


def standing(slot: Slot, submissions: Sequence[Submission], as_at: date) -> SlotStanding:
    """How a slot stands. A case study is in time by the day it was submitted; one that was returned is still owed."""
    here = [
        each
        for each in submissions
        if each.slot == slot.number
        and each.submitted_on <= as_at
        and (each.returned_on is None or each.returned_on > as_at)
    ]
    due = f"due by {format_date(slot.due_on)}"
    if not here:
        return _without(slot, as_at, due)
    accepted = [each for each in here if each.accepted_on is not None and each.accepted_on <= as_at]
    first = min(each.submitted_on for each in accepted or here)
    late = first > slot.due_on
    text = f"Submitted on {format_date(first)}, {due}{': late' if late else ''}"
    if accepted:
        return SlotStanding(slot, SlotState.ACCEPTED, late, f"{text}; accepted.")
    return SlotStanding(slot, SlotState.SUBMITTED, late, f"{text}; not yet accepted.")


def _without(slot: Slot, as_at: date, due: str) -> SlotStanding:
    year = f"contract year {slot.year.number}"
    if as_at < slot.year.starts_on:
        text = f"{year.capitalize()} starts on {format_date(slot.year.starts_on)}; {due}."
        return SlotStanding(slot, SlotState.NOT_STARTED, False, text)
    if as_at <= slot.due_on:
        return SlotStanding(slot, SlotState.NOT_DUE, False, f"For {year}, {due}.")
    days = (as_at - slot.due_on).days
    text = f"For {year}, {due}: missing for {days} day{'s' if days > 1 else ''}."
    return SlotStanding(slot, SlotState.MISSING, True, text)
