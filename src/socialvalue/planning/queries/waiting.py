"""What waits for somebody in planning: rows for the queue of a home page, those due first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.urls import reverse

from socialvalue.foundation.clock import LONDON, business_today
from socialvalue.machinery.memory import once_a_request
from socialvalue.machinery.permissions import Person, Role, authorities_for, may
from socialvalue.machinery.waiting import Row, Waiting, columns, in_order, together, waiting
from socialvalue.planning.models import ActRecord, Breach, Determination, Exemption, ExemptionCondition
from socialvalue.planning.queries.waiting_asked import remarks_to_answer, waiting_about_requirements

MOST: Final = 20  # rows of a kind: the lists hold the rest
AHEAD: Final = timedelta(days=14)  # a condition waits from so long before its day
LONG_AGO: Final = timedelta(days=30)  # what began earlier is in the list of procurements, not in a queue
JUST_BEGUN: Final = timedelta(days=7)  # what began and was not published is looked for this long
SOON: Final = timedelta(days=60)  # before a procurement begins


def waiting_for(*, person: Person) -> list[Waiting]:
    """What waits for this person: determinations, exemptions and their conditions, breaches, what is asked for.

    At most four statements: records of all kinds come in one.
    """
    today = business_today()
    found = _determinations(person, today) if may(person, "determination:confirm") else []
    found += [_line(row, today) for row in together(_kinds(person, today), 2 * MOST)]
    found += waiting_about_requirements(person)
    return in_order(found)


@dataclass(frozen=True, slots=True)
class Told:
    """How one kind of record is told: a sentence with its key, number, title and measure; its page; a part of it."""

    text: str
    page: str
    part: str = "reference"
    anchor: str = ""


KINDS: Final = {
    "review": Told("Review exemption {key}, {title}", "exemption"),
    "determine": Told("Determine exemption {key}, {title}", "exemption"),
    "ask-again": Told("Ask again for exemption {key}, {title}: it was returned", "exemption"),
    "fulfil": Told(
        "Fulfil condition {number} of exemption {key}, {title}", "exemption", anchor="#conditions"
    ),
    "check": Told("Check condition {number} of exemption {key}, {title}", "exemption", anchor="#conditions"),
    "plan-breach": Told("Say what is done about breach {key}, {title}", "breach"),
    "put-right": Told("Put right breach {key}, {title}", "breach"),
    "answer-remark": Told(
        "Answer the remark about “{about}”, {title}", "remark-answer", "requirement", "?remark={number}"
    ),
}


def _line(row: Row, today: date) -> Waiting:
    """One record in words, with where it is done."""
    told, words = (
        KINDS[row.what],
        {"key": row.key, "number": row.number, "title": row.title, "about": row.about},
    )
    address = reverse(told.page, kwargs={told.part: row.key}) + told.anchor.format(**words)
    line = waiting(told.text.format(**words), address, row.due, today)
    return line if row.since is None else replace(line, since=row.since.astimezone(LONDON).date())


def _kinds(person: Person, today: date) -> Iterator[QuerySet[Any, Any]]:
    """Every kind of record that may wait for this person."""
    if may(person, "exemption:screen"):
        yield _exemptions(_others(person, "requested"), "review")
    if may(person, "exemption:decide"):
        yield _exemptions(_others(person, "with-management"), "determine")
    if may(person, "exemption:request"):
        own = Exemption.objects.filter(requested_by=person.account(), state="returned")
        yield _exemptions(own.filter(procurement__stage="planning"), "ask-again")
    if may(person, "condition:report"):
        yield from _conditions(person, today)
    if may(person, "breach:record"):
        yield from _breaches(person)
    if may(person, "remark:answer"):
        yield remarks_to_answer(person)


@dataclass(frozen=True, slots=True)
class InPreparation:
    """A procurement before publication, with what its live determination says.

    `to_decide`: this person may decide what was proposed. `to_publish`: it begins soon, and this person prepares it.
    """

    id: int
    authority_id: int
    reference: str
    title: str
    commenced_on: date | None
    band: str
    state: str
    act_applies: bool | None
    has_act_record: bool
    to_decide: bool
    to_publish: bool


@once_a_request
def in_preparation(person: Person, today: date) -> tuple[InPreparation, ...]:
    """What this person decides or prepares before publication, the first to begin first (one statement a request)."""
    record = ActRecord.objects.filter(procurement=OuterRef("procurement"))
    rows = (
        Determination.objects.filter(procurement__is_own=True, procurement__stage="planning")
        .exclude(state="replaced")
        .annotate(
            has_act_record=Exists(record),
            to_decide=ExpressionWrapper(_may_decide(person, today), BooleanField()),
            to_publish=ExpressionWrapper(_prepares(person, today), BooleanField()),
        )
        .filter(Q(to_decide=True) | Q(to_publish=True))
        .order_by(F("procurement__commenced_on").asc(nulls_last=True), "procurement_id")
    )
    found = rows.values_list(
        "procurement_id", "procurement__authority_id", "procurement__reference", "procurement__title",
        "procurement__commenced_on", "band", "state", "social_value_act_applies", "has_act_record", "to_decide",
        "to_publish",
    )  # fmt: skip
    return tuple(InPreparation(*row) for row in found[: 2 * MOST])


def _may_decide(person: Person, today: date) -> Q:
    """Determinations that somebody has to confirm or correct."""
    return Q(
        Q(commenced_on=None) | Q(commenced_on__gte=today - LONG_AGO),
        ~Q(band="undetermined"),
        state="proposed",
        procurement__authority_id__in=authorities_for(person, "determination:confirm"),
    )


def _prepares(person: Person, today: date) -> Q:
    """Procurements that begin soon: those that someone answers for; for procurement officers all."""
    soon = Q(
        procurement__authority_id__in=authorities_for(person, "requirement:propose"),
        procurement__commenced_on__gte=today - JUST_BEGUN,
        procurement__commenced_on__lte=today + SOON,
    )
    if person.holds(Role.PROCUREMENT_OFFICER):
        return soon
    return soon & (Q(procurement__responsible=person.uid) | Q(procurement__entered_by=person.uid))


def _determinations(person: Person, today: date) -> list[Waiting]:
    rows = [row for row in in_preparation(person, today) if row.to_decide]
    return [
        waiting(
            f"Confirm or correct the determination of {row.title}",
            reverse("procurement", kwargs={"reference": row.reference}),
            row.commenced_on,
            today,
        )
        for row in rows[:MOST]
    ]


def _others(person: Person, state: str) -> QuerySet[Exemption]:
    """Exemptions in this state; somebody's own is not theirs to review or determine."""
    rows = Exemption.objects.filter(authority_id__in=authorities_for(person, "exemption:view"), state=state)
    return rows.exclude(requested_by=person.account())


