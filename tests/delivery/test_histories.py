"""Whatever the legal history: the stored state is the fold of the events, the profile in force the last one told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialvalue.delivery import actions, queries
from socialvalue.delivery.models import Contract, Delivery
from socialvalue.delivery.rules import DELIVERY, Instalment
from socialvalue.foundation.clock import instant_now
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.models import Event
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db
QUIET = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
DEEDS = ["accept", "query", "answer", "reject", "reopen", "withdraw"]
REASON = "The register shows it."


def own_contract(sam: Player, carol: Player) -> Contract:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    return its


def told(uid: Any) -> list[dict[str, Any]]:
    return [orjson.loads(bytes(each.body)) for each in Event.objects.filter(uid=uid).order_by("index")]


@pytest.mark.rule(33)
@QUIET
@given(st.lists(st.sampled_from(DEEDS), max_size=10))
def test_the_state_of_a_delivery_is_the_fold_of_its_events(
    sam: Player, carol: Player, deeds: list[str]
) -> None:
    reference = actions.report_delivery(
        contract=own_contract(sam, carol).reference, commitment=1, delivered_on=date(2026, 6, 1), quantity=Decimal(3),
        place="", what_changed="They started.", file=None, by=sam.person,
    )  # fmt: skip
    for deed in deeds:
        row = Delivery.objects.get(reference=reference)
        by = sam if deed in {"answer", "withdraw"} else carol
        if deed in DELIVERY.allowed(row.state):
            actions.decide_delivery(reference=reference, deed=deed, reason=REASON, by=by.person)
        else:
            with pytest.raises(Refusal, match="You cannot"):
                actions.decide_delivery(reference=reference, deed=deed, reason=REASON, by=by.person)
    row = Delivery.objects.get(reference=reference)
    assert DELIVERY.fold(each["deed"] for each in told(row.uid)[1:]) == row.state


PROFILES = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(1, 50_000)),
    min_size=1,
    max_size=4,
    unique_by=lambda step: step[0],
)


@pytest.mark.rule(34)
@QUIET
@given(st.lists(PROFILES, max_size=4, unique_by=lambda steps: tuple(sorted(steps))))
def test_what_is_due_changes_by_a_recorded_variation_alone(
    sam: Player, carol: Player, varied: list[list[tuple[int, int]]]
) -> None:
    its = own_contract(sam, carol)
    shown = queries.contract(reference=its.reference, person=carol.person)
    end, known_then = date(2029, 3, 31), instant_now()
    first = queries.ledger_of(shown, end)[0].position
    for number, steps in enumerate(varied):
        profile = [
            Instalment(date(2026, 4, 1) + timedelta(days=day), Decimal(much).scaleb(-4))
            for day, much in sorted(steps)
        ]
        actions.vary_commitment(
            contract=its.reference, number=1, holds_from=date(2026, 4, 1) + timedelta(days=number), steps=profile,
            reason=f"{REASON} {number}", by=carol.person,
        )  # fmt: skip
    last = told(its.uid)[-1]["after"]
    now = queries.ledger_of(shown, end)[0].position
    assert now.committed == Decimal(last["committed"])
    assert now.due == sum(
        Decimal(much) for day, much in last["due"].items() if date.fromisoformat(day) <= end
    )
    assert queries.ledger_of(shown, end, known_then)[0].position == first, (
        "as known then, nothing has changed"
    )
