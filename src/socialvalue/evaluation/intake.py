"""Awards as notices bring them, many at a time. No event of their own: an import logs one a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from socialvalue.evaluation.models import Award, AwardSupplier


@dataclass(frozen=True, slots=True)
class NewSupplier:
    """A supplier of an award, with its size as the notice says it."""

    organisation_id: int
    scale: str
    is_vcse: bool | None


@dataclass(frozen=True, slots=True)
class NewAward:
    """An award as read; money is £."""

    procurement_id: int
    source_id: str
    title: str
    status: str
    decided_on: date | None
    value_net: Decimal | None
    value_inc_vat: Decimal | None
    lots: tuple[str, ...]
    suppliers: tuple[NewSupplier, ...]


def enter_awards(*, authority_id: int, new: Sequence[NewAward]) -> dict[tuple[int, str], int]:
    """Create or bring up to date (five statements); answers ids by (procurement, source id)."""
    first = {(each.procurement_id, each.source_id): each for each in reversed(new)}
    here = Award.objects.filter(procurement_id__in={each.procurement_id for each in new})
    known = {(row.procurement_id, row.source_id): row for row in here}
    rows = {key: known.get(key) or _fresh(authority_id, each) for key, each in first.items()}
    for key, each in first.items():
        row = rows[key]
        row.title, row.status, row.decided_on = each.title[:500], each.status[:40], each.decided_on
        row.value_net, row.value_inc_vat, row.lots = each.value_net, each.value_inc_vat, list(each.lots)
    Award.objects.bulk_create(row for key, row in rows.items() if key not in known)
    changed = [row for key, row in rows.items() if key in known]
    Award.objects.bulk_update(
        changed, ["title", "status", "decided_on", "value_net", "value_inc_vat", "lots"]
    )
    if changed:
        AwardSupplier.objects.filter(award__in=changed).delete()
    AwardSupplier.objects.bulk_create(
        AwardSupplier(
            award=rows[key],
            organisation_id=supplier.organisation_id,
            scale_as_read=supplier.scale[:40],
            vcse_as_read=supplier.is_vcse,
        )
        for key, each in first.items()
        for supplier in {supplier.organisation_id: supplier for supplier in each.suppliers}.values()
    )
    return {key: row.id for key, row in rows.items()}


def _fresh(authority_id: int, new: NewAward) -> Award:
    return Award(
        authority_id=authority_id,
        originating_authority_id=authority_id,
        procurement_id=new.procurement_id,
        source_id=new.source_id[:300],
    )
