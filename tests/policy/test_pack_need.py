"""The figures of need in a pack: as they were published; a fault is named with its file, line and remedy."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.places.rules import Figure, Worse
from socialvalue.policy.pack import default_pack_path, load_pack
from socialvalue.policy.pack_need import load_need

pytestmark = pytest.mark.clause("PRI-2")
PUBLISHED = (
    Path(__file__).parents[2] / ".." / "shared" / "data" / "kent" / "indicators" / "kent-indicators-long.csv"
)
SERIES = {
    "claimants": "Claimant Count",
    "employment": "Employment rate",
    "no-qualifications": "No qualifications",
    "gcse": "GCSEs in English and Maths",
    "child-poverty-after": "Children in relative poverty after housing costs",
    "business-survival": "Five-year survival rate",
    "apprentice-achievements": "Apprenticeship achievements (England)",
    "household-income": "Gross disposable household income",
    "obesity": "Adult obesity prevalence",
    "healthy-life-men": "Male healthy life expectancy",
}
PLACES = {place.code for place in load_pack(default_pack_path()).places if place.inside}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_pack_path(), tmp_path / "pack"))


def test_every_indicator_says_what_it_is_and_where_it_is_from() -> None:
    need = load_need(default_pack_path(), places=PLACES)
    assert need is not None and len(need.indicators) == 43
    assert all(each.meaning and each.source and each.period and each.licence for each in need.indicators)
    assert need.analysis == "Kent Communities Analysis"


def test_surveys_are_marked_and_the_unpublished_is_kept_as_missing() -> None:
    need = load_need(default_pack_path(), places=PLACES)
    assert need is not None
    known = {each.code: each for each in need.indicators}
    assert known["employment"].is_survey and known["weekly-pay"].is_survey
    assert not known["claimants"].is_survey and known["claimants"].worse is Worse.HIGHER
    assert known["no-qualifications"].figures["E07000107"] == Figure(None)
    assert known["employment"].figures["E07000112"] == Figure(
        Decimal("65.9"), Decimal("52.9"), Decimal("78.9")
    )


@pytest.mark.parametrize("code", SERIES)
def test_the_figures_are_those_that_were_published(code: str) -> None:
    if not PUBLISHED.is_file():
        pytest.skip("the published figures (../shared/data/kent/indicators) are not here")
    need = load_need(default_pack_path(), places=PLACES)
    assert need is not None
    indicator = next(each for each in need.indicators if each.code == code)
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        theirs = {
            row["area_code"]: row["value"] for row in csv.DictReader(file) if row["indicator"] == SERIES[code]
        }
    for place, figure in indicator.figures.items():
        published = theirs[place]
        assert (figure.value is None) is (published == "")
        if figure.value is not None:
            assert abs(figure.value - Decimal(published)) <= Decimal(5).scaleb(-indicator.decimals - 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "indicators.csv",
            "claimants,E07000105,",
            "claimants,E06000035,",
            "no place of the council’s own area",
        ),
        ("indicators.csv", "claimants,E07000105,3.0", "claimants,E07000105,many", "Give a number"),
        ("indicators.csv", "claimants,E07000105,3.0,,", "claimants,E07000105,3.0,2.9,", "both ends"),
        ("indicators.csv", "claimants,E07000105", "claimants,E07000106", "stands here twice"),
        ("indicators.csv", "claimants,", "strangers,", "Add its figures"),
        ("indicators.toml", 'code = "gcse"', 'code = "claimants"', "stands twice|has figures for it"),
        ("indicators.toml", 'worse = "neither"', 'worse = "sideways"', "Write one of"),
    ],
)
def test_a_fault_is_named(folder: Path, file: str, old: str, new: str, said: str) -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))
    with pytest.raises(Refusal, match=said):
        load_need(folder, places=PLACES)


def test_a_pack_without_figures_of_need_is_a_pack(folder: Path) -> None:
    (folder / "indicators.toml").unlink()
    assert load_need(folder, places=PLACES) is None
