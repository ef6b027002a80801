"""An evaluator's seat goes only where its table leads; a lot's evaluation waits for one thing at a time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialvalue.evaluation.rules import SEAT, Conflict, Stage, Standing, all_locked
from socialvalue.foundation.refusal import Refusal

DEEDS = sorted({step.deed for step in SEAT.steps})
DONE = Standing(
    opened=True, bids=2, seats=("locked", "locked"), to_agree=2, agreed=2, has_result=True, has_other_parts=True,
    awarded=False,
)  # fmt: skip


@given(st.lists(st.sampled_from(DEEDS), max_size=12))
def test_the_events_of_a_legal_history_fold_to_its_state(deeds: list[str]) -> None:
    state, past = SEAT.begins, []
    for deed in deeds:
        if deed in SEAT.allowed(state):
            step = SEAT.step(state, deed)
            state, past = step.becomes, [*past, step.event]
    assert SEAT.fold(past) == state


@pytest.mark.rule(27)
def test_nothing_leads_back_from_a_lock() -> None:
    assert SEAT.allowed("locked") == frozenset()


@pytest.mark.rule(28)
@pytest.mark.parametrize("state", ["appointed", "suspended", "removed", "released", "locked"])
def test_only_who_declared_and_is_not_suspended_scores(state: str) -> None:
    with pytest.raises(Refusal):
        SEAT.step(state, "score")


@pytest.mark.parametrize(
    ("decision", "becomes"),
    [(Conflict.NONE, "declared"), (Conflict.MITIGATED, "declared"), (Conflict.REMOVED, "removed")],
)
def test_a_senior_decides_none_mitigated_or_removed(decision: Conflict, becomes: str) -> None:
    assert SEAT.step("suspended", decision.deed).becomes == becomes


@pytest.mark.rule(27)
@pytest.mark.parametrize(
    ("seats", "locked"),
    [
        ((), False),
        (("removed",), False),
        (("locked",), True),
        (("locked", "declared"), False),
        (("locked", "suspended"), False),
        (("locked", "removed", "released"), True),
    ],
)
def test_a_panel_has_locked_when_nobody_on_it_is_open(seats: tuple[str, ...], locked: bool) -> None:
    assert all_locked(seats) is locked


@pytest.mark.parametrize(
    ("change", "stage"),
    [
        ({}, Stage.AWARDING),
        ({"awarded": True}, Stage.AWARDED),
        ({"opened": False}, Stage.SEALED),
        ({"bids": 0}, Stage.NO_BIDS),
        ({"seats": ()}, Stage.APPOINTING),
        ({"seats": ("locked", "declared")}, Stage.SCORING),
        ({"agreed": 1}, Stage.AGREEING),
        ({"has_result": False}, Stage.COMPUTING),
        ({"has_other_parts": False}, Stage.OTHER_PARTS),
        ({"seats": (), "to_agree": 0, "agreed": 0}, Stage.AWARDING),
    ],
)
def test_a_lot_waits_for_one_thing(change: dict[str, object], stage: Stage) -> None:
    assert replace(DONE, **change).stage() is stage  # type: ignore[arg-type]
