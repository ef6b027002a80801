"""A determination keeps the figures it was made with, whatever the pack says later."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.planning import actions
from socialvalue.planning.models import Procurement
from socialvalue.policy import actions as policy
from socialvalue.policy.pack import default_pack_path
from socialvalue.policy.rules import Kind, Nature, Vat
from tests import make
from tests.cast import Player

pytestmark = [pytest.mark.django_db, pytest.mark.clause("INC-4"), pytest.mark.clause("GOV-6")]
KEPT = ("band", "value_inc_vat", "threshold", "threshold_from_on", "policy_id", "reasons")


def load_changed_pack(folder: Path) -> None:
    """The same pack with another threshold for services and another version."""
    changed = Path(shutil.copytree(default_pack_path(), folder / default_pack_path().name))
    for name, before, after in (
        ("thresholds.csv", "12,goods-services,207720.00", "12,goods-services,100000.00"),
        ("policy.toml", 'version = "2026-2028-draft-1"', 'version = "2026-2028-draft-2"'),
    ):
        text = (changed / name).read_text(encoding="utf-8")
        assert before in text
        (changed / name).write_text(text.replace(before, after), encoding="utf-8")
    assert policy.load_pack(folder=changed)[1]


def correct(made: Procurement, player: Player, value: int, version: int) -> None:
    actions.correct_determination(
        reference=made.reference,
        version=version,
        kind=Kind.GOODS_SERVICES,
        nature=Nature.SERVICES,
        value=Decimal(value),
        vat=Vat(),
        commenced_on=date(2026, 5, 1),
        reason="The extension was left out.",
        by=player.person,
    )


def test_new_figures_are_for_new_decisions(priya: Player, tmp_path: Path) -> None:
    made = make.procurement()
    correct(made, priya, 150_000, version=1)
    before = made.determinations.values(*KEPT).get(version=2)
    load_changed_pack(tmp_path)
    assert made.determinations.values(*KEPT).get(version=2) == before
    assert (before["band"], before["threshold"]) == ("encouraged", Decimal(207_720))
    correct(made, priya, 150_001, version=2)
    after = made.determinations.values(*KEPT).get(version=3)
    assert (after["band"], after["threshold"]) == ("mandatory", Decimal(100_000))
    assert after["policy_id"] != before["policy_id"]
