"""The Statement's pages: what everyone sees, what officers open, and the way down to the deliveries."""

from datetime import date
from decimal import Decimal

import pytest

from socialvalue.delivery.actions.rollup import roll_up_again
from socialvalue.delivery.models import Commitment, Delivery, ProfileStep
from socialvalue.foundation.clock import business_day
from socialvalue.machinery.models import StoredFile
from socialvalue.machinery.permissions import Role
from tests import make
from tests.architecture.test_budgets import cost_of
from tests.cast import Play, Player
from tests.delivery import made
from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("MEA-3")]
RECORD = 12  # statements, session and account among them


def delivered(number: int = 1, quantity: int = 3) -> str:
    """Deliveries of June 2026 that were accepted, and the code of their measure."""
    contract = made.contract()
    rows = [made.reported(within=contract, quantity=Decimal(quantity)) for _ in range(number)]
    for row in rows:
        row.state, row.accepted_quantity = "accepted", row.quantity
        row.decided_at, row.decided_by = make.NOON, made.new_uid()
        row.save()
    roll_up_again()
    return rows[0].commitment.measure.code


def test_before_anything_is_promised_the_page_says_what_will_be_here(visitor: Browser) -> None:
    assert "No figures yet" in text_of(page(visitor.get("/statement")))
    assert "Nothing was due" in text_of(page(visitor.get("/statement/2026-27")))


def test_the_public_reads_a_year_without_small_counts(visitor: Browser) -> None:
    code = delivered(quantity=3)
    shown = text_of(page(visitor.get("/statement/2026-27")))
    assert "too few to show" in shown and "Apprenticeships" in shown
    figure = text_of(page(visitor.get(f"/statement/2026-27/figures/{code}")))
    assert "too few to show" in figure and "The single deliveries are not public" in figure
    assert "DV-2026" not in figure


def test_a_year_in_which_nothing_falls_due_says_so_and_counts_none_of_none(visitor: Browser) -> None:
    delivered()
    for number, step in enumerate(ProfileStep.objects.order_by("id")):
        ProfileStep.objects.filter(id=step.id).update(due_on=date(2031, 3, number + 1))
    roll_up_again()
    with business_day(date(2027, 4, 10)):
        shown = text_of(page(visitor.get("/statement/2026-27")))
    assert "No commitment has anything due by 31 March 2027." in shown and "0 of 0" not in shown


@pytest.mark.clause("PUR-1")
def test_an_auditor_goes_from_the_figure_to_the_deliveries_and_their_evidence(audrey: Player) -> None:
    code = delivered(quantity=3)
    assert "exact figures" in text_of(page(audrey.client.get("/statement/2026-27")))
    figure = page(audrey.client.get(f"/statement/2026-27/figures/{code}"))
    assert "/deliveries/DV-2026-9001" in [link.get("href") for link in figure.iter("a")]
    rows = audrey.client.get(f"/statement/2026-27/figures/{code}/deliveries.csv")
    assert "DV-2026-9001" in rows.getvalue().decode()


@pytest.mark.parametrize(("role", "offered"), [(Role.LEGAL, True), (Role.FINANCE, False)])
def test_evidence_is_offered_to_whoever_may_open_it(play: Play, role: Role, offered: bool) -> None:
    code, reader = delivered(), play.with_role(role)
    proof = StoredFile.objects.create(
        digest="0" * 64, name="starts.png", size=9, media_type="image/png", stored_at=make.NOON
    )
    Delivery.objects.update(file=proof)
    for address in (f"/statement/2026-27/figures/{code}", "/deliveries/DV-2026-9001"):
        shown = page(reader.client.get(address))
        assert any((link.get("href") or "").endswith("/evidence") for link in shown.iter("a")) is offered


def test_an_auditor_can_see_what_the_public_sees(audrey: Player) -> None:
    delivered(quantity=3)
    assert "too few to show" in text_of(page(audrey.client.get("/statement/2026-27?as=public")))


@pytest.mark.clause("DPA-1")
def test_the_download_carries_the_same_suppressed_figures(visitor: Browser) -> None:
    code = delivered(quantity=3)
    rows = visitor.get("/statement/2026-27/figures.csv").getvalue().decode()
    assert "too few to show" in rows
    assert visitor.get(f"/statement/2026-27/figures/{code}/deliveries.csv").status_code in {302, 403}


