"""Reads about procurements: the list, one record, its earlier determinations, what waits for an officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q, QuerySet

from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Determination, Estimate, Lot, Procurement
from socialvalue.policy.rules import Reason

LIVE = ~Q(determinations__state="replaced")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list, as they stand in the address. Empty: not filtered."""

    text: str = ""
    bands: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    source: str = ""
    whose: str = ""  # own, others
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class ProcurementRow:
    """One line of the list. Money is £ including VAT."""

    reference: str
    title: str
    buyer: str
    kind: str
    value_inc_vat: Decimal | None
    band: str
    state: str
    published_on: date | None
    source: str
    stage: str


ORDERS = {
    "published": ("published_on", "id"),
    "value": ("live__value_inc_vat", "id"),
    "title": ("title", "id"),
    "buyer": ("buyer_name", "id"),
    "reference": ("id",),
}
COLUMNS = (
    "reference", "title", "buyer_name", "kind", "live__value_inc_vat", "live__band", "live__state", "published_on",
    "source", "stage",
)  # fmt: skip


def _matching(authorities: frozenset[int], wanted: Wanted) -> QuerySet[Procurement]:
    rows = Procurement.objects.filter(authority_id__in=authorities)
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(search_text__contains=word)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.whose:
        rows = rows.filter(is_own=wanted.whose == "own")
    if wanted.published_from:
        rows = rows.filter(published_on__gte=wanted.published_from)
    if wanted.published_to:
        rows = rows.filter(published_on__lte=wanted.published_to)
    rows = rows.annotate(live=FilteredRelation("determinations", condition=LIVE))
    if wanted.bands:
        rows = rows.filter(live__band__in=wanted.bands)
    if wanted.states:
        rows = rows.filter(live__state__in=wanted.states)
    return rows


def count_procurements(*, person: Person, wanted: Wanted) -> int:
    """How many procurements this person may see that match (one statement)."""
    demand(person, "procurement:view")
    return _matching(authorities_for(person, "procurement:view"), wanted).count()


def procurements(
    *, person: Person, wanted: Wanted, order: str, offset: int, limit: int
) -> list[ProcurementRow]:
    """One page of the list (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "procurement:view")
    rows = ordered(_matching(authorities_for(person, "procurement:view"), wanted), ORDERS, order)
    return [ProcurementRow(*row) for row in rows.values_list(*COLUMNS)[offset : offset + limit]]


def procurements_for_export(*, person: Person, wanted: Wanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "procurement:export")
    rows = ordered(_matching(authorities_for(person, "procurement:export"), wanted), ORDERS, order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


EXPORTED = {
    "Reference": "reference",
    "Title": "title",
    "Buyer": "buyer_name",
    "Kind": "kind",
    "Goods or services": "nature",
    "Commenced on": "commenced_on",
    "Estimated value inc. VAT (£)": "live__value_inc_vat",
    "Band": "live__band",
    "Determination": "live__state",
    "Threshold inc. VAT (£)": "live__threshold",
    "Notifiable": "live__is_notifiable",
    "Social Value Act applies": "live__social_value_act_applies",
    "Latest notice": "published_on",
    "Source": "source",
    "Stage": "stage",
    "Ended because": "ended_because",
    "OCID": "ocid",
    "Buyer's reference": "external_reference",
}


@dataclass(frozen=True, slots=True)
class LotShown:
    """A lot for a page."""

    number: int
    source_id: str
    title: str
    description: str
    status: str
    value_net: Decimal | None
    value_inc_vat: Decimal | None


@dataclass(frozen=True, slots=True)
class EstimateShown:
    """An estimate for a page: £, with where it comes from."""

    version: int
    amount: Decimal | None
    vat: str
    value_inc_vat: Decimal | None
    is_assumed: bool
    basis: str
    made_at: datetime
    made_by: UUID | None


@dataclass(frozen=True, slots=True)
class DeterminationShown:
    """A determination with the figures, version, clauses and person behind it."""

    version: int
    state: str
    band: str
    kind: str
    nature: str
    value_inc_vat: Decimal | None
    threshold: Decimal | None
    threshold_from_on: date | None
    commenced_on: date | None
    notifiable: bool | None
    social_value_act_applies: bool | None
    policy: str
    policy_in_force: bool
    reasons: tuple[Reason, ...]
    to_confirm: tuple[str, ...]
    why: str
    made_at: datetime
    made_by: UUID | None


@dataclass(frozen=True, slots=True)
class ProcurementShown:
    """One procurement with all that its overview shows."""

    uid: UUID
    id: int
    authority_id: int
    reference: str
    title: str
    description: str
    buyer: str
    is_own: bool
    kind: str
    nature: str
    stage: str
    regime: str
    source: str
    ocid: str
    external_reference: str
    commenced_on: date | None
    commenced_by: str
    published_on: date | None
    has_newer_notice: bool
    responsible: UUID | None
    ended_on: date | None
    ended_because: str
    determination: DeterminationShown
    earlier: tuple[DeterminationShown, ...] = ()
    lots: tuple[LotShown, ...] = ()
    estimates: tuple[EstimateShown, ...] = field(default=())

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the procurement."""
        return frozenset()

    @property
    def is_typed(self) -> bool:
        """Whether an officer started it: what it is called is then not a notice's to say."""
        return self.source == "typed"


