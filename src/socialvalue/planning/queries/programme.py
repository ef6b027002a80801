"""Reads of the engagement programme: events, who came, the figures of a year (COM-1, EQU-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from socialvalue.foundation.calendar import ONE_DAY, FinancialYear
from socialvalue.foundation.clock import LONDON
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery.orders import ordered
from socialvalue.machinery.permissions import Person, authorities_for, demand
from socialvalue.planning.models import Attendance, EngagementEvent, EventProcurement, Invitation
from socialvalue.planning.ports import feedback_of
from socialvalue.planning.queries.engagement import EventLine, line_of
from socialvalue.planning.rules import Came, Feedback, Met, SupplierKind, met, supplier_kind


@dataclass(frozen=True, slots=True)
class EventsWanted:
    """The filters of the programme, as they stand in the address. Empty: not filtered."""

    year: FinancialYear | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    text: str = ""


STANDS: Final = Q(attendances__struck_at=None)  # not noted by mistake
ORDERS: Final = {"on": ("takes_place_on", "id"), "title": ("title", "id")}
EXPORTED: Final = {
    "Reference": "reference",
    "Title": "title",
    "Kind": "kind",
    "Day": "takes_place_on",
    "Online": "is_online",
    "Where": "place",
    "State": "state",
    "Priorities shared (policy version)": "priorities__label",
    "Analysis of need shared": "need_version",
    "Draft requirements shared": "shares_drafts",
    "Organisations": "organisations",
    "People": "people_who_came",
}


def _matching(person: Person, wanted: EventsWanted) -> QuerySet[EngagementEvent]:
    rows = EngagementEvent.objects.filter(authority_id__in=authorities_for(person, "engagement:view"))
    if wanted.year:
        rows = rows.filter(takes_place_on__range=(wanted.year.starts_on, wanted.year.ends_on))
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    for word in wanted.text.split()[:8]:
        rows = rows.filter(Q(reference__iexact=word) | Q(title__icontains=word))
    return rows


def _counted(rows: QuerySet[EngagementEvent], order: str) -> QuerySet[Any]:
    counted = rows.annotate(
        organisations=Count("attendances", filter=STANDS),
        people_who_came=Sum("attendances__people", filter=STANDS),
    )
    return ordered(counted, ORDERS, order)


def count_events(*, person: Person, wanted: EventsWanted) -> int:
    """How many events match (one statement)."""
    demand(person, "engagement:view")
    return _matching(person, wanted).count()


def events(*, person: Person, wanted: EventsWanted, order: str, offset: int, limit: int) -> list[EventLine]:
    """One page of the programme (one statement). `order` is a key of `ORDERS`, "-" before it for descending."""
    demand(person, "engagement:view")
    return [line_of(row) for row in _counted(_matching(person, wanted), order)[offset : offset + limit]]


def events_for_export(*, person: Person, wanted: EventsWanted, order: str) -> Iterator[tuple[Any, ...]]:
    """Every matching row, streamed (one statement): the columns of `EXPORTED`."""
    demand(person, "engagement:export")
    rows = _counted(_matching(person, wanted), order)
    return rows.values_list(*EXPORTED.values()).iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True)
class Attended:
    """An organisation that came to an event."""

    id: int
    name: str
    kind: SupplierKind
    people: int


@dataclass(frozen=True, slots=True)
class EventShown:
    """One event with what its page shows. `procurements` are references and titles."""

    uid: UUID
    authority_id: int
    reference: str
    title: str
    kind: str
    takes_place_on: date
    is_online: bool
    place: str
    shares_priorities: bool
    policy: str
    need_version: str
    shares_drafts: bool
    about: str
    stage: str
    recorded_at: datetime | None
    procurements: tuple[tuple[str, str], ...] = ()
    attended: tuple[Attended, ...] = ()

    def relations(self, person: Person) -> frozenset[str]:
        """What this person is to the event."""
        return frozenset()


def event(*, reference: str, person: Person) -> EventShown:
    """One event as this person may see it (three statements). Someone else's is a 404."""
    row = EngagementEvent.objects.filter(reference=reference).select_related("priorities").first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    serves = EventProcurement.objects.filter(event=row).order_by("procurement_id")
    came = Attendance.objects.filter(event=row, struck_at=None).order_by("name", "id")
    shown = EventShown(
        uid=row.uid,
        authority_id=row.authority_id,
        reference=row.reference,
        title=row.title,
        kind=row.kind,
        takes_place_on=row.takes_place_on,
        is_online=row.is_online,
        place=row.place,
        shares_priorities=row.priorities is not None,
        policy=row.priorities.label if row.priorities else "",
        need_version=row.need_version,
        shares_drafts=row.shares_drafts,
        about=row.about,
        stage=row.state,
        recorded_at=row.recorded_at,
        procurements=tuple(serves.values_list("procurement__reference", "procurement__title")[:50]),
        attended=tuple(
            Attended(each.id, each.name, supplier_kind(is_sme=each.is_sme, is_vcse=each.is_vcse), each.people)
            for each in came[:500]
        ),
    )
    demand(person, "engagement:view", shown)
    return shown


