"""What higher rooms add to planning: tabs of a procurement, feedback after tenders. Bound in `entrance/wiring.py`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Protocol

from socialvalue.foundation.calendar import FinancialYear
from socialvalue.planning.rules import Feedback

EXTRA_TABS: Final[list[tuple[str, str]]] = []  # (text, route name) between Lots and History


def bind_tabs(*tabs: tuple[str, str]) -> None:
    """Replace the extra tabs."""
    EXTRA_TABS[:] = tabs


class FeedbackOf(Protocol):
    """The feedback after tenders of some authorities in a financial year."""

    def __call__(self, authorities: Collection[int], year: FinancialYear) -> Feedback: ...


def _none(authorities: Collection[int], year: FinancialYear) -> Feedback:
    return Feedback()


_BOUND: Final[dict[str, FeedbackOf]] = {"feedback": _none}


def bind_feedback(feedback: FeedbackOf) -> None:
    """Say where feedback after tenders stands."""
    _BOUND["feedback"] = feedback


def feedback_of(authorities: Collection[int], year: FinancialYear) -> Feedback:
    """The feedback of a year, as far as a higher room keeps any."""
    return _BOUND["feedback"](authorities, year)