def procurement(*, reference: str, person: Person, whole: bool = True) -> ProcurementShown:
    """One procurement as this person may see it (three statements). Someone else's is a 404.

    Not `whole`: without its lots and estimates (one statement).
    """
    rows = _determinations(reference)
    if not rows:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row, determinations = rows[0].procurement, [_determination(d) for d in rows]
    live = next(d for d in determinations if d.state != "replaced")
    shown = ProcurementShown(
        uid=row.uid,
        id=row.id,
        authority_id=row.authority_id,
        reference=row.reference,
        title=row.title,
        description=row.description,
        buyer=row.buyer_name,
        is_own=row.is_own,
        kind=row.kind,
        nature=row.nature,
        stage=row.stage,
        regime=row.regime,
        source=row.source,
        ocid=row.ocid,
        external_reference=row.external_reference,
        commenced_on=row.commenced_on,
        commenced_by=row.commenced_by,
        published_on=row.published_on,
        has_newer_notice=row.has_newer_notice,
        responsible=row.responsible,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        determination=live,
        earlier=tuple(d for d in determinations if d is not live),
        lots=tuple(_lots(row)) if whole else (),
        estimates=tuple(_estimates(row)) if whole else (),
    )
    demand(person, "procurement:view", shown)
    return shown


def _determinations(reference: str) -> list[Determination]:
    """The determinations of a procurement, the newest first, with its row: it has one from its first day."""
    rows = Determination.objects.filter(procurement__reference=reference).order_by("-version")
    return list(rows.select_related("policy", "procurement")[:50])


def _lots(row: Procurement) -> Iterator[LotShown]:
    names = ("number", "source_id", "title", "description", "status", "value_net", "value_inc_vat")
    return (
        LotShown(*values)
        for values in Lot.objects.filter(procurement=row).order_by("number").values_list(*names)[:500]
    )


def _estimates(row: Procurement) -> Iterator[EstimateShown]:
    names = ("version", "amount", "vat", "value_inc_vat", "is_assumed", "basis", "made_at", "made_by")
    rows = Estimate.objects.filter(procurement=row).order_by("-version").values_list(*names)[:50]
    return (EstimateShown(*values) for values in rows)


def _determination(row: Determination) -> DeterminationShown:
    return DeterminationShown(
        version=row.version,
        state=row.state,
        band=row.band,
        kind=row.kind,
        nature=row.nature,
        value_inc_vat=row.value_inc_vat,
        threshold=row.threshold,
        threshold_from_on=row.threshold_from_on,
        commenced_on=row.commenced_on,
        notifiable=row.is_notifiable,
        social_value_act_applies=row.social_value_act_applies,
        policy=row.policy.label,
        policy_in_force=row.policy_in_force,
        reasons=tuple(Reason(reason["clause"], reason["text"]) for reason in row.reasons),
        to_confirm=tuple(row.to_confirm),
        why=row.why,
        made_at=row.made_at,
        made_by=row.made_by,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the authority's own procurements stand in each band and state."""

    to_confirm: int
    undetermined: int
    decided: int
    by_band: dict[str, int]


def standing(*, person: Person) -> Standing:
    """The figures of an officer's home page (one statement), over the council's own procurements."""
    demand(person, "procurement:view")
    rows = (
        _matching(authorities_for(person, "procurement:view"), Wanted(whose="own"))
        .values_list("live__band", "live__state")  # type: ignore[misc]  # the stubs lose a FilteredRelation here
        .annotate(number=Count("id"))
        .order_by()
    )
    counts = {(band, state): number for band, state, number in rows}
    by_band: dict[str, int] = {}
    for (band, _), number in counts.items():
        by_band[band] = by_band.get(band, 0) + number
    return Standing(
        to_confirm=sum(
            n for (band, state), n in counts.items() if state == "proposed" and band != "undetermined"
        ),
        undetermined=sum(
            n for (band, state), n in counts.items() if state == "proposed" and band == "undetermined"
        ),
        decided=sum(n for (_, state), n in counts.items() if state in {"confirmed", "corrected"}),
        by_band=by_band,
    )


def sources() -> list[str]:
    """Where procurements were read from (one statement)."""
    return list(Procurement.objects.order_by("source").values_list("source", flat=True).distinct())