def test_a_supplier_opens_no_rows(sam: Player) -> None:
    code = delivered(quantity=3)
    assert sam.client.get(f"/statement/2026-27/figures/{code}/deliveries.csv").status_code == 403
    assert "DV-2026" not in text_of(page(sam.client.get(f"/statement/2026-27/figures/{code}")))


@pytest.mark.parametrize(
    "address",
    [
        "/statement/2026-28",
        "/statement/soon",
        "/statement/2026-27/figures/ZZ-9",
        "/statement/2026-27/places/X",
    ],
)
def test_a_year_measure_or_place_that_is_not_there_is_a_404(visitor: Browser, address: str) -> None:
    assert visitor.get(address).status_code == 404


@pytest.mark.clause("DPA-1")
def test_the_public_finds_no_single_job_of_a_district(visitor: Browser, audrey: Player) -> None:
    code = delivered(quantity=3)
    Commitment.objects.update(unit="fte-years")
    Delivery.objects.update(place="E07000114")
    roll_up_again()
    for path in ("", f"/figures/{code}", "/places", "/places/E07000114"):
        address = f"/statement/2026-27{path}"
        assert "3 FTE-years" not in text_of(page(visitor.get(address)))
    assert "3 FTE-years" in text_of(page(audrey.client.get(f"/statement/2026-27/figures/{code}")))


@pytest.mark.clause("MEA-5")
def test_a_place_shows_what_was_verified_there(visitor: Browser) -> None:
    contract = made.contract()
    row = made.reported(within=contract, quantity=Decimal(40), place="E07000114")
    row.state, row.accepted_quantity = "accepted", row.quantity
    row.decided_at, row.decided_by = make.NOON, made.new_uid()
    row.save()
    roll_up_again()
    assert "about 40 people" in text_of(page(visitor.get("/statement/2026-27/places/E07000114")))
    assert "Thanet" in text_of(page(visitor.get("/statement/2026-27/places")))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 1), "These are the figures so far"),
        (date(2027, 4, 10), "may still check until"),
    ],
)
def test_the_page_says_whether_its_figures_can_still_move(visitor: Browser, day: date, said: str) -> None:
    delivered()
    with business_day(day):
        assert said in text_of(page(visitor.get("/statement/2026-27")))


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_pages_cost_the_same_however_many_deliveries(audrey: Player, number: int) -> None:
    code = delivered(number)
    for address in ("", f"/figures/{code}", "/places", "/places/E07000114"):
        cost, body = cost_of(audrey, f"/statement/2026-27{address}")
        assert cost.statements <= RECORD, cost
        assert cost.rows <= 10 * min(number, 50) + 100, cost
        assert len(body) <= 60_000


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 29), "No commitment has anything due by 29 June 2026."),
        (date(2026, 6, 30), "0 of 2 commitments with something due by 30 June 2026 are met"),
        (date(2027, 3, 31), "0 of 2 commitments with something due by 31 March 2027 are met"),
    ],
)
def test_while_a_year_runs_only_what_has_fallen_due_is_judged(visitor: Browser, day: date, said: str) -> None:
    counted = made.measure(unit="hours")
    for _ in range(2):
        made.commitments(made.contract(), 1)
    Commitment.objects.update(measure=counted, unit="hours")
    with business_day(day):
        assert said in text_of(page(visitor.get("/statement/2026-27")))


def test_what_is_due_so_far_is_called_so_until_the_last_day(visitor: Browser) -> None:
    counted = made.measure(unit="hours")
    for _ in range(2):
        made.commitments(made.contract(), 1)
    Commitment.objects.update(measure=counted, unit="hours")
    paths = ("", f"/figures/{counted.code}", "/figures.csv")
    for day, is_so_far in ((date(2026, 7, 1), True), (date(2027, 3, 31), False)):
        with business_day(day):
            for path in paths:
                body = visitor.get(f"/statement/2026-27{path}").getvalue().decode()
                assert ("so far" in body.replace("the figures so far", "")) is is_so_far, path


@pytest.mark.parametrize("path", ["", "/figures.csv", "/places"])
def test_a_year_that_has_not_begun_is_a_404(visitor: Browser, path: str) -> None:
    delivered()
    with business_day(date(2027, 3, 31)):
        assert visitor.get(f"/statement/2027-28{path}").status_code == 404
    with business_day(date(2027, 4, 1)):
        assert visitor.get(f"/statement/2027-28{path}").status_code == 200
