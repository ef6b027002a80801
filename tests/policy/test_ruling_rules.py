"""Rulings on what the policy means as pure rules: the clauses that are typed, what a ruling has to say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.rules import RULING, Answered, check_ruling, clauses_in

pytestmark = [pytest.mark.clause("GOV-2")]
KNOWN = ("INC-1", "SCO-1", "EXC-1")
DAY = date(2027, 3, 1)


def answered(**changes: Any) -> Answered:
    plain: dict[str, Any] = dict.fromkeys(("question", "answer", "applies"), "x" * 10)
    plain |= {"clauses": ("INC-1",), "asked_by": "legal", "decided_by": "standards-team", "decided_on": DAY}
    return Answered(**plain | changes)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("EXC-1", ("EXC-1",)),
        (" exc-1;SCO-1, exc-1, ", ("EXC-1", "SCO-1")),
        ("INC-1\nSCO-1", ("INC-1", "SCO-1")),
    ],
)
def test_clauses_are_read_as_people_type_them(typed: str, found: tuple[str, ...]) -> None:
    assert clauses_in(typed, KNOWN) == found


@pytest.mark.parametrize("typed", ["", " ", "XYZ-9", "EXC", "EXC-1 and SCO-1", "EXC-1" + "0" * 50])
def test_unknown_clauses_are_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        clauses_in(typed, KNOWN)
    assert refused.value.field == "clauses"


def test_eight_clauses_are_the_most() -> None:
    many = [f"INC-{number}" for number in range(1, 10)]
    assert len(clauses_in(" ".join(many[:8]), many)) == 8
    with pytest.raises(Refusal):
        clauses_in(" ".join(many), many)


@pytest.mark.parametrize("name", ["question", "answer", "applies"])
def test_a_ruling_says_something_in_ten_characters(name: str) -> None:
    check_ruling(answered(**{name: "x" * 10}), DAY)
    with pytest.raises(Refusal) as refused:
        check_ruling(answered(**{name: f" {'x' * 9} "}), DAY)
    assert refused.value.field == name


def test_it_is_decided_today_or_before() -> None:
    check_ruling(answered(decided_on=DAY), DAY)
    with pytest.raises(Refusal):
        check_ruling(answered(decided_on=DAY + timedelta(days=1)), DAY)


@given(st.lists(st.sampled_from(["record", "replace", "withdraw"]), max_size=6))
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, past = RULING.begins, []
    for deed in deeds:
        if deed in RULING.allowed(state):
            step = RULING.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert RULING.fold(past) == state
    assert RULING.allowed("replaced") == RULING.allowed("withdrawn") == frozenset()
