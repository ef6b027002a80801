"""What deliveries add up to, by commitment, quarter and place, counted in SQL: for the deeds and for the reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Case, F, QuerySet, Sum, Value, When
from django.db.models.functions import TruncQuarter

from socialvalue.delivery.models import Delivery
from socialvalue.machinery.fields import AmountField

UNDECIDED: Final = ("reported", "queried")
REPORTED: Final = Case(
    When(state__in=UNDECIDED, then=F("quantity")),
    When(state="accepted", then=F("accepted_quantity")),
    default=Value(0),
    output_field=AmountField(),
)
VERIFIED: Final = Case(
    When(state="accepted", then=F("accepted_quantity")), default=Value(0), output_field=AmountField()
)

Key = tuple[int, date, str]  # commitment, first day of the quarter, place
Sums = tuple[Decimal, Decimal]  # reported, verified


def recomputed(rows: QuerySet[Delivery]) -> dict[Key, Sums]:
    """The cells of these deliveries, added up from them alone (one statement); cells of nothing are left out."""
    found = (
        rows.annotate(quarter=TruncQuarter("delivered_on"))
        .values("commitment_id", "quarter", "place")
        .annotate(all_reported=Sum(REPORTED), all_verified=Sum(VERIFIED))
        .order_by()
        .values_list("commitment_id", "quarter", "place", "all_reported", "all_verified")
    )
    return {
        (commitment, quarter, place): (reported, verified)
        for commitment, quarter, place, reported, verified in found.iterator(chunk_size=2000)
        if reported
    }
