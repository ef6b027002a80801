"""Reads about market engagement: what is stated of a procurement, its events, what publication still waits for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery

from socialvalue.planning.models import (
    ActRecord,
    Attendance,
    EngagementStatement,
    EventProcurement,
    Judgement,
    Plan,
    Procurement,
    Regard,
)
from socialvalue.planning.rules import DraftKnown, MarketKnown, PlanKnown, Statement, unsettled
from socialvalue.planning.rules.routes import Reservation

STATED: Final = {True: "held", False: "not-held", None: ""}


@dataclass(frozen=True, slots=True)
class StatementShown:
    """What is stated of engagement, as last stated."""

    version: int
    statement: Statement
    policy: str  # label of the policy version whose priorities were shared
    stated_at: datetime
    stated_by: UUID


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    reference: str
    title: str
    kind: str
    takes_place_on: date
    is_online: bool
    place: str
    state: str
    organisations: int = 0
    people: int = 0


def statement(procurement_id: int) -> StatementShown | None:
    """The newest statement of a procurement that the person was shown (one statement); none before the first."""
    rows = EngagementStatement.objects.filter(procurement_id=procurement_id).order_by("-version")
    row = rows.select_related("priorities").first()
    if row is None:
        return None
    said = Statement(
        is_held=row.is_held,
        ground=row.ground,
        because=row.because,
        engaged_on=row.engaged_on,
        with_whom=row.with_whom,
        shares_priorities=row.priorities_id is not None,
        need_version=row.need_version,
        not_shared_because=row.not_shared_because,
        notice_reference=row.notice_reference,
        no_notice_because=row.no_notice_because,
    )
    label = row.priorities.label if row.priorities else ""
    return StatementShown(row.version, said, label, row.stated_at, row.stated_by)


def events_of(procurement_id: int) -> list[EventLine]:
    """The events that serve a procurement which the person was shown, the newest first (one statement)."""
    rows = EventProcurement.objects.filter(procurement_id=procurement_id).select_related("event")
    return [line_of(row.event) for row in rows.order_by("-event__takes_place_on", "-event_id")[:50]]


def line_of(event: Any) -> EventLine:
    """An event for a list; annotated with `organisations` and `people` where the list counts them."""
    return EventLine(
        event.reference,
        event.title,
        event.get_kind_display(),
        event.takes_place_on,
        event.is_online,
        event.place,
        event.state,
        getattr(event, "organisations", 0),
        getattr(event, "people_who_came", 0) or 0,
    )


@dataclass(frozen=True, slots=True)
class Recorded:
    """What publication asks planning to have on record: the Social Value Act duty, the market, the plan."""

    has_act_record: bool
    market: MarketKnown
    plan: PlanKnown


def recorded(procurement_ids: Iterable[int], today: date) -> dict[int, Recorded]:
    """What is on record for each of these procurements (one statement, a row for each tested requirement)."""
    statements = EngagementStatement.objects.filter(procurement=OuterRef("pk")).order_by("-version")
    item = "feasibility_tests__items"
    rows = (
        Procurement.objects.filter(id__in=list(procurement_ids))
        .annotate(
            has_act_record=Exists(ActRecord.objects.filter(procurement=OuterRef("pk"))),
            is_held=Subquery(statements.values("is_held")[:1]),
            route=Subquery(Plan.objects.filter(procurement=OuterRef("pk")).order_by("-version").values("route")[:1]),
            reservation=Subquery(
                Plan.objects.filter(procurement=OuterRef("pk")).order_by("-version").values("reservation")[:1]
            ),
            has_regard=Exists(Regard.objects.filter(procurement=OuterRef("pk"))),
            is_judged=Exists(Judgement.objects.filter(procurement=OuterRef("pk"))),
            test=F("feasibility_tests__id"),
            closes_on=F("feasibility_tests__closes_on"),
            ended_at=F("feasibility_tests__ended_at"),
            disclosed_at=F("feasibility_tests__disclosed_at"),
            decision=F(f"{item}__decision"),
            asked=F(f"{item}__requirement__state"),
            measure=F(f"{item}__requirement__measure__title"),
        )
        .order_by("id", "test", f"{item}__id")
        .values("id", "has_act_record", "is_held", "route", "reservation", "has_regard", "is_judged", "test",
                "closes_on", "ended_at", "disclosed_at", "decision", "asked", "measure")
    )  # fmt: skip
    return {of: _recorded(list(found), today) for of, found in groupby(rows, lambda row: row["id"])}


def _recorded(rows: list[Any], today: date) -> Recorded:
    """Of one procurement: a row for each draft requirement that was tested, or one row without a test."""
    tests = [list(found) for test, found in groupby(rows, lambda row: row["test"]) if test is not None]
    return Recorded(
        rows[0]["has_act_record"],
        MarketKnown(
            STATED[rows[0]["is_held"]],
            bool(tests),
            tuple(sentence for test in tests for sentence in _unsettled(test, today)),
        ),
        PlanKnown(
            rows[0]["route"] or "",
            rows[0]["has_regard"],
            rows[0]["is_judged"],
            (rows[0]["reservation"] or Reservation.NONE) != Reservation.NONE,
        ),
    )


def _unsettled(rows: list[Any], today: date) -> tuple[str, ...]:
    return unsettled(
        [DraftKnown(row["measure"], row["decision"], row["asked"] != "removed") for row in rows],
        closes_on=rows[0]["closes_on"],
        is_ended=rows[0]["ended_at"] is not None,
        is_disclosed=rows[0]["disclosed_at"] is not None,
        today=today,
    )


@dataclass(frozen=True, slots=True)
class SharedAt:
    """What the events held for a procurement shared, and with which organisations."""

    organisations: tuple[str, ...]
    shares_priorities: bool
    need_version: str


def shared_at(procurement_id: int) -> SharedAt:
    """What the events that were held for a procurement tell (two statements): the newest version counts."""
    held = EventProcurement.objects.filter(procurement_id=procurement_id, event__state="held")
    events = held.order_by("event__takes_place_on", "event_id")
    shared = list(events.values_list("event__priorities_id", "event__need_version"))
    came = Attendance.objects.filter(event__in=held.values("event"), struck_at=None).order_by("name")
    return SharedAt(
        tuple(came.values_list("name", flat=True).distinct()[:50]),
        any(priorities for priorities, _ in shared),
        next((version for _, version in reversed(shared) if version), ""),
    )
