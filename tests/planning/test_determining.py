"""Determinations by the management team: minuted, with the figures as they stood, and conditions (EXC-2)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from socialvalue.foundation.clock import business_day, business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Role
from socialvalue.planning import actions, queries
from socialvalue.planning.models import (
    Determination,
    Exemption,
    ExemptionCondition,
    ExemptionDecision,
    Procurement,
)
from socialvalue.planning.rules import Condition, Meeting
from socialvalue.policy.rules import Kind, Nature, Vat, VatStatus
from tests import make
from tests.cast import Play
from tests.planning.made import WHY, ahead, ask, grant, meeting, refuse, review, typed_day
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2"), pytest.mark.rule(18)]


def reviewed(play: Play) -> str:
    label = ask(ahead(), play("olive"))
    review(label, play)
    return label


def test_the_meeting_is_minuted(play: Play) -> None:
    label = reviewed(play)
    refuse(label, play, meeting=Meeting(business_today(), "Head of procurement.", "One left the room."))
    row = ExemptionDecision.objects.get()
    assert (row.held_on, row.present, row.interests) == (
        business_today(),
        "Head of procurement.",
        "One left the room.",
    )


@pytest.mark.parametrize("days", [-1, 1])
def test_a_meeting_before_the_review_or_ahead_is_refused(play: Play, days: int) -> None:
    label = reviewed(play)
    with pytest.raises(Refusal) as refused:
        grant(label, play, meeting=meeting(business_today() + timedelta(days=days)))
    assert refused.value.code == "meeting-elsewhen"


def test_it_counts_from_the_day_it_is_entered_and_not_from_the_meeting(play: Play) -> None:
    label, day = reviewed(play), business_today()
    with business_day(day + timedelta(days=3)):
        grant(label, play, meeting=meeting(day))
    assert Exemption.objects.get().granted_on == day + timedelta(days=3)


@pytest.mark.rule(15)
def test_once_it_is_published_nothing_is_granted(play: Play) -> None:
    label = reviewed(play)
    Procurement.objects.update(stage="tendering")
    with pytest.raises(Refusal, match="breach"):
        grant(label, play)


@pytest.mark.clause("GOV-6")
def test_the_figures_stay_as_they_stood_when_the_value_is_corrected_later(play: Play) -> None:
    label = reviewed(play)
    grant(label, play)
    procurement = Procurement.objects.get()
    actions.correct_determination(
        reference=procurement.reference, version=1, kind=Kind.GOODS_SERVICES, nature=Nature.SERVICES,
        value=Decimal(900_000), vat=Vat(VatStatus.INCLUSIVE), commenced_on=procurement.commenced_on,
        reason="The estimate was too low.", by=play("priya").person,
    )  # fmt: skip
    assert Determination.objects.count() == 2
    shown = text_of(page(play("audrey").client.get(f"/exemptions/{label}")))
    assert "£500,000" in shown and "£900,000" not in shown
    assert "Minimum weighting 10%" in shown and "EXC-2" in shown and "Dee Management" in shown
    assert make.policy_version().label in shown


def test_a_decision_is_two_clicks_from_its_procurement(play: Play) -> None:
    label = reviewed(play)
    refuse(label, play)
    tab = f"/procurements/{Procurement.objects.get().reference}/exemption"
    links = [link.get("href") for link in page(play("audrey").client.get(tab)).iter("a")]
    assert f"/exemptions/{label}" in links


def test_a_member_who_stands_in_for_another_is_recorded(play: Play) -> None:
    label, other = reviewed(play), play.with_role(Role.MANAGEMENT_TEAM)
    grant(label, play, deputy_for=other.person.account())
    assert ExemptionDecision.objects.get().deputy_for == other.person.uid
    shown = text_of(page(play("olive").client.get(f"/exemptions/{label}")))
    assert f"Dee Management, as deputy for {other.user.name}" in shown


def test_conditions_have_an_owner_who_could_see_to_them(play: Play) -> None:
    label = reviewed(play)
    wrong = Condition("Report in May.", play("sam").person.account(), business_today())
    with pytest.raises(Refusal) as refused:
        grant(label, play, conditions=[wrong])
    assert (refused.value.code, refused.value.field) == ("owner-unknown", "owner_1")
    assert not ExemptionCondition.objects.exists() and Exemption.objects.get().state == "with-management"


def test_the_form_asks_for_whole_conditions_and_what_was_declared(play: Play) -> None:
    at = f"/exemptions/{reviewed(play)}/determine"
    typed = typed_day("held_on", business_today()) | {
        "present": "Head of procurement.", "declared": "yes", "outcome": "granted", "reason": "It is exceptional.",
        "condition_2": "Report in May.",
    }  # fmt: skip
    said = text_of(page(play("dee").client.post(at, typed)).find(".//*[@role='alert']"))
    assert "Enter what was declared" in said and "Enter who sees to it" in said
    assert "Choose “Granted with conditions”, or take the conditions out" in said
    bare = typed | {"condition_2": "", "outcome": "granted-with-conditions", "declared": "no"}
    said = text_of(page(play("dee").client.post(at, bare)).find(".//*[@role='alert']"))
    assert "Enter a condition, or choose “Granted”" in said
    assert play("dee").client.post(at, bare | {"outcome": "refused"}).status_code == 302


@pytest.mark.parametrize(("past", "counts"), [(0, True), (1, False)])
def test_it_counts_on_its_last_day_and_the_rule_stands_the_day_after(
    play: Play, past: int, counts: bool
) -> None:
    label, day = reviewed(play), business_today()
    grant(label, play, expires_on=day)
    procurement = Procurement.objects.get()
    on = day + timedelta(days=past)
    assert bool(queries.exemptions_in_force([procurement.id], on)) is counts
    with business_day(on):
        shown = text_of(page(play("olive").client.get(f"/exemptions/{label}")))
        assert ("Ended" in shown) is not counts
        wanted = queries.ExemptionsWanted(counts=True)
        assert queries.count_exemptions(person=play("stan").person, wanted=wanted) == int(counts)


def test_the_request_keeps_what_it_was_asked_against(play: Play) -> None:
    row = Exemption.objects.get(reference=reviewed(play))
    asked = queries.written(row.id, row.authority_id).requests[0]
    assert (asked.figures.minimum, asked.figures.version, asked.justification) == (10, 1, WHY)
