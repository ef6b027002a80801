"""When the reason for an exemption is public, as a pure rule: once everything that it covers is awarded (rulings 7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from socialvalue.evaluation.rules.publication import CoveredLot, NoticeOfAward, is_public

pytestmark = [pytest.mark.clause("EXC-2"), pytest.mark.rule(18)]
DAY = date(2027, 5, 1)
ACTIVE = NoticeOfAward("active", DAY, ())


@pytest.mark.parametrize(
    ("lots", "notices", "public"),
    [
        ([CoveredLot("1", True, False)], [], True),  # awarded here
        ([CoveredLot("1", True, False), CoveredLot("2", False, False)], [], False),  # one is not yet
        ([CoveredLot("1", False, True)], [ACTIVE], True),  # the only lot
        ([CoveredLot("1", False, False)], [ACTIVE], False),  # which of several is not said
        ([CoveredLot("1", False, False)], [NoticeOfAward("active", DAY, ("1",))], True),
        ([CoveredLot("1", False, False)], [NoticeOfAward("active", DAY, ("2",))], False),
        ([CoveredLot("1", False, True)], [NoticeOfAward("active", DAY + timedelta(days=1), ())], False),
        ([CoveredLot("1", False, True)], [NoticeOfAward("pending", DAY, ())], False),
        ([CoveredLot("1", False, True)], [NoticeOfAward("cancelled", DAY, ())], False),
        ([CoveredLot("1", False, True)], [NoticeOfAward("unsuccessful", None, ())], False),
        ([CoveredLot("1", False, True)], [NoticeOfAward("active", None, ())], True),
        ([CoveredLot("1", False, True)], [NoticeOfAward("active", DAY, ("2",))], False),
        ([CoveredLot("1", False, False)], [NoticeOfAward("pending", DAY, ("1",))], False),
        ([], [ACTIVE], False),
    ],
)
def test_everything_that_it_covers_has_to_be_awarded(
    lots: list[CoveredLot], notices: list[NoticeOfAward], public: bool
) -> None:
    assert is_public(lots, notices, DAY) is public
