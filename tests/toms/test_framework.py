"""A set of measures that cannot be used is refused, naming what and why; versions; what keeps a measure from a menu."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.policy.pack import default_pack_path
from socialvalue.toms.pack import FILE, load_toms
from socialvalue.toms.rules import changed_without_a_version, keeps_from_a_menu

SET = load_toms(default_pack_path())
JOBS = SET.measures[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(default_pack_path() / FILE, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('label = "starter-1"', "", "toms.toml, label: Give some text"),
        ('status = "starter"', 'status = "final"', "status: Write one of starter, adopted"),
        ("from = 2026-09-01", "from = 2026-09-01\nto = 2026-08-31", "to: Give a day on or after"),
        ('code = "EM-1.1"', 'code = "jobs"', "toms.toml jobs, code: Write a code like EM-1.1"),
        ('code = "EM-1.1"', 'code = "EM-1.2"', "EM-1.2: This code stands twice"),
        ('code = "EM-1.1"', 'code = "EM-9.1"', "EM-9.1: There is no outcome EM-9"),
        ('code = "EM-1"', 'code = "XX-1"', "XX-1: There is no theme XX"),
        ('code = "EM"', 'code = "EX"', "There is no theme EM"),
        ('unit = "fte-years"', 'unit = "jobs"', "unit: Write one of people, hours"),
        ('kind = "quantitative"', 'kind = "number"', "toms.toml EM-1.1, kind: Write one of quantitative"),
        ('kind = "quantitative"', 'kind = "qualitative"', "EM-1.1: Give a question to a qualitative measure"),
        ('quantity = "0.5"', 'quantity = "a few"', "EM-1.1 [example_small], quantity: Enter a number"),
        ('quantity = "0.5"', 'quantity = "0"', "EM-1.1: Give examples above 0"),
        ('quantity = "0.5"', 'quantity = "41"', "EM-1.1: Make the example for a large contract"),
        (
            'unit = "fte-years"',
            'unit = "fte-years"\nversion = 0',
            "version: Give a whole number of 1 or more",
        ),
    ],
)
def test_a_fault_is_named_with_its_remedy(folder: Path, old: str, new: str, says: str) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_toms(folder)
    assert says in refused.value.text


def test_evidence_and_what_is_none_are_both_needed(folder: Path) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    start = text.index("evidence = [")
    (folder / FILE).write_text(
        text[:start] + "evidence = []" + text[text.index("\n", start) :], encoding="utf-8"
    )
    with pytest.raises(Refusal, match=r"EM-1\.1: Say what counts as evidence and what does not"):
        load_toms(folder)


@pytest.mark.clause("OBJ-4")
def test_a_measure_that_says_something_else_is_a_new_version() -> None:
    quiet = replace(JOBS, definition="Any jobs.")
    told = replace(quiet, version=2)
    assert changed_without_a_version(SET, replace(SET, measures=(quiet, *SET.measures[1:]))) == ("EM-1.1",)
    assert changed_without_a_version(SET, replace(SET, measures=(told, *SET.measures[1:]))) == ()
    assert changed_without_a_version(SET, replace(SET, measures=SET.measures[1:])) == ()


def test_a_set_counts_from_its_first_to_its_last_day() -> None:
    first, last, day = date(2026, 9, 1), date(2028, 12, 31), timedelta(days=1)
    ended = replace(SET, valid_to=last)
    found = [ended.counts_on(each) for each in (first - day, first, last, last + day)]
    assert found == [False, True, True, False]
    assert SET.counts_on(last + day) and replace(SET, valid_from=None).counts_on(first - day)


@pytest.mark.rule(19)
@pytest.mark.clause("CTX-4", "CAT-1")
@pytest.mark.parametrize(
    ("measure", "need", "environmental", "faults"),
    [
        (JOBS, "Many are out of work in the district.", False, 0),
        (None, "Many are out of work.", False, 1),
        (JOBS, " ", False, 1),
        (JOBS, "Many are out of work.", None, 1),
        (JOBS, "Many are out of work.", True, 1),
        (JOBS, "", True, 2),
    ],
)
def test_a_requirement_has_a_measure_a_need_and_a_persons_word_on_the_environment(
    measure: object, need: str, environmental: bool | None, faults: int
) -> None:
    found = keeps_from_a_menu(measure, need=need, is_environmental=environmental)  # type: ignore[arg-type]
    assert len(found) == faults
    assert not keeps_from_a_menu(JOBS, need="x", is_environmental=False, quantity=Decimal(0))
    assert keeps_from_a_menu(JOBS, need="x", is_environmental=False, quantity=Decimal(-1))
