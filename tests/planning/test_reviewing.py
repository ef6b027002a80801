"""Reviews of requests: each view is kept, deputies are recorded, nobody looks at their own (EXC-2, PUR-2)."""

from __future__ import annotations

from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.machinery.permissions import Role
from socialvalue.planning import actions, queries
from socialvalue.planning.models import Exemption, ExemptionReview
from socialvalue.planning.rules import ExemptionKind, Ground, Opinion
from tests import make
from tests.cast import Play
from tests.planning.made import WHY, ahead, answers, ask, grant, review
from tests.strict import page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EXC-2", "PUR-2"), pytest.mark.rule(18)]


@pytest.mark.parametrize(
    ("opinion", "given", "becomes"),
    [
        (Opinion.SUPPORT, {}, "with-management"),
        (Opinion.WITH_CONDITIONS, {"conditions": "Report in May."}, "with-management"),
        (Opinion.DO_NOT_SUPPORT, {}, "with-management"),
        (Opinion.RETURNED, {"questions": "What did you try?"}, "returned"),
    ],
)
def test_a_view_is_kept_as_it_was_given(
    play: Play, opinion: Opinion, given: dict[str, Any], becomes: str
) -> None:
    label = ask(ahead(), play("olive"))
    review(label, play, **({"opinion": opinion, "questions": ""} | given))
    row = ExemptionReview.objects.get()
    assert (row.opinion, row.conditions, row.questions) == (
        opinion.value,
        given.get("conditions", ""),
        given.get("questions", ""),
    )
    assert Exemption.objects.get().state == becomes


def test_a_request_not_supported_is_still_for_the_management_team_to_determine(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    review(label, play, opinion=Opinion.DO_NOT_SUPPORT)
    grant(label, play)
    assert Exemption.objects.get().state == "granted"


def test_every_version_of_a_request_and_every_review_is_kept(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    review(label, play, passed_on=False)
    actions.request_again(
        exemption=label,
        kind=ExemptionKind.NO_SOCIAL_VALUE,
        lowest=None,
        ground=Ground.URGENT,
        justification=f"{WHY} Two firms were asked.",
        answers=answers(tried="Two other firms, and a smaller contract."),
        by=play("olive").person,
    )
    review(label, play)
    row = Exemption.objects.get()
    written = queries.written(row.id, row.authority_id)
    assert [each.version for each in written.requests] == [2, 1]
    assert [each.opinion for each in written.reviews] == ["support", "returned"]
    shown = text_of(page(play("audrey").client.get(f"/exemptions/{label}")))
    assert "Earlier versions and reviews (2)" in shown and "Two other firms" in shown


def test_a_deputy_is_recorded_with_whom_they_stood_in_for(play: Play) -> None:
    sue = play.with_role(Role.STANDARDS_TEAM)
    label = ask(ahead(), play("olive"))
    review(label, play, deputy_for=sue.person.account())
    assert ExemptionReview.objects.get().deputy_for == sue.person.uid
    told = events.history(Exemption.objects.get().procurement.uid)[0]
    assert told.deed == "exemption_forwarded" and told.actor == str(play("stan").person.uid)
    shown = text_of(page(play("olive").client.get(f"/exemptions/{label}")))
    assert f"Stan Standards, as deputy for {sue.user.name}" in shown


@pytest.mark.parametrize("who", ["stan", "olive", "dee", "nora"])
def test_nobody_stands_in_for_themselves_or_for_who_could_not_do_it(play: Play, who: str) -> None:
    label = ask(ahead(), play("olive"))
    with pytest.raises(Refusal) as refused:
        review(label, play, deputy_for=play(who).person.account())
    assert refused.value.code == "deputy-unknown"
    assert Exemption.objects.get().state == "requested"


def test_standing_in_gives_no_right_that_one_does_not_hold(play: Play) -> None:
    label = ask(ahead(), play("olive"))
    with pytest.raises(Refusal) as refused:
        review(label, play, by=play("priya").person, deputy_for=play("stan").person.account())
    assert refused.value.status == 403


def test_the_form_offers_colleagues_and_reads_the_conditions(play: Play) -> None:
    sue = play.with_role(Role.STANDARDS_TEAM)
    label = ask(ahead(), play("olive"))
    at = f"/exemptions/{label}/review"
    assert f"As deputy for {sue.user.name}" in text_of(page(play("stan").client.get(at)))
    typed = {"opinion": "with-conditions", "reasons": "It is right so.", "deputy_for": str(sue.person.uid)}
    sent = play("stan").client.post(at, typed)
    assert "Enter the conditions" in text_of(page(sent).find(".//*[@role='alert']"))
    assert play("stan").client.post(at, typed | {"conditions": "Ask next year."}).status_code == 302
    assert ExemptionReview.objects.get().deputy_for == sue.person.uid


def test_a_request_from_before_the_questions_is_still_shown(play: Play) -> None:
    row = make.exemption(ahead(), requested_by=play("olive").person.uid)
    assert row.justification in text_of(page(play("stan").client.get(f"/exemptions/{row.reference}")))
    assert play("dee").client.get(f"/exemptions/{row.reference}/sheet").status_code == 200
