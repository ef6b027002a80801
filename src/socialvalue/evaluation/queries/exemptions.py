"""Granted exemptions as the public reads them: only after the award, in public words, without a name (rulings 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from socialvalue.evaluation.models import Award, Decision
from socialvalue.evaluation.rules.publication import CoveredLot, NoticeOfAward, is_public
from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.clock import business_today
from socialvalue.planning.models import Exemption, Lot

MOST: Final = 1000  # granted in one financial year


@dataclass(frozen=True, slots=True)
class PublicExemption:
    """What the public reads of one. `lowest` is in per cent of the total."""

    reference: str
    title: str
    lot: int | None  # none: all lots
    kind: str
    lowest: Decimal | None
    ground: str
    summary: str
    granted_on: date


def public_exemptions(*, authority_id: int, year: FinancialYear) -> list[PublicExemption]:
    """Those granted in a financial year that the public may read, newest first (four statements)."""
    rows = list(
        Exemption.objects.filter(
            authority_id=authority_id,
            state="granted",
            granted_on__range=(year.starts_on, year.ends_on),
        )
        .exclude(summary="")
        .select_related("procurement", "lot")
        .order_by("-granted_on", "-id")[:MOST]
    )
    whose = {row.procurement_id for row in rows}
    lots, notices, today = _lots(whose), _notices(whose), business_today()
    return [
        _shown(row)
        for row in rows
        if is_public(_covered(row, lots[row.procurement_id]), notices[row.procurement_id], today)
    ]


def _lots(procurements: Iterable[int]) -> dict[int, list[tuple[int, CoveredLot]]]:
    """By procurement, its lots with their ids."""
    rows = list(
        Lot.objects.filter(procurement__in=procurements).values_list("id", "procurement", "source_id")
    )
    live = Decision.objects.filter(
        lot__procurement__in=procurements, is_live=True, notice_on__lte=business_today()
    )
    awarded = set(live.values_list("lot_id", flat=True))
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for lot, procurement, source in rows:
        found[procurement].append((lot, source))
    return defaultdict(
        list,
        {
            procurement: [
                (lot, CoveredLot(source, lot in awarded, is_only_one=len(lots) == 1)) for lot, source in lots
            ]
            for procurement, lots in found.items()
        },
    )


def _notices(procurements: Iterable[int]) -> dict[int, list[NoticeOfAward]]:
    found: dict[int, list[NoticeOfAward]] = defaultdict(list)
    rows = Award.objects.filter(procurement__in=procurements)
    for procurement, status, day, lots in rows.values_list("procurement", "status", "decided_on", "lots"):
        found[procurement].append(NoticeOfAward(status, day, tuple(map(str, lots))))
    return found


def _covered(row: Exemption, lots: list[tuple[int, CoveredLot]]) -> list[CoveredLot]:
    return [lot for lot_id, lot in lots if row.lot_id in (None, lot_id)]


def _shown(row: Exemption) -> PublicExemption:
    assert row.granted_on is not None  # noqa: S101  a constraint says so
    return PublicExemption(
        reference=row.reference,
        title=row.procurement.title,
        lot=row.lot.number if row.lot else None,
        kind=row.kind,
        lowest=None if row.lowest is None else row.lowest * 100,
        ground=row.ground,
        summary=row.summary,
        granted_on=row.granted_on,
    )
