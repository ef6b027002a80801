"""The pack of priorities and need to hand out: the same words as a page, a PDF and a Word document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.places.models import Indicator
from socialvalue.planning.models import NeedPinned
from socialvalue.toms.queries import framework
from tests import make
from tests.cast import Player
from tests.documents import words_of
from tests.measure import Measured

pytestmark = pytest.mark.clause("PRE-2", "PRE-4")


@pytest.mark.parametrize("kind", ["", ".pdf", ".docx"])
def test_anyone_reads_priorities_outcomes_scoring_and_what_a_small_organisation_can_expect(
    visitor: Any, kind: str
) -> None:
    words = words_of(visitor.get(f"/priorities{kind}"), kind)
    measures = framework(authority_id=make.authority().id)
    assert measures is not None and len(measures.themes) == 3
    for theme in measures.themes:
        assert theme.title in words and theme.outcomes[0].title in words
    for said in (
        "at least 10% of all marks",
        "free of charge",
        "no marks for where you are based",
        "Whom to ask",
    ):
        assert said in words
    assert make.policy_version().label in words, "by which version"


@pytest.mark.parametrize("kind", ["", ".pdf", ".docx"])
def test_the_pack_of_a_procurement_holds_its_draft_requirements(olive: Player, kind: str) -> None:
    procurement = make.procurement(title="School meals")
    asked = make.requirement(procurement)
    make.requirement(procurement, state="removed", need="Gone.")
    words = words_of(olive.client.get(f"/procurements/{procurement.reference}/engagement/pack{kind}"), kind)
    assert "School meals" in words and asked.measure.title in words and "At least 4 people" in words
    assert "These are drafts" in words


@pytest.mark.clause("PRI-2")
@pytest.mark.parametrize("kind", ["", ".pdf"])
def test_the_pack_shows_the_figures_of_need_that_its_drafts_answer(olive: Player, kind: str) -> None:
    procurement = make.procurement()
    requirement = make.requirement(procurement)
    indicator = Indicator.objects.get(code="apprentice-starts")
    NeedPinned.objects.create(
        requirement=requirement, indicator=indicator, place="E07000114", period="2024/25", value=Decimal(1234),
        pinned_on=date(2026, 6, 1),
    )  # fmt: skip
    words = words_of(olive.client.get(f"/procurements/{procurement.reference}/engagement/pack{kind}"), kind)
    assert "Need by place" in words and indicator.title in words and "Thanet" in words and "1,234" in words


def test_a_file_is_named_for_its_procurement_and_small_enough_to_mail(olive: Player) -> None:
    procurement = make.procurement()
    make.requirement(procurement)
    for kind in ("pdf", "docx"):
        response = olive.client.get(f"/procurements/{procurement.reference}/engagement/pack.{kind}")
        assert f'filename="social-value-{procurement.reference}.{kind}"' in response["Content-Disposition"]
        assert len(response.content) < 60_000


@pytest.mark.parametrize("who", ["sam", "ed"])
def test_drafts_of_a_procurement_are_handed_out_by_officers_only(play: Any, who: str) -> None:
    address = f"/procurements/{make.procurement().reference}/engagement/pack"
    for kind in ("", ".pdf", ".docx"):
        assert play(who).client.get(address + kind).status_code == 403


def test_the_public_page_costs_little(visitor: Any) -> None:
    with Measured() as cost:
        visitor.get("/priorities")
    assert cost.statements <= 12
