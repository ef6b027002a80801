"""The state table of a determination: random legal histories fold to the state that is stored."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import DETERMINATION, Basis, commencement_warning, what_changed


@given(st.lists(st.sampled_from(["propose", "confirm", "correct"]), max_size=12))
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, past = DETERMINATION.begins, []
    for deed in deeds:
        if deed in DETERMINATION.allowed(state):
            step = DETERMINATION.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert DETERMINATION.fold(past) == state


def test_what_was_decided_opens_again_and_what_was_replaced_never() -> None:
    for state in ("confirmed", "corrected"):
        assert DETERMINATION.step(state, "propose").becomes == "proposed"
    with pytest.raises(Refusal):
        DETERMINATION.step("replaced", "propose")


def test_a_history_that_the_table_does_not_allow_is_found() -> None:
    with pytest.raises(Refusal):
        DETERMINATION.fold(["determination_confirmed", "determination_confirmed"])


def test_the_diagram_names_every_state() -> None:
    drawn = DETERMINATION.diagram()
    assert all(state in drawn for state in DETERMINATION.states())


def test_what_changed_is_named_in_the_words_of_the_screens() -> None:
    before = Basis("works", "", None, None)
    assert what_changed(before, Basis("works", "", None, None)) == ()
    assert what_changed(before, Basis("goods-services", "goods", None, None)) == (
        "kind of contract",
        "goods or services",
    )


def test_the_warning_begins_on_the_day_of_commencement() -> None:
    assert commencement_warning(date(2026, 5, 2), date(2026, 5, 1)) == ""
    assert "already commenced" in commencement_warning(date(2026, 5, 1), date(2026, 5, 1))
    assert commencement_warning(None, date(2026, 5, 1)) == ""
