"""Pounds as everyone reads them: page, figure and download hide the same, also what one could take away."""

from decimal import Decimal

import pytest

from socialvalue.delivery.actions.rollup import roll_up_again
from socialvalue.delivery.models import Commitment, Delivery, DeliveryDecision
from tests import make
from tests.delivery import made
from tests.strict import Browser, page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("DPA-1")]
YEAR = "/statement/2026-27"


def spent(waiting: int) -> None:
    """Three suppliers whose £400 each were accepted, and £300 more that wait of so many of them."""
    counted = made.measure(code="EC-9.9", unit="gbp", title="Spend with small firms")
    for number in range(3):
        its = made.contract(supplier=make.organisation(name=f"Firm {number}"))
        made.commitments(its, 1)
        Commitment.objects.filter(contract=its).update(measure=counted, unit="gbp")
        accepted(made.reported(within=its, quantity=Decimal(400)))
        if number < waiting:
            made.reported(within=its, quantity=Decimal(300))
    roll_up_again()


def accepted(row: Delivery) -> None:
    row.state, row.accepted_quantity = "accepted", row.quantity
    row.decided_at, row.decided_by = make.NOON, made.new_uid()
    row.save()
    DeliveryDecision.objects.create(
        delivery=row, number=1, becomes="accepted", quantity=row.quantity, why="Seen.",
        decided_at=make.NOON, decided_by=row.decided_by,
    )  # fmt: skip


def told(visitor: Browser) -> list[str]:
    """What the Statement's page, the figure's page and the download say."""
    pages = [text_of(page(visitor.get(f"{YEAR}{path}"))) for path in ("", "/figures/EC-9.9")]
    return [*pages, visitor.get(f"{YEAR}/figures.csv").getvalue().decode()]


@pytest.mark.parametrize("waiting", [1, 2])
def test_what_one_or_two_firms_wait_for_is_nowhere_to_be_found(visitor: Browser, waiting: int) -> None:
    spent(waiting)
    for text in told(visitor):
        assert "too few to show" in text and "1,200" in text.replace("1200", "1,200")
        assert str(1200 + 300 * waiting) not in text.replace(",", "")


def test_what_three_firms_wait_for_is_told(visitor: Browser) -> None:
    spent(3)
    for text in told(visitor):
        assert "2100" in text.replace(",", "") and "too few to show" not in text
