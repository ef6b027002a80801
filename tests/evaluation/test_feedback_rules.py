"""Feedback after tenders as pure rules: until when, on which scale, and figures behind which nobody can be seen."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from socialvalue.evaluation.rules.feedback import (
    Opinion,
    Said,
    average,
    by_kind,
    check_marks,
    is_open,
    nameless,
)
from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import SupplierKind

pytestmark = pytest.mark.clause("COM-1", "EQU-1")
DAY = date(2027, 3, 1)
VCSE, SME = SupplierKind.VCSE, SupplierKind.SME


@pytest.mark.parametrize(("days", "open_still"), [(0, True), (90, True), (91, False)])
def test_it_can_be_given_for_ninety_days(days: int, open_still: bool) -> None:
    assert is_open(DAY, DAY + timedelta(days=days)) is open_still


def test_an_average_is_rounded_half_up_and_shown_of_three_or_more() -> None:
    two = [Opinion(VCSE, 4, 1), Opinion(VCSE, 5, 2)]
    assert (average(two).answers, average(two).clear) == (2, None)
    three = average([*two, Opinion(SME, 5, 2)])
    assert (three.clear, three.proportionate) == (Decimal("4.7"), Decimal("1.7"))
    four = average([*two, Opinion(SME, 5, 2), Opinion(SME, 5, 2)])
    assert (four.clear, four.proportionate) == (Decimal("4.8"), Decimal("1.8")), "4.75 and 1.75, half up"


def test_a_tender_and_a_kind_are_named_of_three_or_more_and_the_rest_tells_nothing() -> None:
    many = [Said("Buses", VCSE, 4, 1, word) for word in ("a", "b", "c")]
    shown = nameless([Said("Apples", SME, 5, 5, "z"), *many, Said("Buses", SME, 2, 2, "d")])
    assert [(each.tender, each.kind) for each in shown] == [("Buses", VCSE)] * 3 + [
        ("Buses", None),
        ("", None),
    ]
    assert nameless([]) == []


OPINION = st.builds(Opinion, st.sampled_from(SupplierKind), st.integers(1, 5), st.integers(1, 5))


@examples(st.lists(OPINION))
def test_kinds_add_up_and_no_average_leaves_the_scale(opinions: list[Opinion]) -> None:
    kinds = by_kind(opinions)
    assert sum(each.answers for each in kinds.values()) == len(opinions)
    assert all(each.clear is None or 1 <= each.clear <= 5 for each in kinds.values())


@pytest.mark.parametrize(
    ("clear", "proportionate", "field"),
    [(0, 1, "clear"), (6, 5, "clear"), (1, 0, "proportionate"), (5, 6, "proportionate")],
)
def test_a_mark_off_the_scale_is_refused_at_its_field(clear: int, proportionate: int, field: str) -> None:
    check_marks(clear=1, proportionate=5)
    check_marks(clear=5, proportionate=1)
    with pytest.raises(Refusal) as refused:
        check_marks(clear=clear, proportionate=proportionate)
    assert refused.value.field == field


def test_each_kind_has_its_own_average() -> None:
    found = by_kind([Opinion(VCSE, 1, 1)] * 3 + [Opinion(SME, 5, 5)] * 3)
    assert (found[VCSE].clear, found[SME].clear, found[SupplierKind.OTHER].answers) == (
        Decimal(1),
        Decimal(5),
        0,
    )
