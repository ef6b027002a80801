"""Need by place for everyone: what stands out, what it points to, how to read it, and where each figure is from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PRI-2", "OBJ-3", "OBJ-4")]
THANET, SEVENOAKS, FOLKESTONE = "/need/E07000114", "/need/E07000111", "/need/E07000112"


def text(visitor: Browser, address: str) -> str:
    return text_of(page(visitor.get(address)))


def test_the_claimants_of_thanet_stand_out_and_point_to_work(visitor: Browser) -> None:
    shown = text(visitor, THANET)
    what_stands_out = shown[shown.index("What stands out") : shown.index("How to read these figures")]
    assert "5.2% of people aged 16 to 64, against 3.3%" in what_stands_out
    assert "More local people have good, steady work" in what_stands_out
    assert "Proposed, for the Council to adopt" in what_stands_out
    assert "New jobs for local people" in what_stands_out


def test_each_figure_says_its_source_day_and_licence(visitor: Browser) -> None:
    shown = text(visitor, THANET)
    assert "Claimant count (Office for National Statistics), 2025, published 20 January 2026" in shown
    assert shown.count("Open Government Licence v3.0") >= 43


def test_no_survey_stands_out_though_it_is_far_off(visitor: Browser) -> None:
    shown = text(visitor, FOLKESTONE)  # 65.9% in work, against 75.9%: the furthest of all, and a survey
    assert "No figure of Folkestone and Hythe stands out" in shown
    assert "Not judged: from a survey" in shown and "Between 52.9% to 78.9%" in shown


def test_what_was_not_published_is_said_so(visitor: Browser) -> None:
    assert "Not published for this place" in text(visitor, "/need/E07000107")


def test_a_place_outside_the_area_stands_outside(visitor: Browser) -> None:
    shown = text(visitor, "/need/E06000035")
    assert "outside the Council’s area" in shown and "What stands out" not in shown


def test_an_older_name_finds_its_place_and_nonsense_is_no_place(visitor: Browser) -> None:
    assert "Folkestone and Hythe" in text(visitor, "/need/shepway")
    assert visitor.get("/need/nowhere").status_code == 404


def test_the_whole_county_is_not_compared_with_itself(visitor: Browser) -> None:
    shown = text(visitor, "/need/E10000016")
    assert "62.5 years" in shown and "How it stands" not in shown


def test_one_figure_is_mapped_and_a_survey_is_not_shaded(visitor: Browser) -> None:
    counted, survey = (
        visitor.get("/need").content.decode(),
        visitor.get("/need?figure=employment").content.decode(),
    )
    assert "#3f7cae" in counted and "% or more</li>" in counted
    assert "Do not rank places by it" in survey and "% or more</li>" not in survey


def test_the_councils_own_analysis_is_named_and_not_replaced(visitor: Browser) -> None:
    assert "not held in this service yet" in text(visitor, "/need")


@pytest.mark.clause("PRE-4")
def test_what_a_place_needs_leads_to_measures_with_examples_for_a_small_firm(visitor: Browser) -> None:
    shown = page(visitor.get(THANET))
    links = {
        each.get("href") for each in shown.findall(".//main//a") if "/measures/" in str(each.get("href"))
    }
    assert "/measures/EM-1.1" in links
    assert "A small contract" in text(visitor, "/measures/EM-1.1")


def test_every_figure_can_be_downloaded(visitor: Browser) -> None:
    everything = visitor.get("/need.csv").getvalue().decode("utf-8-sig").splitlines()
    here = visitor.get("/need.csv?place=E07000114").getvalue().decode("utf-8-sig").splitlines()
    assert len(everything) == 510 and len(here) < 60
    assert any("claimants" in line and "5.2" in line for line in here)


def test_a_place_costs_a_bounded_number_of_statements_and_rows(visitor: Browser, measured: Any) -> None:
    visitor.get(THANET)
    with measured() as cost:
        visitor.get(THANET)
    assert cost.statements <= 12 and cost.rows <= 540
