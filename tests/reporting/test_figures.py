"""A year's figures: from the roll-up, as known when the year closed, equal to the ledger's own."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from socialvalue.delivery.actions.rollup import roll_up_again
from socialvalue.delivery.ledgers import commitments_of, term_of
from socialvalue.delivery.models import Commitment, Contract, Delivery, DeliveryDecision, Profile, ProfileStep
from socialvalue.delivery.queries import commitments_kept
from socialvalue.delivery.rules import position, year_end
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import bind_instant
from socialvalue.reporting import queries
from socialvalue.reporting.queries import YearFigures
from socialvalue.reporting.rules import Figure
from tests import make
from tests.delivery import made

pytestmark = [pytest.mark.django_db, pytest.mark.clause("MEA-1"), pytest.mark.clause("MEA-3")]
YEAR = FinancialYear(2026)
DURING, AFTER = datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _after_the_close() -> object:
    """The instant now is June 2027, after the cut-off of 2026–27 at the end of April."""
    old = bind_instant(lambda: AFTER)
    yield
    bind_instant(old)


def delivered(within: Contract, quantity: str, accepted_at: datetime | None, place: str = "") -> Delivery:
    """Delivered in June 2026, reported in December, and accepted at an instant."""
    row = made.reported(within=within, quantity=Decimal(quantity), reported_at=DURING, place=place)
    if accepted_at:
        Delivery.objects.filter(id=row.id).update(
            state="accepted",
            accepted_quantity=row.quantity,
            decided_at=accepted_at,
            decided_by=made.new_uid(),
        )
        DeliveryDecision.objects.create(
            delivery=row, number=1, becomes="accepted", quantity=row.quantity, why="Seen.",
            decided_at=accepted_at, decided_by=made.new_uid(),
        )  # fmt: skip
    roll_up_again()
    return row


def figures(*, exact: bool = True) -> YearFigures:
    return queries.year_figures(authority_id=make.authority().id, year=YEAR, exact=exact)


def only(found: YearFigures) -> Figure:
    (figure,) = found.figures
    return figure


def test_a_figure_equals_what_the_ledger_says_at_the_cut_off() -> None:
    contract = made.contract()
    delivered(contract, "3", DURING)
    delivered(contract, "5", AFTER)
    found = only(figures())
    at = year_end(YEAR, 30)
    ((_, rule),) = commitments_of(contract.id)
    stands = position(rule, term_of(contract), at, grace_days=30)
    assert (found.due, found.reported.amount, found.verified.amount) == (
        stands.due, stands.reported, stands.verified,
    )  # fmt: skip
    assert (found.reported.amount, found.verified.amount) == (8, 3)


def test_what_was_accepted_after_the_close_stands_in_the_rows_as_it_was() -> None:
    contract = made.contract()
    delivered(contract, "5", AFTER)
    found = figures()
    (row,) = queries.rows_behind(
        authority_id=make.authority().id, found=found, measure=found.exact[0], offset=0, limit=50
    )
    assert (row.reported, row.verified) == (5, 0)


def test_rows_add_up_to_the_figure() -> None:
    contract = made.contract()
    for quantity, when in [("3", DURING), ("4", None), ("5", AFTER)]:
        delivered(contract, quantity, when, place="E07000114")
    found = figures()
    rows = list(
        queries.every_row_behind(authority_id=make.authority().id, found=found, measure=found.exact[0])
    )
    assert sum(row.verified for row in rows) == only(found).verified.amount == 3
    assert sum(row.reported for row in rows) == only(found).reported.amount == 12


@pytest.mark.clause("MEA-5")
@pytest.mark.rule(40)
def test_placed_and_unplaced_add_up_and_nothing_is_spread() -> None:
    contract = made.contract()
    delivered(contract, "3", DURING, place="E07000114")
    delivered(contract, "4", DURING, place="E10000016")
    delivered(contract, "2", DURING)
    places = {each.code: each.verified.amount for each in only(figures()).places}
    assert places == {"E07000114": 3, "E10000016": 4, "": 2}
    located = figures().exact[0].located(Decimal(80))
    assert located.share == 77 and not located.is_enough


def test_the_public_sees_no_small_count() -> None:
    delivered(made.contract(), "3", DURING)
    assert only(figures(exact=False)).verified.is_hidden
    assert only(figures(exact=False)).percentage is None


def test_what_was_accepted_after_the_close_waited_then_and_points_at_its_supplier() -> None:
    counted = made.measure(unit="gbp")
    for number in range(3):
        contract = made.contract(supplier=make.organisation(name=f"Firm {number}"))
        made.commitments(contract, 1)
        Commitment.objects.filter(contract=contract).update(measure=counted, unit="gbp")
        delivered(contract, "400", DURING)
    assert only(figures(exact=False)).reported.amount == 1200
    delivered(contract, "300", AFTER)
    found = only(figures(exact=False))
    assert found.verified.amount == 1200 and found.reported.is_hidden


def test_the_public_is_not_told_what_a_single_contract_fell_short_of() -> None:
    delivered(made.contract(), "9", DURING)
    alone = only(figures(exact=False))
    assert not alone.shows_due and alone.reported.is_hidden and alone.percentage is None
    delivered(made.contract(), "9", DURING)
    assert all(
        not each.shows_due for each in figures(exact=False).figures
    )  # another measure, another single one
    assert only_exact().shows_due


def only_exact() -> Figure:
    return figures().figures[0]


def test_an_acceptance_after_the_close_moves_no_closed_years_headline() -> None:
    contract = made.contract()
    delivered(contract, "4", AFTER)
    now = commitments_kept(authority_id=make.authority().id, to_on=YEAR.ends_on)
    assert (now.met, now.due) == (1, 1)
    assert kept() == (0, 1)


def test_an_acceptance_that_was_taken_back_after_the_close_still_stands_in_the_headline() -> None:
    row = delivered(made.contract(), "4", DURING)
    Delivery.objects.filter(id=row.id).update(state="reported", accepted_quantity=None)
    DeliveryDecision.objects.create(
        delivery=row,
        number=2,
        becomes="reported",
        why="Seen again.",
        decided_at=AFTER,
        decided_by=made.new_uid(),
    )
    roll_up_again()
    assert kept() == (1, 1)


@pytest.mark.rule(34)
def test_a_variation_and_an_end_agreed_after_the_close_move_no_closed_year() -> None:
    contract = made.contract()
    delivered(contract, "4", DURING)
    varied = Profile.objects.create(
        commitment=Commitment.objects.get(), version=2, holds_from_on=date(2026, 4, 1), agreed_at=AFTER
    )
    ProfileStep.objects.create(profile=varied, due_on=date(2026, 6, 30), quantity=Decimal(6))
    Contract.objects.filter(id=contract.id).update(
        terminated_on=date(2026, 5, 1), terminated_at=AFTER, terminated_by=made.new_uid()
    )
    ((_, rule),) = commitments_of(contract.id)
    stands = position(rule, term_of(Contract.objects.get()), year_end(YEAR, 30), grace_days=30)
    assert only(figures()).due == stands.due == 4
    assert kept() == (1, 1)


def kept() -> tuple[int, int]:
    found = queries.kept(authority_id=make.authority().id, year=YEAR)
    return found.met, found.due


def test_commitments_that_were_kept_are_counted_never_added_up() -> None:
    delivered(made.contract(), "4", DURING)
    delivered(made.contract(), "3", DURING)
    assert kept() == (1, 2)


def test_without_promises_there_are_no_years() -> None:
    assert queries.years(authority_id=make.authority().id) == ()


def test_years_begin_when_something_falls_due() -> None:
    made.commitments(made.contract(), 1)
    assert [year.label for year in queries.years(authority_id=make.authority().id)][-1] == "2026–27"
    assert date(2026, 6, 30) in YEAR


def promised_hours(*days: date) -> None:
    """A contract for each day, on which four of its hours are due."""
    counted = made.measure(unit="hours")
    for day in days:
        contract = made.contract()
        made.commitments(contract, 1)
        Commitment.objects.filter(contract=contract).update(measure=counted, unit="hours")
        ProfileStep.objects.filter(
            profile__commitment__contract=contract, due_on=made.STEPS[0].due_on
        ).update(due_on=day)


@pytest.mark.clause("DPA-1")
@pytest.mark.parametrize(
    ("second", "contracts", "told"), [(date(2027, 4, 1), 1, False), (date(2027, 3, 31), 2, True)]
)
def test_only_contracts_with_something_due_in_the_year_stand_behind_what_was_due(
    second: date, contracts: int, told: bool
) -> None:
    promised_hours(date(2026, 6, 30), second, date(2028, 1, 1))
    found = only(figures(exact=False))
    assert (found.contracts, found.shows_due, found.reported.is_hidden) == (contracts, told, not told)
    assert (found.percentage is not None) is told


@pytest.mark.clause("DPA-1")
def test_a_contract_that_ended_before_its_day_does_not_hide_another_ones_shortfall() -> None:
    promised_hours(date(2026, 6, 30), date(2027, 3, 31))
    Contract.objects.filter(id=Contract.objects.order_by("-id")[0].id).update(
        terminated_on=date(2027, 3, 30), terminated_at=DURING, terminated_by=made.new_uid()
    )
    found = only(figures(exact=False))
    assert (found.contracts, found.shows_due) == (1, False)


def agreed_after_the_close(*steps: tuple[date, str]) -> Contract:
    """Another contract for the measure that there is, agreed after the close."""
    contract = made.contract()
    counted = Commitment.objects.get().measure
    made.commitments(contract, 1)
    Commitment.objects.filter(contract=contract).update(measure=counted, agreed_at=AFTER)
    (profile,) = Profile.objects.filter(commitment__contract=contract)
    Profile.objects.filter(id=profile.id).update(agreed_at=AFTER)
    profile.steps.all().delete()
    for due_on, quantity in steps:
        ProfileStep.objects.create(profile=profile, due_on=due_on, quantity=Decimal(quantity))
    return contract


def test_a_contract_made_after_the_close_for_later_years_moves_no_closed_year() -> None:
    delivered(made.contract(), "4", DURING)
    before = figures().figures
    agreed_after_the_close((date(2027, 9, 1), "100"))
    assert figures().figures == before
    assert (before[0].committed, before[0].contracts) == (10, 1)


def test_a_measure_first_promised_after_the_close_is_no_row_of_a_closed_year() -> None:
    delivered(made.contract(), "4", DURING)
    contract = agreed_after_the_close((date(2027, 9, 1), "100"))
    Commitment.objects.filter(contract=contract).update(measure=made.measure())
    made.reported(within=contract, reported_at=AFTER, place="E07000114")
    roll_up_again()
    assert only(figures()).committed == 10


def test_a_contract_taken_over_after_the_close_owes_what_fell_due_by_the_years_end() -> None:
    delivered(made.contract(), "4", DURING)
    contract = agreed_after_the_close((date(2027, 3, 31), "2"), (date(2027, 4, 1), "100"))
    found = only(figures())
    ((_, rule),) = commitments_of(contract.id)
    stands = position(rule, term_of(contract), year_end(YEAR, 30), grace_days=30)
    assert (found.due, found.committed, found.contracts) == (4 + stands.due, 10 + 2, 2)


def test_a_place_that_was_reported_after_the_close_is_none_of_a_closed_years() -> None:
    contract = made.contract()
    delivered(contract, "4", DURING)
    made.reported(within=contract, reported_at=AFTER, place="E07000114")
    roll_up_again()
    assert [each.code for each in only(figures()).places] == [""]
