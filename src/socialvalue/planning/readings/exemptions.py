"""Which exemptions count on a day (rule 18): for publication, for contracts, for what is found too late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from socialvalue.planning.models import Exemption


@dataclass(frozen=True, slots=True)
class ExemptionInForce:
    """A granted exemption that counts on the day asked about. `lowest` is in per cent of the total."""

    reference: str
    kind: str
    lowest: Decimal | None
    granted_on: date
    expires_on: date | None


def exemptions_in_force(procurement_ids: Iterable[int], day: date) -> dict[int, dict[int, ExemptionInForce]]:
    """By procurement and lot number, the exemption that counts on a day; a lot's own goes before the whole's.

    One statement, however many procurements.
    """
    rows = Exemption.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=day),
        procurement_id__in=list(procurement_ids),
        state="granted",
        granted_on__lte=day,
    )
    of_lots = rows.annotate(covers_id=F("procurement__lots__id"), covers=F("procurement__lots__number"))
    found: dict[int, dict[int, ExemptionInForce]] = {}
    # The whole's first, then the lots' own, the newest last: the last word counts.
    for row in of_lots.order_by(F("lot_id").asc(nulls_first=True), "id", "covers")[:2000]:
        if row.lot_id in (None, row.covers_id) and row.covers is not None:
            found.setdefault(row.procurement_id, {})[row.covers] = _in_force(row)
    return found


def _in_force(row: Exemption) -> ExemptionInForce:
    assert row.granted_on is not None  # noqa: S101  the query asked for it
    lowest = None if row.lowest is None else row.lowest * 100
    return ExemptionInForce(row.reference, row.kind, lowest, row.granted_on, row.expires_on)
