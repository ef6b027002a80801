"""Conditions of an exemption, followed up until somebody else has checked that they are fulfilled (EXC-2, GOV-2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_day, business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Mail
from socialvalue.machinery.permissions import Person, Role
from socialvalue.planning import actions, queries
from socialvalue.planning.models import ExemptionCondition
from socialvalue.planning.rules import Condition
from tests import make
from tests.cast import Play, Player
from tests.planning.made import ahead, ask, grant, review
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2", "GOV-2")]
HOW = "The next tender is planned and asks for trainees."


def with_condition(play: Play) -> str:
    label = ask(ahead(), play("olive"))
    review(label, play)
    one = Condition("Ask in the next tender.", play("carol").person.account(), business_today())
    grant(label, play, conditions=[one])
    return label


def waits(player: Player) -> list[str]:
    return [row.text for row in queries.waiting_for(person=player.person) if "condition" in row.text]


def test_it_is_said_to_be_done_and_checked_by_somebody_else(play: Play) -> None:
    label = with_condition(play)
    assert waits(play("carol")) and not waits(play("stan"))
    at = f"/exemptions/{label}/condition"
    assert play("carol").client.post(f"{at}?number=1", {"told": HOW}).status_code == 302
    assert waits(play("stan")) and not waits(play("carol"))
    found = {"is_done": "yes", "finding": "I read the plan."}
    assert play("stan").client.post(f"{at}/check?number=1", found).status_code == 302
    assert ExemptionCondition.objects.get().state == "done"
    shown = text_of(page(play("olive").client.get(f"/exemptions/{label}")))
    assert "Done" in shown and HOW in shown and "I read the plan." in shown
    assert not waits(play("stan")) and not waits(play("carol"))


def test_what_is_not_fulfilled_goes_back_to_its_owner(play: Play) -> None:
    label = with_condition(play)
    actions.report_condition(exemption=label, number=1, told=HOW, by=play("carol").person)
    actions.check_condition(
        exemption=label,
        number=1,
        is_done=False,
        finding="The plan says nothing of it.",
        by=play("stan").person,
    )
    assert ExemptionCondition.objects.get().state == "open" and waits(play("carol"))
    subjects = Mail.objects.filter(to="carol@example.org").values_list("subject", flat=True)
    assert [each.partition(":")[0] for each in subjects.order_by("id")] == [
        "A condition to fulfil",
        "A condition is still to be fulfilled",
    ]


@pytest.mark.clause("PUR-2")
def test_nobody_checks_what_they_reported(play: Play) -> None:
    label, stan = with_condition(play), play("stan").person
    actions.report_condition(exemption=label, number=1, told=HOW, by=stan)  # covers for its owner
    with pytest.raises(Refusal, match="Someone else has to check"):
        actions.check_condition(exemption=label, number=1, is_done=True, finding="I saw it.", by=stan)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExemptionCondition.objects.update(state="done", checked_by=stan.account())


def test_one_that_is_late_is_marked_and_stands_first_in_the_queue(play: Play) -> None:
    label = with_condition(play)
    with business_day(business_today() + timedelta(days=2)):
        first = queries.waiting_for(person=play("carol").person)[0]
        assert first.days_late == 2 and first.href == f"/exemptions/{label}#conditions"
        assert "Late" in text_of(page(play("audrey").client.get(f"/exemptions/{label}")))


def test_it_does_not_wait_long_before_its_day(play: Play) -> None:
    with_condition(play)
    for days, number in ((14, 1), (15, 0)):
        ExemptionCondition.objects.update(due_on=business_today() + timedelta(days=days))
        assert len(waits(play("carol"))) == number


@pytest.mark.parametrize("number", ["", "2", "x", "99999"])
def test_a_condition_that_is_not_there(play: Play, number: str) -> None:
    label = with_condition(play)
    answer = play("carol").client.get(f"/exemptions/{label}/condition?number={number}")
    assert answer.status_code == (404 if number == "2" else 302)


def test_another_councils_condition_does_not_exist(play: Play) -> None:
    row = make.exemption(make.procurement(of=make.other_authority()))
    with pytest.raises(Refusal) as refused:
        actions.report_condition(exemption=row.reference, number=1, told=HOW, by=play("carol").person)
    assert refused.value.status == 404


def test_only_the_standards_team_checks(play: Play) -> None:
    label = with_condition(play)
    actions.report_condition(exemption=label, number=1, told=HOW, by=play("carol").person)
    for role in (Role.MANAGEMENT_TEAM, Role.AUDIT, Role.PROCUREMENT_OFFICER):
        person: Person = play.with_role(role).person
        with pytest.raises(Refusal) as refused:
            actions.check_condition(exemption=label, number=1, is_done=True, finding=HOW, by=person)
        assert refused.value.status == 403
