"""Reads about the encouraged band: what was answered for a procurement, and how far the band is covered (INC-2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models import When as If

from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Inclusion, Procurement, Requirement
from socialvalue.planning.rules import Coverage, Included, coverage, included

LIVE: Final = ~Q(determinations__state="replaced")


@dataclass(frozen=True, slots=True)
class InclusionShown:
    """What was answered last to “included? If not, why”."""

    version: int
    is_included: bool
    reason: str
    sentence: str
    recorded_at: datetime
    recorded_by: UUID


def inclusion(procurement_id: int) -> InclusionShown | None:
    """The last answer for a procurement that the person was shown (one statement); none before the first."""
    rows = Inclusion.objects.filter(procurement_id=procurement_id).order_by("-version")
    columns = ("version", "is_included", "reason", "sentence", "recorded_at", "recorded_by")
    row = rows.values_list(*columns).first()
    return InclusionShown(*row) if row else None


def answers(procurement_ids: Iterable[int]) -> dict[int, Included]:
    """How each of these procurements answers (one statement)."""
    rows = _with_answer(Procurement.objects.filter(id__in=list(procurement_ids)))
    return {
        id_: included(answer, confirmed)
        for id_, answer, confirmed in rows.values_list("id", "answer", "confirmed")
    }


def _with_answer(rows: Any) -> Any:
    """With the last answer, and whether anything is asked for and confirmed."""
    last = Inclusion.objects.filter(procurement=OuterRef("pk")).order_by("-version")
    asked = Requirement.objects.filter(lot__procurement=OuterRef("pk"), state=Requirement.State.CONFIRMED)
    return rows.annotate(
        answer=Subquery(last.values("is_included")[:1]),
        why=Subquery(last.values("reason")[:1]),
        sentence=Subquery(last.values("sentence")[:1]),
        confirmed=Exists(asked),
    )


@dataclass(frozen=True, slots=True)
class EncouragedRow:
    """A procurement in the encouraged band, with how it answers."""

    reference: str
    title: str
    value_inc_vat: Decimal | None
    commenced_on: date | None
    stage: str
    answer: str
    why: str
    sentence: str


COLUMNS: Final = (
    "reference", "title", "live__value_inc_vat", "commenced_on", "stage", "how", "why", "sentence"
)  # fmt: skip


def _encouraged(person: Person, answers: tuple[str, ...] = ()) -> Any:
    """The procurements that count, those with one of some answers: an earlier decision is a baseline (rulings 1)."""
    rows = _band(person).filter(live__policy_in_force=True)
    return rows.filter(how__in=answers) if answers else rows


def _band(person: Person) -> Any:  # annotated columns that the types do not know
    """The council's own procurements in the band that were not ended, with `how` they answer, as the rule says it."""
    rows = (
        Procurement.objects.exclude(stage="ended")
        .filter(authority_id__in=authorities_for(person, "encouraged:view"), is_own=True)
        .annotate(live=FilteredRelation("determinations", condition=LIVE))
    )
    return _with_answer(rows.filter(live__band="encouraged")).annotate(
        how=Case(
            If(Q(confirmed=True) | Q(answer=True), then=Value(Included.INCLUDED.value)),
            If(answer=False, then=Value(Included.LEFT_OUT.value)),
            default=Value(Included.NO_ANSWER.value),
            output_field=CharField(),
        )
    )


def covered(*, person: Person) -> Coverage:
    """How far the encouraged band is covered (one statement)."""
    demand(person, "encouraged:view")
    rows = _band(person).values_list("live__policy_in_force", "how").annotate(number=Count("id")).order_by()
    found = {(in_force, Included(how)): number for in_force, how, number in rows}
    return coverage(
        {how: number for (in_force, how), number in found.items() if in_force},
        baseline=sum(number for (in_force, _), number in found.items() if not in_force),
    )


def encouraged(
    *, person: Person, answers: tuple[str, ...], order: str, offset: int, limit: int
) -> list[EncouragedRow]:
    """One page of the rows (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "encouraged:view")
    rows: Any = ordered(_encouraged(person, answers), ORDERS, order).values_list(*COLUMNS)
    return [EncouragedRow(*row) for row in rows[offset : offset + limit]]


ORDERS: Final = {"commenced": ("commenced_on", "id"), "value": ("live__value_inc_vat", "id")}
EXPORTED: Final = {
    "Procurement": "reference",
    "Title": "title",
    "Estimated value inc. VAT (£)": "live__value_inc_vat",
    "Commenced on": "commenced_on",
    "Stage": "stage",
    "Included": "how",
    "Why not": "why",
    "In words": "sentence",
}


def encouraged_for_export(*, person: Person, answers: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """Every row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "encouraged:view")
    rows: Any = ordered(_encouraged(person, answers), ORDERS, "-commenced").values_list(*EXPORTED.values())
    return rows.iterator(chunk_size=2000)  # type: ignore[no-any-return]
