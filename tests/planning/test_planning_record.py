"""How a contract is bought, regard, proportion and consent: kept in versions, each with its event."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events
from socialvalue.planning import actions
from socialvalue.planning.models import Judgement, Plan, Procurement, Regard
from socialvalue.planning.rules.plans import Planned
from socialvalue.planning.rules.proportion import Labour, Market
from socialvalue.planning.rules.routes import Reservation, Route
from tests import make
from tests.cast import Player

PLAN = Planned("Adult social care", Route.COMPETITION, months=24, months_more=24)


def record(its: Procurement, by: Player, plan: Planned = PLAN) -> int:
    return actions.record_plan(reference=its.reference, plan=plan, by=by.person)


def refused(deed: Any) -> str:
    with pytest.raises(Refusal) as told:
        deed()
    return told.value.code


@pytest.mark.clause("PRE-1")
def test_a_plan_is_kept_in_versions_with_its_event(olive: Player) -> None:
    its = make.procurement()
    assert [record(its, olive), record(its, olive)] == [1, 2]
    assert Plan.objects.count() == 2
    assert events.history(its.uid)[0].after["route"] == "competition"


def test_once_it_is_published_the_plan_stands(olive: Player) -> None:
    its = make.procurement(stage="tendering")
    assert refused(lambda: record(its, olive)) == "not-allowed"


def test_only_below_threshold_is_a_competition_reserved(olive: Player) -> None:
    above = make.procurement()
    plan = Planned("Care", Route.COMPETITION, reservation=Reservation.LOCAL)
    assert refused(lambda: record(above, olive, plan)) == "reservation-above"
    below = make.procurement(determination={"band": "encouraged", "value_inc_vat": Decimal(50_000)})
    assert record(below, olive, plan) == 1


@pytest.mark.clause("CTX-3")
def test_regard_is_recorded_with_its_day_and_what_it_departs_from(olive: Player) -> None:
    its = make.procurement()
    given = {"priorities": ["2", "1"], "how": "Small firms are asked first.", "departs_because": ""}
    actions.record_regard(reference=its.reference, **given, considered_on=date(2026, 1, 5), by=olive.person)
    assert Regard.objects.get().priorities == ["1", "2"]
    later = {**given, "considered_on": date(2999, 1, 1)}
    assert (
        refused(lambda: actions.record_regard(reference=its.reference, **later, by=olive.person))
        == "considered-later"
    )


@pytest.mark.clause("INC-5")
def test_another_number_than_the_suggested_one_needs_a_reason(olive: Player) -> None:
    its = make.procurement()  # £500,000: the scale of the default pack suggests three

    def judge(chosen: int, reason: str) -> int:
        return actions.judge_proportion(
            reference=its.reference, chosen=chosen, reason=reason, by=olive.person
        )

    assert judge(3, "") == 1
    assert refused(lambda: judge(5, "more")) == "reason-missing"
    assert judge(5, "Bidders asked for more to choose from.") == 2
    kept = Judgement.objects.order_by("version").values_list("suggested", "chosen")
    assert list(kept) == [(3, 3), (3, 5)]


@pytest.mark.clause("INC-5")
def test_the_suggestion_looks_at_term_labour_and_market(olive: Player) -> None:
    its = make.procurement()
    plan = Planned("Care", Route.QUOTES, months=11, labour=Labour.LITTLE, market=Market.SMALL)
    record(its, olive, plan)
    actions.judge_proportion(reference=its.reference, chosen=1, reason="", by=olive.person)
    assert Judgement.objects.get().suggested == 1


def test_nothing_is_in_proportion_to_an_unknown_value(olive: Player) -> None:
    its = make.procurement(determination={"value_inc_vat": None})
    deed = lambda: actions.judge_proportion(reference=its.reference, chosen=1, reason="", by=olive.person)  # noqa: E731
    assert refused(deed) == "value-unknown"


def test_consent_is_recorded_by_those_who_may(priya: Player, olive: Player) -> None:
    its = make.procurement(stage="tendering")
    given = {"given_on": date(2026, 1, 5), "given_for": "The new unitary council", "document": "LGR/12"}
    actions.record_consent(reference=its.reference, **given, by=priya.person)
    assert its.consent.document == "LGR/12"
    assert (
        refused(lambda: actions.record_consent(reference=its.reference, **given, by=olive.person))
        == "not-allowed"
    )
