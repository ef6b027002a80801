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
from socialvalue.planning.rules.plans import Planned, check_plan, months_after
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


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Planned(" ", Route.COMPETITION), "service-missing"),
        (Planned("Care", Route.CALL_OFF), "framework-missing"),
        (Planned("Care", Route.CALL_OFF, framework="RM6100"), ""),
        (Planned("Care", Route.COMPETITION, months=0), "term-impossible"),
        (Planned("Care", Route.COMPETITION, months=601), "term-impossible"),
        (Planned("Care", Route.COMPETITION, months=600), ""),
        (Planned("Care", Route.COMPETITION, months_more=-1), "term-impossible"),
        (
            Planned("Care", Route.COMPETITION, notice_on=date(2027, 2, 1), starts_on=date(2027, 1, 31)),
            "starts-before-notice",
        ),
    ],
)
def test_a_plan_says_what_its_route_needs(plan: Planned, code: str) -> None:
    if code:
        assert refused(lambda: check_plan(plan)) == code
    else:
        check_plan(plan)


@pytest.mark.parametrize(
    ("starts", "months", "more", "until"),
    [
        (date(2026, 4, 1), 24, 0, date(2028, 3, 31)),
        (date(2026, 4, 1), 24, 24, date(2030, 3, 31)),
        (date(2027, 8, 31), 6, 0, date(2028, 2, 28)),  # to the day before 29 February
        (None, 24, 0, None),
        (date(2026, 4, 1), None, 12, None),
    ],
)
def test_a_contract_could_run_until_the_last_day_of_every_extension(
    starts: date | None, months: int | None, more: int, until: date | None
) -> None:
    plan = Planned("Care", Route.COMPETITION, starts_on=starts, months=months, months_more=more)
    assert plan.runs_until == until


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 15), 1) == date(2028, 1, 15)


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
