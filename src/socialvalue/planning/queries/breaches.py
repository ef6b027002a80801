"""Reads about breaches: the list, one of them, how many (rulings 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from socialvalue.foundation.calendar import FinancialYear
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Breach
from socialvalue.planning.queries.exemption_counts import YearCounts, by_year


@dataclass(frozen=True, slots=True)
class BreachShown:
    """One breach, with what was determined of its procurement when it was recorded."""

    id: int
    authority_id: int
    reference: str
    procurement: str
    title: str
    commenced_on: date | None
    lot: int | None  # none: all lots
    missing: str
    clause: str
    what: str
    found_on: date
    stage: str
    recorded_at: datetime
    recorded_by: UUID
    remedy: str
    owner: UUID | None
    due_on: date | None
    planned_at: datetime | None
    planned_by: UUID | None
    outcome: str
    settled_at: datetime | None
    settled_by: UUID | None
    band: str
    value_inc_vat: Decimal | None
    threshold: Decimal | None
    policy: str

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the breach."""
        return frozenset()

    def is_late(self, today: date) -> bool:
        """Whether it should have been put right before this day."""
        return self.stage == "in-hand" and self.due_on is not None and self.due_on < today


COLUMNS: Final = (
    "id", "authority_id", "reference", "procurement__reference", "procurement__title", "procurement__commenced_on",
    "lot__number", "missing", "clause", "what", "found_on", "state", "recorded_at", "recorded_by", "remedy", "owner",
    "due_on", "planned_at", "planned_by", "outcome", "settled_at", "settled_by", "determination__band",
    "determination__value_inc_vat", "determination__threshold", "determination__policy__label",
)  # fmt: skip


def breach(*, reference: str, person: Person) -> BreachShown:
    """One breach as this person may see it (one statement). Someone else's is a 404."""
    row = Breach.objects.filter(reference=reference).values_list(*COLUMNS).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    shown = BreachShown(*row)
    demand(person, "breach:view", shown)
    return shown


def breaches_of(procurement_id: int) -> list[BreachShown]:
    """The breaches of a procurement that the person was shown, newest first (one statement)."""
    rows = Breach.objects.filter(procurement_id=procurement_id).order_by("-id").values_list(*COLUMNS)
    return [BreachShown(*row) for row in rows[:100]]


@dataclass(frozen=True, slots=True)
class BreachesWanted:
    """The filters of the list, as they stand in the address. Empty: not filtered."""

    states: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    year: FinancialYear | None = None  # in which it was found
    text: str = ""


ORDERS: Final = {"found": ("found_on", "id"), "due": ("due_on", "id"), "state": ("state", "id")}


def _matching(person: Person, wanted: BreachesWanted) -> QuerySet[Breach]:
    rows = Breach.objects.filter(authority_id__in=authorities_for(person, "breach:view"))
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.missing:
        rows = rows.filter(missing__in=wanted.missing)
    if wanted.year is not None:
        rows = rows.filter(found_on__range=(wanted.year.starts_on, wanted.year.ends_on))
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(Q(reference__iexact=word) | Q(procurement__search_text__contains=word))
    return rows


def count_breaches(*, person: Person, wanted: BreachesWanted) -> int:
    """How many breaches match (one statement)."""
    demand(person, "breach:view")
    return _matching(person, wanted).count()


def breaches(
    *, person: Person, wanted: BreachesWanted, order: str, offset: int, limit: int
) -> list[BreachShown]:
    """One page of the list (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "breach:view")
    rows = ordered(_matching(person, wanted), ORDERS, order).values_list(*COLUMNS)
    return [BreachShown(*row) for row in rows[offset : offset + limit]]


def breach_counts(*, person: Person) -> list[YearCounts]:
    """By financial year of the finding and state, newest first (one statement)."""
    demand(person, "breach:view")
    rows = _matching(person, BreachesWanted()).annotate(month=TruncMonth("found_on"))
    return by_year(rows.order_by("month").values_list("month", "state").annotate(number=Count("id")))


EXPORTED: Final = {
    "Reference": "reference",
    "Procurement": "procurement__reference",
    "Title": "procurement__title",
    "Lot": "lot__number",
    "Commenced on": "procurement__commenced_on",
    "What was missing": "missing",
    "Clause": "clause",
    "What was found": "what",
    "Found on": "found_on",
    "State": "state",
    "Recorded at": "recorded_at",
    "What is done about it": "remedy",
    "Due on": "due_on",
    "Outcome": "outcome",
    "Settled at": "settled_at",
}


def breaches_for_export(*, person: Person, wanted: BreachesWanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "breach:export")
    rows = ordered(_matching(person, wanted), ORDERS, order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)
