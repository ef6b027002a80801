"""Loading the measures of a pack: one immutable framework a version, the same content again changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialvalue.entrance import packs
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.people.models import PackVersion
from socialvalue.policy.pack import default_pack_path
from socialvalue.toms import queries
from socialvalue.toms.models import Framework, Measure
from socialvalue.toms.pack import FILE
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-2", "OBJ-4")]
DEFINED = "New paid jobs on this contract for people who live in"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_pack_path(), tmp_path / "pack"))


def change(folder: Path, *pairs: tuple[str, str]) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    (folder / FILE).write_text(text, encoding="utf-8")


def test_a_fresh_installation_has_its_measures_and_one_event() -> None:
    framework = Framework.objects.get()
    assert framework.pack == PackVersion.objects.get()
    assert (framework.themes.count(), framework.measures.count() >= 18) == (3, True)
    assert [event.deed for event in events.history(framework.uid)] == ["framework_loaded"]


def test_the_same_pack_again_changes_nothing() -> None:
    before = (Framework.objects.count(), Measure.objects.count())
    assert packs.load(default_pack_path())[1] is False
    assert (Framework.objects.count(), Measure.objects.count()) == before


def test_a_measure_that_changes_its_words_needs_its_next_version(folder: Path) -> None:
    change(folder, (DEFINED, "Paid jobs for people who live in"))
    with pytest.raises(Refusal, match=r"EM-1\.1.*next “version”"):
        packs.load(folder)
    assert (Framework.objects.count(), PackVersion.objects.count()) == (1, 1)


def test_a_new_version_stands_beside_the_old(folder: Path) -> None:
    old = Measure.objects.get(code="EM-1.1")
    change(
        folder,
        ('"starter-1"', '"starter-2"'),
        ('code = "EM-1.1"', 'code = "EM-1.1"\nversion = 2'),
        (DEFINED, "Paid jobs in"),
    )
    assert packs.load(folder)[1] is True
    assert queries.measure(authority_id=make.authority().id, code="EM-1.1").version == 2
    old.refresh_from_db()
    assert old.definition.startswith(DEFINED)


def test_a_fault_in_the_measures_loads_nothing_of_the_pack(folder: Path) -> None:
    change(folder, ('unit = "fte-years"', 'unit = "smiles"'), ("starter-1", "starter-2"))
    with pytest.raises(Refusal, match=r"toms\.toml"):
        packs.load(folder)
    assert PackVersion.objects.count() == 1
