"""Loading a data pack: immutable versions, the same content again changes nothing (rulings 35)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.people.models import Authority, PackVersion
from socialvalue.places.models import Place
from socialvalue.policy import actions, queries
from socialvalue.policy.models import PolicyVersion, Threshold
from socialvalue.policy.pack import default_pack_path
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GOV-6")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_pack_path(), tmp_path / "pack"))


def test_the_same_content_again_changes_nothing(folder: Path) -> None:
    before = PackVersion.objects.count()
    _, is_new = actions.load_pack(folder=default_pack_path())
    assert not is_new
    assert PackVersion.objects.count() == before


def test_changed_content_is_a_new_version_beside_the_old(folder: Path) -> None:
    old = PolicyVersion.objects.get()
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text().replace("2026-2028-draft-1", "2026-2028-draft-2"))
    version, is_new = actions.load_pack(folder=folder)
    assert is_new
    assert queries.policy_of(make.authority().id)[1].version == "2026-2028-draft-2"
    old.refresh_from_db()
    assert old.label == "2026-2028-draft-1"
    assert events.history(version.uid)[0].deed == "pack_loaded"


def test_a_pack_with_a_fault_writes_nothing(folder: Path) -> None:
    (folder / "thresholds.csv").write_text("nonsense\n1,2,3\n")
    before = (PackVersion.objects.count(), Threshold.objects.count(), Authority.objects.count())
    with pytest.raises(Refusal, match=r"thresholds\.csv"):
        actions.load_pack(folder=folder)
    assert (PackVersion.objects.count(), Threshold.objects.count(), Authority.objects.count()) == before


def test_every_place_has_its_row() -> None:
    kinds = dict.fromkeys(("county", "district", "division", "outside"), 0)
    for kind in Place.objects.values_list("kind", flat=True):
        kinds[kind] += 1
    assert kinds["county"] == 1
    assert kinds["district"] == 12
    assert kinds["division"] == 72
    assert kinds["outside"] >= 1
    assert sum(Place.objects.filter(kind="division").values_list("seats", flat=True)) == 81


@pytest.mark.rule(1)
def test_the_database_gives_back_the_policy_of_the_pack() -> None:
    _, policy = queries.policy_of(make.authority().id)
    assert (policy.encouraged_from, policy.notifiable_from) == (29999, 30000)
    assert (
        len(queries.thresholds(queries.newest_pack(make.authority().id).id))
        == Threshold.objects.count()
        == 24
    )