def _exemptions(rows: QuerySet[Exemption], what: str) -> QuerySet[Any, Any]:
    return columns(rows, what, key="reference", title="procurement__title", due="procurement__commenced_on")


def _conditions(person: Person, today: date) -> Iterator[QuerySet[Any, Any]]:
    """Conditions that this person sees to, and for those who check them, what others said is done."""
    me = person.account()
    rows = ExemptionCondition.objects.filter(
        exemption__authority_id__in=authorities_for(person, "exemption:view")
    )
    names = {"key": "exemption__reference", "title": "exemption__procurement__title", "number": "number"}
    own = rows.filter(owner=me, state="open", due_on__lte=today + AHEAD)
    yield columns(own, "fulfil", due="due_on", **names)
    if may(person, "condition:check"):
        yield columns(rows.filter(state="reported").exclude(reported_by=me), "check", due="due_on", **names)


def _breaches(person: Person) -> Iterator[QuerySet[Any, Any]]:
    """Breaches that this person puts right, and for those who settle them, the ones that nobody has looked at."""
    rows = Breach.objects.filter(authority_id__in=authorities_for(person, "breach:view"))
    names = {"key": "reference", "title": "procurement__title", "due": "due_on"}
    yield columns(rows.filter(owner=person.account(), state="in-hand"), "put-right", **names)
    if may(person, "breach:settle"):
        yield columns(rows.filter(state="recorded"), "plan-breach", **names)
