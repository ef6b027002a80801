"""Badges for tests: valid by default."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from socialvalue.delivery.models import Contract
from socialvalue.foundation.references import new_uid
from socialvalue.people.models import Authority
from socialvalue.recognition.models import Badge
from tests import make
from tests.delivery import made

CUT_OFF = datetime(2027, 4, 30, 22, 59, tzinfo=UTC)


def unsaved_badge(its: Contract, **given: Any) -> Badge:
    """A gold badge that is not in the database yet, for many at a time."""
    plain: dict[str, Any] = {
        "year_from_on": date(2026, 4, 1),
        "version": 1,
        "level": "gold",
        "reason": "All that was due by 31 March 2027 is delivered and verified.",
        "clause": "REC-3",
        "commitments": [
            {
                "commitment": "C1",
                "title": "New apprentices",
                "verdict": "met",
                "text": "4 people due, 4 verified.",
            }
        ],
        "why": "I compared the registers.",
        "known_at": CUT_OFF,
        "verified_at": make.NOON,
        "verified_by": new_uid(),
    }
    owned = {"authority": its.authority, "originating_authority": its.authority}
    return Badge(contract=its, **owned, **(plain | given))


def badge(*, of: Authority | None = None, within: Contract | None = None, **given: Any) -> Badge:
    """A gold badge of 2026–27, verified by nobody of the cast."""
    row = unsaved_badge(within or made.contract(of=of), **given)
    row.save()
    return row
