"""Reads about exemptions: the register, one with its reasons, those that count on a day (EXC-1, EXC-2, rule 18)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Exemption


@dataclass(frozen=True, slots=True)
class ExemptionShown:
    """One exemption with everything that was written about it. `lowest` is in per cent of the total."""

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

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the exemption."""
        return frozenset({"requester"}) if person.uid == self.requested_by else frozenset()


COLUMNS: Final = (
    "authority_id", "reference", "procurement__reference", "procurement__title", "procurement__stage", "lot__number",
    "kind", "lowest", "ground", "justification", "state", "requested_at", "requested_by", "view", "screened_at",
    "screened_by", "reason", "conditions", "granted_on", "expires_on", "decided_at", "decided_by",
    "procurement__commenced_on",
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
    text: str = ""


ORDERS: Final = {
    "requested": ("requested_at", "id"),
    "state": ("state", "id"),
    "expires": ("expires_on", "id"),
}


def _matching(person: Person, wanted: ExemptionsWanted) -> QuerySet[Exemption]:
    rows = Exemption.objects.filter(authority_id__in=authorities_for(person, "exemption:view"))
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(Q(reference__iexact=word) | Q(procurement__search_text__contains=word))
    return rows


def count_exemptions(*, person: Person, wanted: ExemptionsWanted) -> int:
    """How many exemptions match (one statement)."""
    demand(person, "exemption:view")
    return _matching(person, wanted).count()


def exemptions(
    *, person: Person, wanted: ExemptionsWanted, order: str, offset: int, limit: int
) -> list[ExemptionShown]:
    """One page of the register (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "exemption:view")
    rows = _ordered(_matching(person, wanted), order).values_list(*COLUMNS)
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
    rows = _ordered(_matching(person, wanted), order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


def _ordered(rows: QuerySet[Exemption], order: str) -> QuerySet[Exemption]:
    names = ORDERS[order.removeprefix("-")]
    if order.startswith("-"):
        return rows.order_by(*(F(name).desc(nulls_last=True) for name in names))
    return rows.order_by(*(F(name).asc(nulls_last=True) for name in names))


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
