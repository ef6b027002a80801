"""Reads about voluntary initiatives: the list as each may see it, one of them, what waits for whom (INC-3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from socialvalue.delivery.models import Initiative
from socialvalue.delivery.queries.contracts import seen_by
from socialvalue.delivery.rules.words import said
from socialvalue.foundation.clock import LONDON
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand, may
from socialvalue.machinery.waiting import Row, Waiting, columns

MOST: Final = 20  # lines of a queue


@dataclass(frozen=True, slots=True)
class InitiativeShown:
    """One voluntary initiative with what was written about it."""

    uid: UUID
    authority_id: int
    reference: str
    supplier_id: int
    supplier: str
    contract: str  # empty: for none
    measure: str
    measure_title: str
    amount: Decimal
    unit: str
    place: str
    what: str
    starts_on: date
    ends_on: date
    state: str
    proposed_at: datetime
    question: str
    answer: str
    reason: str

    @property
    def stage(self) -> str:
        return self.state

    @property
    def quantity(self) -> str:
        """How much, with its unit."""
        return said(self.amount, self.unit)

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the initiative."""
        return frozenset({"supplier"}) if person.organisation_id == self.supplier_id else frozenset()


COLUMNS: Final = (
    "uid", "authority_id", "reference", "supplier_id", "supplier__name", "contract__reference", "measure__code",
    "measure__title", "quantity", "unit", "place", "what", "starts_on", "ends_on", "state", "proposed_at", "question",
    "answer", "reason",
)  # fmt: skip
ORDERS: Final = {
    "proposed": ("proposed_at", "id"),
    "state": ("state", "id"),
    "supplier": ("supplier__name", "id"),
}
EXPORTED: Final = {
    "Reference": "reference",
    "Supplier": "supplier__name",
    "Contract": "contract__reference",
    "Measure": "measure__code",
    "What is counted": "measure__title",
    "Quantity": "quantity",
    "Unit": "unit",
    "Place": "place",
    "What": "what",
    "From": "starts_on",
    "Until": "ends_on",
    "State": "state",
    "Proposed at": "proposed_at",
    "Reason": "reason",
}


def _seen(person: Person, states: tuple[str, ...] = ()) -> QuerySet[Initiative]:
    """Those of the authorities for which this person may see all; of others a supplier's own only."""
    mine = Q(authority_id__in=authorities_for(person, "initiative:view"))
    if own_of := authorities_for(person, "initiative:view", relation="supplier"):
        mine |= Q(authority_id__in=own_of, supplier_id=person.organisation_id or 0)
    rows = Initiative.objects.filter(mine)
    return rows.filter(state__in=states) if states else rows


def count_initiatives(*, person: Person, states: tuple[str, ...]) -> int:
    """How many match (one statement)."""
    demand(person, "initiative:view")
    return _seen(person, states).count()


def initiatives(
    *, person: Person, states: tuple[str, ...], order: str, offset: int, limit: int
) -> list[InitiativeShown]:
    """One page of the list (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "initiative:view")
    rows = ordered(_seen(person, states), ORDERS, order).values_list(*COLUMNS)
    return [_shown(row) for row in rows[offset : offset + limit]]


def initiatives_for_export(*, person: Person, states: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "initiative:view")
    rows = ordered(_seen(person, states), ORDERS, "-proposed")
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


def initiative(*, reference: str, person: Person) -> InitiativeShown:
    """One initiative as this person may see it (one statement). Someone else's is a 404."""
    row = Initiative.objects.filter(reference=reference).values_list(*COLUMNS).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    shown = _shown(row)
    demand(person, "initiative:view", shown)
    return shown


def own_contracts(person: Person) -> list[tuple[str, str]]:
    """The contracts that a supplier may name, reference and title, the newest first (one statement)."""
    return list(seen_by(person).order_by("-id").values_list("reference", "title")[:100])


def initiatives_to_decide(person: Person) -> list[Waiting]:
    """Proposals for the service (one statement)."""
    if not may(person, "initiative:decide"):
        return []
    rows = _seen(person, ("proposed",)).order_by("proposed_at", "id")
    return [
        Waiting(
            f"Accept, decline or ask about the voluntary initiative {reference}: {title}",
            reverse("initiative", kwargs={"reference": reference}),
            since=at.astimezone(LONDON).date(),
        )
        for reference, title, at in rows.values_list("reference", "measure__title", "proposed_at")[:MOST]
    ]


def initiatives_asked_about(person: Person) -> Iterator[QuerySet[Any, Any]]:
    """The supplier's own that the council asked about, as rows to be put together with others."""
    if may(person, "initiative:answer"):
        rows = _seen(person, ("asked",))
        yield columns(rows, "initiative", key="reference", title="measure__title", since="proposed_at")


def asked_about(row: Row) -> Waiting:
    """Such a row in words."""
    return Waiting(
        f"Answer the question about your voluntary initiative {row.key}: {row.title}",
        reverse("initiative", kwargs={"reference": row.key}),
        since=row.since.astimezone(LONDON).date() if row.since else None,
    )


def _shown(row: tuple[Any, ...]) -> InitiativeShown:
    values = dict(zip(InitiativeShown.__dataclass_fields__, row, strict=True))
    return InitiativeShown(**values | {"contract": values["contract"] or ""})
