"""What is said about late records and short reasons: pure rules of a determination (CTX-1, INC-4)."""

from __future__ import annotations

from datetime import date

import pytest

from socialvalue.planning.rules.determinations import (
    act_record_warning,
    commencement_warning,
)

BEGAN = date(2026, 5, 1)


@pytest.mark.rule(11)
@pytest.mark.clause("CTX-1")
@pytest.mark.parametrize(
    ("considered", "began", "late"),
    [
        (date(2026, 4, 30), BEGAN, False),
        (BEGAN, BEGAN, True),  # the Act asks for it before
        (date(2026, 5, 2), BEGAN, True),
        (BEGAN, None, False),
    ],
)
def test_the_act_is_considered_before_the_procurement_begins(
    considered: date, began: date | None, late: bool
) -> None:
    said = act_record_warning(considered, began)
    assert said == "" if not late else "on or after the day the procurement began" in said


@pytest.mark.rule(14)
@pytest.mark.parametrize(("today", "begun"), [(date(2026, 4, 30), False), (BEGAN, True)])
def test_from_the_day_it_begins_the_rules_it_began_under_stay(today: date, begun: bool) -> None:
    said = commencement_warning(BEGAN, today)
    assert said == "" if not begun else "already commenced" in said
