"""Random legal histories by the deeds themselves: the events of each record fold to the state that it keeps."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.models import Determination, Exemption
from socialvalue.planning.rules import DETERMINATION, EXEMPTION, ExemptionKind, Ground
from socialvalue.policy.rules import Kind, Nature, Vat, VatStatus
from tests import make
from tests.cast import Play

pytestmark = pytest.mark.django_db
FEW = settings(max_examples=12)
WHY = "A flood has closed the school and transport is needed at once."
REASON = "It was looked at with care."
ASKED = {
    "kind": ExemptionKind.NO_SOCIAL_VALUE,
    "lowest": None,
    "ground": Ground.URGENT,
    "justification": WHY,
}


@FEW
@given(
    deeds=st.lists(st.sampled_from(["again", "pass", "return", "grant", "refuse", "withdraw"]), max_size=8)
)
def test_of_an_exemption(play: Play, deeds: list[str]) -> None:
    olive, stan, dee = (play(name).person for name in ("olive", "stan", "dee"))
    procurement = make.procurement(commenced_on=None)
    label = actions.request_exemption(reference=procurement.reference, lot=None, by=olive, **ASKED)
    way = {
        "again": lambda: actions.request_again(exemption=label, by=olive, **ASKED),
        "pass": lambda: actions.screen_exemption(exemption=label, passed_on=True, view=REASON, by=stan),
        "return": lambda: actions.screen_exemption(exemption=label, passed_on=False, view=REASON, by=stan),
        "grant": lambda: actions.grant_exemption(
            exemption=label, reason=REASON, conditions="", expires_on=None, by=dee
        ),
        "refuse": lambda: actions.refuse_exemption(exemption=label, reason=REASON, by=dee),
        "withdraw": lambda: actions.withdraw_exemption(exemption=label, reason=REASON, by=olive),
    }
    for deed in deeds:
        with suppress(Refusal):
            way[deed]()
    past = events.history(procurement.uid, newest_first=False)
    row = Exemption.objects.get(reference=label)
    assert EXEMPTION.fold(event.deed for event in past) == row.state
    assert [event.after["exemption_state"] for event in past][-1] == row.state


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
