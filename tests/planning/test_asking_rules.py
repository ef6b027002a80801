"""What a requirement must say before it is confirmed, and words it may not use (rules 19 and 21, rulings 9 and 10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.planning.rules import (
    Asked,
    check_confirmable,
    check_wording,
    is_services,
    lacking,
    section_17,
)

WHOLE = Asked("EM-2", "people", "The start record.", "Few trainees in the trade here.")


@pytest.mark.clause("CAT-1", "OBJ-3")
@pytest.mark.rule(19)
@pytest.mark.parametrize("part", ["outcome", "unit", "evidence", "need"])
def test_without_outcome_unit_evidence_or_need_it_is_not_confirmed(part: str) -> None:
    assert lacking(WHOLE) == ()
    with pytest.raises(Refusal) as refused:
        check_confirmable(replace(WHOLE, **{part: "  "}))
    assert (refused.value.code, refused.value.status) == (f"without-{part}", 409)


@pytest.mark.clause("CTX-4")
@pytest.mark.rule(19)
@pytest.mark.parametrize(
    ("suggested", "answer", "code"),
    [
        ((), None, ""),
        (("trees",), None, "maybe-environmental"),  # words only suggest: a person has to say
        (("trees",), False, ""),
        (("trees",), True, "is-environmental"),
        ((), True, "is-environmental"),
    ],
)
def test_the_standards_team_decides_what_is_environmental(
    suggested: tuple[str, ...], answer: bool | None, code: str
) -> None:
    found = lacking(replace(WHOLE, suggested=suggested, is_environmental=answer))
    assert [each.code for each in found] == ([code] if code else [])


@pytest.mark.clause("INC-2")
@pytest.mark.parametrize(
    ("cautioned", "cleared", "code"),
    [
        (False, None, ""),
        (True, None, "legal-missing"),
        (True, True, ""),
        (True, False, "legal-refused"),
        (False, False, ""),
    ],
)
def test_section_17_asks_for_a_legal_sign_off(cautioned: bool, cleared: bool | None, code: str) -> None:
    found = lacking(replace(WHOLE, cautioned=cautioned, is_cleared=cleared))
    assert [each.code for each in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("band", "kind", "nature", "workforce", "told"),
    [
        ("encouraged", "works", "works", True, True),
        ("voluntary", "goods-services", "goods", True, True),
        ("encouraged", "goods-services", "", True, True),  # not known: not taken for services
        ("encouraged", "goods-services", "services", True, False),
        ("encouraged", "light-touch", "", True, False),
        ("encouraged", "works", "works", False, False),
        ("mandatory", "works", "works", True, False),
        ("undetermined", "works", "works", True, False),
    ],
)
def test_section_17_is_about_the_workforce_of_goods_and_works_below_threshold(
    band: str, kind: str, nature: str, workforce: bool, told: bool
) -> None:
    assert bool(section_17(band=band, kind=kind, nature=nature, about_workforce=workforce)) is told
    assert is_services("light-touch", "works") is False


@pytest.mark.clause("CAT-1")
@pytest.mark.rule(21)
@pytest.mark.parametrize("band", ["mandatory", "undetermined"])
def test_words_about_the_bidders_own_place_are_refused_above_threshold(band: str) -> None:
    with pytest.raises(Refusal, match="Say where the benefit must arrive") as refused:
        check_wording({"need": "Fine.", "text": "Is the bidder based in Ashford?"}, band=band, places=())
    assert (refused.value.field, refused.value.code) == ("text", "about-the-bidder")
    assert "”: it gives marks for where" in refused.value.text, "one sentence"


@pytest.mark.rule(21)
def test_the_names_of_the_councils_places_count_as_local() -> None:
    text = {"need": "Ashford suppliers should win more."}
    check_wording(text, band="mandatory", places=())
    with pytest.raises(Refusal):
        check_wording(text, band="mandatory", places=("Ashford",))


@pytest.mark.rule(21)
@pytest.mark.parametrize("band", ["mandatory", "encouraged", "voluntary"])
def test_where_the_benefit_arrives_may_be_asked_for(band: str) -> None:
    check_wording({"need": "Jobs for residents of Ashford."}, band=band, places=("Ashford",))


@pytest.mark.rule(21)
@pytest.mark.parametrize("band", ["encouraged", "voluntary"])
def test_below_threshold_the_law_of_this_rule_does_not_reach(band: str) -> None:
    check_wording({"need": "Bidders based in Ashford."}, band=band, places=())
