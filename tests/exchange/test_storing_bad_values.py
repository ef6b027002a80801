"""Notices with values of every wrong kind, stored: each has its outcome, and none stops the others."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.ocds.test_bad_values import WHOLE, every_odd_value, places
from tests.exchange.test_storing import AWARD, TENDER, bring_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("FIN-1")]


def mangled(number: int, chance: random.Random) -> dict[str, Any]:
    """One of three notices with a few of its values replaced; two of them speak of one procurement."""
    bad = copy.deepcopy(chance.choice([WHOLE, TENDER, AWARD]))
    bad |= {"ocid": f"ocds-h6vhtk-{number // 2:06x}", "id": str(number)}
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(list(places(bad)))
        holder[key] = copy.deepcopy(chance.choice(every_odd_value))
    return bad


@pytest.mark.parametrize("seed", range(3))
def test_mangled_notices_are_stored_or_refused_each_by_itself(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  the same notices every time
    notices = [mangled(number, chance) for number in range(120)]
    first = bring_in(tmp_path, *notices[:60], name="first.json")
    again = bring_in(tmp_path, *notices, name="again.json")
    for report in (first, again):
        assert report.tally.balances and "release-unusable" not in report.problems.counts
    assert again.tally.as_json()["unchanged"] >= first.tally.as_json()["stored"] > 50
