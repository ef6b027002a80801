"""The encouraged band: what is asked for counts before what was answered; three figures that add up (INC-2)."""

from __future__ import annotations

import pytest

from socialvalue.planning.rules import Coverage, Included, coverage, included

pytestmark = pytest.mark.clause("INC-2")


@pytest.mark.parametrize(
    ("answer", "confirmed", "found"),
    [
        (None, 0, Included.NO_ANSWER),
        (True, 0, Included.INCLUDED),
        (False, 0, Included.LEFT_OUT),
        (None, 1, Included.INCLUDED),  # nobody types again what stands in the requirements
        (False, 2, Included.INCLUDED),
    ],
)
def test_what_is_asked_for_counts_first(answer: bool | None, confirmed: int, found: Included) -> None:
    assert included(answer, confirmed) is found


def test_the_three_figures_add_up() -> None:
    found = coverage({Included.INCLUDED: 4, Included.NO_ANSWER: 3})
    assert found == Coverage(4, 0, 3) and found.whole == 7
    assert Coverage(4, 2, 3).whole == 9
    assert coverage({Included.LEFT_OUT: 2}) == Coverage(0, 2, 0)
