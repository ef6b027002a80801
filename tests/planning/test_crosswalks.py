"""How outcomes meet national statements (CTX-3): read from the pack, by the day on which a procurement begins."""

from __future__ import annotations

from datetime import date

import pytest

from socialvalue.planning.pack import CROSSWALKS, crosswalks_of
from socialvalue.planning.rules.crosswalks import Crosswalks, outcome_of
from socialvalue.policy.pack import default_pack_path, read_table
from socialvalue.toms.pack import load_toms

pytestmark = pytest.mark.clause("CTX-3")
PACK = crosswalks_of(read_table(default_pack_path() / CROSSWALKS))


def test_ppn_026_exists_for_procurements_that_begin_in_2027() -> None:
    assert [frame.code for frame in PACK.on(date(2026, 12, 31))] == ["npps", "ppn-002"]
    assert [frame.code for frame in PACK.on(date(2027, 1, 1))] == ["npps", "ppn-026"]


def test_the_law_asks_for_regard_to_the_national_statement_alone() -> None:
    assert PACK.regard is not None and PACK.regard.code == "npps"
    assert [frame.code for frame in PACK.frames if frame.needs_regard] == ["npps"]
    assert Crosswalks(PACK.frames[1:], "").regard is None


def test_the_environment_meets_none_of_our_outcomes() -> None:
    ppn = next(frame for frame in PACK.frames if frame.code == "ppn-002")
    assert next(item for item in ppn.items if item.code == "4").outcomes == frozenset()


def test_an_item_says_which_outcomes_of_what_is_asked_meet_it() -> None:
    asked = {outcome_of(code) for code in ("EM-2.1", "CO-1.2", "EM-1.3")}
    assert PACK.frames[0].items[0].met_by(asked) == ("EM-1", "EM-2")


def test_every_link_names_an_outcome_of_the_framework() -> None:
    known = {outcome.code for outcome in load_toms(default_pack_path()).outcomes}
    named = {code for frame in PACK.frames for item in frame.items for code in item.outcomes}
    assert named <= known
