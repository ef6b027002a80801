"""Contracts as notices bring them, many at a time. No event of their own: an import logs one a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.delivery.models import Contract, Party
from socialvalue.foundation.clock import business_today
from socialvalue.machinery import series


@dataclass(frozen=True, slots=True)
class NewContract:
    """A contract as read; money is £; the first organisation leads."""

    procurement_id: int
    award_id: int | None
    source_id: str
    title: str
    status: str
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None
    value_net: Decimal | None
    value_inc_vat: Decimal | None
    organisations: tuple[int, ...]


FIELDS = (
    "award_id", "title", "status", "signed_on", "starts_on", "ends_on", "value_net", "value_inc_vat",
)  # fmt: skip


def enter_contracts(*, authority_id: int, new: Sequence[NewContract]) -> int:
    """Create or bring up to date (a bounded number of statements); answers how many contracts there are now."""
    first = {(each.procurement_id, each.source_id): each for each in reversed(new)}
    here = Contract.objects.filter(procurement_id__in={each.procurement_id for each in new})
    known = {(row.procurement_id, row.source_id): row for row in here}
    missing = [key for key in first if key not in known]
    references = iter(series.take("CT", business_today().year, len(missing)) if missing else ())
    rows: dict[tuple[int, str], Contract] = {}
    for key, each in first.items():
        row = known.get(key) or Contract(
            authority_id=authority_id,
            originating_authority_id=authority_id,
            reference=next(references),
            procurement_id=each.procurement_id,
            source_id=each.source_id[:300],
        )
        for name in FIELDS:
            setattr(row, name, getattr(each, name))
        row.title, row.status = each.title[:500], each.status[:40]
        rows[key] = row
    Contract.objects.bulk_create(rows[key] for key in missing)
    Contract.objects.bulk_update([row for key, row in rows.items() if key in known], FIELDS)
    _enter_parties(first, rows)
    return len(rows)


def _enter_parties(new: dict[tuple[int, str], NewContract], rows: dict[tuple[int, str], Contract]) -> None:
    """The suppliers of contracts that have none yet; parties an officer has put right are left alone."""
    with_parties = set(Party.objects.filter(contract__in=rows.values()).values_list("contract_id", flat=True))
    Party.objects.bulk_create(
        Party(
            contract=rows[key],
            organisation_id=organisation,
            part=Party.Part.MEMBER if place else Party.Part.LEAD,
            from_on=each.starts_on,
        )
        for key, each in new.items()
        if rows[key].id not in with_parties
        for place, organisation in enumerate(dict.fromkeys(each.organisations))
    )