def event_of(attendance: int) -> str:
    """The event that an attendance belongs to (one statement). One that is not there is a 404."""
    reference = Attendance.objects.filter(id=attendance).values_list("event__reference", flat=True).first()
    if reference is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    return reference


@dataclass(frozen=True, slots=True)
class Programme:
    """The engagement of one financial year in figures."""

    planned: int
    held: int
    procurements: int
    met: Met
    invited: int
    answered: int
    feedback: Feedback


def programme(*, person: Person, year: FinancialYear) -> Programme:
    """The figures of a year over the person's authorities (five statements)."""
    demand(person, "engagement:view")
    own = authorities_for(person, "engagement:view")
    rows = _matching(person, EventsWanted(year=year))
    states = dict(rows.order_by().values_list("state").annotate(number=Count("id")))
    held = EventProcurement.objects.filter(event__in=rows.filter(state="held"))
    invitations = Invitation.objects.filter(
        _opened_in(year), test__procurement__authority__in=own, revoked_at=None
    ).aggregate(invited=Count("id", distinct=True), answered=Count("answers__invitation", distinct=True))
    return Programme(
        planned=states.get("planned", 0),
        held=states.get("held", 0),
        procurements=held.values("procurement").distinct().count(),
        met=met(came(person=person, year=year)),
        invited=invitations["invited"],
        answered=invitations["answered"],
        feedback=feedback_of(own, year),
    )


def _opened_in(year: FinancialYear) -> Q:
    """Invitations to tests that were opened in a year, by the days of London."""
    first, after = (
        datetime.combine(day, time.min, LONDON) for day in (year.starts_on, year.ends_on + ONE_DAY)
    )
    return Q(test__opened_at__gte=first, test__opened_at__lt=after)


def came(*, person: Person, year: FinancialYear) -> Iterator[Came]:
    """Every attendance at an event that was held in a year (one statement)."""
    events_held = _matching(person, EventsWanted(year=year, states=("held",)))
    rows = Attendance.objects.filter(event__in=events_held, struck_at=None).order_by("id")
    names = ("organisation_id", "name", "is_sme", "is_vcse", "people")
    for organisation, name, is_sme, is_vcse, people in rows.values_list(*names).iterator(chunk_size=2000):
        yield Came(organisation, name, supplier_kind(is_sme=is_sme, is_vcse=is_vcse), people)


@dataclass(frozen=True, slots=True)
class MetLine:
    """An organisation that was met in a year: how often, with how many people, when last."""

    name: str
    kind: SupplierKind
    events: int
    people: int


def organisations_met(*, person: Person, year: FinancialYear, kind: SupplierKind | None) -> list[MetLine]:
    """The rows behind the figures of a year: each organisation once, by name (one statement)."""
    demand(person, "engagement:view")
    found: dict[tuple[int, str], list[Came]] = {}
    for each in came(person=person, year=year):
        found.setdefault(each.key, []).append(each)
    lines = [_met_line(each) for each in found.values()]
    return sorted(
        (line for line in lines if kind in (None, line.kind)), key=lambda line: line.name.casefold()
    )


def _met_line(each: list[Came]) -> MetLine:
    whole = met(each)
    kind = next(kind for kind, number in whole.by_kind.items() if number)
    return MetLine(each[-1].name, kind, len(each), whole.people)


@dataclass(frozen=True, slots=True)
class FeasibilityLine:
    """A test of draft requirements in the list behind a figure."""

    reference: str
    title: str
    closes_on: date
    is_disclosed: bool
    invited: int
    answered: int


def tests_in(*, person: Person, year: FinancialYear) -> list[FeasibilityLine]:
    """The tests that were opened in a year, the newest first (one statement)."""
    demand(person, "engagement:view")
    rows = (
        Invitation.objects.filter(
            _opened_in(year),
            test__procurement__authority__in=authorities_for(person, "engagement:view"),
            revoked_at=None,
        )
        .values("test_id", reference=F("test__procurement__reference"), title=F("test__procurement__title"),
                closes_on=F("test__closes_on"), disclosed_at=F("test__disclosed_at"))
        .annotate(invited=Count("id", distinct=True), answered=Count("answers__invitation", distinct=True))
        .order_by("-test_id")
    )  # fmt: skip
    return [
        FeasibilityLine(
            row["reference"],
            row["title"],
            row["closes_on"],
            row["disclosed_at"] is not None,
            row["invited"],
            row["answered"],
        )
        for row in rows[:500]
    ]
