"""Deeds of the engagement programme: events planned, amended, held, cancelled; which organisations came (COM-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from socialvalue.foundation.clock import business_today, instant_now
from socialvalue.foundation.reasons import sufficient
from socialvalue.foundation.refusal import Refusal
from socialvalue.machinery import events, series
from socialvalue.machinery.permissions import Person, demand
from socialvalue.planning.actions.doors import Door, Named, named
from socialvalue.planning.models import Attendance, EngagementEvent, EventProcurement, Procurement
from socialvalue.planning.rules import ENGAGEMENT_EVENT, EventKind
from socialvalue.policy.queries import policy_of

PLAN = "engagement:plan"
MOST_PROCUREMENTS = 20  # that one event serves


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is planned: what, when, where, what will be shared there, for which procurements (their references)."""

    title: str
    kind: EventKind
    takes_place_on: date
    is_online: bool
    place: str = ""
    shares_priorities: bool = False
    need_version: str = ""
    shares_drafts: bool = False
    about: str = ""
    procurements: tuple[str, ...] = ()


@transaction.atomic
def plan_event(*, authority_id: int, occasion: Occasion, by: Person) -> str:
    """Plan an event of the engagement programme; answers its reference."""
    demand(by, PLAN, Door(authority_id, ENGAGEMENT_EVENT.begins))
    step = ENGAGEMENT_EVENT.step(ENGAGEMENT_EVENT.begins, "plan")
    serves = _served(authority_id, occasion)
    (label,) = series.take("EN", business_today().year)
    made = EngagementEvent.objects.create(
        authority_id=authority_id,
        originating_authority_id=authority_id,
        reference=label,
        state=step.becomes,
        planned_at=instant_now(),
        planned_by=by.account(),
        **_columns(authority_id, occasion),
    )
    _serve(made, serves)
    _tell(made, step.event, by, _figures(occasion), {"title": made.title, "about": made.about})
    return label


@transaction.atomic
def amend_event(*, event: str, occasion: Occasion, by: Person) -> None:
    """Change what is planned, before it is held."""
    row = _held(event, by)
    step = ENGAGEMENT_EVENT.step(row.state, "amend")
    serves = _served(row.authority_id, occasion)
    for name, value in _columns(row.authority_id, occasion).items():
        setattr(row, name, value)
    row.save()
    row.served.all().delete()
    _serve(row, serves)
    _tell(row, step.event, by, _figures(occasion), {"title": row.title, "about": row.about})


@transaction.atomic
def record_event(*, event: str, by: Person) -> None:
    """Record that it was held. Refuses one whose day has not come."""
    row = _held(event, by)
    step = ENGAGEMENT_EVENT.step(row.state, "hold")
    if row.takes_place_on > business_today():
        raise Refusal(
            "event-ahead", "Its day has not come yet. Change the day if it was held before.", status=409
        )
    _settle(row, step.becomes, by)
    _tell(row, step.event, by, {"took_place_on": row.takes_place_on.isoformat()}, {})


@transaction.atomic
def cancel_event(*, event: str, reason: str, by: Person) -> None:
    """Cancel what was planned, with a reason. It stays in the programme as cancelled."""
    row = _held(event, by)
    step = ENGAGEMENT_EVENT.step(row.state, "cancel")
    because = sufficient(reason, "COM-1")
    _settle(row, step.becomes, by)
    _tell(row, step.event, by, {}, {"reason": because})


@transaction.atomic
def note_attendance(*, event: str, who: Named, people: int, by: Person) -> None:
    """Note that an organisation came, and how many of its people: a number, never a name of a person."""
    row = _held(event, by)
    _check_held(row)
    name, is_sme, is_vcse = named(row.authority_id, who)
    try:
        with transaction.atomic():
            Attendance.objects.create(
                event=row,
                organisation_id=who.organisation,
                name=name,
                is_sme=is_sme,
                is_vcse=is_vcse,
                people=people,
                noted_at=instant_now(),
                noted_by=by.account(),
            )
    except IntegrityError:
        text = "This organisation is on the list of this event already."
        raise Refusal("noted-already", text, field="name", clause="COM-1") from None
    _tell(row, "attendance_noted", by, {"people": people}, {"organisation": name})


