"""Random legal histories by the deeds themselves: the events of each record fold to the state that it keeps."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.foundation.states import StateTable
from socialvalue.machinery import events
from socialvalue.machinery.events import PastEvent
from socialvalue.planning import actions
from socialvalue.planning.models import Breach, Determination, Exemption, ExemptionCondition
from socialvalue.planning.rules import (
    BREACH,
    CONDITION,
    DETERMINATION,
    EXEMPTION,
    Condition,
    ExemptionKind,
    Ground,
)
from socialvalue.policy.rules import Kind, Nature, Vat, VatStatus
from tests import make
from tests.cast import Play
from tests.planning.made import WHY, answers, begun, breach, grant, refuse, review

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=12)
REASON = "It was looked at with care."
ASKED = {
    "kind": ExemptionKind.NO_SOCIAL_VALUE,
    "lowest": None,
    "ground": Ground.URGENT,
    "justification": WHY,
    "answers": answers(),
}


def events_of(table: StateTable, past: list[PastEvent]) -> list[str]:
    """The events of one kind of record among those of its procurement."""
    own = {step.event for step in table.steps}
    return [event.deed for event in past if event.deed in own]


@FEW
@given(
    deeds=st.lists(
        st.sampled_from(["again", "pass", "return", "grant", "refuse", "withdraw", "paper", "told", "check"]),
        max_size=10,
    )
)
def test_of_an_exemption_and_its_condition(play: Play, deeds: list[str]) -> None:
    olive, stan = play("olive").person, play("stan").person
    procurement = make.procurement(commenced_on=None)
    label = actions.request_exemption(reference=procurement.reference, lot=None, by=olive, **ASKED)
    one = Condition("Report in May.", olive.account(), business_today())
    way = {
        "again": lambda: actions.request_again(exemption=label, by=olive, **ASKED),
        "pass": lambda: review(label, play),
        "return": lambda: review(label, play, passed_on=False),
        "grant": lambda: grant(label, play, conditions=[one]),
        "refuse": lambda: refuse(label, play),
        "withdraw": lambda: actions.withdraw_exemption(exemption=label, reason=REASON, by=olive),
        "paper": lambda: actions.add_paper(
            exemption=label, title="A quote", content=[b"%PDF-1.7"], name="quote.pdf", by=olive
        ),
        "told": lambda: actions.report_condition(exemption=label, number=1, told=REASON, by=olive),
        "check": lambda: actions.check_condition(
            exemption=label, number=1, is_done=False, finding=REASON, by=stan
        ),
    }
    for deed in deeds:
        with suppress(Refusal):
            way[deed]()
    past = events.history(procurement.uid, newest_first=False)
    row = Exemption.objects.get(reference=label)
    assert EXEMPTION.fold(events_of(EXEMPTION, past)) == row.state
    assert past[-1].after["exemption_state"] == row.state
    kept = ExemptionCondition.objects.filter(exemption=row).values_list("state", flat=True).first()
    assert CONDITION.fold(events_of(CONDITION, past)) == (kept or "open")


@FEW
@given(deeds=st.lists(st.sampled_from(["plan", "close", "dismiss", "reopen"]), max_size=8))
def test_of_a_breach(play: Play, deeds: list[str]) -> None:
    olive, stan = play("olive").person, play("stan").person
    procurement = begun()
    label = breach(procurement, play("olive"))
    for deed in deeds:
        with suppress(Refusal):
            if deed == "plan":
                actions.plan_breach(
                    breach=label, remedy=REASON, owner=olive.account(), due_on=business_today(), by=stan
                )
            else:
                actions.settle_breach(breach=label, deed=deed, outcome=REASON, by=stan)
    past = events.history(procurement.uid, newest_first=False)
    row = Breach.objects.get(reference=label)
    assert BREACH.fold(events_of(BREACH, past)) == row.state
    assert past[-1].after["breach_state"] == row.state
    assert not Exemption.objects.exists()


@FEW
@given(deeds=st.lists(st.one_of(st.just(0), st.integers(1, 10**6)), max_size=6))
def test_of_a_determination(play: Play, deeds: list[int]) -> None:
    """0 confirms; anything else corrects the value to so many pounds."""
    priya, procurement = play("priya").person, make.procurement()
    for pounds in deeds:
        live = Determination.objects.exclude(state="replaced").get(procurement=procurement)
        with suppress(Refusal):
            if pounds == 0:
                actions.confirm_determination(
                    reference=procurement.reference, version=live.version, reason=REASON, by=priya
                )
            else:
                actions.correct_determination(
                    reference=procurement.reference,
                    version=live.version,
                    kind=Kind.GOODS_SERVICES,
                    nature=Nature.SERVICES,
                    value=Decimal(pounds),
                    vat=Vat(VatStatus.INCLUSIVE),
                    commenced_on=date(2026, 5, 1),
                    reason=REASON,
                    by=priya,
                )
    past = events.history(procurement.uid, newest_first=False)
    live = Determination.objects.exclude(state="replaced").get(procurement=procurement)
    assert DETERMINATION.fold(event.deed for event in past) == live.state
