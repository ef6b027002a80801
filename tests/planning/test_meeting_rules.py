"""Meetings, conditions and their states as pure rules (EXC-2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import CONDITION, Condition, Meeting, check_conditions, check_meeting

pytestmark = pytest.mark.clause("EXC-2")
DAY = date(2027, 3, 10)
PRESENT = "Head of it"  # ten characters


def condition(text: str = "x" * 10, due_on: date = DAY) -> Condition:
    return Condition(text, UUID(int=1), due_on)


@pytest.mark.parametrize(
    ("held_on", "in_order"),
    [
        (date(2027, 3, 7), False),  # before the review
        (date(2027, 3, 8), True),  # on the day of the review
        (DAY, True),
        (date(2027, 3, 11), False),  # tomorrow
    ],
)
def test_a_meeting_is_held_after_the_review_and_not_ahead(held_on: date, in_order: bool) -> None:
    meeting = Meeting(held_on, PRESENT, "")
    if in_order:
        check_meeting(meeting, reviewed_on=date(2027, 3, 8), today=DAY)
        return
    with pytest.raises(Refusal) as refused:
        check_meeting(meeting, reviewed_on=date(2027, 3, 8), today=DAY)
    assert refused.value.field == "held_on"


def test_it_is_minuted_who_was_present() -> None:
    with pytest.raises(Refusal) as refused:
        check_meeting(Meeting(DAY, f" {PRESENT[1:]} ", ""), reviewed_on=DAY, today=DAY)
    assert refused.value.code == "present-missing"


def test_a_condition_says_what_by_when() -> None:
    check_conditions([condition()] * 9, today=DAY)
    for wrong, field in ((condition("x" * 9), "condition_2"), (condition(due_on=date(2027, 3, 9)), "due_2")):
        with pytest.raises(Refusal) as refused:
            check_conditions([condition(), wrong], today=DAY)
        assert refused.value.field == field
    with pytest.raises(Refusal, match="at most 9"):
        check_conditions([condition()] * 10, today=DAY)


@given(st.lists(st.sampled_from(["report", "accept", "return"]), max_size=9))
def test_the_events_of_a_condition_fold_to_its_state(deeds: list[str]) -> None:
    state, past = CONDITION.begins, []
    for deed in deeds:
        if deed in CONDITION.allowed(state):
            step = CONDITION.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert CONDITION.fold(past) == state


def test_a_condition_is_done_only_after_somebody_said_so() -> None:
    assert {step.state for step in CONDITION.steps if step.becomes == "done"} == {"reported"}
    assert CONDITION.allowed("done") == frozenset()
