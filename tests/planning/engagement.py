"""Market engagement for tests: events, who came, tests of draft requirements, invitations. Valid by default."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from socialvalue.foundation.clock import business_today
from socialvalue.people.models import Authority
from socialvalue.planning import actions
from socialvalue.planning.models import (
    Attendance,
    EngagementEvent,
    EventProcurement,
    FeasibilityItem,
    FeasibilityTest,
    Invitation,
    Procurement,
)
from socialvalue.planning.rules import Verdict, digest_of
from tests import make

DAY: Final = date(2026, 5, 6)


def event(*procurements: Procurement, of: Authority | None = None, **given: Any) -> EngagementEvent:
    """A market briefing that was held; given `state="planned"`, one that is planned."""
    whose = of or make.authority()
    plain: dict[str, Any] = {
        "reference": f"EN-2026-{make.next_number():04d}",
        "title": "Meet the growers",
        "kind": "briefing",
        "takes_place_on": DAY,
        "is_online": False,
        "place": "The town hall",
        "state": "held",
        "planned_at": make.NOON,
        "planned_by": make.new_uid(),
    }
    if given.get("state", "held") != "planned":
        plain |= {"recorded_at": make.NOON, "recorded_by": make.new_uid()}
    made = EngagementEvent.objects.create(authority=whose, originating_authority=whose, **(plain | given))
    for each in procurements:
        EventProcurement.objects.create(event=made, procurement=each)
    return made


def attendance(of: EngagementEvent, **given: Any) -> Attendance:
    """An organisation that came with two people."""
    plain: dict[str, Any] = {
        "name": "Brook Growers",
        "people": 2,
        "noted_at": make.NOON,
        "noted_by": make.new_uid(),
    }
    return Attendance.objects.create(event=of, **(plain | given))


def feasibility(procurement: Procurement, **given: Any) -> FeasibilityTest:
    """A test of one draft requirement that is open until the end of today."""
    plain: dict[str, Any] = {
        "number": 1,
        "closes_on": business_today(),
        "opened_at": make.NOON,
        "opened_by": make.new_uid(),
    }
    made = FeasibilityTest.objects.create(procurement=procurement, **(plain | given))
    FeasibilityItem.objects.create(test=made, requirement=make.requirement(procurement))
    return made


def invitation(
    test: FeasibilityTest | None = None, *, of: Authority | None = None, token: str = "", **given: Any
) -> Invitation:
    """An invitation whose link has this token."""
    plain: dict[str, Any] = {
        "name": "Brook Growers",
        "token_digest": digest_of(token or str(make.new_uid())),
        "is_mailed": False,
        "invited_at": make.NOON,
        "invited_by": make.new_uid(),
    }
    return Invitation.objects.create(test=test or feasibility(make.procurement(of=of)), **(plain | given))


def link(test: FeasibilityTest | None = None, *, of: Authority | None = None) -> str:
    """The token of an invitation's link."""
    token = str(make.new_uid())
    invitation(test, of=of, token=token)
    return token


def answered(test: FeasibilityTest, verdict: str, words: str = "", **given: Any) -> None:
    """An invited organisation answers everything alike."""
    token = str(make.new_uid())
    invitation(test, token=token, **({"name": f"Organisation {token}"} | given))
    said = actions.Said(Verdict(verdict), words)
    actions.answer_test(token=token, answers=dict.fromkeys(test.items.values_list("id", flat=True), said))
