"""The list of procurements: filters kept in the address, paging, sorting, the CSV of the whole filtered set."""

from __future__ import annotations

import csv
import io

import pytest

from tests import make
from tests.cast import Player

pytestmark = pytest.mark.django_db


def shown(player: Player, question: str = "") -> str:
    return str(player.client.get(f"/procurements{question}").content.decode())


def test_an_empty_list_teaches_what_will_be_here(priya: Player) -> None:
    page = shown(priya)
    assert "No procurements yet" in page
    assert "/imports/new" in page


def test_the_band_filter_narrows_the_list(priya: Player) -> None:
    make.procurement(title="Road signs")
    make.procurement(title="Paper clips", determination={"band": "voluntary"})
    page = shown(priya, "?band=voluntary")
    assert "Paper clips" in page
    assert "Road signs" not in page


def test_words_are_looked_for_in_title_buyer_and_numbers(priya: Player) -> None:
    make.procurement(title="Road signs", search_text="pr-2026-9001 road signs brook works ocds-1")
    make.procurement(title="Paper clips", search_text="pr-2026-9002 paper clips")
    assert "Road signs" in shown(priya, "?q=BROOK+signs")
    assert "Paper clips" not in shown(priya, "?q=brook")


def test_a_filter_that_no_choice_has_does_not_break_the_page(priya: Player) -> None:
    make.procurement(title="Road signs")
    assert "Road signs" in shown(priya, "?band=purple&page=99&sort=nothing")


def test_fifty_stand_on_a_page(priya: Player) -> None:
    make.procurements(51)
    assert "Showing 1 to 50 of 51 procurements" in shown(priya)
    assert "Showing 51 to 51 of 51 procurements" in shown(priya, "?page=2")


def test_another_council_s_procurements_are_not_listed_or_counted(priya: Player) -> None:
    make.procurement(title="Ours")
    make.procurement(title="Theirs", of=make.other_authority())
    page = shown(priya)
    assert "1 procurement" in page
    assert "Theirs" not in page


def test_the_csv_holds_every_matching_row_and_no_other(priya: Player) -> None:
    make.procurements(60)
    make.procurement(title="Paper clips", determination={"band": "voluntary"})
    answer = priya.client.get("/procurements.csv?band=mandatory")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 60
    assert {row["Band"] for row in rows} == {"mandatory"}
    assert rows[0]["Estimated value inc. VAT (£)"] == "500000.00"


def test_a_title_that_is_a_formula_is_made_harmless(priya: Player) -> None:
    make.procurement(title="=cmd|' /C calc'!A0")
    answer = priya.client.get("/procurements.csv")
    assert b"'=cmd" in b"".join(answer.streaming_content)


def test_one_hit_of_the_search_leads_straight_to_the_record(priya: Player) -> None:
    one = make.procurement(title="Road signs", search_text="pr-2026-9001 road signs")
    answer = priya.client.get("/search?q=road")
    assert answer.status_code == 302
    assert answer["Location"].endswith(one.reference)
