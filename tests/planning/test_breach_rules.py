"""A breach as a pure rule: after the procurement began, and never an exemption (rulings 7, rule 15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import BREACH, EXEMPTION, Missing, check_breach, check_in_time, has_begun

pytestmark = [pytest.mark.clause("EXC-2"), pytest.mark.rule(15)]
DAY, EVE, MORROW = date(2027, 3, 10), date(2027, 3, 9), date(2027, 3, 11)


def found(**changes: Any) -> None:
    plain: dict[str, Any] = {
        "band": "mandatory",
        "stage": "planning",
        "commenced_on": EVE,
        "found_on": DAY,
        "today": DAY,
        "exempt": False,
    }
    check_breach(**(plain | changes))


@pytest.mark.parametrize("commenced_on", [None, EVE, DAY, MORROW])
def test_while_planned_it_is_either_in_time_for_an_exemption_or_a_breach(commenced_on: date | None) -> None:
    try:
        check_in_time(commenced_on, DAY)
        in_time = True
    except Refusal:
        in_time = False
    assert has_begun(stage="planning", commenced_on=commenced_on, today=DAY) is not in_time


def test_what_was_published_has_begun() -> None:
    assert has_begun(stage="tendering", commenced_on=None, today=DAY)
    found(stage="tendering", commenced_on=MORROW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"band": "encouraged"}, "not-mandatory"),
        ({"band": "voluntary"}, "not-mandatory"),
        ({"band": "undetermined"}, "not-mandatory"),
        ({"commenced_on": DAY}, "not-begun"),
        ({"commenced_on": None}, "not-begun"),
        ({"exempt": True}, "exempt"),
        ({"found_on": MORROW}, "found-ahead"),
    ],
)
def test_what_is_no_breach_is_refused(changes: dict[str, Any], code: str) -> None:
    found()
    with pytest.raises(Refusal) as refused:
        found(**changes)
    assert refused.value.code == code
    assert refused.value.status == (422 if code == "found-ahead" else 409)


def test_what_is_missing_names_the_clause_that_asks_for_it() -> None:
    assert {each.value: each.clause for each in Missing} == {
        "no-social-value": "INC-1",
        "below-minimum": "SCO-1",
        "no-commitments": "CON-1",
        "other": "INC-1",
    }


@given(st.lists(st.sampled_from(["record", "plan", "close", "dismiss", "reopen"]), max_size=12))
def test_the_events_of_a_breach_fold_to_its_state(deeds: list[str]) -> None:
    state, past = BREACH.begins, []
    for deed in deeds:
        if deed in BREACH.allowed(state):
            step = BREACH.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert BREACH.fold(past) == state


def test_there_is_no_way_from_a_breach_to_an_exemption() -> None:
    ends = {step.becomes for step in BREACH.steps}
    assert ends == {"recorded", "in-hand", "closed", "dismissed"}
    assert not {step.event for step in BREACH.steps} & {step.event for step in EXEMPTION.steps}
