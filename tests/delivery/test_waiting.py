"""What waits for a contract manager and for a supplier: the latest first, each with its day; a rival sees nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from socialvalue.delivery import actions, queries
from socialvalue.delivery.models import Contract
from socialvalue.foundation.clock import business_day
from socialvalue.machinery.waiting import Waiting
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db


def own_contract(sam: Player, carol: Player) -> Contract:
    """Four apprentices by 30 June 2026, six more by 30 June 2027."""
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    return its


def report(by: Player, its: Contract, quantity: int) -> str:
    return actions.report_delivery(
        contract=its.reference, commitment=1, delivered_on=date(2026, 5, 1), quantity=Decimal(quantity), place="",
        what_changed="They started.", file=None, by=by.person,
    )  # fmt: skip


def on(day: str, player: Player) -> tuple[Waiting, ...]:
    with business_day(date.fromisoformat(day)):
        return queries.waiting_for(person=player.person)


@pytest.mark.clause("CON-3")
@pytest.mark.parametrize(
    ("day", "late"),
    [("2026-05-30", None), ("2026-05-31", 0), ("2026-06-30", 0), ("2026-07-01", 1), ("2026-07-30", 30)],
)
def test_an_instalment_is_seen_thirty_days_before_its_day_and_counted_late_after_it(
    sam: Player, carol: Player, day: str, late: int | None
) -> None:
    its = own_contract(sam, carol)
    found = on(day, sam)
    assert [(each.due, each.days_late) for each in found] == (
        [] if late is None else [(date(2026, 6, 30), late)]
    )
    if found:
        assert found[0].text == f"Report 4 people: Apprenticeships, {its.reference}"
        assert found[0].href == f"/contracts/{its.reference}/deliveries/new?commitment=1"


@pytest.mark.clause("CON-3")
def test_only_what_reports_do_not_cover_is_asked_for(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    with business_day(date(2026, 6, 1)):
        report(sam, its, 3)
    assert on("2026-06-30", sam)[0].text.startswith("Report 1 person")
    with business_day(date(2026, 6, 1)):
        report(sam, its, 1)
    assert on("2026-06-30", sam) == ()


@pytest.mark.rule(33)
def test_a_rejected_delivery_is_asked_for_again(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    reference = report(sam, its, 4)
    actions.decide_delivery(
        reference=reference, deed="reject", reason="The register shows none.", by=carol.person
    )
    assert on("2026-06-30", sam)[0].text.startswith("Report 4 people")


@pytest.mark.rule(33)
def test_a_contract_manager_decides_what_others_reported_never_their_own(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    reference = report(sam, its, 3)
    report(carol, its, 1)
    found = queries.waiting_for(person=carol.person)
    assert [(each.text, each.href) for each in found] == [
        (f"Decide about 3 people: Apprenticeships, {its.reference}", f"/deliveries/{reference}")
    ]


def test_a_question_goes_to_the_supplier_and_comes_back(sam: Player, carol: Player) -> None:
    reference = report(sam, own_contract(sam, carol), 4)
    actions.decide_delivery(
        reference=reference, deed="query", reason="Which college was it?", by=carol.person
    )
    assert [each.href for each in on("2026-06-01", sam)] == [f"/deliveries/{reference}/respond"]
    assert queries.waiting_for(person=carol.person) == ()
    actions.decide_delivery(
        reference=reference, deed="answer", reason="The college in Thanet.", by=sam.person
    )
    assert len(queries.waiting_for(person=carol.person)) == 1


@pytest.mark.clause("MEA-2")
@pytest.mark.parametrize(
    ("day", "late"), [("2027-03-31", None), ("2027-04-01", 0), ("2027-04-30", 0), ("2027-05-01", 1)]
)
def test_a_case_study_is_asked_for_from_the_end_of_its_year_and_late_after_its_day(
    sam: Player, day: str, late: int | None
) -> None:
    its = made.contract(supplier=sam.user.organisation)
    expected = [(date(2027, 4, 30), late, f"/contracts/{its.reference}/case-studies/write?year=1")]
    assert [(each.due, each.days_late, each.href) for each in on(day, sam)] == (
        [] if late is None else expected
    )


@pytest.mark.clause("MEA-2")
def test_a_case_study_moves_between_supplier_and_contract_manager(sam: Player, carol: Player) -> None:
    its = made.contract(supplier=sam.user.organisation)
    with business_day(date(2027, 4, 1)):
        uid = actions.submit_case_study(contract=its.reference, year=1, by=sam.person, **made.ANSWERS)
    assert on("2027-05-01", sam) == ()
    assert [each.href for each in on("2027-05-01", carol)] == [f"/case-studies/{uid}"]
    actions.decide_case_study(uid=uid, deed="return", reason="How many stayed on?", by=carol.person)
    assert [each.href for each in on("2027-05-01", sam)] == [f"/case-studies/{uid}"]
    assert on("2027-05-01", carol) == ()


def test_the_latest_stands_first(sam: Player, carol: Player) -> None:
    own_contract(sam, carol)
    found = on("2027-05-10", sam)
    assert [each.days_late for each in found] == [314, 10]


def test_a_rival_and_people_without_such_a_role_wait_for_nothing(
    sam: Player, carol: Player, rita: Player, nora: Player, olive: Player
) -> None:
    report(sam, own_contract(sam, carol), 1)
    for player in (rita, nora, olive):
        assert on("2027-06-01", player) == ()


def test_another_authoritys_deliveries_are_not_this_managers(carol: Player) -> None:
    made.reported(of=make.other_authority())
    assert queries.waiting_for(person=carol.person) == ()


@pytest.mark.parametrize("number", [1, 3, 40])
def test_it_costs_the_same_however_many_contracts(
    sam: Player, carol: Player, measured: Callable[[], Any], number: int
) -> None:
    for _ in range(number):
        its = made.contract(supplier=sam.user.organisation)
        made.commitments(its, 2)
        made.reported(within=its)
    queries.waiting_for(person=carol.person)
    for player, most in ((sam, 12), (carol, 4)):
        with business_day(date(2027, 6, 1)), measured() as cost:
            queries.waiting_for(person=player.person)
        assert cost.statements <= most, cost
