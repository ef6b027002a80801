"""Loading what stands beside the measures: links from need to outcomes, and what "local" may mean, in versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialvalue.entrance import packs
from socialvalue.foundation.refusal import Refusal
from socialvalue.people.models import PackVersion
from socialvalue.places.models import Indicator, IndicatorValue
from socialvalue.policy.pack import default_pack_path
from socialvalue.toms.models import LocalDefinition, NeedLink, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_pack_path(), tmp_path / "pack"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))


@pytest.mark.clause("PRI-2", "OBJ-3")
def test_every_figure_points_to_an_outcome_or_to_none_and_says_who_approved_it() -> None:
    assert set(NeedLink.objects.values_list("approved_by", flat=True)) == {
        "Proposed, for the Council to adopt"
    }
    pointing = NeedLink.objects.values("indicator").distinct().count()
    assert pointing > 35 and not NeedLink.objects.filter(indicator__code="gigabit").exists()


@pytest.mark.clause("PRI-2")
def test_a_new_figure_is_a_new_version_beside_the_old(folder: Path) -> None:
    change(folder, "indicators.csv", "claimants,E07000114,5.2", "claimants,E07000114,4.9")
    version, is_new = packs.load(folder)
    assert is_new and PackVersion.objects.count() == 2
    values = IndicatorValue.objects.filter(indicator__code="claimants", place="E07000114").order_by("id")
    assert [str(each.value) for each in values] == ["5.2000", "4.9000"]
    assert Indicator.objects.filter(pack=version).count() == 43


@pytest.mark.clause("PRI-2")
def test_a_link_to_an_outcome_that_there_is_not_is_refused(folder: Path) -> None:
    change(folder, "indicators.toml", 'outcome = "CO-3"', 'outcome = "CO-9"')
    with pytest.raises(Refusal, match="there is no CO-9"):
        packs.load(folder)


@pytest.mark.clause("CAT-1")
def test_local_may_mean_three_things_each_with_its_caution() -> None:
    rows = LocalDefinition.objects.order_by("number")
    assert [row.code for row in rows] == ["council-area", "delivery-site", "first-and-second-tier"]
    assert all("Treat all bidders alike" in row.caution and row.version == 1 for row in rows)


@pytest.mark.clause("CAT-1")
@pytest.mark.parametrize(("version", "taken"), [("version = 1", False), ("version = 2", True)])
def test_a_changed_definition_needs_its_next_version(folder: Path, version: str, taken: bool) -> None:
    change(folder, "local.toml", "version = 1", version)
    change(folder, "local.toml", "Medway does not count.", "Medway does not count either.")
    if taken:
        assert packs.load(folder)[1] is True
    else:
        with pytest.raises(Refusal, match="next “version”"):
            packs.load(folder)


@pytest.mark.rule(21)
def test_a_definition_that_speaks_of_the_bidder_is_no_definition(folder: Path) -> None:
    change(
        folder,
        "local.toml",
        "Local means spent",
        "Local means that the bidder is based in the area, and spent",
    )
    with pytest.raises(Refusal, match="where the bidder itself is"):
        packs.load(folder)


def test_the_outcomes_about_the_workforce_are_marked() -> None:
    marked = Outcome.objects.filter(is_about_workforce=True).values_list("code", flat=True)
    assert set(marked) == {"EM-1", "EM-2"}
