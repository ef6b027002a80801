"""The engagement programme of a year: its figures equal the rows that they open."""

from __future__ import annotations

import pytest

from tests import make
from tests.cast import Player
from tests.measure import Measured
from tests.planning import engagement
from tests.strict import page, text_of

pytestmark = pytest.mark.clause("COM-1", "EQU-1")
YEAR = "/engagement/years/2026-27"


def a_year() -> None:
    """Two events that were held and one that was planned; three organisations, one of them twice."""
    one, two = make.procurement(), make.procurement()
    known = make.organisation(name="Thanet Carers")
    first, second = engagement.event(one, two), engagement.event(one)
    engagement.event(state="planned")
    engagement.event(takes_place_on=engagement.DAY.replace(year=2025))
    for event in (first, second):
        engagement.attendance(event, organisation=known, name=known.name, is_vcse=True, people=3)
    engagement.attendance(first, name="Brook Works", is_sme=True, people=1)
    engagement.attendance(second, name="Someone", people=1)


def test_the_figures_of_a_year(stan: Player) -> None:
    a_year()
    shown = page(stan.client.get(YEAR))
    figures = {
        each.findtext("dt"): "".join(each.find("dd").itertext()) for each in shown.findall(".//dl/div")
    }
    assert figures["Events held"].startswith("2") and "1 still planned" in figures["Events held"]
    assert figures["Procurements that they served"].startswith("2")
    assert figures["Organisations met"].startswith("3") and "8 people" in figures["Organisations met"]


def test_a_figure_opens_its_rows(stan: Player) -> None:
    a_year()
    rows = text_of(page(stan.client.get(f"{YEAR}/organisations")))
    assert all(name in rows for name in ("Thanet Carers", "Brook Works", "Someone"))
    charities = text_of(page(stan.client.get(f"{YEAR}/organisations?kind=vcse")))
    assert "Thanet Carers" in charities and "Brook Works" not in charities
    assert "2 events" in text_of(page(stan.client.get("/engagement?year=2026-27&state=held")))


def test_organisations_met_can_be_downloaded(audrey: Player) -> None:
    a_year()
    lines = b"".join(audrey.client.get(f"{YEAR}/organisations.csv")).decode().splitlines()
    assert lines[1:] == [
        "Brook Works,Small or medium-sized business,1,1",
        "Someone,Not known,1,1",
        '"Thanet Carers",2,6'.replace(
            '"Thanet Carers"', 'Thanet Carers,"Voluntary, community or social enterprise"'
        ),
    ]


@pytest.mark.clause("PRE-3")
def test_answers_about_draft_requirements_are_counted_by_invitation(stan: Player) -> None:
    test = engagement.feasibility(make.procurement())
    engagement.answered(test, "achievable")
    engagement.invitation(test)
    engagement.invitation(test, name="Closed", revoked_at=make.NOON, revoked_by=make.new_uid())
    assert "1 of 2" in text_of(page(stan.client.get(YEAR)))
    assert "1 of 2" in text_of(page(stan.client.get(f"{YEAR}/draft-requirements")))


def test_another_councils_events_count_for_nobody_else(stan: Player) -> None:
    theirs = engagement.event(of=make.other_authority())
    engagement.attendance(theirs)
    assert "Organisations met0" in text_of(page(stan.client.get(YEAR))).replace(" ", "").replace(
        "Organisationsmet", "Organisations met"
    )


@pytest.mark.parametrize("year", ["2026-28", "never", "2026"])
def test_a_year_that_cannot_be_is_not_found(stan: Player, year: str) -> None:
    assert stan.client.get(f"/engagement/years/{year}").status_code == 404


def test_a_year_without_anything_says_so(stan: Player) -> None:
    assert "Nothing was planned in this year" in text_of(page(stan.client.get("/engagement/years/2031-32")))


@pytest.mark.parametrize("events", [1, 12])
def test_a_year_costs_the_same_however_much_it_holds(stan: Player, events: int) -> None:
    for _ in range(events):
        engagement.attendance(engagement.event(make.procurement()))
    stan.client.get(YEAR)
    with Measured() as cost:
        stan.client.get(YEAR)
    assert cost.statements <= 12
