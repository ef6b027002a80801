"""Reads over every requirement of the council: the standards team's list, and how the encouraged band is covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, FilteredRelation, Q, QuerySet

from socialvalue.foundation.quantity import Quantity, Unit
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Requirement
from socialvalue.toms.models import Measure

LIVE: Final = ~Q(lot__procurement__determinations__state="replaced")


@dataclass(frozen=True, slots=True)
class RequirementsWanted:
    """The filters of the list, as they stand in the address. Empty: not filtered."""

    text: str = ""
    measures: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    open_remarks: bool = False


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """One line of the list."""

    id: int
    procurement: str
    title: str
    lot: int
    measure: str
    measure_title: str
    outcome: str
    quantity: str
    place: str
    state: str
    band: str
    stage: str
    open_remarks: int


ORDERS: Final = {
    "newest": ("id",),
    "procurement": ("lot__procurement__reference", "id"),
    "measure": ("measure__code", "id"),
    "state": ("state", "id"),
}
COLUMNS: Final = (
    "id", "lot__procurement__reference", "lot__procurement__title", "lot__number", "measure__code", "measure__title",
    "measure__outcome__title", "quantity", "unit", "place", "state", "live__band", "lot__procurement__stage", "waiting",
)  # fmt: skip


def _matching(person: Person, wanted: RequirementsWanted) -> QuerySet[Requirement]:
    rows: Any = Requirement.objects.filter(
        lot__procurement__authority_id__in=authorities_for(person, "requirement:list")
    )
    rows = rows.annotate(live=FilteredRelation("lot__procurement__determinations", condition=LIVE))
    kept = (
        ("measure__code__in", wanted.measures),
        ("measure__outcome__code__in", wanted.outcomes),
        ("state__in", wanted.states),
        ("live__band__in", wanted.bands),
    )
    for name, chosen in kept:
        if chosen:
            rows = rows.filter(**{name: chosen})
    if not wanted.states:
        rows = rows.exclude(state=Requirement.State.REMOVED)
    for word in wanted.text.lower().split()[:8]:
        rows = rows.filter(lot__procurement__search_text__contains=word)
    waiting = Count("remarks", filter=Q(remarks__state="open"), distinct=True)
    rows = rows.annotate(waiting=waiting)
    return rows.filter(waiting__gt=0) if wanted.open_remarks else rows  # type: ignore[no-any-return]


def count_requirements(*, person: Person, wanted: RequirementsWanted) -> int:
    """How many requirements match (one statement)."""
    demand(person, "requirement:list")
    return _matching(person, wanted).count()


def all_requirements(
    *, person: Person, wanted: RequirementsWanted, order: str, offset: int, limit: int
) -> list[RequirementRow]:
    """One page of the list (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "requirement:list")
    rows = ordered(_matching(person, wanted), ORDERS, order).values_list(*COLUMNS)[offset : offset + limit]
    return [_row(*row) for row in rows]


def _row(*columns: Any) -> RequirementRow:
    """A line with the amount and its unit in words."""
    before, (amount, unit), after = columns[:7], columns[7:9], columns[9:]
    return RequirementRow(*(*before, str(Quantity(amount, Unit(unit))), *after))


EXPORTED: Final = {
    "Procurement": "lot__procurement__reference",
    "Title": "lot__procurement__title",
    "Band": "live__band",
    "Lot": "lot__number",
    "Measure": "measure__code",
    "What is counted": "measure__title",
    "Outcome": "measure__outcome__code",
    "Kind": "kind",
    "Quantity": "quantity",
    "Unit": "unit",
    "Place": "place",
    "Local": "local__code",
    "Local, version": "local__version",
    "Need": "need",
    "Figure of need": "need_pinned__indicator__code",
    "Figure's place": "need_pinned__place",
    "Figure's value": "need_pinned__value",
    "Figure's period": "need_pinned__period",
    "State": "state",
    "Open remarks": "waiting",
}


def requirements_for_export(
    *, person: Person, wanted: RequirementsWanted, order: str
) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed in constant memory (one statement): the columns of `EXPORTED`."""
    demand(person, "requirement:list")
    rows = ordered(_matching(person, wanted), ORDERS, order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True)
class Asks:
    """The measures and outcomes that requirements use, code and title, for the filters."""

    measures: dict[str, str]
    outcomes: dict[str, str]


def measures_asked_for(person: Person) -> Asks:
    """What may be filtered by (one statement): only what some requirement uses."""
    rows = (
        Measure.objects.filter(framework__authority_id__in=authorities_for(person, "requirement:list"))
        .filter(id__in=Requirement.objects.values("measure_id"))
        .order_by("code", "-id")
        .values_list("code", "title", "outcome__code", "outcome__title")
    )
    measures: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    for code, title, outcome, outcome_title in rows[:500]:
        measures.setdefault(code, title)
        outcomes.setdefault(outcome, outcome_title)
    return Asks(measures, outcomes)
