"""Records of several kinds that wait, read in one statement: in the order in which they are due."""

from __future__ import annotations

from datetime import date

from socialvalue.machinery.waiting import columns, together
from socialvalue.planning.models import Determination, Exemption
from tests import make
from tests.measure import Measured


def test_several_kinds_come_in_one_statement_those_that_are_due_first(db: None) -> None:
    later = make.procurement(title="Later", commenced_on=date(2027, 1, 1))
    make.exemption(make.procurement(title="Sooner", commenced_on=date(2026, 1, 1)))
    make.exemption(make.procurement(title="Some day", commenced_on=None))
    dates = {"title": "procurement__title", "due": "procurement__commenced_on"}
    kinds = [
        columns(Determination.objects.filter(procurement=later), "decide", key="id", **dates),
        columns(Exemption.objects.all(), "review", key="reference", since="requested_at", **dates),
    ]
    with Measured() as cost:
        found = together(kinds, 10)
    assert cost.statements == 1
    assert [(row.what, row.title) for row in found] == [
        ("review", "Sooner"),
        ("decide", "Later"),
        ("review", "Some day"),
    ]
    assert [row.since is None for row in found] == [False, True, False]


def test_no_more_than_asked_for_and_nothing_of_nothing(db: None) -> None:
    for _ in range(3):
        make.exemption(make.procurement())
    kind = columns(Exemption.objects.all(), "review", key="reference", title="procurement__title")
    assert len(together([kind, kind], 4)) == 4
    assert len(together([kind], 2)) == 2
    assert together([], 5) == []
