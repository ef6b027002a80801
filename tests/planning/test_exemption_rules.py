"""Exemptions as pure rules: what a request must say, until when it is in time, its states."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import EXEMPTION, ExemptionKind, check_expiry, check_in_time, check_request
from socialvalue.planning.rules.exemptions import check_band

pytestmark = pytest.mark.clause("EXC-1", "EXC-2")
DAY = date(2027, 3, 1)
WHY = "x" * 40  # the shortest justification


def asked(**changes: Any) -> None:
    plain: dict[str, Any] = {
        "kind": ExemptionKind.LOWER_WEIGHT,
        "lowest": Decimal("5"),
        "minimum": Decimal(10),
        "justification": WHY,
        "commenced_on": None,
        "today": DAY,
    }
    check_request(**(plain | changes))


@pytest.mark.rule(18)
@pytest.mark.parametrize("lowest", ["0.01", "5", "9.99"])
def test_a_lower_weight_lies_between_nothing_and_the_minimum(lowest: str) -> None:
    asked(lowest=Decimal(lowest))


@pytest.mark.rule(18)
@pytest.mark.parametrize("lowest", [None, Decimal(0), Decimal(10), Decimal("10.01")])
def test_a_weight_that_is_not_lower_is_refused(lowest: Decimal | None) -> None:
    with pytest.raises(Refusal, match="below the minimum of 10%"):
        asked(lowest=lowest)


@pytest.mark.clause("INC-2")
@pytest.mark.parametrize(
    ("band", "may"), [("mandatory", True), ("undetermined", True), ("encouraged", False)]
)
def test_where_nothing_is_mandatory_there_is_nothing_to_be_exempt_from(band: str, may: bool) -> None:
    with nullcontext() if may else pytest.raises(Refusal, match="not mandatory here") as told:
        check_band(band)
    assert may or told.value.status == 409


def test_no_social_value_states_no_weight() -> None:
    asked(kind=ExemptionKind.NO_SOCIAL_VALUE, lowest=None)
    with pytest.raises(Refusal) as refused:
        asked(kind=ExemptionKind.NO_SOCIAL_VALUE)
    assert refused.value.code == "weight-not-needed"


def test_a_justification_has_forty_characters_without_white_space_around() -> None:
    with pytest.raises(Refusal, match="at least 40 characters"):
        asked(justification=" " + "x" * 39 + " ")


@pytest.mark.rule(15)
@pytest.mark.parametrize(
    ("commenced_on", "late"),
    [(None, False), (date(2027, 3, 2), False), (DAY, False), (date(2027, 2, 28), True)],
)
def test_after_commencement_it_is_a_breach_and_no_exemption(commenced_on: date | None, late: bool) -> None:
    if not late:
        check_in_time(commenced_on, DAY)
        return
    with pytest.raises(Refusal, match="breach") as told:
        check_in_time(commenced_on, DAY)
    assert told.value.status == 409
    with pytest.raises(Refusal, match="breach"):
        asked(commenced_on=commenced_on)


def test_the_last_day_is_today_or_later() -> None:
    check_expiry(None, DAY)
    check_expiry(DAY, DAY)
    with pytest.raises(Refusal):
        check_expiry(date(2027, 2, 28), DAY)


@given(
    st.lists(st.sampled_from(["request", "forward", "return", "grant", "refuse", "withdraw"]), max_size=12)
)
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, past = EXEMPTION.begins, []
    for deed in deeds:
        if deed in EXEMPTION.allowed(state):
            step = EXEMPTION.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert EXEMPTION.fold(past) == state


@pytest.mark.rule(18)
def test_nothing_is_granted_that_was_not_reviewed() -> None:
    assert {step.state for step in EXEMPTION.steps if step.becomes in {"granted", "refused"}} == {
        "with-management"
    }
    assert {step.state for step in EXEMPTION.steps if step.becomes == "with-management"} == {"requested"}
    assert not any(step.state in {"granted", "refused", "withdrawn"} for step in EXEMPTION.steps)
