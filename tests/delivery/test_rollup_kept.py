"""The roll-up in the database: every deed keeps it, and it equals what is added up from the deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialvalue.delivery import actions, commands, ledgers, queries, rules
from socialvalue.delivery.models import Contract, Delivery, RollUp
from socialvalue.delivery.rules import DELIVERY, Instalment, Moment
from socialvalue.delivery.rules.rollup import Quarter, first_day_of_quarter, roll_up
from socialvalue.foundation.clock import business_day
from socialvalue.foundation.refusal import Refusal
from tests import make
from tests.cast import Player
from tests.delivery import made

pytestmark = pytest.mark.django_db
YEAR = {"from_on": date(2026, 4, 1), "to_on": date(2027, 3, 31)}


def report(sam: Player, its: Contract, quantity: str = "3", **given_: Any) -> str:
    plain = {
        "commitment": 1, "delivered_on": date(2026, 6, 1), "place": "", "what_changed": "Three started.", "file": None,
    }  # fmt: skip
    return actions.report_delivery(
        contract=its.reference, quantity=Decimal(quantity), by=sam.person, **(plain | given_)
    )


def decide(by: Player, reference: str, deed: str, **given_: Any) -> None:
    actions.decide_delivery(
        reference=reference, deed=deed, by=by.person, reason="The register shows it.", **given_
    )


def own_contract(sam: Player, carol: Player) -> Contract:
    its = made.contract(supplier=sam.user.organisation)
    made.commitment(its, carol.person)
    return its


def rows(**given_: Any) -> tuple[queries.RollUpRow, ...]:
    return queries.rollup_rows(authority_id=make.authority().id, **(YEAR | given_))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-06-30", "2026-04-01"),
        ("2026-07-01", "2026-07-01"),
        ("2026-12-31", "2026-10-01"),
        ("2027-03-31", "2027-01-01"),
    ],
)
def test_quarters_begin_with_april_july_october_and_january(day: str, first: str) -> None:
    assert first_day_of_quarter(date.fromisoformat(day)) == date.fromisoformat(first)


@pytest.mark.rule(33)
def test_each_deed_moves_its_cell(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    one, two = report(sam, its), report(sam, its, "2")
    seen = []
    for deed, reference, given_ in (
        ("accept", one, {"quantity": Decimal(2)}),
        ("query", two, {}),
        ("reject", two, {}),
        ("reopen", one, {}),
    ):
        decide(carol, reference, deed, **given_)
        cell = RollUp.objects.get()
        seen.append((cell.reported, cell.verified))
    assert seen == [(4, 2), (4, 2), (2, 2), (3, 0)]
    decide(sam, one, "withdraw")
    assert not RollUp.objects.exists()


@pytest.mark.clause("MEA-1")
@pytest.mark.rule(39)
def test_figures_are_by_measure_unit_and_place_and_what_has_no_place_stays_apart(
    sam: Player, carol: Player
) -> None:
    its = own_contract(sam, carol)
    report(sam, its, place="E07000114")
    report(sam, its, "2", delivered_on=date(2026, 7, 1))
    found = [
        (row.unit, row.place, row.reported, row.verified, row.contracts, row.suppliers) for row in rows()
    ]
    assert found == [("people", "", 2, 0, 1, 1), ("people", "E07000114", 3, 0, 1, 1)]
    assert [row.reported for row in rows(to_on=date(2026, 6, 30))] == [3]


@pytest.mark.rule(39)
def test_a_delivery_of_31_march_counts_to_the_year_that_ends_and_one_of_1_april_does_not(
    sam: Player, carol: Player
) -> None:
    with business_day(date(2027, 5, 1)):
        its = own_contract(sam, carol)
        report(sam, its, "1", delivered_on=date(2027, 3, 31))
        report(sam, its, "2", delivered_on=date(2027, 4, 1))
    assert [row.reported for row in rows()] == [1]
    assert [row.reported for row in rows(from_on=date(2027, 4, 1), to_on=date(2028, 3, 31))] == [2]


def test_another_authoritys_figures_are_its_own(sam: Player, carol: Player) -> None:
    report(sam, own_contract(sam, carol))
    assert queries.rollup_rows(authority_id=make.other_authority().id, **YEAR) == ()


@pytest.mark.parametrize(
    "days", [("2026-04-02", "2027-03-31"), ("2026-04-01", "2027-03-30"), ("2027-04-01", "2027-03-31")]
)
def test_half_a_quarter_cannot_be_asked_for(days: tuple[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        rows(from_on=date.fromisoformat(days[0]), to_on=date.fromisoformat(days[1]))
    assert refused.value.code == "not-whole-quarters"


def test_the_deliveries_behind_a_figure_add_up_to_it(sam: Player, carol: Player) -> None:
    its = own_contract(sam, carol)
    one, two, three = report(sam, its), report(sam, its, place="E07000114"), report(sam, its, "1")
    decide(carol, one, "accept", quantity=Decimal(2))
    decide(carol, three, "reject")
    asked = {"authority_id": make.authority().id, "measure": rows()[0].measure, **YEAR}
    behind = queries.deliveries_behind(**asked, place="")
    assert [(each.reference, each.reported, each.verified) for each in behind] == [(one, 2, 2)]
    assert {each.reference for each in queries.deliveries_behind(**asked)} == {one, two}
    assert queries.count_behind(**asked) == 2


@pytest.mark.rule(34)
def test_what_fell_due_is_read_from_the_profile_in_force_on_the_last_day(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    lower = (Instalment(date(2026, 6, 30), Decimal(1)),)
    for day in (date(2027, 3, 31), date(2027, 4, 1)):
        actions.vary_commitment(
            contract=its.reference,
            number=1,
            holds_from=day,
            steps=lower,
            reason="Agreed in March.",
            by=carol.person,
        )
        found = queries.due_rows(authority_id=make.authority().id, **YEAR)
        assert [(row.committed, row.due) for row in found] == [(1, 1)]
        lower = (Instalment(date(2026, 6, 30), Decimal(9)),)


@pytest.mark.rule(35)
def test_after_an_early_end_nothing_more_falls_due(carol: Player) -> None:
    its = made.contract()
    made.commitment(its, carol.person)
    with business_day(date(2027, 6, 29)):
        actions.terminate_contract(
            contract=its.reference,
            terminated_on=date(2027, 6, 29),
            reason="The supplier closed.",
            by=carol.person,
        )
    found = queries.due_rows(
        authority_id=make.authority().id, from_on=date(2026, 4, 1), to_on=date(2029, 3, 31)
    )
    assert [(row.committed, row.due, row.ended_early) for row in found] == [(10, 4, 6)]


EVERY_DEED = ["report", "accept", "query", "answer", "reject", "reopen", "withdraw"]
DEEDS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(EVERY_DEED)), max_size=14)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_after_any_legal_history_the_roll_up_is_the_ledgers(
    sam: Player, carol: Player, deeds: list[tuple[int, str]]
) -> None:
    its = own_contract(sam, carol)
    days = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2))
    references: list[str] = []
    for which, deed in deeds:
        if deed == "report" or not references:
            references.append(
                report(
                    sam, its, str(which + 1), delivered_on=days[which % 3], place="E07000114" * (which % 2)
                )
            )
            continue
        reference = references[which % len(references)]
        if deed in DELIVERY.allowed(Delivery.objects.get(reference=reference).state):
            decide(sam if deed in {"answer", "withdraw"} else carol, reference, deed)
    pairs = ledgers.commitments_of(its.id)
    cells = roll_up([rule for _, rule in pairs], Moment(date(2027, 3, 31)))
    kept = RollUp.objects.filter(commitment__contract=its)
    found = {(row.quarter_from_on, row.place): (row.reported, row.verified) for row in kept}
    assert found == {
        (first_day(cell.quarter), cell.place or ""): (cell.reported, cell.verified) for cell in cells
    }
    assert queries.roll_up_finding().sound


def first_day(quarter: Quarter) -> date:
    """The first day of a quarter, counted by hand: April, July, October, and January of the year after."""
    year = quarter.year.starts_on.year
    return (date(year, 4, 1), date(year, 7, 1), date(year, 10, 1), date(year + 1, 1, 1))[quarter.number - 1]


def test_the_check_sees_a_cell_that_is_wrong_and_the_command_mends_it(
    sam: Player, carol: Player, capsys: pytest.CaptureFixture[str]
) -> None:
    report(sam, own_contract(sam, carol))
    RollUp.objects.update(reported=Decimal(4))
    assert not queries.roll_up_finding().sound
    assert commands.roll_up([]) == 0
    assert queries.roll_up_finding().sound and RollUp.objects.get().reported == 3


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_reads_cost_one_statement_however_many_rows(
    carol: Player, measured: Callable[[], Any], number: int
) -> None:
    its = made.contract()
    made.commitments(its, number)
    of = make.authority().id
    for read in (queries.rollup_rows, queries.due_rows):
        with measured() as cost:
            read(authority_id=of, **YEAR)
        assert cost.statements == 1


def test_rules_and_tables_agree_on_what_a_state_counts() -> None:
    assert {state.value for state in rules.DeliveryState} == set(Delivery.State.values)
