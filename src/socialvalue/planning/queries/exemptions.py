"""Reads about exemptions: the register, one with its reasons, those that count on a day (EXC-1, EXC-2, rule 18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from socialvalue.foundation.calendar import FinancialYear, london_instant
from socialvalue.foundation.clock import business_today
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Exemption
from socialvalue.planning.rules.exemptions import has_begun


@dataclass(frozen=True, slots=True)
class ExemptionShown:
    """One exemption with everything that was written about it. `lowest` is in per cent of the total."""

    id: int
    authority_id: int
    reference: str
    procurement: str
    title: str
    stage: str  # of its procurement
    lot: int | None  # none: all lots
    kind: str
    lowest: Decimal | None
    ground: str
    justification: str
    state: str
    requested_at: datetime
    requested_by: UUID
    opinion: str  # of the last review
    view: str
    screened_at: datetime | None
    screened_by: UUID | None
    reason: str
    conditions: str
    granted_on: date | None
    expires_on: date | None
    decided_at: datetime | None
    decided_by: UUID | None
    commenced_on: date | None
    summary: str  # the reason in public words
    summarised_at: datetime | None
    summarised_by: UUID | None

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the exemption."""
        return frozenset({"requester"}) if person.uid == self.requested_by else frozenset()

    @property
    def is_too_late(self) -> bool:
        """Whether it waits to be decided though the procurement has begun, so that only a refusal is left."""
        begun = has_begun(stage=self.stage, commenced_on=self.commenced_on, today=business_today())
        return begun and self.decided_at is None


COLUMNS: Final = (
    "id", "authority_id", "reference", "procurement__reference", "procurement__title", "procurement__stage",
    "lot__number",
    "kind", "lowest", "ground", "justification", "state", "requested_at", "requested_by", "opinion", "view",
    "screened_at",
    "screened_by", "reason", "conditions", "granted_on", "expires_on", "decided_at", "decided_by",
    "procurement__commenced_on", "summary", "summarised_at", "summarised_by",
)  # fmt: skip


def exemption(*, reference: str, person: Person) -> ExemptionShown:
    """One exemption as this person may see it (one statement). Someone else's is a 404."""
    row = Exemption.objects.filter(reference=reference).values_list(*COLUMNS).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    shown = _shown(row)
    demand(person, "exemption:view", shown)
    return shown


def exemptions_of(procurement_id: int) -> list[ExemptionShown]:
    """The exemptions of a procurement that the person was shown, newest first (one statement)."""
    rows = Exemption.objects.filter(procurement_id=procurement_id).order_by("-id").values_list(*COLUMNS)
    return [_shown(row) for row in rows[:100]]


def _shown(row: tuple[Any, ...]) -> ExemptionShown:
    shown = dict(zip(ExemptionShown.__dataclass_fields__, row, strict=True))
    lowest = shown["lowest"]
    return ExemptionShown(**shown | {"lowest": None if lowest is None else lowest * 100})


@dataclass(frozen=True, slots=True)
class ExemptionsWanted:
    """The filters of the register, as they stand in the address. Empty: not filtered."""

    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    conditions: bool | None = None  # granted with some, or without
    counts: bool | None = None  # granted and still counting today, or ended
    year: FinancialYear | None = None  # in which it was asked for
    buyer: str = ""
    text: str = ""


ORDERS: Final = {
    "requested": ("requested_at", "id"),
    "state": ("state", "id"),
    "expires": ("expires_on", "id"),
}
LIVE: Final = ~Q(procurement__determinations__state="replaced")


def matching(person: Person, wanted: ExemptionsWanted) -> QuerySet[Exemption]:
    """The rows of the register that this person may see and asked for."""
    rows = Exemption.objects.filter(authority_id__in=authorities_for(person, "exemption:view"))
    for column, values in (("state", wanted.states), ("kind", wanted.kinds), ("ground", wanted.grounds)):
        if values:
            rows = rows.filter(**{f"{column}__in": values})
    if wanted.conditions is not None:
        rows = rows.exclude(conditions="") if wanted.conditions else rows.filter(conditions="")
    if wanted.counts is not None:
        today = business_today()
        rows = rows.filter(state="granted")
        rows = rows.exclude(expires_on__lt=today) if wanted.counts else rows.filter(expires_on__lt=today)
    if wanted.year is not None:
        rows = rows.filter(
            requested_at__gte=_begins(wanted.year), requested_at__lt=_begins(_next(wanted.year))
        )
    if wanted.buyer:
        rows = rows.filter(procurement__buyer_name__icontains=wanted.buyer)
    if wanted.bands:
        rows = rows.annotate(live=FilteredRelation("procurement__determinations", condition=LIVE))
        rows = rows.filter(live__band__in=wanted.bands)
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(Q(reference__iexact=word) | Q(procurement__search_text__contains=word))
    return rows


def _begins(year: FinancialYear) -> datetime:
    """Midnight in London at which a financial year begins."""
    return london_instant(datetime.combine(year.starts_on, time()))


def _next(year: FinancialYear) -> FinancialYear:
    return FinancialYear(year.start_year + 1)


def count_exemptions(*, person: Person, wanted: ExemptionsWanted) -> int:
    """How many exemptions match (one statement)."""
    demand(person, "exemption:view")
    return matching(person, wanted).count()


def exemptions(
    *, person: Person, wanted: ExemptionsWanted, order: str, offset: int, limit: int
) -> list[ExemptionShown]:
    """One page of the register (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "exemption:view")
    rows = ordered(matching(person, wanted), ORDERS, order).values_list(*COLUMNS)
    return [_shown(row) for row in rows[offset : offset + limit]]


EXPORTED: Final = {
    "Reference": "reference",
    "Procurement": "procurement__reference",
    "Title": "procurement__title",
    "Lot": "lot__number",
    "Kind": "kind",
    "Lowest weight (share of the total)": "lowest",
    "Ground": "ground",
    "Justification": "justification",
    "State": "state",
    "Requested at": "requested_at",
    "Reviewed at": "screened_at",
    "Standards team": "opinion",
    "Its reasons": "view",
    "Decided at": "decided_at",
    "Reason": "reason",
    "Conditions": "conditions",
    "Granted on": "granted_on",
    "Last day": "expires_on",
}


def exemptions_for_export(
    *, person: Person, wanted: ExemptionsWanted, order: str
) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "exemption:export")
    rows = ordered(matching(person, wanted), ORDERS, order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)
