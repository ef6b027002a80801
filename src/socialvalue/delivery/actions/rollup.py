"""The roll-up is kept up to date by every deed that changes what a delivery counts as (ruling 37)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from socialvalue.delivery.cells import recomputed
from socialvalue.delivery.models import Commitment, Delivery, RollUp
from socialvalue.delivery.rules.rollup import first_day_of_quarter

ZERO = Decimal(0)


def keep_cell(*, commitment: int, delivered_on: date, place: str) -> None:
    """Add one cell up again from its deliveries, within the deed's transaction.

    The commitment is held meanwhile: two deeds in one cell come one after the other, and the second sees the first.
    """
    Commitment.objects.select_for_update().filter(id=commitment).values_list("id").first()
    quarter = first_day_of_quarter(delivered_on)
    rows = Delivery.objects.filter(
        commitment=commitment,
        place=place,
        delivered_on__gte=quarter,
        delivered_on__lt=first_day_of_quarter(quarter + timedelta(days=95)),
    )
    key: dict[str, Any] = {"commitment_id": commitment, "quarter_from_on": quarter, "place": place}
    reported, verified = recomputed(rows).get((commitment, quarter, place), (ZERO, ZERO))
    if not reported:
        RollUp.objects.filter(**key).delete()
        return
    RollUp.objects.update_or_create(**key, defaults={"reported": reported, "verified": verified})


def roll_up_again() -> int:
    """Add every cell up again from the deliveries; answers how many there are. For an operator, after a repair."""
    with transaction.atomic():
        cells = recomputed(Delivery.objects.all())
        RollUp.objects.all().delete()
        RollUp.objects.bulk_create(
            (
                RollUp(
                    commitment_id=commitment,
                    quarter_from_on=quarter,
                    place=place,
                    reported=reported,
                    verified=verified,
                )
                for (commitment, quarter, place), (reported, verified) in cells.items()
            ),
            batch_size=1000,
        )
    return len(cells)
