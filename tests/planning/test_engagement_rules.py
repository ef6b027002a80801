"""Market engagement as pure rules: what a statement must say, what publication asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import (
    ENGAGEMENT_EVENT,
    LotKnown,
    MarketKnown,
    Need,
    Readiness,
    Statement,
    check_statement,
    readiness,
)

pytestmark = pytest.mark.clause("PRE-2")
TODAY = date(2027, 3, 1)
HELD: dict[str, Any] = {
    "is_held": True,
    "engaged_on": date(2027, 2, 10),
    "with_whom": "Four growers",
    "shares_priorities": True,
    "need_version": "Analysis 2026",
    "notice_reference": "2027/S 000-001111",
}
NOT_HELD: dict[str, Any] = {"is_held": False, "ground": "urgent", "because": "x" * 10}


def refused(plain: dict[str, Any], *, has_event: bool = False, **changes: Any) -> str:
    """The code of the refusal; empty where it is taken."""
    try:
        check_statement(Statement(**(plain | changes)), today=TODAY, has_event=has_event)
    except Refusal as refusal:
        assert refusal.clause == "PRE-2" and refusal.field
        return refusal.code
    return ""


@pytest.mark.parametrize(
    "changes", [{}, {"engaged_on": TODAY}, {"notice_reference": "", "no_notice_because": "x" * 10}]
)
def test_engagement_that_was_held_says_when_with_whom_and_under_which_notice(changes: dict[str, Any]) -> None:
    assert refused(HELD, **changes) == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"engaged_on": None}, "engaged-when"),
        ({"engaged_on": date(2027, 3, 2)}, "engaged-later"),
        ({"with_whom": "x" * 9}, "sentence-missing"),
        ({"notice_reference": " "}, "sentence-missing"),
        ({"notice_reference": "", "no_notice_because": "x" * 9}, "sentence-missing"),
        ({"no_notice_because": "There was no time for one."}, "notice-or-reason"),
    ],
)
def test_what_a_statement_of_engagement_leaves_out_is_refused(changes: dict[str, Any], code: str) -> None:
    assert refused(HELD, **changes) == code


@pytest.mark.parametrize("missing", [{"shares_priorities": False}, {"need_version": "  "}])
def test_priorities_and_need_are_shared_or_it_says_why_not(missing: dict[str, Any]) -> None:
    assert refused(HELD, **missing) == "sentence-missing"
    assert refused(HELD, **missing, not_shared_because="The analysis was not out yet.") == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, ""), ({"ground": ""}, "ground-missing"), ({"because": "x" * 9}, "sentence-missing")],
)
def test_engagement_that_was_not_held_gives_a_ground_and_a_sentence(
    changes: dict[str, Any], code: str
) -> None:
    assert refused(NOT_HELD, **changes) == code


def test_nobody_says_that_it_was_not_held_while_an_event_is_on_record() -> None:
    assert refused(NOT_HELD, has_event=True) == "engagement-on-record"
    assert refused(HELD, has_event=True) == ""


def need(band: str, market: MarketKnown, where: str = "engagement") -> Need | None:
    lots = [LotKnown(1, 0, 1, has_question=True)]
    found = readiness(
        band=band, decided=True, act_applies=False, has_act_record=False, lots=lots, market=market
    )
    return next((each for each in found if each.where == where), None)


@pytest.mark.parametrize(
    ("band", "stated", "state"),
    [
        ("mandatory", "", Readiness.MISSING),
        ("mandatory", "held", Readiness.DONE),
        ("mandatory", "not-held", Readiness.DONE),
        ("encouraged", "", Readiness.OPTIONAL),
        ("encouraged", "held", Readiness.DONE),
        ("voluntary", "", Readiness.OPTIONAL),
        ("undetermined", "", Readiness.OPTIONAL),
    ],
)
def test_only_above_threshold_publication_waits_for_it(band: str, stated: str, state: Readiness) -> None:
    found = need(band, MarketKnown(stated=stated))
    assert found is not None and found.state is state and found.clause == "PRE-2"
    assert found.is_missing == bool(found.lacking)
    assert found.hint == {"held": "Held", "not-held": "Not held, with the reason"}.get(stated, "")


def test_what_is_not_said_to_be_shared_was_not() -> None:
    assert not Statement(is_held=True).shares_priorities


@pytest.mark.clause("TEN-2")
@pytest.mark.parametrize("band", ["mandatory", "encouraged", "voluntary"])
def test_what_suppliers_were_asked_is_settled_first_in_every_band(band: str) -> None:
    assert need(band, MarketKnown(), "feasibility") is None
    found = need(band, MarketKnown(is_tested=True, unsettled=("Decide.", "Disclose.")), "feasibility")
    assert found is not None and found.is_missing and found.lacking == "Decide."
    found = need(band, MarketKnown(is_tested=True), "feasibility")
    assert found is not None and found.state is Readiness.DONE


@pytest.mark.clause("COM-1")
def test_an_event_is_planned_then_held_or_cancelled_and_neither_is_taken_back() -> None:
    assert set(ENGAGEMENT_EVENT.allowed("planned")) == {"plan", "amend", "hold", "cancel"}
    assert not ENGAGEMENT_EVENT.allowed("held") and not ENGAGEMENT_EVENT.allowed("cancelled")