@transaction.atomic
def strike_attendance(*, attendance: int, by: Person) -> str:
    """Take an organisation off the list of an event, where it was noted by mistake. The row is kept, as struck."""
    found = Attendance.objects.filter(id=attendance).select_related("event").first()
    if found is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    row = _held(found.event.reference, by)
    if found.struck_at is None:
        found.struck_at, found.struck_by = instant_now(), by.account()
        found.save(update_fields=["struck_at", "struck_by"])
        _tell(row, "attendance_removed", by, {}, {"organisation": found.name})
    return row.reference


def _held(event: str, by: Person) -> EngagementEvent:
    """The event, locked, if this person may change it. Someone else's is a 404."""
    row = EngagementEvent.objects.select_for_update().filter(reference=event).first()
    if row is None:
        raise Refusal("not-found", "We could not find that record.", status=404)
    demand(by, PLAN, Door(row.authority_id, row.state))
    return row


def _check_held(row: EngagementEvent) -> None:
    if row.state != EngagementEvent.State.HELD:
        raise Refusal("event-not-held", "Record first that the event was held.", status=409)


def _served(authority_id: int, occasion: Occasion) -> list[Procurement]:
    wanted = {each.strip().upper() for each in occasion.procurements if each.strip()}
    found = list(
        Procurement.objects.filter(authority_id=authority_id, reference__in=wanted)[: MOST_PROCUREMENTS + 1]
    )
    if unknown := sorted(wanted - {each.reference for each in found}):
        text = f"There is no procurement {unknown[0]} here. Enter references like PR-2027-0001."
        raise Refusal("procurement-unknown", text, field="procurements")
    if len(found) > MOST_PROCUREMENTS:
        raise Refusal("too-many-procurements", f"Enter {MOST_PROCUREMENTS} or fewer.", field="procurements")
    return found


def _columns(authority_id: int, occasion: Occasion) -> dict[str, object]:
    if not occasion.title.strip():
        raise Refusal("event-untitled", "Enter a title.", field="title")
    shared = policy_of(authority_id, occasion.takes_place_on)[0] if occasion.shares_priorities else None
    return {
        "title": " ".join(occasion.title.split()),
        "kind": occasion.kind.value,
        "takes_place_on": occasion.takes_place_on,
        "is_online": occasion.is_online,
        "place": occasion.place.strip(),
        "priorities_id": shared,
        "need_version": occasion.need_version.strip(),
        "shares_drafts": occasion.shares_drafts,
        "about": occasion.about.strip(),
    }


def _serve(row: EngagementEvent, procurements: Sequence[Procurement]) -> None:
    EventProcurement.objects.bulk_create(
        EventProcurement(event=row, procurement=each) for each in procurements
    )


def _settle(row: EngagementEvent, state: str, by: Person) -> None:
    row.state, row.recorded_at, row.recorded_by = state, instant_now(), by.account()
    row.save(update_fields=["state", "recorded_at", "recorded_by"])


def _figures(occasion: Occasion) -> dict[str, object]:
    return {
        "kind": occasion.kind.value,
        "takes_place_on": occasion.takes_place_on.isoformat(),
        "procurements": sorted(occasion.procurements),
    }


def _tell(
    row: EngagementEvent, deed: str, by: Person, after: dict[str, object], texts: dict[str, str]
) -> None:
    events.append(
        deed=deed,
        record="engagement-event",
        uid=row.uid,
        by=by,
        clause="COM-1",
        after={"event": row.reference, "state": row.state, **after},
        texts=texts,
    )
