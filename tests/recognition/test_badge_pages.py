"""Badges on the pages: a contract's tab, the public list, one badge that anyone can check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from socialvalue.foundation.clock import business_day
from socialvalue.recognition.models import Badge
from tests import make
from tests.cast import Player
from tests.delivery import made
from tests.recognition import made as badges
from tests.strict import Browser

pytestmark = pytest.mark.django_db


@pytest.mark.clause("REC-1")
def test_the_tab_says_what_the_contract_would_earn_and_why(sam: Player, carol: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    with business_day(date(2027, 1, 1)):
        page = sam.client.get(f"/contracts/{its.reference}/badge").content.decode()
    assert "What it would earn as things stand" in page and "No badge" in page
    assert "4 people due by 31 March 2027, 0 verified: 4 missing" in page
    assert "known on 30 April 2027" in page


def test_the_year_asked_for_is_shown_and_others_are_linked(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2028, 5, 1)):
        page = carol.client.get(f"/contracts/{its.reference}/badge").content.decode()
        assert "Badge for 2027–28" in page and "?year=2026" in page
        assert (
            "Badge for 2026–27"
            in carol.client.get(f"/contracts/{its.reference}/badge?year=2026").content.decode()
        )
        assert (
            "Badge for 2027–28"
            in carol.client.get(f"/contracts/{its.reference}/badge?year=1999").content.decode()
        )


def test_of_a_contract_that_ended_its_last_year_is_shown(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2031, 5, 1)):
        shown = carol.client.get(f"/contracts/{its.reference}/badge").content.decode()
    assert "Badge for 2028–29" in shown, "it ended on 31 March 2029"


def test_before_the_cut_off_the_deed_says_why_it_waits(carol: Player) -> None:
    its = made.contract()
    with business_day(date(2026, 6, 1)):
        page = carol.client.get(f"/contracts/{its.reference}/badge").content.decode()
        assert "judged as known on 30 April 2027" in page
        assert carol.client.get(f"/contracts/{its.reference}/badge/verify").status_code == 302


def test_a_contract_without_dates_teaches_what_a_badge_is(carol: Player) -> None:
    its = make.contract(make.procurement())
    assert "something fell due" in carol.client.get(f"/contracts/{its.reference}/badge").content.decode()


def test_a_rival_finds_nothing_of_it(sam: Player, rita: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    for path in ("", "/impact", "/evidence"):
        assert rita.client.get(f"/contracts/{its.reference}/badge{path}").status_code == 404


def test_the_public_list_is_empty_until_one_is_verified(visitor: Browser) -> None:
    assert "No badge has been verified yet" in visitor.get("/badges").content.decode()


@pytest.mark.clause("OBJ-6", "REC-1")
def test_anyone_finds_gold_and_platinum_by_year_and_nobody_is_put_on_show_for_none(visitor: Browser) -> None:
    badges.badge(within=made.contract(title="Road signs"))
    badges.badge(within=made.contract(title="Paper clips"), level="platinum", year_from_on=date(2027, 4, 1))
    badges.badge(within=made.contract(title="Street lamps"), level="none")
    badges.badge(within=made.contract(title="Old bridges"), is_live=False)
    page = visitor.get("/badges").content.decode()
    assert (
        "Road signs" in page
        and "Paper clips" in page
        and "Street lamps" not in page
        and "Old bridges" not in page
    )
    assert "Road signs" not in visitor.get("/badges?year=2027").content.decode()
    assert "Paper clips" not in visitor.get("/badges?level=gold").content.decode()
    assert "2 badges" in visitor.get("/badges?year=1999&level=tin&sort=x").content.decode()


def test_the_csv_holds_every_matching_badge(visitor: Browser) -> None:
    badges.badge(within=made.contract(title="Road signs"))
    badges.badge(within=made.contract(title="Paper clips"))
    text = visitor.get("/badges.csv?q=road").getvalue().decode()
    assert "Road signs" in text and "Paper clips" not in text


@pytest.mark.clause("DPA-1", "REC-2")
def test_the_public_badge_names_contract_and_year_and_shows_no_counts_of_people(visitor: Browser) -> None:
    row = badges.badge(within=made.contract(title="Road signs"))
    page = visitor.get(f"/badges/{row.uid}").content.decode()
    assert (
        "Road signs" in page and "2026–27" in page and "Brook Works Ltd" in page and "It stands today" in page
    )
    assert "4 people" not in page and "I compared" not in page


@pytest.mark.parametrize("level", ["none", "not-assessed"])
def test_what_is_no_badge_has_no_public_page(visitor: Browser, level: str) -> None:
    assert visitor.get(f"/badges/{badges.badge(level=level).uid}").status_code == 404


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_list_costs_the_same_however_many_badges(
    visitor: Browser, measured: Callable[[], Any], number: int
) -> None:
    of = [make.contract(each) for each in make.procurements(number)]
    Badge.objects.bulk_create(badges.unsaved_badge(each) for each in of)
    visitor.get("/policy")  # what a process reads once
    with measured() as cost:
        visitor.get("/badges")
    assert cost.statements <= 8 and cost.rows <= 10 * min(number, 50) + 100


@pytest.mark.parametrize("number", [1, 3, 200])
def test_a_contracts_tab_costs_the_same_however_many_commitments(
    carol: Player, measured: Callable[[], Any], number: int
) -> None:
    its = made.contract()
    made.commitments(its, number)
    carol.client.get("/contracts")
    with measured() as cost:
        carol.client.get(f"/contracts/{its.reference}/badge")
    assert cost.statements <= 12, str(cost)
