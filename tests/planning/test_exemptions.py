"""Deeds about exemptions: asked for, reviewed, determined by somebody else; publication heeds them (EXC-1, EXC-2)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_day, business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.models import Mail
from socialvalue.machinery.permissions import Person, Role
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Exemption, Lot, Procurement
from socialvalue.planning.rules import EXEMPTION, Condition, ExemptionKind, Ground, Opinion
from tests import make
from tests.cast import Play
from tests.planning.made import WHY, ahead, answers, ask, grant, refuse, review
from tests.tendering import made

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-1", "EXC-2")]


def kept(label: str) -> Exemption:
    return Exemption.objects.get(reference=label)


@pytest.mark.rule(18)
def test_the_way_of_a_request_is_kept_with_who_and_why(play: Play) -> None:
    procurement = ahead()
    label = ask(procurement, play("olive"))
    review(label, play)
    condition = Condition("Report in May.", play("carol").person.account(), business_today())
    grant(label, play, conditions=[condition])
    row = kept(label)
    assert (row.state, row.granted_on, row.conditions) == ("granted", business_today(), "Report in May.")
    assert row.requested_by == play("olive").person.uid and row.decided_by == play("dee").person.uid
    told = [
        event for event in events.history(procurement.uid, newest_first=False) if "exemption" in event.after
    ]
    assert EXEMPTION.fold(event.deed for event in told) == row.state
    assert told[0].texts["reason"] == WHY and WHY not in str(told[0].after)
    assert [event.clause for event in told] == ["EXC-1", "EXC-2", "EXC-2"]


def test_whoever_waits_is_told_and_the_mail_names_no_reason(play: Play) -> None:
    play("stan"), play("dee")
    label = ask(ahead(), play("olive"))
    review(label, play)
    grant(label, play)
    mails = list(Mail.objects.order_by("id").values_list("to", "subject"))
    assert mails == [
        ("stan@example.org", f"An exemption to review: {label}"),
        ("dee@example.org", f"An exemption to determine: {label}"),
        ("olive@example.org", f"The exemption was granted: {label}"),
    ]
    assert not any("flood" in text for text in Mail.objects.values_list("text", flat=True))


@pytest.mark.rule(18)
@pytest.mark.clause("PUR-2")
def test_nobody_determines_or_reviews_their_own(play: Play) -> None:
    own = play("olive").person
    both = Person(
        uid=own.uid,
        roles=own.roles
        | {(make.authority().id, role) for role in (Role.MANAGEMENT_TEAM, Role.STANDARDS_TEAM)},
    )
    label = ask(ahead(), play("olive"))
    with pytest.raises(Refusal, match="Someone else") as refused:
        actions.screen_exemption(
            exemption=label, opinion=Opinion.SUPPORT, reasons="It is all right.", by=both
        )
    assert refused.value.status == 403
    review(label, play)
    with pytest.raises(Refusal, match="Someone else"):
        grant(label, play, by=both)
    with pytest.raises(Refusal, match="Someone else"):
        refuse(label, play, by=both)
    row = kept(label)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemption.objects.filter(id=row.id).update(decided_by=row.requested_by)


@pytest.mark.parametrize("name", ["olive", "priya", "stan", "carol", "audrey", "sam"])
def test_only_the_management_team_determines(play: Play, name: str) -> None:
    label = make.exemption(ahead(), state="with-management", screened_by=make.new_uid()).reference
    with pytest.raises(Refusal) as refused:
        refuse(label, play, by=play(name).person)
    assert refused.value.status == 403
    assert kept(label).state == "with-management"


def test_what_was_not_reviewed_cannot_be_determined(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    with pytest.raises(Refusal) as refused:
        grant(label, play)
    assert refused.value.status == 409


def test_one_open_request_a_lot_and_one_for_the_whole(play: Play) -> None:
    procurement = ahead()
    ask(procurement, play("olive"))
    with pytest.raises(Refusal, match="already being asked for"):
        ask(procurement, play("priya"))
    Lot.objects.create(procurement=procurement, number=2, title="The north")
    ask(procurement, play("olive"), lot=2)
    with pytest.raises(Refusal, match="already being asked for"):
        ask(procurement, play("priya"), lot=2)
    assert Exemption.objects.count() == 2


def test_one_that_counts_need_not_be_asked_for_again(play: Play) -> None:
    procurement = ahead()
    label = ask(procurement, play("olive"))
    review(label, play)
    grant(label, play, expires_on=business_today())
    with pytest.raises(Refusal, match="still counts"):
        ask(procurement, play("olive"))
    Exemption.objects.update(expires_on=business_today() - timedelta(days=1))
    ask(procurement, play("olive"))


def test_what_is_returned_is_mended_by_whoever_asked(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    review(label, play, passed_on=False)
    better: dict[str, Any] = {
        "kind": ExemptionKind.LOWER_WEIGHT,
        "lowest": Decimal("7.5"),
        "ground": Ground.OTHER,
        "justification": f"{WHY} The weight stays above nothing.",
        "answers": answers(),
    }
    with pytest.raises(Refusal, match="Only whoever asked"):
        actions.request_again(exemption=label, by=play("priya").person, **better)
    actions.request_again(exemption=label, by=play("olive").person, **better)
    assert (kept(label).state, kept(label).lowest) == ("requested", Decimal("0.075"))
    assert Mail.objects.filter(to="olive@example.org", subject__contains="returned").count() == 1


def test_it_is_taken_back_with_a_reason(play: Play) -> None:
    procurement = ahead()
    label = ask(procurement, play("olive"))
    actions.withdraw_exemption(exemption=label, reason="The school opened again.", by=play("priya").person)
    assert kept(label).state == "withdrawn"
    ask(procurement, play("olive"))


@pytest.mark.rule(15)
def test_after_commencement_none_is_asked_for_or_granted(play: Play) -> None:
    with pytest.raises(Refusal, match="breach"):
        ask(make.procurement(commenced_on=business_today() - timedelta(days=1)), play("olive"))
    procurement = ahead()
    label = ask(procurement, play("olive"))
    review(label, play)
    Procurement.objects.update(commenced_on=business_today() - timedelta(days=1))
    with pytest.raises(Refusal, match="breach"):
        grant(label, play)
    refuse(label, play)


def test_another_councils_exemption_does_not_exist(play: Play) -> None:
    label = make.exemption(make.procurement(of=make.other_authority())).reference
    with pytest.raises(Refusal) as refused:
        review(label, play)
    assert refused.value.status == 404


@pytest.mark.rule(15)
@pytest.mark.rule(18)
@pytest.mark.clause("SCO-1")
def test_with_a_lower_weight_granted_it_is_published_down_to_that_weight(play: Play) -> None:
    procurement = made.tender(commenced_on=business_today() + timedelta(days=30))
    made.weigh(procurement, social=Decimal(6), weights={"q1": Decimal(5), "r1": Decimal(1)})
    label = ask(procurement, play("olive"), kind=ExemptionKind.LOWER_WEIGHT, lowest=Decimal(5))
    review(label, play)
    with pytest.raises(Refusal, match="below the minimum"):
        made.publish(procurement)
    grant(label, play)
    made.weigh(procurement, social=Decimal("5.99"), weights={"q1": Decimal("4.99"), "r1": Decimal(1)})
    with pytest.raises(Refusal, match="below the minimum"):
        made.publish(procurement)
    made.weigh(procurement, social=Decimal(6), weights={"q1": Decimal(5), "r1": Decimal(1)})
    made.publish(procurement)
    assert Procurement.objects.get(id=procurement.id).stage == "tendering"


@pytest.mark.rule(15)
@pytest.mark.rule(18)
@pytest.mark.clause("SCO-1")
@pytest.mark.parametrize(("past", "is_published"), [(0, True), (1, False)])
def test_it_is_published_on_the_last_day_and_not_on_the_day_after(
    play: Play, past: int, is_published: bool
) -> None:
    procurement, day = made.tender(commenced_on=business_today() + timedelta(days=30)), business_today()
    made.weigh(procurement, social=Decimal(6), weights={"q1": Decimal(5), "r1": Decimal(1)})
    label = ask(procurement, play("olive"), kind=ExemptionKind.LOWER_WEIGHT, lowest=Decimal(5))
    review(label, play)
    grant(label, play, expires_on=day)
    with business_day(day + timedelta(days=past)):
        if is_published:
            made.publish(procurement)
        else:
            with pytest.raises(Refusal, match="below the minimum"):
                made.publish(procurement)
    assert (Procurement.objects.get(id=procurement.id).stage == "tendering") is is_published


@pytest.mark.rule(15)
@pytest.mark.rule(18)
@pytest.mark.clause("SCO-1")
def test_a_refused_request_leaves_publication_refused(play: Play) -> None:
    procurement = made.tender(commenced_on=business_today() + timedelta(days=30))
    made.weigh(procurement, social=Decimal(6), weights={"q1": Decimal(5), "r1": Decimal(1)})
    label = ask(procurement, play("olive"), kind=ExemptionKind.LOWER_WEIGHT, lowest=Decimal(5))
    review(label, play)
    refuse(label, play)
    with pytest.raises(Refusal, match="below the minimum"):
        made.publish(procurement)


@pytest.mark.rule(18)
@pytest.mark.parametrize("state", ["refused", "withdrawn", "ended"])
def test_what_is_refused_or_ended_leaves_the_rule_standing(state: str) -> None:
    procurement = make.procurement()
    day = business_today()
    decided = {"decided_by": make.new_uid(), "screened_by": make.new_uid(), "reason": "Because it is so."}
    past = {"granted_on": day - timedelta(days=9), "expires_on": day - timedelta(days=1)}
    given = {"state": "granted"} | past if state == "ended" else {"state": state}
    make.exemption(procurement, **decided, **given)
    assert queries.exemptions_in_force([procurement.id], day) == {}


def test_a_lots_own_exemption_goes_before_the_wholes() -> None:
    procurement = make.procurement()
    second = Lot.objects.create(procurement=procurement, number=2, title="The north")
    decided = {
        "state": "granted",
        "granted_on": business_today(),
        "decided_by": make.new_uid(),
        "screened_by": make.new_uid(),
        "reason": "Because it is so.",
    }
    make.exemption(procurement, **decided)
    make.exemption(procurement, lot=second, kind="lower-weight", lowest=Decimal("0.05"), **decided)
    found = queries.exemptions_in_force([procurement.id], business_today())[procurement.id]
    assert {lot: each.kind for lot, each in found.items()} == {1: "no-social-value", 2: "lower-weight"}
    assert found[2].lowest == 5
