"""The starter set of the pack: complete, plain, in our own words, nothing environmental, no personal data."""

import re

import pytest

from socialvalue.foundation.quantity import Unit, UnitKind
from socialvalue.policy.pack import default_pack_path, load_pack
from socialvalue.toms.pack import FILE, load_toms
from socialvalue.toms.rules import (
    Framework,
    FrameworkStatus,
    Measure,
    MeasureKind,
    environmental_words,
    personal_data_words,
    reading,
)

SET: Framework = load_toms(default_pack_path())
EASY_AGE, LONGEST = 12, 25


@pytest.fixture(params=SET.measures, ids=lambda measure: measure.code)
def measure(request: pytest.FixtureRequest) -> Measure:
    found: Measure = request.param
    return found


@pytest.mark.clause("PRI-1", "SCO-2", "OBJ-4")
def test_three_themes_nine_outcomes_and_two_measures_or_more_each() -> None:
    assert [(each.title, each.about) for each in SET.themes] == [
        ("Employer", "Promoting local skills and employment."),
        ("Economy", "Encouraging the growth of responsible businesses in Kent."),
        ("Community", "Building healthier, safer, and more resilient communities."),
    ]
    assert [len(SET.outcomes_of(theme)) for theme in SET.themes] == [3, 3, 3]
    assert all(len(SET.measures_of(outcome)) >= 2 for outcome in SET.outcomes)
    assert len(SET.measures) >= 18


def test_it_says_that_it_is_for_the_council_to_adopt() -> None:
    assert SET.status is FrameworkStatus.STARTER and "starter" in SET.label
    assert SET.notice.startswith("Starter set for the Council to adopt.")
    assert SET.valid_from == load_pack(default_pack_path()).policy.effective_from


@pytest.mark.clause("OBJ-2", "PRE-4")
def test_every_measure_is_complete(measure: Measure) -> None:
    assert all(
        (measure.definition, measure.counting_rule, measure.place, measure.evidence, measure.not_evidence)
    )
    assert measure.additionality
    assert measure.example_small.quantity.unit is measure.example_large.quantity.unit is measure.unit
    for example in (measure.example_small, measure.example_large):
        assert re.search(r"£\d", example.contract) and str(example.quantity) in str(example)


def test_many_kinds_are_counted_and_judgement_has_its_place_in_every_theme() -> None:
    assert {each.unit.kind for each in SET.measures} == set(UnitKind)
    judged = {each.outcome[:2] for each in SET.measures if each.kind is MeasureKind.QUALITATIVE}
    assert judged == {each.code for each in SET.themes}
    assert all(each.unit is not Unit.PER_CENT or "never added" in each.counting_rule for each in SET.measures)


@pytest.mark.clause("CTX-4")
@pytest.mark.rule(19)
def test_nothing_is_about_the_environment(measure: Measure) -> None:
    assert environmental_words(" ".join(measure.texts)) == ()


@pytest.mark.clause("DPA-1")
def test_evidence_never_asks_for_personal_data(measure: Measure) -> None:
    assert [personal_data_words(each) for each in (*measure.evidence, measure.counting_rule)] == [()] * (
        len(measure.evidence) + 1
    )


@pytest.mark.clause("PRE-4")
def test_a_child_of_twelve_could_read_it(measure: Measure) -> None:
    text = " ".join(each if each.endswith((".", "?")) else f"{each}." for each in measure.texts)
    assert reading(text).age <= EASY_AGE
    assert reading(text).longest_sentence <= LONGEST


def test_nothing_of_a_licensed_list_stands_in_it(measure: Measure) -> None:
    assert not re.search(r"\bNT\d|\bRE\d+\b|HACT|TOMs|proxy|£SV", " ".join((measure.code, *measure.texts)))


@pytest.mark.rule(24)
def test_weeks_and_people_of_apprentices_are_two_measures() -> None:
    units = {each.code: each.unit for each in SET.measures}
    assert (units["EM-2.1"], units["EM-2.2"]) == (Unit.PEOPLE, Unit.WEEKS)
    assert (default_pack_path() / FILE).exists()
